package pcp

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/netip"
	"sync/atomic"
	"testing"
	"time"
)

// routerThat answers each question as say does; it gives how many came.
func routerThat(t *testing.T, say func(n int, question []byte) [][]byte) (*Client, *atomic.Int32) {
	t.Helper()
	conn, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	var came atomic.Int32
	done := make(chan struct{})
	go func() {
		defer close(done)
		b := make([]byte, 2000)
		for {
			n, from, err := conn.ReadFromUDPAddrPort(b)
			if err != nil {
				return
			}
			for _, a := range say(int(came.Add(1)), bytes.Clone(b[:n])) {
				_, _ = conn.WriteToUDPAddrPort(a, from)
			}
		}
	}()
	before := routerPort
	routerPort = conn.LocalAddr().(*net.UDPAddr).AddrPort().Port()
	c, err := Dial(netip.MustParseAddr("127.0.0.1"), netip.Addr{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		routerPort = before
		_ = c.Close()
		_ = conn.Close()
		<-done
	})
	return c, &came
}

func yes(question []byte, external string) []byte {
	return pcpYes(0, 5, 3600, [12]byte(question[24:36]), 40213, netip.MustParseAddrPort(external))
}

func wish(p Protocol) Mapping {
	return Mapping{Protocol: p, Internal: netip.MustParseAddrPort("127.0.0.1:40213"), External: netip.MustParseAddrPort("0.0.0.0:40213"), Lifetime: time.Hour}
}

// What is not the answer is passed over, and the first that is, is taken.
func TestRouterThatMisbehaves(t *testing.T) {
	for name, say := range map[string]func(n int, q []byte) [][]byte{
		"at once": func(_ int, q []byte) [][]byte { return [][]byte{yes(q, "203.0.113.1:40214")} },
		"the third time": func(n int, q []byte) [][]byte {
			if n < 3 {
				return nil
			}
			return [][]byte{yes(q, "203.0.113.1:40214")}
		},
		"twice": func(_ int, q []byte) [][]byte {
			return [][]byte{yes(q, "203.0.113.1:40214"), yes(q, "203.0.113.9:1")}
		},
		"after nonsense": func(_ int, q []byte) [][]byte {
			foreign := yes(q, "203.0.113.9:1")
			foreign[24] ^= 1
			return [][]byte{{}, {2}, foreign, q, make([]byte, 1500), yes(q, "203.0.113.1:40214")}
		},
	} {
		t.Run(name, func(t *testing.T) {
			c, _ := routerThat(t, say)
			m, err := c.Map(t.Context(), wish(PCP))
			if err != nil || m.External != netip.MustParseAddrPort("203.0.113.1:40214") || m.Lifetime != time.Hour || m.Epoch != 5 || m.Nonce == ([12]byte{}) {
				t.Errorf("%+v, %v", m, err)
			}
		})
	}
}

func TestRouterThatSaysNo(t *testing.T) {
	c, came := routerThat(t, func(_ int, q []byte) [][]byte {
		return [][]byte{pcpYes(2, 5, 30, [12]byte(q[24:36]), 40213, netip.MustParseAddrPort("0.0.0.0:0"))}
	})
	_, err := c.Map(t.Context(), wish(PCP))
	var no *ResultError
	if !errors.As(err, &no) || !no.NotAuthorized() || came.Load() != 1 {
		t.Errorf("%v after %d questions", err, came.Load())
	}
}

// A router that speaks the other protocol alone says so at once.
func TestRouterThatSpeaksNATPMPAlone(t *testing.T) {
	c, came := routerThat(t, func(_ int, q []byte) [][]byte {
		if q[0] != 0 {
			return [][]byte{{0, 0x81, 0, 1, 0, 0, 0, 9}}
		}
		if q[1] == 0 {
			return [][]byte{{0, 0x80, 0, 0, 0, 0, 0, 9, 203, 0, 113, 1}}
		}
		return [][]byte{{0, 0x82, 0, 0, 0, 0, 0, 9, q[4], q[5], q[6], q[7], 0, 0, 0x0e, 0x10}}
	})
	_, err := c.Map(t.Context(), wish(PCP))
	var no *ResultError
	if !errors.As(err, &no) || !no.NotSpoken() || came.Load() != 1 {
		t.Errorf("PCP: %v after %d questions", err, came.Load())
	}
	m, err := c.Map(t.Context(), wish(NATPMP))
	if err != nil || m.External.Port() != 40213 || m.Epoch != 9 {
		t.Errorf("NAT-PMP: %+v, %v", m, err)
	}
	if a, epoch, err := c.External(t.Context()); err != nil || a.String() != "203.0.113.1" || epoch != 9 {
		t.Errorf("address %v, %v", a, err)
	}
	if err := c.Unmap(t.Context(), m); err != nil {
		t.Error(err)
	}
}

// A mapping of no port or no time is none.
func TestRouterThatPromisesNothing(t *testing.T) {
	for _, external := range []string{"203.0.113.1:0", "0.0.0.0:0"} {
		c, _ := routerThat(t, func(_ int, q []byte) [][]byte { return [][]byte{yes(q, external)} })
		if m, err := c.Map(t.Context(), wish(PCP)); err == nil {
			t.Errorf("%s: %+v", external, m)
		}
	}
}

func TestSilentRouter(t *testing.T) {
	c, came := routerThat(t, func(int, []byte) [][]byte { return nil })
	ctx, cancel := context.WithTimeout(t.Context(), 1500*time.Millisecond)
	defer cancel()
	if _, err := c.Map(ctx, wish(PCP)); !errors.Is(err, ErrNoAnswer) {
		t.Errorf("%v", err)
	}
	if n := came.Load(); n < 3 || n > 4 { // at 0, 0.3, 0.8 and 1.3 s
		t.Errorf("asked %d times", n)
	}
}

// Nothing listens at the router: the question is asked again, not given up.
func TestRouterThatStartsLate(t *testing.T) {
	late, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	at := late.LocalAddr().(*net.UDPAddr)
	before := routerPort
	routerPort = at.AddrPort().Port()
	defer func() { routerPort = before }()
	_ = late.Close()
	c, err := Dial(netip.MustParseAddr("127.0.0.1"), netip.Addr{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 700*time.Millisecond)
	defer cancel()
	if _, err := c.Map(ctx, wish(PCP)); !errors.Is(err, ErrNoAnswer) || ctx.Err() == nil {
		t.Errorf("%v", err)
	}
}

func TestCloseEndsAQuestion(t *testing.T) {
	c, _ := routerThat(t, func(int, []byte) [][]byte { return nil })
	done := make(chan error)
	go func() {
		_, err := c.Map(context.Background(), wish(PCP))
		done <- err
	}()
	_ = c.Close()
	if err := <-done; !errors.Is(err, ErrNoAnswer) {
		t.Errorf("%v", err)
	}
}
