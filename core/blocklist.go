package core

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"time"

	"realtalk/core/admission"
	"realtalk/core/control"
	"realtalk/core/profile"
	"realtalk/core/wire"
)

// EditKind names a change of the blocklist.
type EditKind string

// The kinds of changes.
const (
	EditBlock   EditKind = "block"
	EditUnblock EditKind = "unblock"
	EditNote    EditKind = "note"
)

// Edit is one change of the blocklist. Address is a household
// (admission.Household), or a network that was blocked or is to be.
type Edit struct {
	Do        EditKind     `json:"do"`
	Address   netip.Prefix `json:"address"`
	Until     time.Time    `json:"until,omitzero"` // EditBlock: its end; zero: none
	Name      string       `json:"name,omitempty"` // EditBlock: of who is blocked, if known
	Note      string       `json:"note,omitempty"` // EditBlock, EditNote
	KeepTries bool         `json:"keep_tries,omitempty"`
}

// input is the edit as the machine takes it; nil does nothing.
func (e Edit) input() admission.Input {
	switch e.Do {
	case EditBlock:
		return admission.Block{Prefix: e.Address, Why: admission.WhyHost, Until: e.Until, Name: e.Name, Note: e.Note}
	case EditUnblock:
		return admission.Unblock{Prefix: e.Address, KeepTries: e.KeepTries}
	case EditNote:
		return admission.Annotate{Prefix: e.Address, Note: e.Note}
	default:
		return nil
	}
}

// ErrFull: no more addresses can be blocked; nothing was changed.
var ErrFull = errors.New("blocklist is full")

// ErrNotKept: a change holds in the running chat, but is not on disk.
var ErrNotKept = errors.New("blocklist not written")

// EditRecords changes the blocklist of a profile, in the file, or in the chat
// that some program hosts with this profile: then at once. When it returns nil
// the change is on disk. It waits for others that do the same until ctx ends.
func EditRecords(ctx context.Context, p *profile.Profile, edits []Edit) error {
	for {
		release, free, err := p.TryLock(recordsLock)
		if err != nil {
			return err
		}
		if free {
			defer release()
			return editFile(p, edits)
		}
		err = askHost(ctx, p, edits)
		if !errors.Is(err, control.ErrNobody) {
			return err
		}
		select {
		case <-time.After(editPause):
		case <-ctx.Done():
			return fmt.Errorf("wait for the blocklist: %w", ctx.Err())
		}
	}
}

// editPause is the time between two attempts while somebody else edits.
const editPause = 5 * time.Millisecond

func editFile(p *profile.Profile, edits []Edit) error {
	records, err := ReadRecords(p)
	if err != nil {
		return err
	}
	state, now := admission.New(records), time.Now()
	if !roomFor(state, edits) {
		return ErrFull
	}
	for _, e := range edits {
		state.Step(now, e.input())
	}
	return writeRecords(p, state.Records())
}

// roomFor tells whether there is room for all the blocks, one after another with
// the other edits.
func roomFor(state *admission.State, edits []Edit) bool {
	blocked, room := map[netip.Prefix]bool{}, state.Room()
	for _, r := range state.Records() {
		blocked[r.Address] = r.Blocked && r.Why == admission.WhyHost
	}
	for _, e := range edits {
		switch {
		case e.Do == EditBlock && !blocked[e.Address]:
			blocked[e.Address] = true
			room--
		case e.Do == EditUnblock && blocked[e.Address]:
			blocked[e.Address] = false
			room++
		}
		if room < 0 {
			return false
		}
	}
	return true
}

// request and response are what goes over core/control.
type request struct {
	Edits []Edit `json:"edits"`
}

type response struct {
	NotKept       bool `json:"not_kept,omitempty"`
	Over          bool `json:"over,omitempty"`
	Full          bool `json:"full,omitempty"`
	NotUnderstood bool `json:"not_understood,omitempty"`
}

// askHost has the hosting program make the changes; control.ErrNobody if none
// answers.
func askHost(ctx context.Context, p *profile.Profile, edits []Edit) error {
	ask, err := json.Marshal(request{edits})
	if err != nil {
		return err
	}
	b, err := control.Call(ctx, p.Dir(), ask)
	if err != nil {
		return err
	}
	var answer response
	if err := json.Unmarshal(b, &answer); err != nil {
		return fmt.Errorf("answer of the hosting program: %w", err)
	}
	switch {
	case answer.Over:
		return control.ErrNobody // it is ending: the file is free soon
	case answer.NotKept:
		return ErrNotKept
	case answer.Full:
		return ErrFull
	case answer.NotUnderstood:
		return errors.New("the hosting program is of another version")
	default:
		return nil
	}
}

// answer serves another program of this user.
func (c *Chat) answer(ask []byte) []byte {
	var r request
	answer := response{NotUnderstood: true}
	if json.Unmarshal(ask, &r) == nil && len(r.Edits) <= admission.MaxRecords {
		err := c.Edit(r.Edits)
		answer = response{NotKept: errors.Is(err, ErrNotKept), Over: errors.Is(err, ErrOver), Full: errors.Is(err, ErrFull)}
	}
	b, err := json.Marshal(answer)
	if err != nil {
		return nil // cannot be: flags
	}
	return b
}

// Edit changes the blocklist of a hosted chat at once, and removes who is in
// from an address that is blocked. Errors are ErrNotHost, ErrOver and
// ErrNotKept; nil means that the change is on disk.
func (c *Chat) Edit(edits []Edit) error {
	if c.host == nil {
		return ErrNotHost
	}
	err := c.host.door.change(edits)
	if errors.Is(err, ErrOver) || errors.Is(err, ErrFull) {
		return err
	}
	c.host.removeFrom(edits)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotKept, err)
	}
	return nil
}

// removeFrom takes everybody out who is in, or waits to be, from an address
// that one of the edits blocked.
func (h *host) removeFrom(edits []Edit) {
	blocks := slices.DeleteFunc(slices.Clone(edits), func(e Edit) bool { return e.Do != EditBlock })
	if len(blocks) == 0 {
		return
	}
	hit := func(a netip.Addr) bool {
		return a.IsValid() && h.door.blocked(a) && slices.ContainsFunc(blocks, func(e Edit) bool {
			return e.Address.Contains(a.Unmap().WithZone(""))
		})
	}
	h.lobby.removeFrom(hit)
	var out []*place
	for _, p := range h.relay.everybody() {
		if hit(p.address) {
			out = append(out, p)
		}
	}
	h.relay.do(func() {
		for _, p := range out {
			h.relay.dismiss(p, wire.EndBlocked, LeftKicked)
		}
	})
}
