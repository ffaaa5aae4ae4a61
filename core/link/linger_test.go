package link

import (
	"io"
	"net"
	"net/netip"
	"testing"
	"time"

	"realtalk/core/wire"
)

// patient never stops to linger, so that a test can tell it from a close.
func patient() limits {
	l := standard()
	l.linger = time.Hour
	return l
}

// wantNoReset sends more than any socket buffer holds to an end that has closed
// its half. A socket that was closed outright would answer with a reset.
func wantNoReset(t *testing.T, raw net.Conn) {
	t.Helper()
	for range 32 {
		if _, err := raw.Write(make([]byte, 1<<20)); err != nil {
			t.Fatalf("peer did not linger: %v", err)
		}
	}
	raw.Close()
}

func TestAlertIsNotOvertakenByReset(t *testing.T) {
	l := serveOn(t, Options{Guard: func(netip.AddrPort) (uint64, bool) { return 0, false }}, patient())
	c := rawDial(t, l, "127.0.0.1")
	if _, err := io.ReadAll(c); err != nil {
		t.Fatal(err)
	}
	wantNoReset(t, c)
}

func TestLastFrameIsNotOvertakenByReset(t *testing.T) {
	last := encode(t, &wire.Refused{Code: wire.RefusedNameTaken})
	for name, end := range map[string]func(*Conn){
		"finish before admission": func(c *Conn) { c.Finish(last) },
		"finish after admission":  func(c *Conn) { c.Admitted(); c.Finish(last) },
		"write and close": func(c *Conn) {
			if err := c.Write(&wire.Refused{Code: wire.RefusedNameTaken}); err != nil {
				t.Error(err)
			}
			c.Close()
		},
	} {
		t.Run(name, func(t *testing.T) {
			host, guest := connect(t, serveOn(t, Options{}, patient()))
			end(host)
			mustRead[*wire.Refused](t, guest)
			_, err := guest.Read(10 * time.Second)
			wantError(t, err, io.EOF)
			wantNoReset(t, guest.socket.Conn)
			host.Close()
		})
	}
}

// Those beyond the bound are cut, and those that linger end with patience.
func TestLingeringIsBounded(t *testing.T) {
	limits := patient()
	limits.lingering = 2
	l := serveOn(t, Options{Guard: func(netip.AddrPort) (uint64, bool) { return 0, false }}, limits)
	held := []net.Conn{rawDial(t, l, "127.0.0.1"), rawDial(t, l, "127.0.0.1")}
	for _, c := range held {
		if _, err := io.ReadAll(c); err != nil {
			t.Fatal(err)
		}
	}
	extra := rawDial(t, l, "127.0.0.1")
	_, _ = io.ReadAll(extra)
	for { // no error for ever would fail the test by its timeout
		if _, err := extra.Write(make([]byte, 1<<20)); err != nil {
			break
		}
	}
	for _, c := range held {
		wantNoReset(t, c)
	}
}
