package punch_test

import (
	"context"
	"io"
	"net"
	"runtime"
	"testing"
	"time"

	"realtalk/core/reach/punch"
)

// settled fails if more goroutines than before are left, once those that are
// about to end had time for it.
func settled(t *testing.T, before int) {
	for deadline := time.Now().Add(2 * time.Second); runtime.NumGoroutine() > before; runtime.Gosched() {
		if time.Now().After(deadline) {
			t.Errorf("%d goroutines are left, %d were before", runtime.NumGoroutine(), before)
			return
		}
	}
}

func kind(p punch.Path) string {
	family := "4"
	if p.Peer.Addr().Is6() {
		family = "6"
	}
	if p.UDP != nil {
		return "udp" + family
	}
	return "tcp" + family
}

// asked and answered are what goes over a path; the first looks like QUIC.
const (
	asked    = "\xC0asked"
	answered = "\xC0answered"
)

// works tells whether a path carries what is sent over it.
func works(ctx context.Context, p punch.Path) bool {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	if p.TCP != nil {
		stop := context.AfterFunc(ctx, func() { p.TCP.SetDeadline(time.Unix(1, 0)) })
		defer stop()
		got := make([]byte, len(answered))
		_, _ = io.WriteString(p.TCP, asked)
		_, err := io.ReadFull(p.TCP, got)
		return err == nil && string(got) == answered
	}
	got := make([]byte, 100)
	for ctx.Err() == nil {
		_, _ = p.UDP.WriteTo([]byte(asked), net.UDPAddrFromAddrPort(p.Peer))
		_ = p.UDP.SetReadDeadline(time.Now().Add(200 * time.Millisecond))
		for {
			n, _, err := p.UDP.ReadFrom(got)
			if err != nil {
				break
			}
			if string(got[:n]) == answered {
				return true
			}
		}
	}
	return false
}

// answer is the host's end of works.
func answer(ctx context.Context, p punch.Path) {
	if p.TCP != nil {
		context.AfterFunc(ctx, func() { p.TCP.Close() })
		if _, err := io.ReadFull(p.TCP, make([]byte, len(asked))); err == nil {
			_, _ = io.WriteString(p.TCP, answered)
		}
		return
	}
	context.AfterFunc(ctx, func() { p.UDP.Close() })
	got := make([]byte, 100)
	for {
		n, from, err := p.UDP.ReadFrom(got)
		if err != nil {
			return
		}
		if string(got[:n]) == asked {
			_, _ = p.UDP.WriteTo([]byte(answered), from)
		}
	}
}
