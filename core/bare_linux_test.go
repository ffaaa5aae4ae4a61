package core

import (
	"bufio"
	"crypto/tls"
	"encoding/binary"
	"fmt"
	"io"
	"sync/atomic"
	"time"

	"realtalk/core/cpace"
	"realtalk/core/link"
	"realtalk/core/pgp"
	"realtalk/core/wire"
)

// bare is a guest that knows the password and opens nothing that it is sent: it
// counts frames, so that a host can be measured and not its guests.
type bare struct {
	tls    *tls.Conn
	frames atomic.Uint64 // since it is in, pings and acknowledgements apart
	heard  atomic.Int64  // deliveries
}

// newBare comes in over a connection of its own and begins to count.
func newBare(id *pgp.Identity, name, address string) (*bare, error) {
	conn, err := tls.Dial("tcp", address, &tls.Config{
		MinVersion: tls.VersionTLS13, NextProtos: []string{link.Protocol}, InsecureSkipVerify: true,
	})
	if err != nil {
		return nil, err
	}
	b := &bare{tls: conn}
	if err := b.enter(id, name); err != nil {
		conn.Close()
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	in := make(chan error, 1)
	go b.count(in)
	return b, <-in
}

func (b *bare) write(f wire.Frame) error {
	frame, err := wire.Append(nil, f)
	if err == nil {
		_, err = b.tls.Write(frame)
	}
	return err
}

// enter goes through PROTOCOL.md section 4 up to Join.
func (b *bare) enter(id *pgp.Identity, name string) error {
	state := b.tls.ConnectionState()
	exported, err := state.ExportKeyingMaterial("EXPORTER-Channel-Binding", nil, 32)
	if err != nil {
		return err
	}
	exporter := [32]byte(exported)
	me, err := id.Participant()
	if err != nil {
		return err
	}
	self := wire.ID(me.Fingerprint())
	read := wire.NewReader(b.tls, wire.MaxOpening)
	if err := b.write(&wire.Hello{Identity: self}); err != nil {
		return err
	}
	greeting, err := next[*wire.Greeting](read)
	if err != nil {
		return err
	}
	x, err := cpace.Start(cpace.Initiator, quick(testPassword, greeting.Chat), channel(exporter, 1), greeting.Chat[:], self[:])
	if err != nil {
		return err
	}
	if err := b.write(&wire.Try{Share: x.Share()}); err != nil {
		return err
	}
	share, err := next[*wire.Share](read)
	if err != nil {
		return err
	}
	keys, err := x.Finish(share.Share, greeting.Identity[:])
	if err != nil {
		return err
	}
	if err := b.write(&wire.Confirm{Tag: keys.Tag()}); err != nil {
		return err
	}
	if _, err := next[*wire.Proof](read); err != nil {
		return err
	}
	entry, _, err := ownEntry(greeting.Chat, me, name, bindingOf(exporter), time.Now())
	if err != nil {
		return err
	}
	return b.write(&wire.Join{Certificate: entry.Certificate, Name: entry.Name, Statement: entry.Statement})
}

// next reads the frame that has to come now.
func next[F wire.Frame](r *wire.Reader) (f F, err error) {
	got, err := r.Next()
	if err != nil {
		return f, err
	}
	f, ok := got.(F)
	if !ok {
		return f, fmt.Errorf("%T%+v came, not %T", got, got, f)
	}
	return f, nil
}

// count reads headers and skips the rest. In is told when the first list came.
func (b *bare) count(in chan<- error) {
	read := bufio.NewReaderSize(b.tls, 32<<10)
	var header [5]byte
	for listed := false; ; {
		if _, err := io.ReadFull(read, header[:]); err != nil {
			in <- err
			return
		}
		if _, err := read.Discard(int(binary.BigEndian.Uint32(header[:])) - 1); err != nil {
			in <- err
			return
		}
		switch t := wire.Type(header[4]); t {
		case wire.TypePing, wire.TypeGot:
			continue
		case wire.TypeDelivery:
			b.heard.Add(1)
		case wire.TypeEpoch:
			if !listed {
				listed = true
				in <- nil
				in = make(chan error, 1)
			}
		}
		b.frames.Add(1)
	}
}

// acknowledge tells the host that this guest lives and has what came.
func (b *bare) acknowledge() error {
	if err := b.write(&wire.Got{Frames: b.frames.Load()}); err != nil {
		return err
	}
	return b.write(&wire.Ping{})
}
