package router

import (
	"net/netip"
	"testing"
	"time"
)

func leftDoor(m Method, inside string, port uint16) Door {
	d := Door{Method: m, Gateway: gatewayAddr, Inside: netip.MustParseAddrPort(inside), Port: port}
	if m == PCP {
		d.Nonce = [12]byte{99}
	}
	return d
}

// have puts doors into a router's table as a run that was killed left them.
func (b *box) have(s *sim, doors ...Door) {
	for _, d := range doors {
		b.table = append(b.table, row{d, s.start.Add(lease)})
	}
}

// What was left is gone or taken over, whoever opened it, and never the new door
// with it.
func TestLeft(t *testing.T) {
	for _, test := range []struct {
		name   string
		left   Door
		rows   int // then; doors that cannot be deleted stay
		opened uint16
	}{
		{"another port, PCP", leftDoor(PCP, "192.168.1.10:50000", 50000), 1, ownPort},
		{"another port, UPnP", leftDoor(UPnP, "192.168.1.10:50000", 50000), 1, ownPort},
		{"the same, PCP", leftDoor(PCP, "192.168.1.10:40213", ownPort), 1, ownPort},
		{"the same, NAT-PMP", leftDoor(NATPMP, "192.168.1.10:40213", ownPort), 1, ownPort},
		{"the same, UPnP", leftDoor(UPnP, "192.168.1.10:40213", ownPort), 1, ownPort},
		{"another outer port, PCP", leftDoor(PCP, "192.168.1.10:40213", 50001), 1, 50001},
		{"another outer port, UPnP", leftDoor(UPnP, "192.168.1.10:40213", 50001), 1, 50001},
		{"of another address, PCP", leftDoor(PCP, "192.168.1.99:50000", 50000), 2, ownPort},
		{"of another address, UPnP", leftDoor(UPnP, "192.168.1.99:50000", 50000), 1, ownPort},
	} {
		for _, m := range []Method{PCP, NATPMP, UPnP} {
			b := only(PCP, NATPMP, UPnP)
			for _, other := range []Method{PCP, NATPMP, UPnP} {
				if other != m {
					b.when(other, time.Second)
				}
			}
			s := newSim(t, b, test.left)
			b.have(s, test.left)
			s.begin().run(10 * time.Second)
			if st := s.state(); st.Answer != Opened || st.Address.Port() != test.opened || st.Method != m {
				t.Errorf("%s, then %s: %+v", test.name, m, st)
			}
			if len(b.table) != test.rows || len(s.kept) != 1 {
				t.Errorf("%s, then %s: the router has %+v, written down are %+v", test.name, m, b.table, s.kept)
			}
		}
	}
}

// A router that gives another port than the one that was left there.
func TestLeftAtAnotherPort(t *testing.T) {
	d := leftDoor(UPnP, "192.168.1.10:40213", 50001)
	b := only(PCP, UPnP)
	b.moves = true
	s := newSim(t, b, d)
	b.have(s, d)
	s.begin().run(time.Second).want(Opened, 0, PCP, atGW1, 1)
}

// What is at another router than this one cannot be reached and is forgotten.
func TestLeftElsewhere(t *testing.T) {
	d := leftDoor(UPnP, "192.168.7.5:40213", ownPort)
	d.Gateway = netip.MustParseAddr("192.168.7.1")
	s := newSim(t, only(PCP), d).begin().run(time.Second)
	if len(s.kept) != 1 || s.kept[0].Gateway != gatewayAddr {
		t.Errorf("written down are %+v", s.kept)
	}
}

// A chain's outer door that was left is deleted before a new one is asked for.
func TestLeftChain(t *testing.T) {
	inner := leftDoor(PCP, "192.168.1.10:40213", ownPort)
	outer := Door{Method: NATPMP, Gateway: outerAddr, Through: gatewayAddr, Inside: netip.MustParseAddrPort("10.0.0.2:40213"), Port: 50007}
	o := only(PCP).when(NATPMP, 200*ms)
	s := double(t, only(PCP), o, inner, outer)
	s.routers[gatewayAddr].have(s, inner)
	o.have(s, outer)
	s.begin().run(time.Minute).want(Opened, 0, PCP, atGW, 1)
	if len(o.table) != 1 || o.table[0].Port != ownPort {
		t.Errorf("the outer router has %+v", o.table)
	}
}

// Whenever it ends, everything that is open or may be is deleted, but for a
// pinhole whose number the router has not told yet: that ends with its lease.
func TestClose(t *testing.T) {
	for _, after := range []time.Duration{0, 5 * ms, 15 * ms, 25 * ms, 65 * ms, 75 * ms, 90 * ms, 200 * ms, time.Second, time.Minute, time.Hour} {
		for _, m := range []Method{PCP, NATPMP, UPnP} {
			b := &box{after: only(m).after, firewall: true}
			o := only(m)
			s := double(t, b, o).with6().begin().run(after)
			nameless := 0
			for _, q := range s.plan.pending {
				if q.verb == open && q.door.nameless() {
					nameless++
				}
			}
			requests := s.plan.close().requests
			s.drain() // what was under way did reach the router
			for _, r := range requests {
				s.send(r)
			}
			s.drain()
			if len(b.table)+len(o.table) > nameless {
				t.Errorf("%s: ended after %v, the routers have %+v and %+v", m, after, b.table, o.table)
			}
		}
	}
}

// drain lets the routers answer to nobody.
func (s *sim) drain() {
	s.plan = newPlan(ownPort, nil, [12]byte{})
	for len(s.queue) > 0 {
		e := s.queue[0]
		s.queue, s.now = s.queue[1:], e.at
		e.what()
	}
}
