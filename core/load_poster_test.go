package core

import (
	"sync"
	"time"

	"realtalk/core/pgp"
	"realtalk/core/wire"
)

// loadPosters is how many speak where the relay is measured.
const loadPosters = 2

// poster is a bare guest that has messages ready before the clock starts: signed and
// sealed, so that the host's own seat reads them as any others. Until the first
// message comes it follows the lists of people, and then it counts.
type poster struct {
	*bare
	posts []byte

	mu   sync.Mutex // guards what follows
	seat *seat
}

// newPoster makes one of a bare guest whose Join was sent.
func newPoster(b *bare, g *wire.Greeting, me *pgp.Participant) *poster {
	p := &poster{bare: b}
	p.seat = newSeat(g.Chat, g.Identity, me, p.keep, func(Event) {}, &view{})
	return p
}

// keep takes what the seat sends.
func (p *poster) keep(f wire.Frame) {
	if b, err := wire.Append(p.posts, f); err == nil {
		p.posts = b
	}
}

// read does so until the connection ends.
func (p *poster) read() error {
	in := wire.NewReader(p.conn, wire.MaxFrame)
	for {
		f, err := in.Next()
		if err != nil {
			return err
		}
		switch f.(type) {
		case *wire.Members, *wire.Epoch:
			if err := p.receive(f); err != nil {
				return err
			}
		}
		if p.note(f.Type()); p.seen.Load() > 0 {
			return p.count()
		}
	}
}

func (p *poster) receive(f wire.Frame) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.seat.receive(f, time.Now())
}

// prepare seals n messages for the list of people that stands now.
func (p *poster) prepare(n int, text string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	for range n {
		m := said{text: text, at: time.Now()}
		if err := p.seat.post(&m, time.Now()); err != nil {
			return err
		}
	}
	return nil
}

// say sends all that was prepared.
func (p *poster) say() error {
	_, err := p.conn.Write(p.posts)
	return err
}
