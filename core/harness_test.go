package core

import (
	"crypto/sha256"
	"fmt"
	"sync"
	"testing"
	"time"

	"realtalk/core/pgp"
	"realtalk/core/profile"
	"realtalk/core/reach"
)

// soonBack is how long a broken connection is waited for where a test does not say.
const soonBack = 2 * time.Second

const testPassword = "correct-horse-battery-staple"

// quick stands for cpace.Stretch where a test is not about it.
func quick(password string, chat [32]byte) []byte {
	h := sha256.Sum256(append(chat[:], password...))
	return h[:]
}

// patience is how long an event may take on a busy machine before a test
// gives up; nothing is measured with it.
const patience = 60 * time.Second

// peer is one user of a test: a chat, and everything it was told so far.
type peer struct {
	*Chat
	tb       testing.TB
	name     string
	identity *pgp.Identity

	mu   sync.Mutex // guards what follows
	told []Event
	more chan struct{}
	over bool
}

func watch(tb testing.TB, name string, id *pgp.Identity, c *Chat) *peer {
	p := &peer{Chat: c, tb: tb, name: name, identity: id, more: make(chan struct{})}
	go p.collect()
	tb.Cleanup(func() { c.End(); c.Wait() })
	return p
}

func (p *peer) collect() {
	for e := range p.Events() {
		p.add(e, false)
	}
	p.add(nil, true)
}

func (p *peer) add(e Event, over bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if e != nil {
		p.told = append(p.told, e)
	}
	p.over = over
	close(p.more)
	p.more = make(chan struct{})
}

// all gives what the peer was told so far.
func (p *peer) all() []Event {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]Event(nil), p.told...)
}

// await waits until check is content with everything that was told.
func (p *peer) await(what string, check func([]Event) bool) {
	p.tb.Helper()
	deadline := time.After(patience)
	for {
		p.mu.Lock()
		told, more, over := p.told, p.more, p.over
		p.mu.Unlock()
		if check(told) {
			return
		}
		if over {
			p.tb.Fatalf("%s: the chat was over before %s; told: %s", p.name, what, list(told))
		}
		select {
		case <-more:
		case <-deadline:
			p.tb.Fatalf("%s: no %s; told: %s", p.name, what, list(told))
		}
	}
}

func list(events []Event) string {
	s := ""
	for _, e := range events {
		s += fmt.Sprintf("\n  %T%+v", e, e)
	}
	return s
}

// wait gives the nth event of a kind that match takes, counted from 1.
func wait[E Event](p *peer, n int, match func(E) bool) E {
	p.tb.Helper()
	var found E
	p.await(fmt.Sprintf("%T number %d", found, n), func(told []Event) bool {
		count := 0
		for _, e := range told {
			if e, ok := e.(E); ok && (match == nil || match(e)) {
				if count++; count == n {
					found = e
					return true
				}
			}
		}
		return false
	})
	return found
}

// said waits for a message of that text.
func (p *peer) said(text string) Message {
	p.tb.Helper()
	return wait(p, 1, func(m Message) bool { return m.Text == text })
}

// texts lists what the peer was shown, in order.
func (p *peer) texts() []string {
	var texts []string
	for _, e := range p.all() {
		if m, ok := e.(Message); ok {
			texts = append(texts, m.Text)
		}
	}
	return texts
}

func testProfile(tb testing.TB) *profile.Profile {
	tb.Helper()
	p, err := profile.Open(tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

func testIdentity(tb testing.TB, name string) *pgp.Identity {
	tb.Helper()
	id, err := pgp.NewIdentity(name)
	if err != nil {
		tb.Fatal(err)
	}
	return id
}

// hosting starts a chat on loopback.
func hosting(tb testing.TB, name string) *peer {
	tb.Helper()
	return hostingIn(tb, name, testProfile(tb))
}

func hostingIn(tb testing.TB, name string, p *profile.Profile) *peer {
	tb.Helper()
	id := testIdentity(tb, name)
	c, err := Host(tb.Context(), HostConfig{
		Profile: p, Identity: id, Name: name, Password: testPassword,
		Listen: "127.0.0.1", stretch: quick, comeBack: soonBack,
	})
	if err != nil {
		tb.Fatal(err)
	}
	h := watch(tb, name, id, c)
	wait[Joined](h, 1, nil)
	return h
}

// address is where a hosted chat is dialled.
func (p *peer) address() string { return fmt.Sprintf("127.0.0.1:%d", p.Hosting().Port) }

// lines are the ways in to an address as net.Dial takes it.
func lines(address string) []reach.Line {
	l, err := reach.ParseLine(address)
	if err != nil {
		panic(err)
	}
	return []reach.Line{l}
}

// arriving starts to join and answers no prompt.
func arriving(tb testing.TB, name, address string) *peer {
	tb.Helper()
	return arrivingAs(tb, testIdentity(tb, name), name, address)
}

func arrivingAs(tb testing.TB, id *pgp.Identity, name, address string) *peer {
	tb.Helper()
	c, err := Join(tb.Context(), JoinConfig{Identity: id, Name: name, Lines: lines(address), stretch: quick, comeBack: soonBack})
	if err != nil {
		tb.Fatal(err)
	}
	return watch(tb, name, id, c)
}

// joining joins with the right password and waits until it is in.
func joining(tb testing.TB, name, address string) *peer {
	tb.Helper()
	g := arriving(tb, name, address)
	wait[PasswordPrompt](g, 1, nil)
	g.Password(testPassword)
	wait[Joined](g, 1, nil)
	return g
}

// say sends a text that must be taken.
func (p *peer) say(text string) {
	p.tb.Helper()
	if err := p.Send(text); err != nil {
		p.tb.Fatalf("%s: send: %v", p.name, err)
	}
}

// outside is a guest whose every step a test takes itself.
func outside(tb testing.TB, name, address string) *guest {
	tb.Helper()
	id := testIdentity(tb, name)
	me, err := id.Participant()
	if err != nil {
		tb.Fatal(err)
	}
	return &guest{
		chat: newChat(tb.Context()), me: me, identity: me.Fingerprint(),
		cfg: JoinConfig{Identity: id, Name: name, Lines: lines(address), stretch: quick},
	}
}
