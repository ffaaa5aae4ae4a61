package router

import (
	"fmt"
	"net/netip"
	"slices"
	"testing"
	"time"
)

const (
	ms    = time.Millisecond
	atGW  = "203.0.113.1:40213"
	atGW1 = "203.0.113.1:40214"
)

// Who opens the door, and what is known when two seconds have passed. There is
// one mapping at most.
func TestRace(t *testing.T) {
	for _, test := range []struct {
		name   string
		router *box
		answer Answer
		why    Why
		method Method
		way    string
		rows   int
		within time.Duration // of the last change of the answer
	}{
		{"all at once", only(PCP, NATPMP, UPnP), Opened, 0, PCP, atGW, 1, 10 * ms},
		{"PCP alone", only(PCP), Opened, 0, PCP, atGW, 1, 10 * ms},
		{"NAT-PMP alone", only(NATPMP), Opened, 0, NATPMP, atGW, 1, 70 * ms},
		{"UPnP alone", only(UPnP), Opened, 0, UPnP, atGW, 1, 70 * ms},
		{"PCP within the moment", only(UPnP).when(PCP, 55*ms), Opened, 0, PCP, atGW, 1, 55 * ms},
		{"NAT-PMP within the moment", only(UPnP).when(NATPMP, 50*ms), Opened, 0, NATPMP, atGW, 1, 150 * ms},
		{"NAT-PMP while UPnP opens", only(UPnP).when(NATPMP, 65*ms), Opened, 0, UPnP, atGW, 1, 70 * ms},
		{"NAT-PMP too late", only(UPnP).when(NATPMP, 90*ms), Opened, 0, UPnP, atGW, 1, 70 * ms},
		{"PCP too late", only(NATPMP).when(PCP, 300*ms), Opened, 0, NATPMP, atGW, 1, 70 * ms},
		{"PCP refuses, UPnP does not", &box{after: only(PCP, UPnP).after, says: map[Method]outcome{PCP: refused}, external: publicAddr}, Opened, 0, UPnP, atGW, 1, 70 * ms},
		{"PCP is not spoken", &box{after: only(PCP, NATPMP).after, says: map[Method]outcome{PCP: notSpoken}, external: publicAddr}, Opened, 0, NATPMP, atGW, 1, 20 * ms},
		{"slow over HTTP", only().when(UPnP, 4*time.Second), Opened, 0, UPnP, atGW, 1, 8 * time.Second},
		{"silent", only(), NotFound, Silent, "", "", 0, 2 * time.Second},
		{"no", &box{after: only(PCP, UPnP).after, says: map[Method]outcome{PCP: refused, UPnP: refused}}, Refused, NotAllowed, "", "", 0, 2005 * ms},
		{"not connected", &box{after: only(NATPMP, UPnP).after, says: map[Method]outcome{NATPMP: noInternet, UPnP: noInternet}}, NotPublic, NoInternet, "", "", 0, 2005 * ms},
		{"no address told", only(UPnP).at(""), NotPublic, NoInternet, UPnP, "", 1, 70 * ms},
		{"carrier", only(PCP, NATPMP, UPnP).at("100.64.1.2"), NotPublic, Carrier, "", "", 0, 20 * ms},
		{"carrier, UPnP", only(UPnP).at("100.127.255.255"), NotPublic, Carrier, "", "", 0, 10 * ms},
		{"carrier, DS-Lite", only(PCP).at("192.0.0.2"), NotPublic, Carrier, "", "", 0, 20 * ms},
		{"no address from anybody", only(UPnP).at("169.254.3.4"), NotPublic, NoInternet, "", "", 0, 10 * ms},
		{"beside the carriers", only(UPnP).at("100.128.0.0"), Opened, 0, UPnP, "100.128.0.0:40213", 1, 70 * ms},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newSim(t, test.router).begin().run(12 * time.Second)
			s.want(test.answer, test.why, test.method, test.way, test.rows)
			first := slices.IndexFunc(s.states, func(s State) bool { return s.Answer != Asking })
			if took := s.times[first]; took > test.within {
				t.Errorf("told after %v, want %v", took, test.within)
			}
			if _, pcp := test.router.after[PCP]; !pcp && len(s.made) != test.rows {
				t.Errorf("made at %v", s.made)
			}
			if s.states[0].Answer != Asking {
				t.Errorf("the first is %v", s.states[0].Answer)
			}
			if st := s.state(); st.Gateway != gatewayAddr || st.Inside != netip.AddrPortFrom(ownAddr, ownPort) {
				t.Errorf("%+v", st)
			}
		})
	}
}

func TestNoGateway(t *testing.T) {
	s := newSim(t, nil)
	s.look.gateway, s.look.inside = netip.Addr{}, netip.Addr{}
	s.begin().run(time.Hour).want(NotFound, NoGateway, "", "", 0)
	if s.asked > 0 {
		t.Errorf("%d requests to nobody", s.asked)
	}
}

// A door that opens when another one is there already is deleted, and since that
// may delete both, the first one is renewed.
func TestSecondDoorIsDeleted(t *testing.T) {
	b := only(NATPMP).when(PCP, 300*ms)
	b.moves = true
	s := newSim(t, b).begin().run(299*ms).want(Opened, 0, NATPMP, atGW, 1)
	asked := s.asked
	s.run(5*ms).want(Opened, 0, NATPMP, atGW, 2)
	s.run(400*ms).want(Opened, 0, NATPMP, atGW, 1)
	if s.asked != asked+2 {
		t.Errorf("%d requests, want a deletion and a renewal", s.asked-asked)
	}
	if len(s.states) != 2 {
		t.Errorf("told %+v", s.states)
	}
}

// Ports of other devices: up to ten others are tried, the same each time.
func TestPortsTaken(t *testing.T) {
	ports := outerPorts(netip.AddrPortFrom(ownAddr, ownPort))
	for n := range len(ports) + 1 {
		b := only(UPnP)
		b.taken = ports[:n]
		s := newSim(t, b).begin().run(time.Minute - ms)
		if n == len(ports) {
			s.want(Refused, PortTaken, "", "", 0)
			continue
		}
		s.want(Opened, 0, UPnP, fmt.Sprintf("203.0.113.1:%d", ports[n]), 1)
	}
}

func TestOuterPorts(t *testing.T) {
	for _, inside := range []string{"192.168.1.10:40213", "192.168.1.10:40214", "192.168.1.11:40213", "192.168.1.10:443", "192.168.1.10:1024"} {
		at := netip.MustParseAddrPort(inside)
		ports := outerPorts(at)
		if again := outerPorts(at); !slices.Equal(ports, again) || len(ports) != 11 {
			t.Errorf("%s: %v, then %v", inside, ports, again)
		}
		if (ports[0] == at.Port()) != (at.Port() >= 1024) {
			t.Errorf("%s: %v", inside, ports)
		}
		different := slices.Compact(slices.Sorted(slices.Values(ports)))
		if len(different) != len(ports) || different[0] < 1024 {
			t.Errorf("%s: %v", inside, ports)
		}
	}
}

// What said no is asked again after a minute, then every ten, without a word
// until that changes.
func TestAskedAgain(t *testing.T) {
	for _, b := range []*box{
		only(),
		only(UPnP, PCP).at("100.64.1.2"),
		{after: only(PCP).after, says: map[Method]outcome{PCP: refused}},
		{after: only(UPnP).after, says: map[Method]outcome{UPnP: noInternet}},
	} {
		s := newSim(t, b).begin().run(50 * time.Second)
		told, asked := len(s.states), s.asked
		s.run(9 * time.Second)
		if s.asked != asked {
			t.Errorf("asked again too early")
		}
		s.run(6 * time.Second)
		if s.asked == asked {
			t.Errorf("not asked again after a minute")
		}
		asked = s.asked
		s.run(9 * time.Minute)
		if s.asked != asked {
			t.Errorf("asked again too early")
		}
		if len(s.states) != told {
			t.Errorf("told %+v", s.states[told:])
		}
		b.external, b.says, b.after[UPnP] = publicAddr, nil, 10*ms
		s.run(time.Minute + 10*time.Second)
		if s.state().Answer != Opened {
			t.Errorf("%+v", s.state())
		}
	}
}

// A router that says no and has no address to tell is not in the Internet, or
// behind somebody who shares one.
func TestNoAddress(t *testing.T) {
	b := only(UPnP, NATPMP)
	b.says = map[Method]outcome{NATPMP: noInternet}
	b.quiet, b.taken = true, outerPorts(netip.AddrPortFrom(ownAddr, ownPort))
	newSim(t, b).begin().run(50*time.Second).want(NotPublic, NoInternet, "", "", 0)
}

// One lane opens at a time, however long it looks for a port.
func TestOneOpens(t *testing.T) {
	ports := outerPorts(netip.AddrPortFrom(ownAddr, ownPort))
	b := only(UPnP).when(NATPMP, 65*ms)
	b.taken = ports[:8]
	s := newSim(t, b).begin().run(time.Minute).want(Opened, 0, UPnP, fmt.Sprintf("203.0.113.1:%d", ports[8]), 1)
	if len(s.made) != 1 {
		t.Errorf("made at %v", s.made)
	}
}
