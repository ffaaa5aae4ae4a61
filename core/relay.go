package core

import (
	"context"
	"math"
	"net/netip"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"realtalk/core/link"
	"realtalk/core/pgp"
	"realtalk/core/reach/punch"
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
	index    uint32 // in the current epoch's roster
	received uint64 // position up to which it has read and verified
	address  netip.Addr
	dialled  []byte        // where it says it found the host, as wire.PutAddrPort writes it
	reply    *punch.Reply  // by which both dialled each other; nil: they did not
	early    chan incoming // a frame that is read before it is in; nil: none
	lasting  *lasting      // line, but for the host's own seat
	speech   *speech       // how much it may say
	patience *time.Timer   // how long its place waits; nil: its connection stands
	away     bool          // its connection broke, and the others know
	claim    func() bool   // makes the goodbye the relay's; false: it was said
	head     pastHead
	key      pastKey
	looks    []string // of the name; nil: not asked for yet
	listed   bool     // in an epoch: index is its own
	gone     bool     // its line has ended; the next epoch says so

	redialing atomic.Bool // the host dials it; any goroutine
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
	clock func() time.Time

	moved   chan []netip.AddrPort      // where the chat can be found now
	onGone  func(wire.ID, LeaveReason) // a member is in no more; must not wait
	mishaps *mishaps
	past    map[wire.ID]trace // where members came from, also those who left

	hostSeat *place
	mailbox  *mailbox
	places   []*place // sorted by ID: the current epoch's roster
	arriving []*place // who comes in with the next epoch
	leaving  []wire.Departure
	pace     *rate.Limiter // of epochs
	comeBack time.Duration // how long a place is kept whose connection broke
	turn     *time.Timer   // when the next epoch may come
	waiting  bool          // for turn
	ways     []byte        // the frame that tells where the chat can be found; nil: not known
	number   uint64
	hash     wire.ID
	position uint64

	transcript room.Transcript // what everybody was delivered in this epoch
	receipts   receiptLog
	flush      *time.Timer
}

func newRelay(chat wire.ID, me *pgp.Participant, pace *rate.Limiter) *relay {
	return &relay{
		chat: chat, me: me, in: make(chan input, 256), own: make(chan wire.Frame, 64),
		calls: make(chan func()), done: make(chan struct{}), clock: time.Now, pace: pace,
		moved: make(chan []netip.AddrPort, 1), mailbox: newMailbox(), turn: stoppedTimer(), flush: stoppedTimer(),
		onGone: func(wire.ID, LeaveReason) {}, mishaps: &mishaps{emit: func(Event) {}}, past: map[wire.ID]trace{}, comeBack: comeBackTime,
	}
}

// stoppedTimer is a timer that waits for its Reset.
func stoppedTimer() *time.Timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return t
}

// run serves until ctx ends, then tells everybody that the chat is over.
func (r *relay) run(ctx context.Context) {
	defer close(r.done)
	defer r.flush.Stop()
	defer r.turn.Stop()
	for {
		in := r.in
		if r.mailbox.full() {
			in = nil // the host's own seat is behind: let the network wait
		}
		select {
		case i := <-in:
			r.take(i)
		case f := <-r.own:
			r.take(input{from: r.hostSeat, frame: f})
		case call := <-r.calls:
			call()
		case <-r.mailbox.drained:
		case ways := <-r.moved:
			r.tellWays(ways)
		case <-r.flush.C:
			r.sendReceipts()
		case <-r.turn.C:
			r.waiting = false
			r.change()
		case <-ctx.Done():
			r.endAll()
			return
		}
	}
}

// do runs f in the relay's goroutine and waits for it; false: the chat ended. A panic
// in f ends f.
func (r *relay) do(f func()) bool {
	finished := make(chan struct{})
	select {
	case r.calls <- func() {
		defer close(finished)
		defer r.mishaps.contain()
		f()
	}:
		<-finished
		return true
	case <-r.done:
		return false
	}
}

// take contains a panic: what one member sent costs that member its place, and not
// everybody the chat.
func (r *relay) take(i input) {
	defer func() {
		if p := recover(); p != nil {
			r.mishaps.count(link.Panicked(p))
			if i.from != r.hostSeat {
				r.dismiss(i.from, wire.EndProtocolError, LeftLost)
			}
		}
	}()
	switch {
	case i.from.gone:
	case i.err != nil:
		r.remove(i.from, wire.Departure{Reason: uint8(LeftLost)}, nil)
	default:
		r.frame(i.from, i.frame)
	}
}

// frame takes one frame of a member. Whoever waits for the epoch that lets it
// in may only leave: it has no index yet, and would speak as somebody else.
func (r *relay) frame(from *place, f wire.Frame) {
	if _, leaves := f.(*wire.Leave); !from.listed && !leaves {
		return
	}
	switch f := f.(type) {
	case *wire.Post:
		r.post(from, f)
	case *wire.SenderKey:
		r.handOutKey(from, f)
	case *wire.Head:
		r.passHead(from, f)
	case *wire.Received:
		r.received(from, f.Position)
	case *wire.Unread:
		r.unread(from, f.Position)
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
	r.receipts.add(r.position, from, f.Seq, r.present()-1)
	if r.toAll(&wire.Delivery{
		Position: r.position, From: from.index, Epoch: f.Epoch, Key: f.Key, Seq: f.Seq, Data: f.Data,
	}) {
		r.transcript.Add(from.member.ID, f.Key, f.Seq, f.Data)
	}
}

// handOutKey gives each member its own packet and nobody else's. Numbers of an
// epoch's keys rise, and so do the members of one frame: nobody can have the
// relay send one member a thousand keys by one frame, and speech counts frames.
func (r *relay) handOutKey(from *place, f *wire.SenderKey) {
	if f.Epoch != r.number || !from.key.next(f) {
		return
	}
	for i, to := range f.To {
		if uint64(to) < uint64(len(r.places)) && to != from.index {
			r.send(r.places[to], &wire.KeyFor{From: from.index, Epoch: f.Epoch, Key: f.Key, Packet: f.Packets[i]})
		}
	}
}

// pastKey is how far a member has handed out its keys.
type pastKey struct {
	epoch, number uint64
	to            uint32 // the next index that may come
}

// next tells whether a frame goes on where the one before ended.
func (k *pastKey) next(f *wire.SenderKey) bool {
	switch {
	case f.Epoch != k.epoch || f.Key > k.number:
		*k = pastKey{epoch: f.Epoch, number: f.Key}
	case f.Key < k.number:
		return false
	}
	for _, to := range f.To {
		if to < k.to || to == math.MaxUint32 {
			return false
		}
		k.to = to + 1
	}
	return true
}

// headPause is the least time between two heads of a member in one epoch; an
// honest one sends one when an epoch begins and then every headInterval. Each
// costs every member a check of a signature.
const headPause = time.Second

type pastHead struct {
	epoch uint64
	at    time.Time
}

func (r *relay) passHead(from *place, f *wire.Head) {
	now := r.clock()
	if f.Epoch != r.number || from.head.epoch == f.Epoch && now.Sub(from.head.at) < headPause {
		return
	}
	from.head = pastHead{f.Epoch, now}
	r.toOthers(from, &wire.HeadFrom{From: from.index, Epoch: f.Epoch, Body: f.Body, Signature: f.Signature})
}

func (r *relay) toAll(f wire.Frame) bool { return r.toOthers(nil, f) }

// toOthers tells whether it could send: a member's frame may grow over the limit
// by the relay's own fields.
func (r *relay) toOthers(except *place, f wire.Frame) bool {
	frame, err := wire.Append(nil, f)
	if err != nil {
		return false
	}
	for _, p := range r.places {
		if p != except && !p.gone {
			_ = p.line.Send(frame) // a closed line's reader reports it
		}
	}
	return true
}

func (r *relay) send(to *place, f wire.Frame) {
	if to.gone {
		return
	}
	if frame, err := wire.Append(nil, f); err == nil {
		_ = to.line.Send(frame)
	}
}
