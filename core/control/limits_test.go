package control_test

import (
	"context"
	"errors"
	"io"
	"net"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"realtalk/core/control"
)

func TestCutOff(t *testing.T) {
	dir := t.TempDir()
	serve(t, dir, echo)
	whole := frame("remove 203.0.113.7")
	for i := range whole {
		if got := exchange(t, dir, whole[:i]); string(got) != taken {
			t.Errorf("%d bytes of %d were answered with %x", i, len(whole), got)
		}
	}
	if got := exchange(t, dir, whole); string(got) != taken+string(whole) {
		t.Errorf("the whole was answered with %x", got)
	}
}

func TestTooLarge(t *testing.T) {
	dir := t.TempDir()
	huge := make([]byte, control.MaxMessage+1)
	serve(t, dir, func(request []byte) []byte {
		if len(request) > control.MaxMessage {
			t.Error("asked with too much")
		}
		return huge
	})
	if _, err := control.Call(t.Context(), dir, huge); !errors.Is(err, control.ErrTooLarge) {
		t.Errorf("request: %v", err)
	}
	if got := exchange(t, dir, frame(string(huge))); string(got) != taken {
		t.Errorf("a request over the limit was answered with %d bytes", len(got))
	}
	if _, err := control.Call(t.Context(), dir, nil); err == nil || errors.Is(err, control.ErrNobody) {
		t.Errorf("an answer over the limit: %v", err)
	}
}

// A length that is only announced costs no memory.
func TestAnnouncedLength(t *testing.T) {
	const times, each = 50, 64 << 10
	dir := t.TempDir()
	serve(t, dir, echo)
	announced := frame(strings.Repeat("x", control.MaxMessage))[:5]
	exchange(t, dir, announced)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range times {
		exchange(t, dir, announced)
	}
	runtime.ReadMemStats(&after)
	if used := (after.TotalAlloc - before.TotalAlloc) / times; used > each {
		t.Errorf("%d bytes allocated for each announcement", used)
	}
}

func TestStrangeServer(t *testing.T) {
	answer := frame("blocked")
	says := map[string]func(error) bool{
		"":                         func(err error) bool { return errors.Is(err, control.ErrNobody) },
		"\x02" + string(answer):    func(err error) bool { return err != nil && !errors.Is(err, control.ErrNobody) },
		taken + "\xff\xff\xff\xff": func(err error) bool { return errors.Is(err, control.ErrTooLarge) },
		taken + string(answer):     func(err error) bool { return err == nil },
	}
	for i := 1; i < len(answer); i++ {
		says[taken+string(answer[:i])] = func(err error) bool { return errors.Is(err, io.ErrUnexpectedEOF) }
	}
	for said, want := range says {
		dir := t.TempDir()
		fake(t, dir, func() []byte { return []byte(said) })
		if got, err := control.Call(context.Background(), dir, nil); !want(err) || err != nil && got != nil {
			t.Errorf("said %x: %q, %v", said, got, err)
		}
	}
}

// conversation lets a peer talk with a server, and gives the time until the
// server is done with it.
func conversation(t *testing.T, s *control.Server, peer func(net.Conn)) time.Duration {
	t.Helper()
	ours, theirs := net.Pipe()
	var talking sync.WaitGroup
	talking.Go(func() { peer(theirs) })
	begin := time.Now()
	s.Converse(ours)
	took := time.Since(begin)
	talking.Wait()
	return took
}

// trickle sends a byte a second until nobody takes it.
func trickle(conn net.Conn) {
	_, _ = io.ReadFull(conn, make([]byte, 1))
	for _, b := range frame("remove 203.0.113.7") {
		time.Sleep(time.Second)
		if _, err := conn.Write([]byte{b}); err != nil {
			return
		}
	}
}

// askAndLeave sends a whole request and takes no answer.
func askAndLeave(conn net.Conn) {
	_, _ = io.ReadFull(conn, make([]byte, 1))
	_, _ = conn.Write(frame("ask"))
}

func TestPeerHasFiveSeconds(t *testing.T) {
	peers := map[string]struct {
		talk func(net.Conn)
		want time.Duration
	}{
		"takes not even the first byte": {func(net.Conn) {}, 5 * time.Second},
		"sends too slowly":              {trickle, 5 * time.Second},
		"does not take its answer":      {askAndLeave, time.Minute + 5*time.Second},
	}
	for name, peer := range peers {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := control.NewServer(func([]byte) []byte { time.Sleep(time.Minute); return nil })
				if got := conversation(t, s, peer.talk); got != peer.want {
					t.Errorf("waited %v, not %v", got, peer.want)
				}
			})
		})
	}
}

func TestClosingServerWaitsOneSecond(t *testing.T) {
	for _, after := range []time.Duration{0, 2 * time.Second} {
		synctest.Test(t, func(t *testing.T) {
			s := control.NewServer(echo)
			go func() {
				time.Sleep(after)
				s.Hurry()
			}()
			if got := conversation(t, s, trickle); got != after+time.Second {
				t.Errorf("closing after %v: waited %v", after, got)
			}
		})
	}
}
