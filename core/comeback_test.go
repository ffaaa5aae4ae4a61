package core

import (
	"fmt"
	"io"
	"net"
	"slices"
	"sync"
	"testing"
	"time"
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
