package pcp_test

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/netip"
	"slices"
	"testing"
	"time"

	"realtalk/core/reach/pcp"
)

// with gives a message with other octets from a place on.
func with(b []byte, at int, to ...byte) []byte {
	b = bytes.Clone(b)
	copy(b[at:], to)
	return b
}

var ports = map[pcp.Protocol]int{pcp.PCP: 40, pcp.NATPMP: 8} // where they are in an answer

// Whatever is no answer to the question is passed over, and the first that is one
// is taken.
func TestSins(t *testing.T) {
	for name, s := range map[string]sin{
		"twice": func(_ int, _, honest []byte) [][]byte { return [][]byte{honest, honest} },
		"silent, then answers": func(n int, _, honest []byte) [][]byte {
			if n == 1 {
				return nil
			}
			return [][]byte{honest}
		},
		"repeats the question first": func(_ int, q, honest []byte) [][]byte { return [][]byte{q, honest} },
		"empty first":                func(_ int, _, honest []byte) [][]byte { return [][]byte{{}, honest} },
		"short first": func(_ int, _, honest []byte) [][]byte {
			return [][]byte{honest[:len(honest)-1], honest[:4], honest[:1], honest}
		},
		"huge first": func(_ int, _, honest []byte) [][]byte {
			return [][]byte{append(bytes.Clone(honest), make([]byte, 1900)...), honest}
		},
		"other operation first": func(_ int, _, honest []byte) [][]byte { return [][]byte{with(honest, 1, 0x83), honest} },
		"other port first": func(_ int, q, honest []byte) [][]byte {
			at := ports[protocol(q)]
			return [][]byte{with(honest, at, 1, 1), with(honest, at, 0, 0), honest}
		},
	} {
		for _, p := range []pcp.Protocol{pcp.PCP, pcp.NATPMP} {
			t.Run(name+", "+string(p), func(t *testing.T) {
				t.Parallel()
				r := newRouter(t, "127.0.0.1:0", s)
				c := r.dial()
				for _, port := range []uint16{40213, 40214} {
					m, err := c.Map(t.Context(), wish(p, port))
					if err != nil || m.External != external(p, port) || m.Lifetime != time.Hour {
						t.Errorf("%+v, %v", m, err)
					}
				}
			})
		}
	}
}

func protocol(question []byte) pcp.Protocol {
	if question[0] == 0 {
		return pcp.NATPMP
	}
	return pcp.PCP
}

// What never answers is asked until the caller has enough.
func TestSinsWithoutAnAnswer(t *testing.T) {
	for name, s := range map[string]sin{
		"silent":          func(int, []byte, []byte) [][]byte { return nil },
		"wrong nonce":     func(_ int, _, honest []byte) [][]byte { return [][]byte{with(honest, 24, ^honest[24])} },
		"of UDP":          func(_ int, _, honest []byte) [][]byte { return [][]byte{with(honest, 36, 17)} },
		"of another port": func(_ int, _, honest []byte) [][]byte { return [][]byte{with(honest, 40, 1)} },
		"version 3":       func(_ int, _, honest []byte) [][]byte { return [][]byte{with(honest, 0, 3)} },
		"of ANNOUNCE":     func(_ int, _, honest []byte) [][]byte { return [][]byte{with(honest, 1, 0x80)} },
		"yes, cut":        func(_ int, _, honest []byte) [][]byte { return [][]byte{honest[:24]} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, enough := context.WithCancel(t.Context())
			r := newRouter(t, "127.0.0.1:0", func(n int, q, honest []byte) [][]byte {
				if n == 2 {
					enough()
				}
				return s(n, q, honest)
			})
			m, err := r.dial().Map(ctx, wish(pcp.PCP, 40213))
			if !errors.Is(err, pcp.ErrNoAnswer) || !errors.Is(err, context.Canceled) || len(r.questions()) != 2 {
				t.Errorf("%+v, %v after %d questions", m, err, len(r.questions()))
			}
		})
	}
}

// Others on the network know the port that is asked from, and answer first.
func TestOtherAddressesAnswer(t *testing.T) {
	var others []*net.UDPConn
	for _, address := range []string{"127.0.0.1:0", "127.0.0.2:0"} {
		other, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.MustParseAddrPort(address)))
		if err != nil {
			t.Skip("this system has no second loopback address: ", err)
		}
		defer other.Close()
		others = append(others, other)
	}
	r := newRouter(t, "127.0.0.1:0", honestly)
	r.mu.Lock()
	r.spy = func(question []byte, from netip.AddrPort) {
		lie := with(question, 1, 0x81)
		clear(lie[8:24])
		copy(lie[42:], []byte{6, 6})
		for _, other := range others {
			if _, err := other.WriteToUDPAddrPort(lie, from); err != nil {
				t.Error(err)
			}
		}
	}
	r.mu.Unlock()
	m, err := r.dial().Map(t.Context(), wish(pcp.PCP, 40213))
	if err != nil || m.External != external(pcp.PCP, 40213) {
		t.Errorf("%+v, %v", m, err)
	}
}

// A yes that cannot be meant.
func TestYesToNothing(t *testing.T) {
	places := map[pcp.Protocol]struct{ port, lifetime int }{pcp.PCP: {42, 4}, pcp.NATPMP: {10, 12}}
	for p, at := range places {
		for name, s := range map[string]sin{
			"no port": func(_ int, _, honest []byte) [][]byte { return [][]byte{with(honest, at.port, 0, 0)} },
			"no time": func(_ int, _, honest []byte) [][]byte { return [][]byte{with(honest, at.lifetime, 0, 0, 0, 0)} },
		} {
			r := newRouter(t, "127.0.0.1:0", s)
			if m, err := r.dial().Map(t.Context(), wish(p, 40213)); !errors.Is(err, pcp.ErrNotMapped) || len(r.questions()) != 1 {
				t.Errorf("%s, %s: %+v, %v", p, name, m, err)
			}
		}
		r := newRouter(t, "127.0.0.1:0", func(_ int, _, honest []byte) [][]byte {
			return [][]byte{with(honest, at.lifetime, 255, 255, 255, 255)}
		})
		if m, err := r.dial().Map(t.Context(), wish(p, 40213)); err != nil || m.Lifetime != 24*time.Hour {
			t.Errorf("%s, for ever: %+v, %v", p, m, err)
		}
	}
}

func TestRouterLostItsTable(t *testing.T) {
	for _, p := range []pcp.Protocol{pcp.PCP, pcp.NATPMP} {
		r := newRouter(t, "127.0.0.1:0", honestly)
		c := r.dial()
		before, err := c.Map(t.Context(), wish(p, 40213))
		if err != nil {
			t.Fatal(err)
		}
		r.set(1600, 0)
		later, err := c.Map(t.Context(), before)
		if err != nil || pcp.Lost(before.Epoch, later.Epoch, 10*time.Minute) {
			t.Errorf("%s: %+v, %v", p, later, err)
		}
		r.set(3, 0)
		rebooted, err := c.Map(t.Context(), later)
		if err != nil || !pcp.Lost(later.Epoch, rebooted.Epoch, time.Minute) {
			t.Errorf("%s: %+v, %v", p, rebooted, err)
		}
	}
}

// meanings are the questions that can be asked of a router's no.
var meanings = map[string]func(*pcp.ResultError) bool{
	"not spoken":     (*pcp.ResultError).NotSpoken,
	"not authorized": (*pcp.ResultError).NotAuthorized,
	"no Internet":    (*pcp.ResultError).NoInternet,
	"no resources":   (*pcp.ResultError).NoResources,
	"taken":          (*pcp.ResultError).Taken,
	"mismatch":       (*pcp.ResultError).AddressMismatch,
}

// RFC 6887 section 7.4, RFC 6886 section 3.5.
var results = map[pcp.ResultError][]string{
	{Protocol: pcp.PCP, Code: 1}:   {"not spoken"},
	{Protocol: pcp.PCP, Code: 2}:   {"not authorized"},
	{Protocol: pcp.PCP, Code: 3}:   nil,
	{Protocol: pcp.PCP, Code: 4}:   {"not spoken"},
	{Protocol: pcp.PCP, Code: 5}:   nil,
	{Protocol: pcp.PCP, Code: 6}:   nil,
	{Protocol: pcp.PCP, Code: 7}:   {"no Internet"},
	{Protocol: pcp.PCP, Code: 8}:   {"no resources", "taken"},
	{Protocol: pcp.PCP, Code: 9}:   {"not spoken"},
	{Protocol: pcp.PCP, Code: 10}:  {"no resources", "taken"},
	{Protocol: pcp.PCP, Code: 11}:  {"taken"},
	{Protocol: pcp.PCP, Code: 12}:  {"mismatch"},
	{Protocol: pcp.PCP, Code: 13}:  nil,
	{Protocol: pcp.PCP, Code: 255}: nil,

	{Protocol: pcp.NATPMP, Code: 1}:   {"not spoken"},
	{Protocol: pcp.NATPMP, Code: 2}:   {"not authorized"},
	{Protocol: pcp.NATPMP, Code: 3}:   {"no Internet"},
	{Protocol: pcp.NATPMP, Code: 4}:   {"no resources", "taken"},
	{Protocol: pcp.NATPMP, Code: 5}:   {"not spoken"},
	{Protocol: pcp.NATPMP, Code: 255}: nil,
}

func TestResults(t *testing.T) {
	for want, names := range results {
		r := newRouter(t, "127.0.0.1:0", honestly)
		r.set(1000, byte(want.Code))
		c := r.dial()
		_, err := c.Map(t.Context(), wish(want.Protocol, 40213))
		no := &pcp.ResultError{}
		if !errors.As(err, &no) || *no != want || len(r.questions()) != 1 {
			t.Errorf("%v: %v after %d questions", &want, err, len(r.questions()))
		}
		for name, is := range meanings {
			if is(no) != slices.Contains(names, name) {
				t.Errorf("%v means %q: %v", no, name, is(no))
			}
		}
		err = c.Unmap(t.Context(), wish(want.Protocol, 40213))
		if slices.Contains(names, "no resources") { // so it is gone
			if err != nil {
				t.Errorf("%v: %v", &want, err)
			}
		} else if !errors.As(err, &no) || *no != want {
			t.Errorf("%v: %v", &want, err)
		}
		if _, _, err := c.External(t.Context()); want.Protocol == pcp.NATPMP && (!errors.As(err, &no) || *no != want) {
			t.Errorf("%v: %v", &want, err)
		}
	}
}

// Routers that speak one protocol alone say so at once to the other.
func TestVersions(t *testing.T) {
	alone := map[string]struct {
		spoken pcp.Protocol
		s      sin
	}{
		"NAT-PMP alone": {pcp.NATPMP, func(_ int, q, honest []byte) [][]byte {
			if q[0] != 0 {
				return [][]byte{{0, q[1] | 128, 0, 1, 0, 0, 3, 232}}
			}
			return [][]byte{honest}
		}},
		"PCP 2 alone": {pcp.PCP, func(_ int, q, honest []byte) [][]byte {
			if q[0] != 2 {
				return [][]byte{append([]byte{2, q[1] | 128, 0, 1, 0, 0, 0, 30, 0, 0, 3, 232}, make([]byte, 12)...)}
			}
			return [][]byte{honest}
		}},
		"PCP 1 alone": {"", func(_ int, q, _ []byte) [][]byte {
			return [][]byte{append([]byte{1, q[1] | 128, 0, 1, 0, 0, 0, 30, 0, 0, 3, 232}, make([]byte, 12)...)}
		}},
	}
	for name, c := range alone {
		for _, p := range []pcp.Protocol{pcp.PCP, pcp.NATPMP} {
			r := newRouter(t, "127.0.0.1:0", c.s)
			m, err := r.dial().Map(t.Context(), wish(p, 40213))
			no := (*pcp.ResultError)(nil)
			if p == c.spoken && (err != nil || m.External != external(p, 40213)) {
				t.Errorf("%s, asked by %s: %+v, %v", name, p, m, err)
			}
			if p != c.spoken && (!errors.As(err, &no) || !no.NotSpoken() || no.Protocol != p) {
				t.Errorf("%s, asked by %s: %+v, %v", name, p, m, err)
			}
			if n := len(r.questions()); n != 1 {
				t.Errorf("%s, asked by %s: %d questions", name, p, n)
			}
		}
	}
}

// Nobody listens at the router when it is asked first.
func TestRouterThatStartsLate(t *testing.T) {
	gone := newRouter(t, "127.0.0.1:0", honestly)
	c := gone.dial()
	_ = gone.socket.Close()
	mapped := make(chan error)
	go func() {
		_, err := c.Map(t.Context(), wish(pcp.PCP, 40213))
		mapped <- err
	}()
	newRouter(t, gone.address().String(), honestly)
	if err := <-mapped; err != nil {
		t.Error(err)
	}
}
