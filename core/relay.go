package core

import (
	"context"
	"errors"
	"net/netip"
	"slices"
	"time"

	"realtalk/core/pgp"
	"realtalk/core/room"
	"realtalk/core/wire"
)

// line is the way to one member. Neither method blocks: Send queues a frame,
// Finish queues the last one (nil: none) and closes when it is flushed. A line
// that is not read from closes by itself, and its reader then says so.
type line interface {
	Send(frame []byte) error
	Finish(frame []byte)
}

// place is one member as the host's relay knows it.
type place struct {
	member   room.Member
	entry    wire.Entry
	line     line
	index    uint32 // in the current roster
	received uint64 // position up to which it has read and verified
	address  netip.Addr
	gone     bool
}

// input is a frame that came from a member, or the end of its line.
type input struct {
	from  *place
	frame wire.Frame
	err   error
}

// relay gives the chat its order. One goroutine runs it: members' frames come
// in by one channel, and every frame that goes out is encoded once and handed
// to the lines. It opens nothing that members say; the host reads as a member
// like any other, through a seat of its own.
type relay struct {
	chat  wire.ID
	me    *pgp.Participant
	in    chan input
	own   chan wire.Frame // from the host's own seat
	calls chan func()
	done  chan struct{}

	hostSeat *place
	mailbox  *mailbox
	places   []*place // sorted by ID: the roster
	number   uint64
	hash     wire.ID
	position uint64
	receipts receiptLog
	flush    *time.Timer
}

func newRelay(chat wire.ID, me *pgp.Participant) *relay {
	r := &relay{
		chat: chat, me: me, in: make(chan input, 256), own: make(chan wire.Frame, 64),
		calls: make(chan func()), done: make(chan struct{}),
		mailbox: newMailbox(), flush: time.NewTimer(time.Hour),
	}
	return r
}

// run serves until ctx ends, then tells everybody that the chat is over.
func (r *relay) run(ctx context.Context) {
	defer close(r.done)
	defer r.flush.Stop()
	for {
		in := r.in
		if r.mailbox.full() {
			in = nil // the host's own seat is behind: let the network wait
		}
		select {
		case i := <-in:
			r.take(i)
		case f := <-r.own:
			r.frame(r.hostSeat, f)
		case call := <-r.calls:
			call()
		case <-r.mailbox.drained:
		case <-r.flush.C:
			r.sendReceipts()
		case <-ctx.Done():
			r.endAll()
			return
		}
	}
}

// do runs f in the relay's goroutine and waits for it; false: the chat ended.
func (r *relay) do(f func()) bool {
	finished := make(chan struct{})
	select {
	case r.calls <- func() { f(); close(finished) }:
		<-finished
		return true
	case <-r.done:
		return false
	}
}

func (r *relay) take(i input) {
	switch {
	case i.from.gone:
	case i.err != nil:
		r.remove(i.from, wire.Departure{Reason: uint8(LeftLost)}, nil)
	default:
		r.frame(i.from, i.frame)
	}
}

// frame takes one frame of a member who is in.
func (r *relay) frame(from *place, f wire.Frame) {
	switch f := f.(type) {
	case *wire.Post:
		r.post(from, f)
	case *wire.SenderKey:
		r.handOutKey(from, f)
	case *wire.Head:
		if f.Epoch == r.number {
			r.toOthers(from, &wire.HeadFrom{From: from.index, Epoch: f.Epoch, Body: f.Body, Signature: f.Signature})
		}
	case *wire.Received:
		r.received(from, f.Position)
	case *wire.Leave:
		r.remove(from, wire.Departure{Reason: uint8(LeftByChoice), Signature: f.Signature}, nil)
	default:
		r.dismiss(from, wire.EndProtocolError, LeftLost)
	}
}

// post puts a message in order. One for an old list of people is dropped: its
// sender has not seen the new list yet and says it again when it does.
func (r *relay) post(from *place, f *wire.Post) {
	if f.Epoch != r.number {
		return
	}
	r.position++
	r.receipts.add(r.position, from, f.Seq, len(r.places)-1)
	r.toAll(&wire.Delivery{
		Position: r.position, From: from.index, Epoch: f.Epoch, Key: f.Key, Seq: f.Seq, Data: f.Data,
	})
}

// handOutKey gives each member its own packet and nobody else's.
func (r *relay) handOutKey(from *place, f *wire.SenderKey) {
	if f.Epoch != r.number {
		return
	}
	for i, to := range f.To {
		if int(to) < len(r.places) && to != from.index {
			r.send(r.places[to], &wire.KeyFor{From: from.index, Epoch: f.Epoch, Key: f.Key, Packet: f.Packets[i]})
		}
	}
}

func (r *relay) toAll(f wire.Frame) { r.toOthers(nil, f) }

func (r *relay) toOthers(except *place, f wire.Frame) {
	frame, err := wire.Append(nil, f)
	if err != nil {
		return // a member's frame that grew over the limit by the relay's own fields
	}
	for _, p := range r.places {
		if p != except {
			_ = p.line.Send(frame) // a closed line's reader reports it
		}
	}
}

func (r *relay) send(to *place, f wire.Frame) {
	if frame, err := wire.Append(nil, f); err == nil {
		_ = to.line.Send(frame)
	}
}

// Why a newcomer whose password was right is not let in.
var (
	errNameTaken = errors.New("name is taken")
	errFull      = errors.New("chat is full")
	errAlreadyIn = errors.New("this identity hosts the chat")
)

// admit lets a newcomer in. An identity that is in already proved to hold the
// same key, so its old line is dead or about to be: the new one takes over.
func (r *relay) admit(p *place) error {
	old := r.find(p.member.ID)
	if old != nil && old == r.hostSeat {
		return errAlreadyIn
	}
	if len(r.places) >= MaxMembers {
		return errFull
	}
	for _, other := range r.places {
		if other != old && room.SameName(other.member.Name, p.member.Name) {
			return errNameTaken
		}
	}
	if old != nil {
		r.dismiss(old, wire.EndReplaced, LeftLost)
	}
	r.welcome(p)
	p.received = r.position
	r.insert(p)
	return r.advance([]*place{p}, nil)
}

// welcome tells a newcomer who is in; the epoch that follows lets it in.
func (r *relay) welcome(p *place) {
	f, size := &wire.Members{}, 0
	for _, other := range r.places {
		if size > wire.MaxText/2 {
			r.send(p, f)
			f, size = &wire.Members{}, 0
		}
		f.Entries = append(f.Entries, other.entry)
		size += len(other.entry.Certificate) + len(other.entry.Statement) + len(other.entry.Name) + 64
	}
	r.send(p, f)
}

// remove ends a member's place and shows that to the others. last is its last
// frame, nil for none.
func (r *relay) remove(p *place, d wire.Departure, last []byte) {
	if p.gone {
		return
	}
	p.gone = true
	r.places = slices.DeleteFunc(r.places, func(o *place) bool { return o == p })
	r.renumber()
	d.Identity = p.member.ID
	p.line.Finish(last)
	_ = r.advance(nil, []wire.Departure{d}) // cannot fail while this chat's key is there
}

// dismiss tells a member why it has to go, and removes it.
func (r *relay) dismiss(p *place, reason uint8, shown LeaveReason) {
	if p.gone || p == r.hostSeat {
		return
	}
	last, err := wire.Append(nil, &wire.End{Reason: reason})
	if err != nil {
		last = nil
	}
	r.remove(p, wire.Departure{Reason: uint8(shown)}, last)
}

// advance starts a new epoch and shows it to everybody who is in.
func (r *relay) advance(joined []*place, left []wire.Departure) error {
	members := make([]room.Member, len(r.places))
	for i, p := range r.places {
		members[i] = p.member
	}
	previous := r.hash
	r.number++
	hash, roster := room.NextEpoch(r.chat, r.number, previous, members)
	r.hash = hash
	signature, err := r.me.Sign(room.EpochContext(r.chat), r.hash[:])
	if err != nil {
		return err
	}
	f := &wire.Epoch{Number: r.number, Previous: previous, Roster: roster, Left: left, Signature: signature}
	for _, p := range joined {
		f.Joined = append(f.Joined, p.entry)
	}
	r.toAll(f)
	return nil
}

func (r *relay) insert(p *place) {
	at, _ := slices.BinarySearchFunc(r.places, p.member.ID, func(o *place, id wire.ID) int {
		return slices.Compare(o.member.ID[:], id[:])
	})
	r.places = slices.Insert(r.places, at, p)
	r.renumber()
}

func (r *relay) renumber() {
	for i, p := range r.places {
		p.index = uint32(i)
	}
}

func (r *relay) find(id wire.ID) *place {
	for _, p := range r.places {
		if p.member.ID == id {
			return p
		}
	}
	return nil
}

// endAll tells everybody that the chat is over. The lines flush side by side,
// and whoever reads them waits for that.
func (r *relay) endAll() {
	frame, err := wire.Append(nil, &wire.End{Reason: wire.EndHostEnded})
	if err != nil {
		return
	}
	for _, p := range r.places {
		p.line.Finish(frame)
	}
}
