package core

import (
	"io"
	"math/rand/v2"
	"net"
	"sync"
	"testing"
)

// cutter passes connections on to a host and cuts them: all when it is told, or each
// at a place of its own.
type cutter struct {
	listener net.Listener

	mu    sync.Mutex // guards what follows
	to    string
	conns []net.Conn
	shear *rand.Rand // says after how many bytes each is cut; nil: none
	least int64      // of them
	cuts  int
}

func newCutter(t *testing.T, to string) *cutter {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &cutter{listener: l, to: to}
	t.Cleanup(c.close)
	go c.run()
	return c
}

func (c *cutter) address() string { return c.listener.Addr().String() }

// close cuts everything and takes nothing any more.
func (c *cutter) close() { c.listener.Close(); c.cut() }

func (c *cutter) run() {
	for {
		in, err := c.listener.Accept()
		if err != nil {
			return
		}
		c.mu.Lock()
		to := c.to
		c.mu.Unlock()
		out, err := net.Dial("tcp", to)
		if err != nil {
			in.Close()
			continue
		}
		c.mu.Lock()
		c.conns = append(c.conns, in, out)
		there, back := c.allowance(), c.allowance()
		c.mu.Unlock()
		go c.carry(in, out, back)
		go c.carry(out, in, there)
	}
}

// lead has new connections go elsewhere.
func (c *cutter) lead(to string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.to = to
}

func (c *cutter) allowance() int64 {
	if c.shear == nil {
		return 1 << 40
	}
	return c.least + c.shear.Int64N(c.shear.Int64N(60_000)+1)
}

// carry passes so many bytes on and cuts the connection in the middle of the next.
func (c *cutter) carry(to, from net.Conn, bytes int64) {
	if _, err := io.CopyN(to, from, bytes); err == nil {
		c.mu.Lock()
		c.cuts++
		c.mu.Unlock()
		reset(to)
		reset(from)
	}
	to.Close()
}

// reset ends a connection as a router does that has forgotten it.
func reset(c net.Conn) {
	if tcp, ok := c.(*net.TCPConn); ok {
		tcp.SetLinger(0)
	}
	c.Close()
}

// cut ends every connection in the middle of whatever it carries.
func (c *cutter) cut() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, conn := range c.conns {
		reset(conn)
	}
	c.conns = nil
}

// cutAnywhere cuts what there is, and from now on each connection after some bytes.
func (c *cutter) cutAnywhere(r *rand.Rand, least int64) {
	c.mu.Lock()
	c.shear, c.least = r, least
	c.mu.Unlock()
	c.cut()
}

// heal lets connections stand again, and tells how many were cut.
func (c *cutter) heal() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.shear = nil
	return c.cuts
}
