package app

import (
	"fmt"
	"time"

	"realtalk/core"
)

// security tells what happened at the door, and keeps it.
func (t *teller) security(s core.Security) Event {
	now := time.Now()
	if s.Kind == core.AttackOver {
		e := Notice{Code: "attack_over", Text: attackOverText(s)}
		t.keep(SecurityEntry{Time: now, Kind: string(SecurityAttack), Tries: s.Tries, Text: e.Text})
		return e
	}
	w := words{Security: s, now: now}
	if s.Address.IsValid() {
		w.Location = t.chat.app.locate(s.Address)
	}
	e := Security{
		Kind: securityKinds[s.Kind], Tries: s.Tries, Place: w.Place, Owner: w.Owner,
		Text: w.text(), Brief: w.fact(), Details: w.details(), About: "attack",
		Urgent:   s.Kind == core.Disconnected || s.Kind == core.Blocked && !s.ByHost || s.Kind == core.Attack && !s.Again,
		CanBlock: s.Address.IsValid() && !s.Blocked && s.Kind != core.Unblocked,
	}
	if s.Address.IsValid() {
		e.Address, e.About = w.address(), s.House.String()
	}
	t.keep(SecurityEntry{
		Time: now, Kind: string(e.Kind), Name: s.Name, Address: e.Address, Place: e.Place, Owner: e.Owner,
		Tries: e.Tries, Text: e.Text,
	})
	return e
}

var securityKinds = map[core.SecurityKind]SecurityKind{
	core.WrongPassword: SecurityWrongPassword,
	core.Disconnected:  SecurityDisconnected,
	core.Blocked:       SecurityBlocked,
	core.Refused:       SecurityRefused,
	core.Unblocked:     SecurityUnblocked,
	core.Attack:        SecurityAttack,
}

// keep adds to the list that stays on disk.
func (t *teller) keep(e SecurityEntry) { t.chat.app.journal.add(e) }

// memberJoined tells everybody who is there; the host learns from where.
func (t *teller) memberJoined(j core.MemberJoined) Event {
	met := t.chat.met(j.Person)
	p := t.chat.person(j.Person)
	e := MemberJoined{
		Name: p.Name, Alias: p.Alias, Fingerprint: p.Fingerprint, Trust: p.Trust, Already: j.Already, Safety: j.Safety,
		Text: joinedText(p, met, j.Already),
	}
	if !t.chat.hosted() {
		return e
	}
	if address, ok := t.chat.core.Address(j.ID); ok {
		l := t.chat.app.locate(address)
		e.Address, e.Place, e.Owner = address.Unmap().String(), l.Place, l.Owner
	}
	t.keep(SecurityEntry{
		Time: time.Now(), Kind: EntryJoined, Name: e.Name, Address: e.Address, Place: e.Place, Owner: e.Owner, Text: e.Text,
	})
	return e
}

// asks tells the host who waits, and keeps it.
func (t *teller) asks(a core.Asks) Event {
	e := t.chat.asks(a)
	t.keep(SecurityEntry{
		Time: time.Now(), Kind: EntryAsked, Name: e.Name, Address: e.Address, Place: e.Place, Owner: e.Owner, Text: e.Text,
	})
	return e
}

func (c *Chat) asks(asks core.Asks) Asks {
	p := c.person(asks.Person)
	l := c.app.locate(asks.Address)
	w := words{Security: core.Security{Address: asks.Address, Nearness: asks.Nearness}, Location: l, now: time.Now()}
	e := Asks{
		Name: p.Name, Fingerprint: p.Fingerprint, Trust: p.Trust, Until: asks.Until,
		Address: w.address(), Place: l.Place, Owner: l.Owner,
		Brief: "Somebody knows the password and asks to come in.",
	}
	e.Text = fmt.Sprintf("%s knows the password and asks to come in. %s %s", called(p.Name), askedBefore(p.Trust), w.where())
	return e
}

// turnedAway tells the host who knows the password and was not let in, and keeps
// it.
func (t *teller) turnedAway(a core.TurnedAway) Event {
	l := t.chat.app.locate(a.Address)
	text := fmt.Sprintf("%s knows the password but was not let in, because %s.", called(a.Name), awayReasons[a.Why])
	if a.Times > 1 {
		text += fmt.Sprintf(" That happened %s.", times(a.Times))
	}
	w := words{Security: core.Security{Address: a.Address, Nearness: a.Nearness}, Location: l, now: time.Now()}
	text += " " + w.where()
	t.keep(SecurityEntry{
		Time: w.now, Kind: EntryTurnedAway, Name: a.Name, Address: w.address(), Place: l.Place, Owner: l.Owner, Text: text,
	})
	return Notice{Code: "turned_away", Text: text}
}

var awayReasons = map[core.TurnedAwayReason]string{
	core.AwayLocked:  "the chat is locked",
	core.AwayFull:    "the chat is full",
	core.AwayCrowded: "too many are waiting to be let in",
	core.AwayName:    "somebody has that name already",
}

func askedBefore(trust Trust) string {
	switch trust {
	case TrustVerified:
		return "You have verified who this is."
	case TrustKnown:
		return "You have met before."
	case TrustChanged:
		return "CAREFUL: this is not the person of that name whom you met before."
	default:
		return "You have not met this person here before."
	}
}

func (t *teller) asked(a core.Asked) Event {
	p := t.chat.person(a.Person)
	e := Asked{Name: p.Name, Fingerprint: p.Fingerprint, Result: askResults[a.Result]}
	switch a.Result {
	case core.AskAdmitted:
		e.Text = fmt.Sprintf("You let %s in.", called(p.Name))
	case core.AskDeclined:
		e.Text = fmt.Sprintf("You did not let %s in.", called(p.Name))
	case core.AskTimeout:
		e.Text = fmt.Sprintf("%s was not let in, because you did not answer. They can ask again.", called(p.Name))
	default:
		e.Text = fmt.Sprintf("%s does not wait to come in any more.", called(p.Name))
	}
	return e
}

var askResults = map[core.AskResult]AskResult{
	core.AskAdmitted: AskAdmitted,
	core.AskDeclined: AskDeclined,
	core.AskLeft:     AskLeft,
	core.AskTimeout:  AskTimeout,
}

func attackOverText(s core.Security) string {
	if s.Tries == 0 {
		return "The crowd of connections at the door is gone. Newcomers need not wait any more."
	}
	text := fmt.Sprintf("The attack is over: %s from %s. ", count(s.Tries, "wrong password", "wrong passwords"), count(s.Addresses, "address", "addresses"))
	if s.Blocks > 0 {
		text += fmt.Sprintf("%s blocked now. ", count(s.Blocks, "address is", "addresses are"))
	}
	return text + "Newcomers need not wait any more."
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
