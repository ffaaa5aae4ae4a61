package core

import (
	"errors"
	"fmt"
	"net"
	"testing"

	"golang.org/x/time/rate"

	"realtalk/core/link"
	"realtalk/core/pgp"
	"realtalk/core/wire"
)

// middle is an attacker on the path that knows nothing but the address: it
// ends TLS on both sides and passes every frame on, and keeps what it saw.
func middle(t *testing.T, host *peer) (address string) {
	t.Helper()
	certificate, err := link.NewCertificate()
	if err != nil {
		t.Fatal(err)
	}
	l, err := link.Listen(t.Context(), link.Options{Address: "127.0.0.1", Certificate: certificate})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			victim, err := l.Accept()
			if err != nil {
				return
			}
			toHost, err := link.Dial(t.Context(), host.address())
			if err != nil {
				victim.Close()
				continue
			}
			go pass(victim, toHost)
			go pass(toHost, victim)
		}
	}()
	return (&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: l.Port()}).String()
}

func pass(from, to *link.Conn) {
	defer to.Close()
	for {
		f, err := from.Read(patience)
		if err != nil || to.Write(f) != nil {
			return
		}
	}
}

func TestRelayInTheMiddleFails(t *testing.T) {
	host := hosting(t, "Hanna")
	g := arriving(t, "Anna", middle(t, host))
	for n := range 3 {
		wait[PasswordPrompt](g, n+1, nil)
		g.Password(testPassword) // the right one
	}
	if e := wait[Ended](g, 1, nil); e.Reason != WrongPasswords {
		t.Errorf("through a relay: %+v", e)
	}
	for _, e := range host.all() {
		if m, ok := e.(MemberJoined); ok {
			t.Errorf("somebody got in: %+v", m)
		}
	}
	joining(t, "Anna", host.address()) // the way without the relay
}

func TestLateGuestReadsNothingOld(t *testing.T) {
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	// Stronger than any recording on the wire: what follows was taken from
	// inside TLS, all of it.
	r := host.host.relay
	var keys, own []*wire.KeyFor
	var old []recorded
	tap := func(f wire.Frame) []wire.Frame {
		switch f := f.(type) {
		case *wire.KeyFor:
			keys = append(keys, f)
		case *wire.Delivery:
			from, err := checkEntry(r.chat, r.places[f.From].entry)
			if err != nil {
				t.Error(err)
			}
			old = append(old, recorded{from, fmt.Sprintf("realtalk/1:%s:%s", r.chat, r.hash), f.Data})
		}
		return []wire.Frame{f}
	}
	listen := func(tap func(wire.Frame) []wire.Frame) {
		for _, p := range r.places {
			if l, ok := p.line.(lyingLine); ok {
				p.line = l.line
			}
			p.line = lyingLine{p.line, tap}
		}
	}
	r.do(func() { listen(tap) })
	for range 5 {
		anna.say("old news")
		host.say("old news, too")
	}
	wait[Message](anna, 10, nil)
	wait[Message](host, 10, nil)
	r.do(func() {
		listen(func(f wire.Frame) []wire.Frame { return []wire.Frame{f} })
		r.pace = rate.NewLimiter(rate.Inf, 1)
	})

	late, me := joiningWithKey(t, "Late", host.address())
	r.do(func() {
		p := r.find(late.id())
		p.line = lyingLine{p.line, func(f wire.Frame) []wire.Frame {
			if k, ok := f.(*wire.KeyFor); ok {
				own = append(own, k)
			}
			return []wire.Frame{f}
		}}
	})
	anna.say("welcome")
	host.say("welcome, too")
	late.said("welcome")
	late.said("welcome, too")
	if got := late.texts(); len(got) != 2 {
		t.Errorf("the late guest was shown %q", got)
	}
	var theirs, mine []*wire.KeyFor
	var said []recorded
	r.do(func() { theirs, mine, said = keys, own, old })
	tryOldKeys(t, me, theirs, mine, said)
}

// joiningWithKey joins and gives the key of this chat, too.
func joiningWithKey(t *testing.T, name, address string) (*peer, *pgp.Participant) {
	t.Helper()
	g := outside(t, name, address)
	c := g.chat
	p := watch(t, name, g.cfg.Identity, c)
	go func() {
		defer close(c.done)
		defer c.events.close()
		if err := g.enter(c.ctx); err != nil {
			t.Error(err)
			return
		}
		_, end := c.stay(g)
		c.events.put(*end)
	}()
	wait[PasswordPrompt](p, 1, nil)
	p.Password(testPassword)
	wait[Joined](p, 1, nil)
	return p, g.me
}

// tryOldKeys plays the late guest with a recording: no key that passed before
// it came opens for it, and none that it was handed itself opens anything said
// before.
func tryOldKeys(t *testing.T, me *pgp.Participant, keys []*wire.KeyFor, own []*wire.KeyFor, old []recorded) {
	t.Helper()
	if len(keys) < 2 || len(own) == 0 || len(old) < 20 {
		t.Fatalf("the recording holds %d old keys, %d own ones and %d messages", len(keys), len(own), len(old))
	}
	for _, k := range keys {
		if _, err := me.OpenKey(k.Packet); err == nil {
			t.Error("a key that passed to others opened")
		}
	}
	for _, k := range own {
		key, err := me.OpenKey(k.Packet)
		if err != nil {
			t.Fatalf("its own key does not open: %v", err)
		}
		for _, m := range old {
			if _, err := m.from.Open(key, m.context, m.data, wire.MaxFrame); !errors.Is(err, pgp.ErrDecrypt) {
				t.Fatalf("a key of the late guest on an old message: %v", err)
			}
		}
	}
}

// recorded is a message that passed before the late guest came, and under which
// context it was signed.
type recorded struct {
	from    *pgp.Certificate
	context string
	data    []byte
}
