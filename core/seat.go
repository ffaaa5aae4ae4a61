package core

import (
	"bytes"
	"errors"
	"time"

	"realtalk/core/pgp"
	"realtalk/core/room"
	"realtalk/core/wire"
)

// seat is one member's place in a chat, the host's own included: frames of the
// host come in, frames to the host and events go out. It trusts the host with
// nothing but delivery; core/room decides what may be concluded, core/pgp what
// is genuine. One goroutine owns it.
type seat struct {
	chat wire.ID
	self wire.ID
	host wire.ID
	me   *pgp.Participant
	room *room.Room
	out  func(wire.Frame)
	emit func(Event)
	view *view

	excused func(time.Time) bool // silence proves nothing, and the user knows why
	woke    time.Time            // when this computer slept last; zero: never

	in       bool          // the first epoch has been applied
	base     []room.Member // the people who were in before this member
	certs    map[wire.ID]*pgp.Certificate
	heard    keyring
	own      ownKey
	pending  []said
	moved    time.Time // when one of them came back last
	sent     sentMessages
	position uint64 // of the last delivery, for the receipt
	due      timetable
	alarms   alarmGate
	heardAt  map[wire.ID]time.Time // when each other was last heard; zero: its silence was told
	owed     owed
	signed   signed
	away     absences
	mishaps  mishaps
	again    bool // what is pending has to be said under a new list of people
}

func newSeat(chat, host wire.ID, me *pgp.Participant, out func(wire.Frame), emit func(Event), v *view) *seat {
	self := wire.ID(me.Fingerprint())
	return &seat{
		chat: chat, self: self, host: host, me: me, out: out, emit: emit, view: v,
		room:    room.New(chat, self, host),
		certs:   map[wire.ID]*pgp.Certificate{},
		heard:   keyring{},
		sent:    sentMessages{},
		alarms:  alarmGate{},
		heardAt: map[wire.ID]time.Time{},
		away:    absences{},
		excused: func(time.Time) bool { return false },
		mishaps: mishaps{emit: emit},
	}
}

// receive takes one frame of the host. An error ends this member's stay:
// either the host said so, or it broke a rule that nothing can be built on.
func (s *seat) receive(f wire.Frame, now time.Time) error {
	switch f := f.(type) {
	case *wire.Members:
		return s.members(f)
	case *wire.Epoch:
		return s.epoch(f, now)
	case *wire.KeyFor:
		s.keyFor(f)
	case *wire.Delivery:
		s.delivery(f, now)
	case *wire.HeadFrom:
		s.headFrom(f, now)
	case *wire.Receipt:
		if id, ok := s.sent.more(f.Seq, f.To); ok {
			s.emit(Delivered{ID: id, To: int(f.To), Of: int(f.Of)})
		}
	case *wire.Absent:
		s.absent(f, now)
	case *wire.Wait:
		s.emit(Waits{})
	case *wire.End:
		return endedBy(f.Reason)
	case *wire.Refused:
		return &RefusedError{Code: f.Code}
	default:
		return errProtocol
	}
	return nil
}

// delivery takes one message in the order that the host gave it.
func (s *seat) delivery(f *wire.Delivery, now time.Time) {
	if f.Epoch == s.room.Number() {
		s.room.Delivered(int(f.From), f.Key, f.Seq, f.Data)
	}
	m, err := s.accept(f, now)
	if f.Position > s.position {
		s.position = f.Position
		s.receipt(err == nil, now)
	}
	if err != nil {
		s.refused(err, int(f.From), now)
		return
	}
	if m.From.ID == s.self {
		s.confirmed(m, now)
	}
	s.emit(Message{ID: m.ID, From: s.person(m.From), Text: m.Text, Sent: m.Sent})
}

func (s *seat) accept(f *wire.Delivery, now time.Time) (room.Message, error) {
	body, err := s.body(f)
	if err != nil {
		return room.Message{}, err
	}
	m, findings, err := s.room.Accept(int(f.From), f.Seq, body)
	s.report(findings, now)
	return m, err
}

func (s *seat) headFrom(f *wire.HeadFrom, now time.Time) {
	findings, err := s.room.AcceptHead(int(f.From), f.Body, f.Signature)
	s.report(findings, now)
	if err != nil {
		s.refused(err, int(f.From), now)
		return
	}
	if m, ok := s.room.At(int(f.From)); ok {
		s.heardFrom(m.ID)
	}
}

// receipt notes what came last: read, to be told with others, or not.
func (s *seat) receipt(read bool, now time.Time) {
	if read {
		s.due.receipt.by(now.Add(receiptDelay))
		return
	}
	s.out(&wire.Unread{Position: s.position})
	s.due.receipt = alarmClock{}
}

// body opens a delivery. An own message is compared instead: what comes back
// must be the very bytes that were sent.
func (s *seat) body(f *wire.Delivery) ([]byte, error) {
	if f.Epoch != s.room.Number() {
		return nil, errOtherEpoch
	}
	from, ok := s.room.At(int(f.From))
	if !ok {
		return nil, errNobody
	}
	if from.ID == s.self {
		return s.ownBody(f)
	}
	key, ok := s.heard.find(from.ID, f.Key)
	if !ok {
		return nil, errNoKey
	}
	return s.certs[from.ID].Open(key, s.room.MessageContext(), f.Data, wire.MaxFrame)
}

func (s *seat) ownBody(f *wire.Delivery) ([]byte, error) {
	for _, p := range s.pending {
		if p.seq == f.Seq && bytes.Equal(p.data, f.Data) {
			return p.body, nil
		}
	}
	return nil, errNotMine
}

func (s *seat) keyFor(f *wire.KeyFor) {
	from, ok := s.room.At(int(f.From))
	if !ok || f.Epoch != s.room.Number() || from.ID == s.self {
		return
	}
	// A packet that does not open shows when a message needs its key.
	if key, err := s.me.OpenKey(f.Packet); err == nil {
		s.heard.add(from.ID, f.Key, key)
	}
}

// Local causes for refusing a delivery; they never leave this package.
var (
	errProtocol   = errors.New("unexpected frame")
	errOtherEpoch = errors.New("message for another list of people")
	errNobody     = errors.New("sender is not on the list")
	errNoKey      = errors.New("no key to open the message with")
	errNotMine    = errors.New("not what was sent")
	errNotMyEntry = errors.New("listed with another key than this stay's")
)
