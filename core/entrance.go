package core

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"

	"realtalk/core/admission"
	"realtalk/core/cpace"
	"realtalk/core/link"
	"realtalk/core/pgp"
	"realtalk/core/reach/punch"
	"realtalk/core/resume"
	"realtalk/core/room"
	"realtalk/core/wire"
)

const (
	// stepTimeout bounds every step before admission that no person is part
	// of.
	stepTimeout = 10 * time.Second
	// typingTimeout is how long a connection may wait for somebody to type a
	// password. A guest that takes longer connects anew, unseen.
	typingTimeout = 2 * time.Minute
	// dialledTimeout is the same where both dialled each other: it takes two
	// people to connect anew.
	dialledTimeout = 10 * time.Minute
)

// accept takes connections until the listener is closed, each in a goroutine
// of its own until it is in or gone.
func (h *host) accept(ctx context.Context) {
	for {
		conn, err := h.listener.Accept()
		if err != nil {
			return
		}
		h.serving.Go(func() { h.receive(ctx, conn) })
	}
}

// receive leads one connection through the entrance and then reads what the
// new member sends. A panic ends this connection and nothing else.
func (h *host) receive(ctx context.Context, conn *link.Conn) {
	defer conn.Close()
	defer h.door.gone(conn.Token())
	defer h.mishaps.contain()
	stop := context.AfterFunc(ctx, func() { h.turnAway(conn) })
	defer stop()
	p, err := h.letIn(ctx, conn, stop)
	if err != nil {
		h.refuse(conn, err)
		return
	}
	h.read(ctx, p, conn)
}

// turnAway ends a connection that is not in when the chat ends.
func (h *host) turnAway(conn *link.Conn) {
	frame, err := wire.Append(nil, &wire.Refused{Code: wire.RefusedClosing})
	if err == nil {
		conn.Finish(frame)
	}
}

// read hands a member's frames to the relay, in order, until its connection ends.
// It takes no more than a member may say, so that TCP slows down who says more.
func (h *host) read(ctx context.Context, p *place, conn *link.Conn) {
	// However this ends, a panic included, nobody stays on the list who does not
	// come back.
	defer h.broke(ctx, p, conn)
	for h.readOne(ctx, p, conn) {
	}
}

func (h *host) readOne(ctx context.Context, p *place, conn *link.Conn) (ok bool) {
	p.lasting.reading.Lock()
	defer p.lasting.reading.Unlock()
	f, err := p.read(conn)
	if errors.Is(err, resume.ErrCount) {
		h.relay.do(func() { h.relay.dismiss(p, wire.EndProtocolError, LeftLost) })
	}
	h.mishaps.ended(err) // of the writer
	return err == nil && p.speech.wait(ctx, f) && h.hand(input{from: p, frame: f})
}

// read gives the member's next frame. The first was read while it waited, if it
// had to.
func (p *place) read(conn *link.Conn) (wire.Frame, error) {
	if p.early == nil {
		return p.lasting.read(conn)
	}
	first := <-p.early
	p.early = nil
	return first.frame, first.err
}

func (h *host) hand(i input) bool {
	select {
	case h.relay.in <- i:
		return true
	case <-h.relay.done:
		return false
	}
}

// letIn is the entrance: who is it, does it know the password, may it come in.
// From the moment that it is in, the relay says goodbye when the chat ends:
// claim takes that over, unless the chat has ended.
func (h *host) letIn(ctx context.Context, conn *link.Conn, claim func() bool) (*place, error) {
	hello, err := expect[*wire.Hello](conn, stepTimeout)
	if err != nil {
		return nil, err
	}
	conn.Greeted()
	typing := typingTimeout
	a := arrival{conn: conn, guest: hello.Identity, claim: claim}
	if a.reply = h.dialing.greeted(conn.LocalAddr(), conn.RemoteAddr()); a.reply != nil {
		typing = dialledTimeout
	}
	if err := h.greet(conn); err != nil {
		return nil, err
	}
	first, err := conn.Read(typing)
	if err != nil {
		return nil, err
	}
	if r, ok := first.(*wire.Resume); ok {
		back, err := h.comesBack(&a, r)
		if err != nil || back != nil {
			return back, err
		}
	} else {
		a.key, err = h.checkPassword(ctx, conn, a.guest, first, typing)
	}
	if err != nil {
		return nil, err
	}
	return h.receiveJoin(ctx, a)
}

// arrival is somebody on the way in.
type arrival struct {
	conn  *link.Conn
	guest wire.ID
	key   resume.Key   // to come back by
	reply *punch.Reply // by which both dialled each other; nil: they did not
	claim func() bool
}

// receiveJoin takes what somebody says of itself who knows the password.
func (h *host) receiveJoin(ctx context.Context, a arrival) (*place, error) {
	conn := a.conn
	from := conn.RemoteAddr().Addr()
	if !h.arrivals.enter(from) {
		return nil, errCrowded
	}
	defer h.arrivals.leave(from)
	conn.Admitted()
	join, err := expect[*wire.Join](conn, stepTimeout)
	if err != nil {
		return nil, err
	}
	p, err := h.check(a, join)
	if err != nil {
		return nil, err
	}
	return p, h.receiveGuest(ctx, conn, p)
}

// receiveGuest gives a place to somebody who knows the password, by the host's
// rules.
func (h *host) receiveGuest(ctx context.Context, conn *link.Conn, p *place) error {
	err := h.fits(p) // before the host is asked for nothing
	asked := false
	if err == nil {
		asked, err = h.ask(ctx, conn, p)
	}
	if err == nil {
		err = h.seat(p, asked)
	}
	if err != nil {
		h.away.tell(newcomer(p), p.address, err)
	}
	return err
}

// newcomer is somebody who has no place yet, as the host is told.
func newcomer(p *place) Person {
	return Person{ID: p.member.ID, Name: p.member.Name, Since: time.Unix(p.member.Since, 0)}
}

func (h *host) greet(conn *link.Conn) error {
	left, ok := h.door.enter(conn.Token(), func() { conn.Finish(nil) })
	if !ok {
		return errBlocked
	}
	return conn.Write(&wire.Greeting{Chat: h.chat, Identity: h.identity, Left: uint8(left)})
}

// checkPassword lets a connection try, beginning with its first frame, until it is
// right or turned away. It gives the secret by which the guest can come back.
func (h *host) checkPassword(ctx context.Context, conn *link.Conn, guest wire.ID, first wire.Frame, typing time.Duration) (resume.Key, error) {
	for n := 1; ; n++ {
		try, ok := first.(*wire.Try)
		if !ok {
			return resume.Key{}, fmt.Errorf("%w: type %d", errProtocol, first.Type())
		}
		if n > 1 && !h.door.hold(ctx, conn.Token()) {
			return resume.Key{}, errCrowded // the first try waited before TLS
		}
		right, key, err := h.try(ctx, conn, guest, try, n)
		if right || err != nil {
			return key, err
		}
		if first, err = conn.Read(typing); err != nil {
			return resume.Key{}, err
		}
	}
}

// try plays one try to its answer. A try counts, so from before it begins until
// the answer is out the connection is not cut short to make room.
func (h *host) try(ctx context.Context, conn *link.Conn, guest wire.ID, try *wire.Try, n int) (right bool, key resume.Key, err error) {
	if !conn.Pin() {
		return false, key, errCrowded
	}
	defer conn.Unpin()
	keys, tag, err := h.exchange(ctx, conn, guest, try, n)
	if err != nil {
		return false, key, err
	}
	if keys != nil {
		defer keys.Destroy()
		right = keys.Verify(tag)
	}
	switch a := h.door.judge(ctx, conn.Token(), right).(type) {
	case admission.Admit:
		return true, keys.Export(resume.Label), conn.Write(&wire.Proof{Tag: keys.Tag()})
	case admission.Wrong:
		return false, key, conn.Write(&wire.Verdict{Code: wire.VerdictWrong, Left: uint8(a.Left)})
	case admission.Disconnect:
		return false, key, errVerdict{wire.VerdictDisconnected}
	case admission.Shut:
		return false, key, errVerdict{wire.VerdictBlocked}
	default:
		return false, key, errClosing
	}
}

// exchange runs one try up to the guest's confirmation. No keys: the guest's
// share is not a point, and the try is wrong.
func (h *host) exchange(ctx context.Context, conn *link.Conn, guest wire.ID, try *wire.Try, n int) (*cpace.Keys, [64]byte, error) {
	var grant admission.Grant
	switch a := h.door.ask(ctx, conn.Token()).(type) {
	case admission.Grant:
		grant = a
	case admission.Shut:
		return nil, [64]byte{}, errVerdict{wire.VerdictBlocked}
	default:
		return nil, [64]byte{}, errClosing
	}
	x, err := cpace.Start(cpace.Responder, h.secret(), channel(conn.Exporter(), n), h.chat[:], h.identity[:])
	if err != nil {
		return nil, [64]byte{}, err
	}
	if err := conn.Write(&wire.Share{Share: x.Share(), Attempt: uint8(grant.Attempt)}); err != nil {
		return nil, [64]byte{}, err
	}
	keys, err := x.Finish(try.Share, guest[:])
	if errors.Is(err, cpace.ErrInvalidPoint) {
		return nil, [64]byte{}, nil
	}
	if err != nil {
		return nil, [64]byte{}, err
	}
	confirm, err := expect[*wire.Confirm](conn, stepTimeout)
	if err != nil {
		return nil, [64]byte{}, err
	}
	return keys, confirm.Tag, nil
}

// channel is CPace's channel identifier: who speaks to whom over which TLS
// connection, and for which try on it.
func channel(exporter [32]byte, n int) []byte {
	b := append([]byte("realtalk/1 guest host"), exporter[:]...)
	return strconv.AppendInt(b, int64(n), 10)
}

// check looks at what the guest says of itself, now that it knows the password.
func (h *host) check(a arrival, join *wire.Join) (*place, error) {
	entry := wire.Entry{
		Certificate: join.Certificate, Name: join.Name, Since: time.Now().Unix(),
		Binding: bindingOf(a.conn.Exporter()), Statement: join.Statement,
	}
	c, err := checkEntry(h.chat, entry)
	if errors.Is(err, pgp.ErrClock) {
		h.away.tell(Person{ID: a.guest, Name: claimed(join.Name)}, a.conn.RemoteAddr().Addr(), errClock)
		return nil, errClock
	}
	if err != nil || wire.ID(c.Fingerprint()) != a.guest {
		return nil, errBadCertificate
	}
	if clean, err := room.CleanName(join.Name); err != nil || clean != join.Name {
		return nil, errBadCertificate
	}
	l := newLasting(a.conn, a.key)
	l.host = true
	m := member(c, entry)
	m.Verifier = nil // the relay checks no signatures; the host's own seat does, for itself
	return &place{
		member: m, entry: entry, line: l, lasting: l, speech: newSpeech(),
		address: a.conn.RemoteAddr().Addr(), dialled: join.Dialled, reply: a.reply, claim: a.claim,
	}, nil
}

// claimed is a name that nothing proves yet, "?" if it is none.
func claimed(name string) string {
	if clean, err := room.CleanName(name); err == nil && clean == name {
		return name
	}
	return "?"
}

// fits tells whether there is room for a newcomer of that name.
func (h *host) fits(p *place) error {
	err, limit := errClosing, h.lobby.limit()
	h.relay.do(func() { err = h.relay.refusal(p, limit) })
	return err
}

// ask lets the newcomer wait for the host's yes, where the rules want that.
func (h *host) ask(ctx context.Context, conn *link.Conn, p *place) (asked bool, err error) {
	gone := make(chan struct{})
	return h.lobby.pass(ctx, newcomer(p), p.address, func() {
		if frame, err := wire.Append(nil, &wire.Wait{}); err == nil {
			_ = p.line.Send(frame) // a closed line is reported by its reader
		}
		p.early = make(chan incoming, 1)
		go func() {
			// Who waits has nothing to say but goodbye.
			defer close(gone)
			in := incoming{err: errProtocol}
			defer func() { p.early <- in }()
			defer h.mishaps.containTo(&in.err)
			in.frame, in.err = p.lasting.read(conn)
		}()
	}, gone)
}

// seat asks the relay for a place, and the rules once more in the same moment. A
// block that came while the newcomer was on its way counts: either it is seen
// here, or who made it finds the place.
func (h *host) seat(p *place, asked bool) error {
	if h.door.blocked(p.address) {
		return errBlocked
	}
	// The blocklist knows the name before anybody can block who has it.
	h.door.met(p.address, p.member.Name)
	err, limit := errClosing, h.lobby.limit()
	h.relay.do(func() {
		if err = h.lobby.seat(p.member.ID, asked); err == nil && !p.claim() {
			err = errClosing
		}
		if err == nil {
			err = h.relay.admit(p, limit)
		}
		if err == nil {
			h.lobby.joined(p.member.ID)
		}
	})
	if err != nil {
		return err
	}
	h.arrived(p)
	if h.door.blocked(p.address) {
		h.relay.do(func() { h.relay.dismiss(p, wire.EndBlocked, LeftKicked) })
	}
	return nil
}

// arrived learns by which way somebody came in, if it came from outside.
func (h *host) arrived(p *place) {
	if to, ok := wire.AddrPort(p.dialled); ok && !h.around.home(p.address) {
		h.doors.dialled(p.address, to)
	}
}

// errVerdict carries the last answer to a guest whose tries are used up.
type errVerdict struct{ code wire.VerdictCode }

func (e errVerdict) Error() string { return fmt.Sprintf("verdict %d", e.code) }

var (
	errBadCertificate = errors.New("bad certificate, name or statement")
	errClosing        = errors.New("chat is ending")
	errClock          = errors.New("guest's clock is too far ahead")
)

// refuse tells a connection why it is not let in, if it still listens.
func (h *host) refuse(conn *link.Conn, cause error) {
	frame, err := wire.Append(nil, lastWord(cause))
	if err == nil {
		conn.Finish(frame)
	}
}

func lastWord(cause error) wire.Frame {
	var v errVerdict
	switch {
	case errors.As(cause, &v):
		return &wire.Verdict{Code: v.code}
	case errors.Is(cause, errNameTaken):
		return &wire.Refused{Code: wire.RefusedNameTaken}
	case errors.Is(cause, errBadCertificate):
		return &wire.Refused{Code: wire.RefusedBadCertificate}
	case errors.Is(cause, errBlocked):
		return &wire.Refused{Code: wire.RefusedBlocked}
	case errors.Is(cause, errClosing):
		return &wire.Refused{Code: wire.RefusedClosing}
	case errors.Is(cause, errFull):
		return &wire.Refused{Code: wire.RefusedFull}
	case errors.Is(cause, errCrowded):
		return &wire.Refused{Code: wire.RefusedBusy}
	case errors.Is(cause, errLocked):
		return &wire.Refused{Code: wire.RefusedLocked}
	case errors.Is(cause, errDeclined):
		return &wire.Refused{Code: wire.RefusedDeclined}
	case errors.Is(cause, errUnanswered):
		return &wire.Refused{Code: wire.RefusedUnanswered}
	case errors.Is(cause, errNoPlace):
		return &wire.Refused{Code: wire.RefusedNoPlace}
	case errors.Is(cause, errClock):
		return &wire.Refused{Code: wire.RefusedClock}
	case errors.Is(cause, errAlreadyIn):
		return &wire.Refused{Code: wire.RefusedAlreadyIn}
	case errors.Is(cause, os.ErrDeadlineExceeded):
		return &wire.Refused{Code: wire.RefusedTooSlow}
	default:
		return &wire.Refused{Code: wire.RefusedMalformed}
	}
}

// expect reads the one frame that may come next.
func expect[F wire.Frame](conn *link.Conn, timeout time.Duration) (F, error) {
	var none F
	f, err := conn.Read(timeout)
	if err != nil {
		return none, err
	}
	want, ok := f.(F)
	if !ok {
		return none, fmt.Errorf("%w: type %d", errProtocol, f.Type())
	}
	return want, nil
}
