package core

import (
	"net"
	"testing"

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
	var keys []*wire.KeyFor
	var deliveries []*wire.Delivery
	tap := func(f wire.Frame) []wire.Frame {
		switch f := f.(type) {
		case *wire.KeyFor:
			keys = append(keys, f)
		case *wire.Delivery:
			deliveries = append(deliveries, f)
		}
		return []wire.Frame{f}
	}
	host.host.relay.do(func() {
		for _, p := range host.host.relay.places {
			p.line = lyingLine{p.line, tap}
		}
	})
	for range 5 {
		anna.say("old news")
		host.say("old news, too")
	}
	wait[Message](anna, 10, nil)

	late, me := joiningWithKey(t, "Late", host.address())
	anna.say("welcome")
	late.said("welcome")
	if got := late.texts(); len(got) != 1 {
		t.Errorf("the late guest was shown %q", got)
	}
	host.host.relay.do(func() {})
	tryOldKeys(t, me, keys, deliveries)
}

// joiningWithKey joins and gives the key of this chat, too.
func joiningWithKey(t *testing.T, name, address string) (*peer, *pgp.Participant) {
	t.Helper()
	id := testIdentity(t, name)
	me, err := id.Participant()
	if err != nil {
		t.Fatal(err)
	}
	c := newChat(t.Context())
	g := &guest{
		chat: c, me: me, identity: me.Fingerprint(),
		cfg: JoinConfig{Identity: id, Name: name, Address: address, stretch: quick},
	}
	p := watch(t, name, id, c)
	go func() {
		defer close(c.done)
		defer c.events.close()
		if err := g.enter(c.ctx); err != nil {
			t.Error(err)
			return
		}
		c.events.put(c.stay(g))
	}()
	wait[PasswordPrompt](p, 1, nil)
	p.Password(testPassword)
	wait[Joined](p, 1, nil)
	return p, me
}

// tryOldKeys plays the late guest with a recording: no key that passed before
// it came opens for it.
func tryOldKeys(t *testing.T, me *pgp.Participant, keys []*wire.KeyFor, deliveries []*wire.Delivery) {
	t.Helper()
	old, opened := 0, 0
	for _, k := range keys {
		if _, err := me.OpenKey(k.Packet); err == nil {
			opened++
		} else {
			old++
		}
	}
	if old < 2 || len(deliveries) < 20 {
		t.Fatalf("the recording holds %d old keys and %d messages", old, len(deliveries))
	}
	if opened != 0 {
		t.Errorf("%d keys that passed to others opened", opened)
	}
}
