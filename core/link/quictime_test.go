package link

import (
	"context"
	"io"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"realtalk/core/wire"
)

// overPackets runs f in virtual time with both ends of a QUIC connection.
func overPackets(t *testing.T, f func(t *testing.T, host, guest *Conn, line *packets)) {
	synctest.Test(t, func(t *testing.T) {
		l := quietListener(Options{}, standard())
		defer l.Close()
		host, guest, line := packeted(t, l)
		defer host.Close()
		defer guest.Close()
		f(t, host, guest, line)
	})
}

// Somebody may take minutes to type a password.
func TestQUICOpeningMayBeQuiet(t *testing.T) {
	overPackets(t, func(t *testing.T, host, guest *Conn, _ *packets) {
		time.Sleep(10 * time.Minute)
		if err := host.Write(&wire.Greeting{Left: 1}); err != nil {
			t.Fatal(err)
		}
		mustRead[*wire.Greeting](t, guest)
	})
}

func TestQUICSilentMemberIsNoticed(t *testing.T) {
	overPackets(t, func(t *testing.T, host, guest *Conn, _ *packets) {
		host.Admitted() // the guest is not: it sends no pings
		start := time.Now()
		_, err := host.Read(0)
		wantError(t, err, ErrSilent)
		if waited := time.Since(start); waited != 15*time.Second {
			t.Errorf("noticed after %v", waited)
		}
	})
}

func TestQUICPingsKeepAQuietChatAlive(t *testing.T) {
	overPackets(t, func(t *testing.T, host, guest *Conn, _ *packets) {
		host.Admitted()
		guest.Admitted()
		go func() { _, _ = guest.Read(0) }()
		go func() {
			time.Sleep(10 * time.Minute)
			_ = guest.Send(encode(t, &wire.Leave{Signature: []byte{1}}))
		}()
		if _, err := host.Read(0); err != nil {
			t.Error(err)
		}
	})
}

// A reader that takes nothing is let go after 20 s, and hears no ordinary end.
func TestQUICStoppedReaderIsLetGo(t *testing.T) {
	overPackets(t, func(t *testing.T, host, guest *Conn, _ *packets) {
		host.Admitted()
		guest.Admitted()
		go func() { _, _ = host.Read(0) }()
		start := time.Now()
		for n := range uint64(40) { // 2.4 MB: more than the window, less than the outbox
			if err := host.Send(delivery(t, n, 60<<10)); err != nil {
				t.Fatal(err)
			}
		}
		<-host.Ended()
		wantError(t, host.Send(ping), ErrSlow)
		// What was taken last may have been noticed a quarter of that later.
		if waited := time.Since(start); waited < 20*time.Second || waited > 25*time.Second {
			t.Errorf("let go after %v", waited)
		}
		wantError(t, readAll(guest), errCut)
	})
}

func readAll(c *Conn) error {
	for {
		if _, err := c.Read(0); err != nil {
			return err
		}
	}
}

// A network that is gone is noticed by what reads and by what writes, and neither
// turns round and round meanwhile.
func TestQUICDeadLineEnds(t *testing.T) {
	overPackets(t, func(t *testing.T, host, guest *Conn, line *packets) {
		host.Admitted()
		guest.Admitted()
		all := func() bool { return true }
		line.loses(all)
		line.other.loses(all)
		_, err := host.Read(0)
		wantError(t, err, ErrSilent)
		for n := range uint64(40) {
			if err := host.Send(delivery(t, n, 60<<10)); err != nil {
				break
			}
		}
		time.Sleep(time.Minute)
		if err := host.Send(ping); err == nil {
			t.Error("the host writes on")
		}
	})
}

// What was said last is sent again when it is lost, whoever said it and however
// the end came.
func TestQUICLastWordsSurviveLoss(t *testing.T) {
	last := &wire.Refused{Code: wire.RefusedFull}
	for name, end := range map[string]func(testing.TB, *Conn){
		"finish": func(t testing.TB, c *Conn) { c.Finish(encode(t, last)) },
		"close during the opening": func(t testing.TB, c *Conn) {
			if err := c.Write(last); err != nil {
				t.Error(err)
			}
		},
		"close after admission": func(t testing.TB, c *Conn) {
			c.Admitted()
			if err := c.Send(encode(t, last)); err != nil {
				t.Error(err)
			}
			synctest.Wait() // it has left the outbox
		},
	} {
		t.Run("host/"+name, func(t *testing.T) {
			overPackets(t, func(t *testing.T, host, guest *Conn, line *packets) {
				lastWords(t, host, guest, line, end)
			})
		})
		t.Run("guest/"+name, func(t *testing.T) {
			overPackets(t, func(t *testing.T, host, guest *Conn, line *packets) {
				lastWords(t, guest, host, line.other, end)
			})
		})
	}
}

func lastWords(t *testing.T, speaker, listener *Conn, line *packets, end func(testing.TB, *Conn)) {
	t.Helper()
	synctest.Wait() // nothing is under way
	var sent atomic.Int32
	line.loses(func() bool { return sent.Add(1) == 1 }) // the one that has it
	over := make(chan struct{})
	go func() {
		defer close(over)
		defer listener.Close()
		f, err := listener.Read(0)
		if _, ok := f.(*wire.Refused); !ok || err != nil {
			t.Errorf("read %v, %v", f, err)
		}
		if _, err := listener.Read(0); err != io.EOF {
			t.Errorf("in the end: %v", err)
		}
	}()
	end(t, speaker)
	speaker.Close()
	<-over
}

// One stream is all that a connection has, also when it has ended.
func TestQUICStreamIsNotFollowedByAnother(t *testing.T) {
	overPackets(t, func(t *testing.T, host, guest *Conn, _ *packets) {
		theirs, ours := guest.channel.(plain).stream, host.channel.(plain).stream
		_ = theirs.CloseWrite()
		_ = ours.CloseWrite()
		for _, s := range []*stream{ours, theirs} {
			if _, err := s.Read(make([]byte, 1)); err != io.EOF {
				t.Fatalf("the end is %v", err)
			}
		}
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		if s, err := theirs.conn.OpenStreamSync(ctx); err == nil {
			t.Errorf("opened %v", s.StreamID())
		}
	})
}

// A socket that nobody uses is closed after a minute, and not before.
func TestQUICUnusedSocketIsClosed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := quietListener(Options{}, standard())
		defer l.Close()
		host, guest, line := packeted(t, l)
		time.Sleep(5 * time.Minute)
		guest.Close()
		host.Close()
		time.Sleep(59 * time.Second)
		if line.isClosed() {
			t.Fatal("closed while the guest might come back")
		}
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if !line.isClosed() {
			t.Error("open after a minute without anybody")
		}
	})
}

// Closing the listener leaves connections that were accepted, and the last of
// them takes the socket with it.
func TestQUICConnectionOutlivesItsListener(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := quietListener(Options{}, standard())
		host, guest, line := packeted(t, l)
		l.Close()
		if err := host.Write(&wire.Greeting{Left: 1}); err != nil {
			t.Fatal(err)
		}
		mustRead[*wire.Greeting](t, guest)
		if line.isClosed() {
			t.Fatal("closed under a connection")
		}
		guest.Close()
		if !line.other.isClosed() {
			t.Error("the guest's socket is open after Close")
		}
		host.Close()
		if !line.isClosed() {
			t.Error("the host's socket is open after Close")
		}
	})
}

func TestQUICListenerClosesItsSockets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := quietListener(Options{}, standard())
		line, there := packetLine()
		l.TakeQUIC(line, there.at().Addr())
		l.Close()
		if !line.isClosed() {
			t.Error("open after Close")
		}
	})
}

// Who finishes the handshake and says nothing is gone after ten seconds.
func TestQUICGuestWithoutStreamIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dropped := make(drops, 1)
		l := quietListener(Options{Dropped: dropped.tell}, standard())
		defer l.Close()
		line, there := packetLine()
		l.TakeQUIC(line, there.at().Addr())
		guest, err := DialQUIC(context.Background(), there, line.at())
		if err != nil {
			t.Fatal(err)
		}
		defer guest.Close()
		start := time.Now()
		wantError(t, (<-dropped).reason, context.DeadlineExceeded)
		if waited := time.Since(start); waited != 10*time.Second {
			t.Errorf("dropped after %v", waited)
		}
		wantError(t, readAll(guest), errCut)
	})
}

// Nobody answers: the guest gives up after ten seconds.
func TestDialQUICGivesUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		line, there := packetLine()
		start := time.Now()
		_, err := DialQUIC(context.Background(), there, line.at())
		wantError(t, err, context.DeadlineExceeded)
		if waited := time.Since(start); waited != 10*time.Second || !there.isClosed() {
			t.Errorf("after %v, socket closed: %v", waited, there.isClosed())
		}
	})
}
