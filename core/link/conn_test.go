package link

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"realtalk/core/wire"
)

// header announces a frame.
func header(size uint32, t wire.Type) []byte {
	return append(binary.BigEndian.AppendUint32(nil, size), byte(t))
}

func TestOversizedFrameIsRefusedBeforeItsBytesCome(t *testing.T) {
	for _, test := range []struct {
		admitted bool
		limit    uint32
	}{{false, wire.MaxOpening}, {true, wire.MaxFrame}} {
		host, guest := connect(t, serveOn(t, Options{}, standard()))
		if test.admitted {
			host.Admitted()
		}
		if _, err := guest.channel.Write(header(test.limit+1, wire.TypeDelivery)); err != nil {
			t.Fatal(err)
		}
		_, err := host.Read(10 * time.Second)
		wantError(t, err, wire.ErrTooLong)
	}
}

func TestLargeFrameOnlyAfterAdmission(t *testing.T) {
	host, guest := connect(t, serveOn(t, Options{}, standard()))
	large := delivery(t, 1, wire.MaxOpening)
	host.Admitted()
	guest.Admitted()
	if err := host.Send(large); err != nil {
		t.Fatal(err)
	}
	if d := mustRead[*wire.Delivery](t, guest); len(d.Data) != wire.MaxOpening {
		t.Errorf("%d bytes came", len(d.Data))
	}
	stranger, hasty := connect(t, serveOn(t, Options{}, standard()))
	if _, err := hasty.channel.Write(large); err != nil {
		t.Fatal(err)
	}
	_, err := stranger.Read(10 * time.Second)
	wantError(t, err, wire.ErrTooLong)
}

func TestFrameOneByteASecondEndsInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		host, guest := piped(t, standard())
		defer guest.Close()
		defer host.Close()
		var drip sync.WaitGroup
		drip.Go(func() {
			for _, b := range append(header(100, wire.TypeHello), make([]byte, 99)...) {
				if _, err := guest.channel.Write([]byte{b}); err != nil {
					return
				}
				time.Sleep(time.Second)
			}
		})
		start := time.Now()
		_, err := host.Read(10 * time.Second)
		wantError(t, err, os.ErrDeadlineExceeded)
		if errors.Is(err, ErrSilent) {
			t.Error("a late frame is no silence")
		}
		if waited := time.Since(start); waited != 10*time.Second {
			t.Errorf("waited %v", waited)
		}
		host.Close()
		drip.Wait()
	})
}

func TestSilentMemberIsNoticed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		host, guest := piped(t, standard())
		defer host.Close()
		defer guest.Close() // never admitted: it sends no pings
		go func() { _, _ = io.Copy(io.Discard, guest.channel) }()
		host.Admitted()
		start := time.Now()
		_, err := host.Read(0)
		wantError(t, err, ErrSilent)
		if waited := time.Since(start); waited != 15*time.Second {
			t.Errorf("waited %v", waited)
		}
	})
}

// What Read skips is not free: who sends nothing but pings is let go.
func TestFloodOfPingsEndsTheConnection(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		host, guest := piped(t, standard())
		defer host.Close()
		defer guest.Close()
		host.Admitted()
		guest.Admitted()
		ping := encode(t, &wire.Ping{})
		for range pingBurst + 100 {
			_ = guest.Send(ping) // the host may have had enough
		}
		guest.Finish(nil)
		_, err := host.Read(0)
		wantError(t, err, ErrPings)
	})
}

func TestQuietPeopleStayConnected(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		host, guest := piped(t, standard())
		host.Admitted()
		guest.Admitted()
		var reading sync.WaitGroup
		for _, c := range []*Conn{host, guest} {
			reading.Go(func() {
				if _, err := c.Read(0); !errors.Is(err, ErrClosed) && !errors.Is(err, io.EOF) {
					t.Errorf("read: %v", err)
				}
			})
		}
		time.Sleep(24 * time.Hour)
		host.Close()
		guest.Close()
		reading.Wait()
	})
}

func TestPingCannotStretchAFrameTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		host, guest := piped(t, standard())
		defer host.Close()
		defer guest.Close()
		host.Admitted()
		guest.Admitted()
		go func() { _, _ = io.Copy(io.Discard, guest.channel) }()
		start := time.Now()
		_, err := host.Read(time.Minute)
		wantError(t, err, os.ErrDeadlineExceeded)
		if waited := time.Since(start); waited != time.Minute {
			t.Errorf("waited %v", waited)
		}
	})
}

func TestReaderThatTakesNothingIsLetGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		host, guest := piped(t, standard())
		defer guest.Close()
		defer host.Close()
		host.Admitted()
		start := time.Now()
		if err := host.Send(delivery(t, 1, 1000)); err != nil {
			t.Fatal(err)
		}
		<-host.Ended()
		if waited := time.Since(start); waited != 20*time.Second {
			t.Errorf("let go after %v", waited)
		}
		wantError(t, host.Send(delivery(t, 2, 1)), ErrSlow)
		_, err := host.Read(0)
		wantError(t, err, ErrSlow)
	})
}

// A bad line is no reason to let anybody go.
func TestReaderThatDribblesIsNotLetGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		limits := standard()
		limits.silence = 0
		a, b := net.Pipe()
		host, guest := pipedOver(t, limits, a, b)
		defer guest.Close()
		defer host.Close()
		host.Admitted()
		want := delivery(t, 1, 500)
		if err := host.Send(want); err != nil {
			t.Fatal(err)
		}
		start, taken := time.Now(), 0
		for taken < len(want) {
			time.Sleep(19 * time.Second)
			n, err := b.Read(make([]byte, 1))
			if err != nil {
				t.Fatalf("after %v: %v", time.Since(start), err)
			}
			taken += n
		}
		if time.Since(start) < time.Hour {
			t.Error("it was not slow")
		}
		if err := host.Send(want); err != nil {
			t.Error(err)
		}
	})
}

func TestSlowReaderIsLetGoAndOthersGoOn(t *testing.T) {
	limits := standard()
	limits.outbox = 1 << 20
	l := serveOn(t, Options{}, limits)
	slow, _ := connect(t, l)
	slow.Admitted()
	hosts := make([]*Conn, 3)
	var reading sync.WaitGroup
	const frames = 500
	for i := range hosts {
		h, g := connect(t, l)
		h.Admitted()
		g.Admitted()
		hosts[i] = h
		reading.Go(func() {
			for want := range uint64(frames) {
				f, err := g.Read(0)
				if err != nil {
					t.Errorf("frame %d: %v", want, err)
					return
				}
				if got := f.(*wire.Delivery).Position; got != want {
					t.Errorf("position %d, want %d", got, want)
					return
				}
			}
		})
	}
	refused := 0
	for i := range uint64(frames) {
		frame := delivery(t, i, 16<<10)
		if err := slow.Send(frame); err != nil {
			wantError(t, err, ErrSlow)
			refused++
		}
		for _, h := range hosts {
			for h.Waiting() > limits.outbox/2 { // this sender waits; the outbox does not
				time.Sleep(time.Millisecond)
			}
			if err := h.Send(frame); err != nil {
				t.Fatal(err)
			}
		}
	}
	reading.Wait()
	if refused == 0 {
		t.Error("slow reader was kept")
	}
	<-slow.Ended()
}

func TestOutboxBoundCountsTinyFrames(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		limits := standard()
		limits.outbox = 1000
		host, guest := piped(t, limits) // nobody reads
		defer guest.Close()
		defer host.Close()
		host.Admitted()
		tiny := encode(t, &wire.Ping{})
		sent := 0
		for host.Send(tiny) == nil {
			sent++
		}
		if most := limits.outbox / (len(tiny) + place); sent != most {
			t.Errorf("%d frames were taken, want %d", sent, most)
		}
	})
}

func TestSharedFrameIsNeverChanged(t *testing.T) {
	l := serveOn(t, Options{}, standard())
	var hosts, guests []*Conn
	for range 5 {
		h, g := connect(t, l)
		h.Admitted()
		g.Admitted()
		hosts, guests = append(hosts, h), append(guests, g)
	}
	for _, n := range []int{1, 100, record - 10, record, record + 1, wire.MaxText} {
		frame := delivery(t, 1, n)
		kept := bytes.Clone(frame)
		for range 3 {
			for _, h := range hosts {
				if err := h.Send(frame); err != nil {
					t.Fatal(err)
				}
			}
		}
		for range 3 {
			for _, g := range guests {
				if d := mustRead[*wire.Delivery](t, g); len(d.Data) != n {
					t.Fatalf("%d bytes, want %d", len(d.Data), n)
				}
			}
		}
		if !bytes.Equal(frame, kept) {
			t.Fatal("frame was changed")
		}
	}
}

// countedConn counts what reaches the network.
type countedConn struct {
	net.Conn
	writes atomic.Int32
	gate   sync.Mutex // held: nothing is taken
	panics atomic.Bool
}

func (c *countedConn) Write(b []byte) (int, error) {
	c.gate.Lock()
	defer c.gate.Unlock()
	if c.panics.Load() {
		panic("bug")
	}
	c.writes.Add(1)
	return c.Conn.Write(b)
}

func TestSmallFramesShareARecord(t *testing.T) {
	a, b := net.Pipe()
	counted := &countedConn{Conn: a}
	host, guest := pipedOver(t, standard(), counted, b)
	defer guest.Close()
	defer host.Close()
	guest.Admitted()
	counted.gate.Lock()
	host.Admitted()
	before := counted.writes.Load()
	const frames = 1000
	for i := range uint64(frames) {
		if err := host.Send(delivery(t, i, 100)); err != nil {
			t.Fatal(err)
		}
	}
	counted.gate.Unlock()
	for i := range uint64(frames) {
		if d := mustRead[*wire.Delivery](t, guest); d.Position != i {
			t.Fatalf("position %d, want %d", d.Position, i)
		}
	}
	// 150 bytes each at most; one record may have left before the rest came.
	if wrote := counted.writes.Load() - before; wrote > frames*150/record+2 {
		t.Errorf("%d writes", wrote)
	}
}

func TestPanicInWriterEndsOnlyItsConnection(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b := net.Pipe()
		counted := &countedConn{Conn: a}
		host, guest := pipedOver(t, standard(), counted, b)
		defer guest.Close()
		counted.panics.Store(true)
		host.Admitted()
		if err := host.Send(delivery(t, 1, 1)); err != nil {
			t.Fatal(err)
		}
		<-host.Ended()
		if err := host.Send(delivery(t, 2, 1)); err == nil {
			t.Error("dead connection took a frame")
		}
	})
}

func TestManySendersKeepFramesWhole(t *testing.T) {
	host, guest := connect(t, serveOn(t, Options{}, standard()))
	host.Admitted()
	guest.Admitted()
	const senders, frames = 8, 200
	for s := range uint64(senders) {
		go func() {
			for i := range uint64(frames) {
				if host.Send(delivery(t, s<<32|i, int(i)*7)) != nil {
					return
				}
			}
		}()
	}
	var next [senders]uint64
	for range senders * frames {
		d := mustRead[*wire.Delivery](t, guest)
		s, i := d.Position>>32, d.Position&0xffffffff
		if next[s] != i || len(d.Data) != int(i)*7 {
			t.Fatalf("sender %d: frame %d of %d bytes, want %d", s, i, len(d.Data), next[s])
		}
		next[s]++
	}
}
