package pcp

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"os"
	"slices"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// far is a router at the other end of a socket; it reads what is sent and tells
// when it came.
func far(t *testing.T, socket net.Conn, each func(n int) []byte) func() []time.Duration {
	start := time.Now()
	var times []time.Duration
	done := make(chan struct{})
	go func() {
		defer close(done)
		b := make([]byte, 2000)
		for {
			n, err := socket.Read(b)
			if err != nil {
				return
			}
			if string(b[:n]) != "question" {
				t.Errorf("asked %q", b[:n])
			}
			times = append(times, time.Since(start))
			if answer := each(len(times)); answer != nil {
				_, _ = socket.Write(answer)
			}
		}
	}()
	return func() []time.Duration {
		_ = socket.Close()
		<-done
		return times
	}
}

var yes = answer{epoch: 1, external: netip.MustParseAddrPort("203.0.113.1:40213")}

func readYes(b []byte) (answer, error) {
	if string(b) != "yes" {
		return answer{}, errForeign
	}
	return yes, nil
}

const ms = time.Millisecond

func TestQuestionIsSentAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		here, there := net.Pipe()
		times := far(t, there, func(int) []byte { return []byte("no such thing") })
		if a, err := exchange(ctx, here, []byte("question"), readYes); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%+v, %v", a, err)
		}
		if is, want := times(), []time.Duration{0, 300 * ms, 800 * ms, 1300 * ms, 1800 * ms}; !slices.Equal(is, want) {
			t.Errorf("asked at %v, not %v", is, want)
		}
	})
}

func TestSilentThenAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		here, there := net.Pipe()
		times := far(t, there, func(n int) []byte {
			if n < 3 {
				return nil
			}
			return []byte("yes")
		})
		if a, err := exchange(t.Context(), here, []byte("question"), readYes); a != yes || err != nil {
			t.Errorf("%+v, %v", a, err)
		}
		if is, want := times(), []time.Duration{0, 300 * ms, 800 * ms}; !slices.Equal(is, want) {
			t.Errorf("asked at %v, not %v", is, want)
		}
	})
}

func TestEndOfAQuestion(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancelCause(t.Context())
		here, there := net.Pipe()
		times := far(t, there, func(int) []byte { return nil })
		time.AfterFunc(100*ms, func() { cancel(net.ErrClosed) })
		start := time.Now()
		if _, err := exchange(ctx, here, []byte("question"), readYes); !errors.Is(err, net.ErrClosed) || time.Since(start) != 100*ms {
			t.Errorf("%v after %v", err, time.Since(start))
		}
		if n := len(times()); n != 1 {
			t.Errorf("asked %d times", n)
		}
	})
}

// refusing is a socket whose packets come back, as where nothing listens.
type refusing struct {
	net.Conn
	back chan error
}

func (r *refusing) Write(b []byte) (int, error) {
	r.back <- syscall.ECONNREFUSED
	return r.Conn.Write(b)
}

func (r *refusing) Read(b []byte) (int, error) {
	select {
	case err := <-r.back:
		return 0, &net.OpError{Op: "read", Net: "udp", Err: os.NewSyscallError("read", err)}
	default:
		return r.Conn.Read(b)
	}
}

func TestNothingListensYet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		here, there := net.Pipe()
		times := far(t, there, func(n int) []byte {
			if n == 1 {
				return nil
			}
			return []byte("yes")
		})
		a, err := exchange(t.Context(), &refusing{here, make(chan error, 10)}, []byte("question"), readYes)
		if is, want := times(), []time.Duration{0, 300 * ms}; a != yes || err != nil || !slices.Equal(is, want) {
			t.Errorf("%+v, %v, asked at %v", a, err, is)
		}
	})
}
