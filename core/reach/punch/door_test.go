package punch_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/netip"
	"sync"
	"testing"
	"time"

	"realtalk/core/reach/punch"
)

// doorAlone leaves no other way in.
var doorAlone = punch.Lab{NoUDP: true, NoTCP: true, AnyTarget: true}

func listen(t *testing.T) net.Listener {
	t.Helper()
	door, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { door.Close() })
	return door
}

func replyTo(door net.Listener) punch.Reply {
	return punch.Reply{Secret: newSecret(), Addresses: ports(door.Addr().String())}
}

// silentCallers come to a door and say nothing. The door's kernel keeps them in
// order, so they are served before who comes later.
func silentCallers(t *testing.T, door net.Listener, count int) []net.Conn {
	t.Helper()
	var all []net.Conn
	for range count {
		conn, err := net.Dial("tcp4", door.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		all = append(all, conn)
	}
	return all
}

// wantClosed checks that a stranger was sent away without a byte.
func wantClosed(t *testing.T, conn net.Conn) {
	t.Helper()
	_ = conn.SetReadDeadline(time.Now().Add(20 * time.Second))
	n, err := conn.Read(make([]byte, 1))
	var timeout net.Error
	if n > 0 || err == nil || errors.As(err, &timeout) && timeout.Timeout() {
		t.Errorf("a stranger read %d bytes, %v", n, err)
	}
}

// TestDoor: the host knocks at the port in the reply, and the guest that listens
// there has its way, though it does not know where the host is. Silent strangers,
// more than there is room for, keep the host out no longer than they take to
// come, and are sent away; they never get as far as try.
func TestDoor(t *testing.T) {
	door := listen(t)
	strangers := silentCallers(t, door, punch.MaxCallers+20)
	p := pair{reply: replyTo(door), lab: doorAlone, guest: punch.Options{Listener: door}}
	stay := make(chan struct{})
	tried := 0
	err := p.run(t, func(ctx context.Context, path punch.Path) bool {
		tried++
		if tried == 1 {
			go func() {
				defer close(stay)
				for _, s := range strangers {
					wantClosed(t, s)
				}
			}()
			<-stay // the guest itself closes them, not its end
		}
		return path.Peer.Addr() == netip.MustParseAddr("127.0.0.1") && works(ctx, path)
	})
	if err != nil || tried != 1 {
		t.Errorf("%v after %d ways", err, tried)
	}
	if _, err := door.Accept(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("the door is still open: %v", err)
	}
}

// TestDoorWantsTheMark: who says anything but the host's mark is sent away
// without a byte, and never gets as far as try.
func TestDoorWantsTheMark(t *testing.T) {
	door := listen(t)
	r := replyTo(door)
	mark, other := punch.Mark(r, punch.HostRole, punch.AtDoor), punch.Reply{Secret: newSecret()}
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() {
		err := punch.Guest(ctx, r, nil, func(context.Context, punch.Path) bool {
			t.Error("a stranger is tried")
			return false
		}, punch.With(punch.Options{Listener: door}, doorAlone))
		if !errors.Is(err, punch.ErrNoWay) {
			t.Error(err)
		}
	})
	var talking sync.WaitGroup
	for _, words := range [][]byte{
		{},
		mark[:1], mark[:len(mark)-1],
		punch.Mark(r, punch.GuestRole, punch.AtDoor), punch.Mark(r, punch.HostRole, punch.Steady),
		punch.Mark(other, punch.HostRole, punch.AtDoor), bytes.Repeat([]byte{0}, 1<<20), []byte("GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
	} {
		conn, err := net.Dial("tcp4", door.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		talking.Go(func() {
			_, _ = conn.Write(words) // an error: it was sent away before the end
			wantClosed(t, conn)
		})
	}
	talking.Wait()
	cancel()
	running.Wait()
}

// TestKnocksUntilGreeted: a door that closes, is silent, or greets wrongly is
// knocked at again, and the host takes the connection that is greeted rightly.
func TestKnocksUntilGreeted(t *testing.T) {
	door := listen(t)
	r := replyTo(door)
	greeting := punch.Mark(r, punch.GuestRole, punch.AtDoor)
	answers := []func(net.Conn){
		func(c net.Conn) { c.Close() },
		func(net.Conn) {},
		func(c net.Conn) { _, _ = c.Write(punch.Mark(r, punch.HostRole, punch.AtDoor)) }, // its own, sent back
		func(c net.Conn) { _, _ = c.Write(append(greeting, answered...)) },
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() {
		for _, answer := range answers {
			conn, err := door.Accept()
			if err != nil {
				t.Error(err)
				return
			}
			defer conn.Close()
			said := make([]byte, len(greeting))
			if _, err := io.ReadFull(conn, said); err != nil || !bytes.Equal(said, punch.Mark(r, punch.HostRole, punch.AtDoor)) {
				t.Errorf("the host says %x, %v", said, err)
			}
			answer(conn)
		}
		<-ctx.Done()
	}()
	taken := 0
	err := punch.Host(ctx, r, 0, func(p punch.Path) {
		defer p.TCP.Close()
		defer cancel()
		taken++
		next := make([]byte, len(answered))
		if _, err := io.ReadFull(p.TCP, next); err != nil || string(next) != answered {
			t.Errorf("after the greeting comes %q, %v", next, err)
		}
	}, punch.With(punch.Options{}, doorAlone))
	if err != nil || taken != 1 {
		t.Errorf("%d ways taken, %v", taken, err)
	}
}

// TestPunchedTCPWantsTheMark: a connection to another program at the port that
// follows from the reply is none that the host takes.
func TestPunchedTCPWantsTheMark(t *testing.T) {
	r := punch.Reply{Secret: newSecret(), Addresses: at("127.0.0.1")}
	foreign, err := net.ListenTCP("tcp4", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: int(punch.Port(r, punch.GuestRole, punch.Steady))})
	if err != nil {
		t.Fatal(err)
	}
	defer foreign.Close()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() {
		defer cancel()
		for range 3 {
			conn, err := foreign.Accept()
			if err != nil {
				t.Error(err)
				return
			}
			_, _ = conn.Write(punch.Mark(r, punch.HostRole, punch.Steady))
			conn.Close()
		}
	}()
	err = punch.Host(ctx, r, 0, func(p punch.Path) {
		t.Error("taken")
		p.TCP.Close()
	}, punch.With(punch.Options{}, punch.Lab{NoUDP: true, NoFresh: true, AnyTarget: true}))
	if !errors.Is(err, punch.ErrNoWay) {
		t.Error(err)
	}
}
