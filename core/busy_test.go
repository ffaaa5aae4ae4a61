package core

import (
	"context"
	"errors"
	"io"
	"net"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"realtalk/core/link"
	"realtalk/core/wire"
)

// TestGuestKnocksAgainWhereverItHearsBusy has a host that has no room at first,
// and says so at different moments before a password is judged.
func TestGuestKnocksAgainWhereverItHearsBusy(t *testing.T) {
	for name, moments := range map[string][]moment{
		"before TLS":       {beforeTLS},
		"after the hello":  {afterHello},
		"while it types":   {afterGreeting, afterHello},
		"with its try":     {afterTry, afterHello},
		"first of all too": {beforeTLS, afterHello},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // the guest pauses before it comes again
			host := hosting(t, "Hanna")
			g := arriving(t, "Anna", busyAt(t, host, moments))
			wait[PasswordPrompt](g, 1, nil)
			g.Password(testPassword)
			wait[Joined](g, 1, nil)
			told := 0
			for _, e := range g.all() {
				switch e.(type) {
				case HostBusy:
					told++
				case PasswordWrong:
					t.Error("it cost a try")
				}
			}
			if told != 1 {
				t.Errorf("told %d times that the host is busy", told)
			}
		})
	}
}

// TestGuestGivesUpOnABusyHost counts the knocks in a minute.
func TestGuestGivesUpOnABusyHost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newChat(t.Context())
		g := &guest{chat: c}
		start, knocks := time.Now(), 0
		err := g.patiently(c.ctx, func() error { knocks++; return link.ErrBusy })
		if !errors.Is(err, link.ErrBusy) {
			t.Errorf("gave up with %v", err)
		}
		took := time.Since(start)
		if took < busyPatience || took > busyPatience+2*busyPause {
			t.Errorf("gave up after %v", took)
		}
		if knocks < 15 || knocks > 31 {
			t.Errorf("knocked %d times", knocks)
		}
		c.events.close()
		if told := drain(c); told != 1 {
			t.Errorf("told %d times", told)
		}
	})
}

// TestGuestStopsToKnock: on any other answer, and when the user leaves.
func TestGuestStopsToKnock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newChat(t.Context())
		g := &guest{chat: c}
		if err := g.patiently(c.ctx, func() error { return io.EOF }); err != io.EOF {
			t.Errorf("another answer: %v", err)
		}
		time.AfterFunc(time.Second, c.cancel)
		err := g.patiently(c.ctx, func() error { return link.ErrBusy })
		if !errors.Is(err, context.Canceled) {
			t.Errorf("the user left: %v", err)
		}
		c.events.close()
		drain(c)
	})
}

// TestTypistOutlastsASilentFlood: those who say nothing never cost a friend who
// is typing its place, not even at its own address.
func TestTypistOutlastsASilentFlood(t *testing.T) {
	host := hosting(t, "Hanna")
	g := arriving(t, "Anna", host.address())
	wait[PasswordPrompt](g, 1, nil)
	const crowd = 200
	for n := range crowd {
		c, err := mute(n, host.address())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
	}
	g.Password(testPassword)
	wait[Joined](g, 1, nil)
	d := host.host.door
	d.mu.Lock()
	defer d.mu.Unlock()
	if came := d.next; came != 1+crowd {
		t.Errorf("%d connections came: Anna had to come again", came)
	}
}

// mute connects from Anna's address, every other time with TLS.
func mute(n int, address string) (net.Conn, error) {
	if n%2 == 0 {
		return net.Dial("tcp", address)
	}
	return secretStranger(-1, address)
}

// drain counts what a guest that is not in was told of a busy host.
func drain(c *Chat) (told int) {
	for e := range c.Events() {
		if _, ok := e.(HostBusy); ok {
			told++
		}
	}
	return told
}

// moment is when a host says that it is busy.
type moment int

const (
	beforeTLS moment = iota
	afterHello
	afterGreeting // while somebody types
	afterTry
)

// busyAt gives an address where the first connections find a host that is busy,
// each at its moment, and all later ones find host itself.
func busyAt(t *testing.T, host *peer, moments []moment) (address string) {
	t.Helper()
	var ways []string
	for _, m := range moments {
		ways = append(ways, busyHost(t, host, m))
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for n := 0; ; n++ {
			guest, err := l.Accept()
			if err != nil {
				return
			}
			way := host.address()
			if n < len(ways) {
				way = ways[n]
			}
			go lead(guest.(*net.TCPConn), way)
		}
	}()
	return l.Addr().String()
}

// lead passes bytes on between a guest and who listens at address.
func lead(guest *net.TCPConn, address string) {
	defer guest.Close()
	there, err := net.Dial("tcp", address)
	if err != nil {
		return
	}
	defer there.Close()
	var both sync.WaitGroup
	for from, to := range map[*net.TCPConn]*net.TCPConn{guest: there.(*net.TCPConn), there.(*net.TCPConn): guest} {
		both.Go(func() {
			_, _ = io.Copy(to, from)
			_ = to.CloseWrite() // the other half may be open
		})
	}
	both.Wait()
}

// busyHost stands in for host until the moment at which it is busy.
func busyHost(t *testing.T, host *peer, m moment) (address string) {
	t.Helper()
	certificate, err := link.NewCertificate()
	if err != nil {
		t.Fatal(err)
	}
	l, err := link.Listen(t.Context(), link.Options{
		Address: "127.0.0.1", Certificate: certificate,
		Hold: func(context.Context, uint64) bool { return m != beforeTLS },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			hear(conn, host, m)
			host.host.refuse(conn, errCrowded)
			conn.Close()
		}
	}()
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(l.Port()))
}

// hear answers as host does, up to a moment.
func hear(conn *link.Conn, host *peer, m moment) {
	_, err := expect[*wire.Hello](conn, patience)
	if err != nil || m < afterGreeting {
		return
	}
	err = conn.Write(&wire.Greeting{Chat: host.host.chat, Identity: host.host.identity, Left: triesPerStrike})
	if err != nil || m < afterTry {
		return
	}
	_, _ = expect[*wire.Try](conn, patience) // who does not try hears it all the same
}
