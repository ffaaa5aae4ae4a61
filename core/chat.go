package core

import (
	"context"
	"errors"
	"net/netip"
	"time"
	"unicode/utf8"

	"realtalk/core/wire"
)

// MaxMembers bounds the people in one chat, the host included.
const MaxMembers = 1024

// What a call on a Chat can answer.
var (
	ErrNotIn      = errors.New("not in the chat yet")
	ErrTooLong    = errors.New("message too long")
	ErrNotText    = errors.New("message is empty or not text")
	ErrTooFast    = errors.New("too much is on its way")
	ErrHostSilent = errors.New("host does not answer")
	ErrOver       = errors.New("chat is over")
	ErrNotHost    = errors.New("only the host can do that")
	ErrNoMember   = errors.New("no such member")
)

// Chat is one chat that this user hosts or has joined. All methods may be
// called from any goroutine; none waits for the network.
type Chat struct {
	events   *queue
	view     view
	says     chan sayRequest
	password chan string
	address  chan netip.Addr // public, of this computer, as a guest types it
	ctx      context.Context
	cancel   context.CancelFunc
	done     chan struct{} // closed when everything of the chat has ended
	host     *host         // nil for a guest
	mishaps  mishaps
}

type sayRequest struct {
	text   string
	answer chan error
}

func newChat(ctx context.Context) *Chat {
	c := &Chat{
		events: newQueue(), says: make(chan sayRequest),
		password: make(chan string, 1), address: make(chan netip.Addr, 1), done: make(chan struct{}),
	}
	c.mishaps.emit = c.events.put
	c.ctx, c.cancel = context.WithCancel(ctx)
	return c
}

// Events gives everything that happens, in order. The channel is closed after
// Ended and must be read until then.
func (c *Chat) Events() <-chan Event { return c.events.out }

// Password answers the last PasswordPrompt; an answer nobody waits for is
// dropped.
func (c *Chat) Password(password string) {
	select {
	case c.password <- password:
	default:
	}
}

// Send says text, at most wire.MaxText bytes of UTF-8, to everybody who is in.
// The message comes back as an event when the host has put it in order.
func (c *Chat) Send(text string) error {
	switch {
	case len(text) > wire.MaxText:
		return ErrTooLong
	case text == "" || !utf8.ValidString(text):
		return ErrNotText
	}
	if people, _ := c.view.get(); people == nil {
		return ErrNotIn
	}
	r := sayRequest{text, make(chan error, 1)}
	select {
	case c.says <- r:
		return <-r.answer
	case <-c.done:
		return ErrOver
	}
}

// People lists who is in, sorted by fingerprint; nil before this user is in.
// The slice must not be changed.
func (c *Chat) People() []Person {
	people, _ := c.view.get()
	return people
}

// Safety gives the phrase that is the same for everybody who is shown the same
// people; empty before this user is in.
func (c *Chat) Safety() string {
	_, safety := c.view.get()
	return safety
}

// Present gives People and Safety of one moment.
func (c *Chat) Present() ([]Person, string) { return c.view.get() }

// End leaves the chat, or ends it for all if this user hosts it. It returns at
// once; Ended follows within two seconds.
func (c *Chat) End() { c.cancel() }

// Wait returns when every connection and goroutine of the chat has ended.
func (c *Chat) Wait() { <-c.done }

// run is the seat's life: it ends with an error that tells why, or with nil
// when the user ended it.
func (s *seat) run(ctx context.Context, frames <-chan wire.Frame, says <-chan sayRequest) error {
	timer := time.NewTimer(headInterval)
	defer timer.Stop()
	defer s.wipe()
	for {
		var err error
		select {
		case f, open := <-frames:
			if !open {
				return errLineClosed
			}
			if err = s.bear(f, time.Now()); err == nil && len(frames) == 0 {
				err = s.sayAgain(time.Now())
			}
		case r := <-says:
			r.answer <- s.say(r.text, time.Now())
		case <-timer.C:
			err = s.tick(time.Now())
		case <-ctx.Done():
			return nil
		}
		if err != nil {
			return err
		}
		timer.Reset(s.due.next(time.Now()))
	}
}

// errLineClosed: the way to the host is gone; its reader knows why.
var errLineClosed = errors.New("line closed")
