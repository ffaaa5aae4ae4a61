package link

import (
	"context"
	"net"
	"testing"
	"testing/synctest"
	"time"
)

// Who is held gets on once it may, and who may not hears that there is no room.
func TestHold(t *testing.T) {
	answer := make(chan bool)
	l := serveOn(t, Options{Hold: func(context.Context, uint64) bool { return <-answer }}, standard())
	for _, pass := range []bool{true, false} {
		dialled := make(chan error, 1)
		go func() {
			c, err := Dial(t.Context(), l.where())
			if err == nil {
				_ = c.Close()
			}
			dialled <- err
		}()
		answer <- pass
		err := <-dialled
		if pass {
			if err != nil {
				t.Fatalf("passed: %v", err)
			}
			if _, err := l.Accept(); err != nil {
				t.Fatal(err)
			}
			continue
		}
		wantError(t, err, ErrBusy)
	}
}

// A connection that is held ends when it has to make room, and with the
// listener.
func TestHoldEndsWithItsConnection(t *testing.T) {
	limits := standard()
	limits.openings = places{1, 1, 1}
	held := make(chan struct{}, 2)
	l := serveOn(t, Options{Hold: func(ctx context.Context, _ uint64) bool {
		held <- struct{}{}
		<-ctx.Done()
		return true
	}}, limits)
	dialled := make(chan error, 2)
	for range 2 {
		go func() {
			_, err := dial(t.Context(), l.where(), limits)
			dialled <- err
		}()
		<-held
	}
	wantError(t, <-dialled, ErrBusy)
	_ = l.Close()
	if err := <-dialled; err == nil {
		t.Error("the second got through a closed listener")
	}
}

// What is waited for before TLS takes nothing from the ten seconds for TLS.
func TestTimeForTLSBeginsAfterHold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemoryListener()
		l := newListener(m, Options{
			Certificate: certificate(),
			Hold:        func(context.Context, uint64) bool { time.Sleep(time.Minute); return true },
		}, standard())
		defer l.Close()
		a, b := net.Pipe()
		m.results <- a
		guest, err := secure(context.Background(), b, standard())
		if err != nil {
			t.Fatal(err)
		}
		defer guest.Close()
		host, err := l.Accept()
		if err != nil {
			t.Fatal(err)
		}
		defer host.Close()
	})
}
