package core

import (
	"fmt"
	"io"
	"net"
	"slices"
	"sync"
	"testing"
	"time"

	"realtalk/core/link"
	"realtalk/core/resume"
	"realtalk/core/wire"
)

// cutter passes connections on to a host and cuts them all when it is told.
type cutter struct {
	t        *testing.T
	listener net.Listener
	to       string

	mu    sync.Mutex // guards what follows
	conns []net.Conn
}

func newCutter(t *testing.T, to string) *cutter {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &cutter{t: t, listener: l, to: to}
	t.Cleanup(func() { l.Close(); c.cut() })
	go c.run()
	return c
}

func (c *cutter) address() string { return c.listener.Addr().String() }

func (c *cutter) run() {
	for {
		in, err := c.listener.Accept()
		if err != nil {
			return
		}
		out, err := net.Dial("tcp", c.to)
		if err != nil {
			in.Close()
			continue
		}
		c.mu.Lock()
		c.conns = append(c.conns, in, out)
		c.mu.Unlock()
		go func() { io.Copy(in, out); in.Close() }()
		go func() { io.Copy(out, in); out.Close() }()
	}
}

// cut ends every connection in the middle of whatever it carries.
func (c *cutter) cut() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, conn := range c.conns {
		if tcp, ok := conn.(*net.TCPConn); ok {
			tcp.SetLinger(0)
		}
		conn.Close()
	}
	c.conns = nil
}

// TestConversationSurvivesCuts: three talk, and one of them loses its connection
// again and again. Everybody hears everything once, in one order.
func TestConversationSurvivesCuts(t *testing.T) {
	host := hosting(t, "Hanna")
	proxy := newCutter(t, host.address())
	anna := joining(t, "Anna", host.address())
	ben := joining(t, "Ben", proxy.address())
	const each = 200
	all := []*peer{host, anna, ben}
	var saying sync.WaitGroup
	for _, c := range all {
		saying.Go(func() {
			for i := range each {
				c.say(fmt.Sprintf("%s %d", c.name, i))
				time.Sleep(5 * time.Millisecond)
			}
		})
	}
	for range 6 {
		time.Sleep(120 * time.Millisecond)
		proxy.cut()
	}
	saying.Wait()
	want := each * len(all)
	for _, c := range all {
		wait(c, want, func(Message) bool { return true })
	}
	for _, c := range all[1:] {
		if !slices.Equal(c.texts(), host.texts()) {
			t.Errorf("%s heard another conversation than the host", c.name)
		}
	}
	for _, c := range all {
		for i, n := 0, map[string]int{}; i < len(c.texts()); i++ {
			if n[c.texts()[i]]++; n[c.texts()[i]] > 1 {
				t.Fatalf("%s heard %q twice", c.name, c.texts()[i])
			}
		}
	}
}

// greeted opens a connection to a host as somebody, up to the greeting.
func greeted(t *testing.T, host *peer, id wire.ID) *link.Conn {
	t.Helper()
	conn, err := link.Dial(t.Context(), host.address())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if err := conn.Write(&wire.Hello{Identity: id}); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Read(patience); err != nil {
		t.Fatal(err)
	}
	return conn
}

// TestPlaceIsForWhoHadIt: nobody takes the place of a member without its secret, by a
// proof of another connection, of another identity, or twice; no try is counted for
// it, and the member talks on.
func TestPlaceIsForWhoHadIt(t *testing.T) {
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	joining(t, "Ben", host.address())
	var l *lasting
	host.host.relay.do(func() { l = host.host.relay.find(anna.identity.Fingerprint()).lasting })
	l.mu.Lock()
	key := l.key
	l.mu.Unlock()
	self := wire.ID(anna.identity.Fingerprint())
	stranger := wire.ID(testIdentity(t, "Stranger").Fingerprint())
	other := greeted(t, host, self)
	for name, test := range map[string]struct {
		as    wire.ID
		proof func(exporter [32]byte) [32]byte
	}{
		"nothing":            {self, func([32]byte) [32]byte { return [32]byte{} }},
		"another secret":     {self, func(e [32]byte) [32]byte { return resume.Key{1}.Guest(e, 0) }},
		"another connection": {self, func([32]byte) [32]byte { return key.Guest(other.Exporter(), 0) }},
		"the host's proof":   {self, func(e [32]byte) [32]byte { return key.Host(e, 0) }},
		"another count":      {self, func(e [32]byte) [32]byte { return key.Guest(e, 1) }},
		"a stranger":         {stranger, func(e [32]byte) [32]byte { return key.Guest(e, 0) }},
		"the host":           {host.host.identity, func(e [32]byte) [32]byte { return key.Guest(e, 0) }},
	} {
		conn := greeted(t, host, test.as)
		if err := conn.Write(&wire.Resume{Proof: test.proof(conn.Exporter())}); err != nil {
			t.Fatal(err)
		}
		f, err := conn.Read(patience)
		if r, ok := f.(*wire.Refused); err != nil || !ok || r.Code != wire.RefusedNoPlace {
			t.Errorf("%s: %T, %v", name, f, err)
		}
	}
	anna.say("I am still here")
	host.said("I am still here")
	for _, e := range host.all() {
		switch e.(type) {
		case MemberAway, MemberLeft, Security:
			t.Errorf("the host was told %T%+v", e, e)
		}
	}
}
