package pcp_test

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"sync"
	"testing"
	"time"

	"realtalk/core/reach/pcp"
)

func wish(p pcp.Protocol, port uint16) pcp.Mapping {
	return pcp.Mapping{Protocol: p, Internal: netip.AddrPortFrom(netip.Addr{}, port), Lifetime: time.Hour}
}

// external is what is told of a mapping: NAT-PMP tells no address with it.
func external(p pcp.Protocol, port uint16) netip.AddrPort {
	if p == pcp.NATPMP {
		return netip.AddrPortFrom(netip.Addr{}, port)
	}
	return netip.AddrPortFrom(netip.MustParseAddr("203.0.113.1"), port)
}

func TestMapRenewUnmap(t *testing.T) {
	for _, p := range []pcp.Protocol{pcp.PCP, pcp.NATPMP} {
		t.Run(string(p), func(t *testing.T) {
			r := newRouter(t, "127.0.0.1:0", honestly)
			c := r.dial()
			if c.Local() != netip.MustParseAddr("127.0.0.1") {
				t.Errorf("local %s", c.Local())
			}
			m, err := c.Map(t.Context(), wish(p, 40213))
			if err != nil {
				t.Fatal(err)
			}
			want := pcp.Mapping{
				Protocol: p, Gateway: c.Local(), Internal: netip.MustParseAddrPort("127.0.0.1:40213"),
				External: external(p, 40213), Lifetime: time.Hour, Epoch: 1000, Nonce: m.Nonce,
			}
			if m != want || (m.Nonce != [12]byte{}) != (p == pcp.PCP) {
				t.Errorf("mapped %+v, not %+v", m, want)
			}
			m.External = netip.AddrPortFrom(m.External.Addr(), 40214)
			m.Lifetime = 2 * time.Hour
			again, err := c.Map(t.Context(), m)
			if is := r.mapped(40213); err != nil || again.Nonce != m.Nonce || is != (entry{p, 40214, 7200}) {
				t.Errorf("renewed as %+v, %v; the router has %+v", again, err, is)
			}
			for range 2 { // gone is gone
				if err := c.Unmap(t.Context(), again); err != nil || r.mapped(40213) != (entry{}) {
					t.Errorf("%v, and the router has %+v", err, r.mapped(40213))
				}
			}
		})
	}
}

func TestPinhole(t *testing.T) {
	r := newRouter(t, "[::1]:0", honestly)
	c := r.dial()
	m, err := c.Map(t.Context(), wish(pcp.PCP, 40213))
	if err != nil {
		t.Fatal(err)
	}
	// Loopback is no address to be reached by.
	if m.Internal != netip.MustParseAddrPort("[::1]:40213") || m.External != netip.AddrPortFrom(netip.Addr{}, 40213) {
		t.Errorf("%+v", m)
	}
	if err := c.Unmap(t.Context(), m); err != nil || r.mapped(40213) != (entry{}) {
		t.Errorf("%v, and the router has %+v", err, r.mapped(40213))
	}
}

// A router that does not let an IPv6 hole be closed makes it as short as it may.
func TestPinholeThatIsShortened(t *testing.T) {
	r := newRouter(t, "[::1]:0", func(_ int, q, honest []byte) [][]byte {
		if [4]byte(q[4:8]) == ([4]byte{}) {
			honest[3] = 2
		}
		return [][]byte{honest}
	})
	c := r.dial()
	m, err := c.Map(t.Context(), wish(pcp.PCP, 40213))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Unmap(t.Context(), m); err != nil || r.mapped(40213).lifetime != 1 {
		t.Errorf("%v, and the router has %+v", err, r.mapped(40213))
	}
}

func TestExternal(t *testing.T) {
	r := newRouter(t, "127.0.0.1:0", honestly)
	if a, epoch, err := r.dial().External(t.Context()); a.String() != "203.0.113.1" || epoch != 1000 || err != nil {
		t.Errorf("%s, %d, %v", a, epoch, err)
	}
}

// Sixteen questions of both protocols at once, each answered by its own.
func TestQuestionsSideBySide(t *testing.T) {
	r := newRouter(t, "127.0.0.1:0", honestly)
	c := r.dial()
	var asking sync.WaitGroup
	for i := range uint16(16) {
		asking.Go(func() {
			p := []pcp.Protocol{pcp.PCP, pcp.NATPMP}[i%2]
			m, err := c.Map(t.Context(), wish(p, 40000+i))
			if err != nil || m.External != external(p, 40000+i) {
				t.Errorf("%d: %+v, %v", i, m, err)
			}
		})
	}
	asking.Wait()
}

func TestWishesThatCannotBe(t *testing.T) {
	four, six := newRouter(t, "127.0.0.1:0", honestly), newRouter(t, "[::1]:0", honestly)
	for name, c := range map[string]struct {
		router *router
		m      pcp.Mapping
	}{
		"all ports by PCP":     {four, wish(pcp.PCP, 0)},
		"all ports by NAT-PMP": {four, wish(pcp.NATPMP, 0)},
		"IPv6 by NAT-PMP":      {six, wish(pcp.NATPMP, 40213)},
		"no protocol":          {four, wish("upnp", 40213)},
	} {
		client := c.router.dial()
		if m, err := client.Map(t.Context(), c.m); err == nil {
			t.Errorf("%s: %+v", name, m)
		}
		if err := client.Unmap(t.Context(), c.m); err == nil {
			t.Errorf("%s: deleted", name)
		}
		if n := len(c.router.questions()); n != 0 {
			t.Errorf("%s: asked %d times", name, n)
		}
	}
}

func TestCloseEndsQuestions(t *testing.T) {
	asked := make(chan struct{}, 10)
	r := newRouter(t, "127.0.0.1:0", func(int, []byte, []byte) [][]byte {
		asked <- struct{}{}
		return nil
	})
	c := r.dial()
	ended := make(chan error)
	go func() {
		_, err := c.Map(context.Background(), wish(pcp.PCP, 40213))
		ended <- err
	}()
	<-asked
	if err := c.Close(); err != nil {
		t.Error(err)
	}
	if err := <-ended; !errors.Is(err, pcp.ErrNoAnswer) || !errors.Is(err, net.ErrClosed) {
		t.Error(err)
	}
	if _, _, err := c.External(context.Background()); !errors.Is(err, net.ErrClosed) {
		t.Error(err)
	}
}

func TestNoWayToARouter(t *testing.T) {
	if c, err := pcp.Dial(netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("192.0.2.1")); err == nil {
		t.Errorf("dialled from %s", c.Local())
	}
}

// BenchmarkMapped is from a question to the mapping, with a router on loopback
// that does nothing else.
func BenchmarkMapped(b *testing.B) {
	for _, p := range []pcp.Protocol{pcp.PCP, pcp.NATPMP} {
		b.Run(string(p), func(b *testing.B) {
			c := newRouter(b, "127.0.0.1:0", honestly).dial()
			for b.Loop() {
				if _, err := c.Map(b.Context(), wish(p, 40213)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
