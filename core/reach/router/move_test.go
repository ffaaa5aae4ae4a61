package router

import (
	"net/netip"
	"slices"
	"testing"
	"time"
)

var otherAddr = netip.MustParseAddr("192.168.1.77")

// move gives this computer another address of the same network.
func (s *sim) move(to netip.Addr) {
	s.look.inside, s.look.own = to, []netip.Addr{to}
	s.begin()
}

// With another own address everything is asked anew; of the old door what can be
// deleted from the new address is.
func TestOwnAddressMoves(t *testing.T) {
	for m, rows := range map[Method]int{PCP: 2, NATPMP: 2, UPnP: 1} {
		b := only(m)
		s := newSim(t, b).begin().run(time.Minute)
		s.move(otherAddr)
		if s.state().Answer != Asking {
			t.Errorf("%s: %+v", m, s.state())
		}
		s.run(time.Second)
		if st := s.state(); st.Answer != Opened || st.Inside.Addr() != otherAddr || len(b.table) != rows || b.table[rows-1].Inside != st.Inside {
			t.Errorf("%s: %+v, the router has %+v", m, st, b.table)
		}
		s.run(time.Hour)
		if len(s.kept) != 1 {
			t.Errorf("%s: written down are %+v", m, s.kept)
		}
	}
}

// At another router nothing is asked of the old one, which is out of reach.
func TestGatewayMoves(t *testing.T) {
	old, other := only(PCP), only(UPnP).at("203.0.113.2")
	s := newSim(t, old).begin().run(time.Minute)
	at := netip.MustParseAddr("192.168.7.1")
	s.routers[at] = other
	s.look.gateway = at
	s.move(netip.MustParseAddr("192.168.7.5"))
	made := slices.Clone(old.table)
	s.run(time.Hour)
	if s.state().Address.String() != "203.0.113.2:40213" || len(s.kept) != 1 || s.kept[0].Gateway != at {
		t.Errorf("%+v, written down are %+v", s.state(), s.kept)
	}
	if len(made) != 1 || len(other.table) != 1 {
		t.Errorf("the routers have %v and %v", made, other.table)
	}
}

// No network for a while.
func TestNetworkGone(t *testing.T) {
	b := only(PCP)
	s := newSim(t, b).begin().run(time.Minute)
	before := s.look
	s.look = network{}
	s.begin().run(time.Minute)
	if s.state().Why != NoGateway {
		t.Errorf("%+v", s.state())
	}
	s.look = before
	s.begin().run(time.Second)
	if s.state().Answer != Opened {
		t.Errorf("%+v", s.state())
	}
}

// What opens at a router that was left meanwhile is deleted if it can be.
func TestOpensTooLate(t *testing.T) {
	b := only().when(PCP, time.Second)
	s := newSim(t, b).begin().run(500 * ms)
	s.look.own = append(s.look.own, otherAddr)
	s.look.inside = otherAddr
	s.begin().run(5 * time.Second)
	if len(b.table) != 1 || b.table[0].Inside.Addr() != otherAddr {
		t.Errorf("the router has %+v", b.table)
	}
}

func hole6() netip.AddrPort { return netip.AddrPortFrom(own6, ownPort) }

// Pinholes by PCP, or by UPnP where PCP does not open one.
func TestPinholes(t *testing.T) {
	for _, test := range []struct {
		name   string
		router *box
		method Method
	}{
		{"PCP", only(PCP), PCP},
		{"UPnP", &box{after: only(UPnP).after, external: publicAddr, firewall: true}, UPnP},
		{"UPnP, PCP refuses", &box{after: only(UPnP, PCP).after, says: map[Method]outcome{PCP: refused}, external: publicAddr, firewall: true}, UPnP},
		{"UPnP without a firewall", only(UPnP), ""},
		{"NAT-PMP", only(NATPMP), ""},
		{"none", only(), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newSim(t, test.router).with6().begin().run(10 * time.Second)
			open := func() []netip.AddrPort { return s.state().Pinholes }
			if want := test.method != ""; want != slices.Equal(open(), []netip.AddrPort{hole6()}) || !want && len(open()) > 0 {
				t.Errorf("%v", open())
			}
			i := slices.IndexFunc(test.router.table, func(r row) bool { return r.Inside == hole6() })
			if test.method == "" {
				if i >= 0 {
					t.Errorf("the router has %+v", test.router.table)
				}
				return
			}
			if i < 0 || test.router.table[i].Method != test.method {
				t.Fatalf("the router has %+v", test.router.table)
			}
			s.run(5 * time.Hour)
			if rows := len(test.router.table); rows != 2 || len(open()) != 1 {
				t.Errorf("after hours the router has %+v", test.router.table)
			}
			s.look.global, s.look.own = nil, s.look.own[:1]
			s.begin().run(time.Second)
			if len(open()) > 0 {
				t.Errorf("without an address: %v", open())
			}
		})
	}
}

// A carrier's address does not keep the pinhole shut.
func TestPinholeBehindCarrier(t *testing.T) {
	s := newSim(t, only(PCP).at("100.64.1.2")).with6().begin().run(time.Second).want(NotPublic, Carrier, "", "", 1)
	if !slices.Equal(s.state().Pinholes, []netip.AddrPort{hole6()}) {
		t.Errorf("%+v", s.state())
	}
}
