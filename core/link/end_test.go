package link

import (
	"errors"
	"io"
	"net"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"realtalk/core/wire"
)

// Unread input makes the kernel reset, which must not cost the last frame.
func TestFinishDeliversTheLastFrameOverUnreadInput(t *testing.T) {
	l := serveOn(t, Options{}, standard())
	for i := range 100 {
		host, guest := connect(t, l)
		if i%2 == 0 {
			host.Admitted()
		}
		for range 20 {
			if err := guest.Write(&wire.Try{}); err != nil {
				t.Fatal(err)
			}
		}
		host.Finish(encode(t, &wire.Refused{Code: wire.RefusedNameTaken}))
		go host.Close()
		if r := mustRead[*wire.Refused](t, guest); r.Code != wire.RefusedNameTaken {
			t.Fatalf("refused with %v", r.Code)
		}
		_, err := guest.Read(10 * time.Second)
		wantError(t, err, io.EOF)
		guest.Close()
	}
}

func TestCloseAfterWriteDeliversOverUnreadInput(t *testing.T) {
	l := serveOn(t, Options{}, standard())
	for range 100 {
		host, guest := connect(t, l)
		for range 20 {
			if err := guest.Write(&wire.Try{}); err != nil {
				t.Fatal(err)
			}
		}
		if err := host.Write(&wire.Verdict{Code: 1}); err != nil {
			t.Fatal(err)
		}
		host.Close()
		mustRead[*wire.Verdict](t, guest)
		guest.Close()
	}
}

func TestFinishSendsWhatWaitsFirst(t *testing.T) {
	host, guest := connect(t, serveOn(t, Options{}, standard()))
	host.Admitted()
	guest.Admitted()
	const frames = 20
	for i := range uint64(frames) {
		if err := host.Send(delivery(t, i, wire.MaxText)); err != nil {
			t.Fatal(err)
		}
	}
	host.Finish(encode(t, &wire.End{Reason: 1}))
	wantError(t, host.Send(delivery(t, 0, 1)), ErrClosed)
	for i := range uint64(frames) {
		if d := mustRead[*wire.Delivery](t, guest); d.Position != i {
			t.Fatalf("position %d, want %d", d.Position, i)
		}
	}
	mustRead[*wire.End](t, guest)
}

func TestFinishGivesUpOnWhoDoesNotRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		host, guest := piped(t, standard())
		defer guest.Close()
		host.Admitted()
		if err := host.Send(delivery(t, 1, 10)); err != nil {
			t.Fatal(err)
		}
		synctest.Wait() // the writer is stuck
		start := time.Now()
		host.Finish(encode(t, &wire.End{Reason: 1}))
		if time.Since(start) != 0 {
			t.Error("Finish waited")
		}
		host.Close()
		if waited := time.Since(start); waited != time.Second {
			t.Errorf("Close waited %v", waited)
		}
	})
}

func TestCloseCutsAStuckWriter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, admitted := range []bool{true, false} {
			host, guest := piped(t, standard())
			var writing sync.WaitGroup
			if admitted {
				host.Admitted()
				if err := host.Send(delivery(t, 1, 10)); err != nil {
					t.Fatal(err)
				}
			} else {
				writing.Go(func() {
					if host.Write(&wire.Try{}) == nil {
						t.Error("nobody read, but it was written")
					}
				})
			}
			synctest.Wait()
			start := time.Now()
			host.Close()
			if waited := time.Since(start); waited > 100*time.Millisecond {
				t.Errorf("Close waited %v", waited)
			}
			writing.Wait()
			guest.Close()
		}
	})
}

func TestCloseOftenAndFromEverywhere(t *testing.T) {
	host, guest := connect(t, serveOn(t, Options{}, standard()))
	host.Admitted()
	guest.Admitted()
	var all sync.WaitGroup
	all.Go(func() {
		_, err := host.Read(0)
		if !errors.Is(err, net.ErrClosed) && !errors.Is(err, io.EOF) {
			t.Errorf("read: %v", err)
		}
	})
	for range 10 {
		all.Go(func() {
			for range 100 {
				_ = host.Send(delivery(t, 1, 10))
			}
			host.Finish(nil)
			host.Finish(encode(t, &wire.End{Reason: 1}))
			if err := host.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	wantError(t, host.Send(delivery(t, 1, 1)), net.ErrClosed)
	wantError(t, host.Write(&wire.Ping{}), ErrClosed)
	_, err := host.Read(0)
	wantError(t, err, ErrClosed)
	host.Admitted()
	host.Close()
}

// What the host said last tells more than "broken pipe".
func TestLastWordsOutliveABrokenLine(t *testing.T) {
	host, guest := connect(t, serveOn(t, Options{}, standard()))
	host.Admitted()
	guest.Admitted()
	host.Finish(encode(t, &wire.End{Reason: 2}))
	host.Close()
	for guest.Send(delivery(t, 1, 1000)) == nil { // until the reset is noticed
		time.Sleep(time.Millisecond)
	}
	mustRead[*wire.End](t, guest)
}

func TestEndOfPeerBetweenFramesIsEOF(t *testing.T) {
	host, guest := connect(t, serveOn(t, Options{}, standard()))
	guest.Close()
	if _, err := host.Read(10 * time.Second); err != io.EOF {
		t.Errorf("got %v", err)
	}
}

func TestEndOfPeerInsideAFrameIsNot(t *testing.T) {
	host, guest := connect(t, serveOn(t, Options{}, standard()))
	if _, err := guest.channel.Write(header(100, wire.TypeHello)); err != nil {
		t.Fatal(err)
	}
	guest.Close()
	_, err := host.Read(10 * time.Second)
	wantError(t, err, io.ErrUnexpectedEOF)
}
