package core

import (
	"context"
	"crypto/tls"
	"encoding/binary"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"realtalk/core/cpace"
	"realtalk/core/link"
	"realtalk/core/pgp"
	"realtalk/core/wire"
)

// bare is a guest that opens nothing once it is in: it reads the length of each
// frame and counts. What it takes of the processor is next to nothing, so that what
// is measured is the host.
type bare struct {
	conn  *tls.Conn
	in    chan struct{} // closed with the first list of people
	seen  atomic.Int64  // messages that came
	taken atomic.Uint64 // frames that came since the Join
	told  atomic.Uint64 // of them, those that were acknowledged

	telling sync.Mutex

	header [5]byte
	have   int // bytes of the header that came
	left   int // bytes of the frame that are to come

	over sync.Once
}

// knockBare leads a bare guest through the entrance, up to its Join.
func knockBare(ctx context.Context, address, name string, me *pgp.Participant) (*bare, *wire.Greeting, error) {
	var d net.Dialer
	raw, err := d.DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, nil, err
	}
	c := tls.Client(raw, &tls.Config{InsecureSkipVerify: true, NextProtos: []string{link.Protocol}, MinVersion: tls.VersionTLS13})
	g, err := proveBare(ctx, c, name, me)
	if err != nil {
		_ = c.Close()
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	return &bare{conn: c, in: make(chan struct{})}, g, nil
}

func proveBare(ctx context.Context, c *tls.Conn, name string, me *pgp.Participant) (*wire.Greeting, error) {
	if err := c.HandshakeContext(ctx); err != nil {
		return nil, err
	}
	state := c.ConnectionState()
	e, err := state.ExportKeyingMaterial("EXPORTER-Channel-Binding", nil, 32)
	if err != nil {
		return nil, err
	}
	exporter, id := [32]byte(e), wire.ID(me.Fingerprint())
	in := wire.NewReader(c, wire.MaxOpening)
	g, err := asked[*wire.Greeting](c, in, &wire.Hello{Identity: id})
	if err != nil {
		return nil, err
	}
	x, err := cpace.Start(cpace.Initiator, quick(testPassword, g.Chat), channel(exporter, 1), g.Chat[:], id[:])
	if err != nil {
		return nil, err
	}
	share, err := asked[*wire.Share](c, in, &wire.Try{Share: x.Share()})
	if err != nil {
		return nil, err
	}
	keys, err := x.Finish(share.Share, g.Identity[:])
	if err != nil {
		return nil, err
	}
	defer keys.Destroy()
	if _, err := asked[*wire.Proof](c, in, &wire.Confirm{Tag: keys.Tag()}); err != nil {
		return nil, err
	}
	entry, _, err := ownEntry(g.Chat, me, name, bindingOf(exporter), time.Now())
	if err != nil {
		return nil, err
	}
	return g, tell(c, &wire.Join{Certificate: entry.Certificate, Name: name, Statement: entry.Statement})
}

func tell(c *tls.Conn, f wire.Frame) error {
	b, err := wire.Append(nil, f)
	if err == nil {
		_, err = c.Write(b)
	}
	return err
}

// asked sends a frame and gives the answer, which has to be of that kind.
func asked[F wire.Frame](c *tls.Conn, in *wire.Reader, f wire.Frame) (answer F, err error) {
	if err := tell(c, f); err != nil {
		return answer, err
	}
	got, err := in.Next()
	if err != nil {
		return answer, err
	}
	answer, ok := got.(F)
	if !ok {
		return answer, fmt.Errorf("%v, not %v", got.Type(), answer.Type())
	}
	return answer, nil
}

// count reads until the connection ends.
func (b *bare) count() error {
	buf := make([]byte, 16<<10)
	for {
		n, err := b.conn.Read(buf)
		b.walk(buf[:n])
		if b.taken.Load()-b.told.Load() >= gotEvery && err == nil {
			err = b.acknowledge()
		}
		if err != nil {
			return err
		}
	}
}

// acknowledge tells what came. What a host hears may only grow.
func (b *bare) acknowledge() error {
	b.telling.Lock()
	defer b.telling.Unlock()
	n := b.taken.Load()
	if n == b.told.Load() {
		return b.ping()
	}
	b.told.Store(n)
	return tell(b.conn, &wire.Got{Frames: n})
}

// ping tells that this guest lives where there is nothing to acknowledge.
func (b *bare) ping() error {
	if b.told.Load() == 0 { // not in yet
		return nil
	}
	return tell(b.conn, &wire.Ping{})
}

// stayAlive lets the connection not fall silent. It acknowledges as often as a member
// does who hears the heads of all others.
func (b *bare) stayAlive() {
	for range time.Tick(gotAfter) {
		if b.acknowledge() != nil {
			return
		}
	}
}

// walk goes from header to header.
func (b *bare) walk(p []byte) {
	for len(p) > 0 {
		if b.left > 0 {
			n := min(b.left, len(p))
			b.left, p = b.left-n, p[n:]
			continue
		}
		n := copy(b.header[b.have:], p)
		b.have, p = b.have+n, p[n:]
		if b.have == len(b.header) {
			b.have, b.left = 0, int(binary.BigEndian.Uint32(b.header[:]))-1
			b.note(wire.Type(b.header[4]))
		}
	}
}

func (b *bare) note(t wire.Type) {
	switch t {
	case wire.TypePing, wire.TypeGot: // neither is counted
		return
	case wire.TypeDelivery:
		b.seen.Add(1)
	case wire.TypeEpoch:
		b.over.Do(func() { close(b.in) })
	}
	b.taken.Add(1)
}
