package pcp_test

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"realtalk/core/reach/lab"
	"realtalk/core/reach/pcp"
)

// Real daemons in a home of network namespaces, which needs root. A function
// whose name ends in Inside is the part of a test that runs on the computer
// "host".

const (
	home4 = "192.168.1.10:40213"
	home6 = "[2001:db8:1::10]:40213"
	door4 = "203.0.113.1:40213"
)

func part(t *testing.T) {
	t.Helper()
	if lab.Inside() == "" {
		t.Skip("a part of another test")
	}
}

// ways are what a computer asks for at home: IPv4, and IPv6 where the protocol
// has it.
func ways(p pcp.Protocol) map[string]netip.AddrPort {
	all := map[string]netip.AddrPort{"192.168.1.1": netip.MustParseAddrPort(home4)}
	if p == pcp.PCP {
		all["fe80::1%eth0"] = netip.MustParseAddrPort(home6)
	}
	return all
}

func dialRouter(t *testing.T, gateway string, own netip.AddrPort) *pcp.Client {
	t.Helper()
	c, err := pcp.Dial(netip.MustParseAddr(gateway), own.Addr())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// soon is enough for a router in the lab.
func soon(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// mirror tells who connects to a computer as what he is seen.
func mirror(l *lab.Lab, computer, address string) {
	listener := l.Listen(computer, "tcp", address)
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			from := conn.RemoteAddr().(*net.TCPAddr).AddrPort().Addr()
			_, _ = io.WriteString(conn, from.String())
			_ = conn.Close()
		}
	}()
}

// seen is as what "peer" is seen behind an address, "" if it does not get there.
func seen(t *testing.T, l *lab.Lab, address string, within time.Duration) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), within)
	defer cancel()
	conn, err := l.Dial(ctx, "peer", "tcp", address)
	if err != nil {
		return ""
	}
	defer conn.Close()
	text, err := io.ReadAll(conn)
	if err != nil {
		t.Error(err)
	}
	return string(text)
}

const (
	must    = 10 * time.Second
	mustNot = 300 * time.Millisecond
)

// What a router says is what its table says, and the door leads in until it is
// deleted by another process that knows the nonce, as after a crash.
func TestRealRouters(t *testing.T) {
	for profile, p := range map[string]pcp.Protocol{"pmp": pcp.NATPMP, "pcp": pcp.PCP, "pxp": pcp.PCP, "all": pcp.PCP} {
		t.Run(profile, func(t *testing.T) {
			l := lab.Up(t, lab.Options{Home1: lab.Router{Profile: profile}})
			mirror(l, "host", home4)
			mirror(l, "host", home6)

			out := l.Run("host", "TestMapInside", "PROTOCOL="+string(p))
			t.Log(out)
			want := []lab.Map{{Proto: "tcp", Port: 40213, To: netip.MustParseAddrPort(home4)}}
			through6 := ""
			if p == pcp.PCP {
				want = append(want, lab.Map{Proto: "tcp", Port: 40213, To: netip.MustParseAddrPort(home6)})
				through6 = "2001:db8::50"
			}
			if is := l.Maps("router1"); !slices.Equal(is, want) {
				t.Errorf("the router has %v, not %v", is, want)
			}
			if is := seen(t, l, door4, must); is != "203.0.113.50" {
				t.Errorf("over IPv4 the peer is seen as %q", is)
			}
			if through6 != "" {
				if is := seen(t, l, home6, must); is != through6 {
					t.Errorf("over IPv6 the peer is seen as %q", is)
				}
			}

			_, nonce, _ := strings.Cut(out, "NONCE=")
			nonce, _, _ = strings.Cut(nonce, "\n")
			l.Run("host", "TestUnmapInside", "PROTOCOL="+string(p), "NONCE="+nonce)
			if is := l.Maps("router1"); len(is) != 0 {
				t.Errorf("the router still has %v", is)
			}
			for _, door := range []string{door4, home6} {
				if is := seen(t, l, door, mustNot); is != "" {
					t.Errorf("%s is still open, to %q", door, is)
				}
			}
		})
	}
}

func TestMapInside(t *testing.T) {
	part(t)
	p := pcp.Protocol(os.Getenv("PROTOCOL"))
	var nonce [12]byte
	for gateway, own := range ways(p) {
		start := time.Now()
		c := dialRouter(t, gateway, own)
		m, err := c.Map(soon(t), pcp.Mapping{Protocol: p, Internal: own, Lifetime: time.Hour, Nonce: nonce})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s mapped port %d after %s", gateway, m.External.Port(), time.Since(start))
		nonce = m.Nonce
		checkMapped(t, c, m)
		if own.Addr().Is6() {
			continue // see TestHoleThatWasRenewed
		}
		again, err := c.Map(soon(t), m)
		if err != nil || again.External != m.External || again.Lifetime != m.Lifetime || pcp.Lost(m.Epoch, again.Epoch, time.Since(start)) {
			t.Errorf("renewed %+v as %+v, %v", m, again, err)
		}
	}
	fmt.Printf("NONCE=%x\n", nonce)
}

func checkMapped(t *testing.T, c *pcp.Client, m pcp.Mapping) {
	t.Helper()
	want := netip.MustParseAddrPort(door4)
	if m.Internal.Addr().Is6() {
		want = m.Internal
	}
	is := m.External
	if m.Protocol == pcp.NATPMP {
		address, epoch, err := c.External(soon(t))
		if err != nil || pcp.Lost(m.Epoch, epoch, 0) {
			t.Errorf("%s, epoch %d, %v", address, epoch, err)
		}
		is = netip.AddrPortFrom(address, is.Port())
	}
	if is != want || m.Lifetime != time.Hour {
		t.Errorf("mapped %+v, not %s", m, want)
	}
}

func TestUnmapInside(t *testing.T) {
	part(t)
	p := pcp.Protocol(os.Getenv("PROTOCOL"))
	nonce, err := hex.DecodeString(os.Getenv("NONCE"))
	if err != nil {
		t.Fatal(err)
	}
	for gateway, own := range ways(p) {
		c := dialRouter(t, gateway, own)
		m := pcp.Mapping{Protocol: p, Internal: own, Nonce: [12]byte(nonce)}
		if p == pcp.PCP && own.Addr().Is4() {
			stranger := m
			stranger.Nonce[0] ^= 1
			var no *pcp.ResultError
			if err := c.Unmap(soon(t), stranger); !errors.As(err, &no) || !no.NotAuthorized() {
				t.Errorf("a stranger deletes: %v", err)
			}
		}
		for range 2 { // gone is gone
			if err := c.Unmap(soon(t), m); err != nil {
				t.Error(err)
			}
		}
	}
}

// A router that does not know any more whose a hole is closes it soon.
func TestHoleThatWasRenewed(t *testing.T) {
	l := lab.Up(t, lab.Options{Home1: lab.Router{Profile: "pcp", MinLife: 2}})
	l.Run("host", "TestHoleThatWasRenewedInside")
	for end := time.Now().Add(20 * time.Second); len(l.Maps("router1")) > 0; time.Sleep(100 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("the router still has %v\n%s", l.Maps("router1"), l.Log("router1"))
		}
	}
}

func TestHoleThatWasRenewedInside(t *testing.T) {
	part(t)
	own := netip.MustParseAddrPort(home6)
	c := dialRouter(t, "fe80::1%eth0", own)
	m, err := c.Map(soon(t), pcp.Mapping{Protocol: pcp.PCP, Internal: own})
	if err != nil {
		t.Fatal(err)
	}
	again, err := c.Map(soon(t), m)
	if err != nil || again.External != own || again.Nonce != m.Nonce || again.Lifetime != time.Hour {
		t.Fatalf("%+v, %v", again, err)
	}
	if err := c.Unmap(soon(t), again); err != nil {
		t.Error(err)
	}
}

// What is sent to a router that does not speak goes to that router alone.
func TestRouterThatDoesNotSpeak(t *testing.T) {
	for _, profile := range []string{"off", "igd2"} {
		l := lab.Up(t, lab.Options{Home1: lab.Router{Profile: profile}, No6: true})
		capture := l.Capture("host")
		l.Run("host", "TestRouterThatDoesNotSpeakInside")
		asked := 0
		for _, p := range capture.Stop() {
			switch {
			case !p.Sent || p.Proto == "arp":
			case p.Proto == "udp" && p.To == netip.MustParseAddrPort("192.168.1.1:5351"):
				asked++
			default:
				t.Errorf("sent %s", p)
			}
		}
		if asked < 2 {
			t.Errorf("asked %d times", asked)
		}
	}
}

func TestRouterThatDoesNotSpeakInside(t *testing.T) {
	part(t)
	c := dialRouter(t, "192.168.1.1", netip.MustParseAddrPort(home4))
	for _, p := range []pcp.Protocol{pcp.PCP, pcp.NATPMP} {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		m, err := c.Map(ctx, pcp.Mapping{Protocol: p, Internal: netip.MustParseAddrPort(home4)})
		if !errors.Is(err, pcp.ErrNoAnswer) || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%+v, %v", m, err)
		}
	}
}
