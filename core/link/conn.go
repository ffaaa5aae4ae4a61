package link

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"realtalk/core/wire"
)

// Conn is one connection after TLS. Read and Write are for one goroutine each;
// everything else may be called from any.
type Conn struct {
	token   uint64
	remote  netip.AddrPort
	local   netip.AddrPort
	binding [32]byte
	limits  limits

	socket    *socket
	channel   channel
	reader    *wire.Reader
	pings     *rate.Limiter // that come
	opening   *opening      // nil for a dialled connection
	lingerers *lingerers    // nil for a dialled connection

	turn  chan struct{} // taken by a Write and by the goodbye, which follows it
	ended chan struct{} // closed when socket and writer are gone

	mu       sync.Mutex // guards what follows
	out      outbox
	idle     *time.Timer // to the next ping; nil: not admitted
	admitted bool
	writing  bool  // the writer goroutine runs
	cause    error // why nothing is sent any more; nil while it is
	ending   bool  // the socket goes as soon as the writer is done
	finished bool  // by Finish: the peer is owed what waits
	aborted  bool  // without another byte
}

// channel carries frames, encrypted by itself or by what is below it.
type channel interface {
	io.ReadWriter
	CloseWrite() error
}

// newConn wraps a connection whose TLS handshake is done.
func newConn(s *socket, t *tls.Conn, l limits) (*Conn, error) {
	return newConnOver(s, t, t.ConnectionState(), l)
}

func newConnOver(s *socket, c channel, state tls.ConnectionState, l limits) (*Conn, error) {
	binding, err := exporter(state)
	if err != nil {
		return nil, err
	}
	return &Conn{
		remote:  addrPort(s.RemoteAddr()),
		local:   addrPort(s.LocalAddr()),
		binding: binding,
		limits:  l,
		socket:  s,
		channel: c,
		reader:  wire.NewReader(c, wire.MaxOpening),
		pings:   rate.NewLimiter(pingRate, pingBurst),
		turn:    make(chan struct{}, 1),
		ended:   make(chan struct{}),
	}, nil
}

// Token is what Guard gave for this connection; 0 for a dialled one.
func (c *Conn) Token() uint64 { return c.token }

// RemoteAddr is the other end's address, IPv4 in its plain form.
func (c *Conn) RemoteAddr() netip.AddrPort { return c.remote }

// LocalAddr is this end's address, IPv4 in its plain form.
func (c *Conn) LocalAddr() netip.AddrPort { return c.local }

// Exporter is this TLS connection's channel binding (RFC 9266): the same at
// both ends, and different for each connection.
func (c *Conn) Exporter() [32]byte { return c.binding }

// Read gives the next frame, all of which has to come within timeout (0: any
// time). After Admitted it skips pings and gives ErrSilent when no byte came for
// 15 s. io.EOF means that the peer ended between frames. Every error is final;
// the caller then calls Close.
func (c *Conn) Read(timeout time.Duration) (wire.Frame, error) {
	var by time.Time
	if timeout > 0 {
		by = time.Now().Add(timeout)
	}
	c.socket.frameBy(by)
	for {
		f, err := c.reader.Next()
		if err != nil {
			return nil, c.readError(err)
		}
		if _, ping := f.(*wire.Ping); !ping || !c.isAdmitted() {
			return f, nil
		}
		if !c.pings.Allow() {
			return nil, ErrPings
		}
	}
}

// readError prefers this end's own reason over what the socket said of it.
func (c *Conn) readError(err error) error {
	c.mu.Lock()
	cause, ending := c.cause, c.ending
	c.mu.Unlock()
	switch {
	case ending:
		return cause
	case errors.Is(err, io.EOF): // callers compare with ==
		return io.EOF
	}
	return fmt.Errorf("read %s: %w", c.remote, err)
}

func (c *Conn) isAdmitted() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.admitted
}

// Write sends one frame of the opening and waits, at most 10 s, until the
// kernel has it. After Admitted it is Send.
func (c *Conn) Write(f wire.Frame) error {
	b, err := wire.Append(nil, f)
	if err != nil {
		return fmt.Errorf("encode frame: %w", err)
	}
	c.mu.Lock()
	admitted, cause := c.admitted, c.cause
	if !admitted && cause == nil {
		// Under mu, so that it cannot undo the deadline of an ending.
		c.socket.flushBy(time.Now().Add(c.limits.opening))
	}
	c.mu.Unlock()
	switch {
	case cause != nil:
		return cause
	case admitted:
		return c.Send(b)
	}
	c.turn <- struct{}{}
	defer func() { <-c.turn }()
	if _, err := c.channel.Write(b); err != nil {
		return fmt.Errorf("write %s: %w", c.remote, err)
	}
	return nil
}

// Admitted ends the opening: frames may have their full length, the outbox
// starts, pings go out and are expected. Call it between two Reads.
func (c *Conn) Admitted() {
	c.reader.SetLimit(wire.MaxFrame)
	c.leaveOpening()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.admitted || c.cause != nil {
		return
	}
	c.admitted = true
	c.socket.admit(c.limits.stall, c.limits.silence)
	c.idle = time.AfterFunc(c.limits.ping, c.queuePing)
	c.write()
}

// Greeted notes that the peer said Hello: from now on only those who did may
// take its place. Whoever reads the Hello calls it, once, before it answers. If
// there is no place for one more, somebody is let go as busy, perhaps this peer.
func (c *Conn) Greeted() {
	if c.opening != nil {
		c.opening.greet()
	}
}

// Pin keeps the opening from having to make room until Unpin, so that a try
// under way is not lost, and counted, for a stranger's sake. The caller bounds
// how long and how often. False: it had to make room already, and has ended with
// ErrBusy.
func (c *Conn) Pin() (ok bool) {
	return c.opening == nil || c.opening.pin(true)
}

// Unpin undoes Pin; often, or without a Pin, is harmless.
func (c *Conn) Unpin() {
	if c.opening != nil {
		c.opening.pin(false)
	}
}

func (c *Conn) leaveOpening() {
	if c.opening != nil {
		c.opening.leave()
	}
}

// Send puts a whole encoded frame into the outbox and never waits. The frame
// is shared from now on: nobody may change it. ErrSlow means that too much was
// waiting and the connection is gone.
func (c *Conn) Send(frame []byte) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cause != nil {
		return c.cause
	}
	if c.out.waiting+len(frame)+place > c.limits.outbox {
		c.abort(ErrSlow)
		return ErrSlow
	}
	c.out.push(frame)
	if c.admitted {
		c.write()
	}
	return nil
}

// Waiting is how many bytes (with 32 a frame) the reader has not taken yet. A
// relay may use it to take less from those who send.
func (c *Conn) Waiting() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.out.waiting
}
