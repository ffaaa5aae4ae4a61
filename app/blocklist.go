package app

import (
	"context"
	"errors"
	"net/netip"
	"slices"
	"strings"
	"time"

	"realtalk/app/lang"
	"realtalk/core"
	"realtalk/core/admission"
)

// Blocked is one entry of the blocklist.
type Blocked struct {
	Address string // 203.0.113.7; 2001:db8:1:2::/64, one household; 203.0.113.0/24, a network
	Name    string // the last name somebody from there used; "" if not known
	Place   string
	Owner   string // of the network; "" if not known
	Why     string // "tries" or "host"
	WhyText string
	Since   time.Time // zero: not known
	Until   time.Time // zero: until it is unblocked
	Tries   int       // wrong passwords
	Note    string
}

// BlockRequest says what to block: an address, or a network as 203.0.113.0/24.
// For 0 it stays blocked until it is unblocked.
type BlockRequest struct {
	Address string
	For     time.Duration
	Note    string
}

// editTimeout bounds how long a change of the blocklist waits for another
// program that is changing it.
const editTimeout = 10 * time.Second

// Blocklist gives what is blocked now, sorted by address.
func (a *App) Blocklist() ([]Blocked, error) {
	records, err := a.records()
	if err != nil {
		return nil, err
	}
	list := []Blocked{}
	for _, r := range records {
		if r.Blocked {
			list = append(list, a.blocked(r))
		}
	}
	return list, nil
}

// records come from the chat that is hosted here, else from disk, where
// another program that hosts keeps them up to date.
func (a *App) records() ([]admission.Record, error) {
	if c := a.hosting.Load(); c != nil {
		return c.Records(), nil
	}
	records, err := core.ReadRecords(a.profile)
	return records, explain(err)
}

func (a *App) blocked(r admission.Record) Blocked {
	l := a.locate(r.Address.Addr())
	b := Blocked{
		Address: addressText(r.Address), Name: r.Name, Place: l.Place, Owner: l.Owner,
		Why: r.Why, WhyText: lang.Say("blocked by you"), Since: r.Since, Until: r.Until, Tries: r.Wrong, Note: r.Note,
	}
	if r.Why == admission.WhyTries {
		b.WhyText = lang.Count(r.Wrong, "%d wrong password", "%d wrong passwords")
	}
	return b
}

// Block keeps an address or a network out, at once, in the chat that is hosted
// by this program or by another one of this user, and in later ones. Who is in
// from there is removed. It may wait for the disk; the error is a *Trouble.
func (a *App) Block(r BlockRequest) error {
	p, err := parseAddress(r.Address)
	if err != nil {
		return err
	}
	if err := checkNote(r.Note); err != nil {
		return err
	}
	return a.edit(core.Edit{Do: core.EditBlock, Address: p, Until: end(time.Now(), r.For), Note: r.Note})
}

// end is when a block of that length ends; zero if it does not end by itself.
func end(now time.Time, length time.Duration) time.Time {
	if length <= 0 {
		return time.Time{}
	}
	return now.Add(length)
}

// Unblock lets an address in again, like Block. Without reset three more wrong
// passwords block it anew; with reset all its tries are forgotten.
func (a *App) Unblock(address string, reset bool) error {
	p, err := a.listed(address)
	if err != nil {
		return err
	}
	return a.edit(core.Edit{Do: core.EditUnblock, Address: p, KeepTries: !reset})
}

// Annotate puts a note beside an entry of the blocklist; "" takes it away.
func (a *App) Annotate(address, note string) error {
	p, err := a.listed(address)
	if err != nil {
		return err
	}
	if err := checkNote(note); err != nil {
		return err
	}
	return a.edit(core.Edit{Do: core.EditNote, Address: p, Note: note})
}

// edit makes changes in the chat that is hosted here, else in the file or in
// the program that hosts.
func (a *App) edit(edits ...core.Edit) error {
	if c := a.hosting.Load(); c != nil {
		if err := c.Edit(edits); !errors.Is(err, core.ErrOver) {
			return explain(err)
		}
	}
	ctx, cancel := context.WithTimeout(a.ctx, editTimeout)
	defer cancel()
	return explain(core.EditRecords(ctx, a.profile, edits))
}

// listed finds the entry that is meant.
func (a *App) listed(address string) (netip.Prefix, error) {
	p, err := parseAddress(address)
	if err != nil {
		return netip.Prefix{}, err
	}
	records, err := a.records()
	if err != nil {
		return netip.Prefix{}, err
	}
	blocked := func(r admission.Record) bool { return r.Blocked && r.Address == p }
	if slices.ContainsFunc(records, blocked) {
		return p, nil
	}
	for _, r := range records {
		if r.Blocked && r.Address.Overlaps(p) && r.Address.Bits() < p.Bits() {
			return netip.Prefix{}, &Trouble{
				Code: "network_blocked", Text: lang.Say("%s is kept out because the whole network %s is blocked.", addressText(p), r.Address),
				Hint: lang.Say("Unblock %s.", r.Address),
			}
		}
	}
	return netip.Prefix{}, &Trouble{
		Code: "not_blocked", Text: lang.Say("%s is not blocked.", addressText(p)),
		Hint: lang.Say("The list of blocked addresses shows what is."),
	}
}

// addressText writes an IPv4 address plainly and a network as one.
func addressText(p netip.Prefix) string {
	if p.IsSingleIP() {
		return p.Addr().String()
	}
	return p.String()
}

// parseAddress takes an address, or a network as the blocklist shows it.
func parseAddress(text string) (netip.Prefix, error) {
	text = strings.TrimSpace(text)
	bare := strings.TrimSuffix(strings.TrimPrefix(text, "["), "]")
	if addr, err := netip.ParseAddr(bare); err == nil {
		return admission.Household(addr), nil
	}
	p, err := netip.ParsePrefix(text)
	if err != nil || p.Addr().Is4In6() {
		return netip.Prefix{}, notAnAddress(text)
	}
	if house := admission.Household(p.Addr()); p.Bits() >= house.Bits() {
		return house, nil
	}
	widest := admission.MinBits6
	if p.Addr().Is4() {
		widest = admission.MinBits4
	}
	if p.Bits() < widest {
		return netip.Prefix{}, &Trouble{
			Code: "too_wide", Text: lang.Say("%s is too large a part of the Internet to be blocked.", p.Masked()),
			Hint: lang.Say("The number after the slash must be %d or more. To let nobody else in, lock the chat.", widest),
		}
	}
	return p.Masked(), nil
}

func notAnAddress(text string) error {
	return &Trouble{
		Code: "address", Text: lang.Say("“%s” is not an address.", text),
		Hint: lang.Say("An address looks like 203.0.113.7 or 2001:db8::7, a network of addresses like 203.0.113.0/24."),
	}
}

func checkNote(note string) error {
	if len(note) <= admission.MaxNote {
		return nil
	}
	return &Trouble{
		Code: "note_too_long", Text: lang.Say("This note is too long to be kept."),
		Hint: lang.Say("Shorten it to %d letters.", admission.MaxNote/2),
	}
}
