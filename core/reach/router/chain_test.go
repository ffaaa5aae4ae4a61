package router

import (
	"net/netip"
	"slices"
	"testing"
	"time"
)

var outerAddr = netip.MustParseAddr("10.0.0.1")

// double is a home whose router is behind another one.
func double(t *testing.T, inner, outer *box, left ...Door) *sim {
	s := newSim(t, inner.at("10.0.0.2"), left...)
	if outer != nil {
		outer.booted = s.start
		s.routers[outerAddr] = outer
	}
	return s
}

func TestChain(t *testing.T) {
	for _, inner := range []Method{PCP, NATPMP, UPnP} {
		for _, outer := range []Method{PCP, NATPMP, UPnP} {
			o := only(outer)
			s := double(t, only(inner), o).begin().run(10*time.Second).want(Opened, 0, inner, atGW, 1)
			if len(o.table) != 1 || o.table[0].Inside.String() != "10.0.0.2:40213" || o.table[0].Through != gatewayAddr {
				t.Errorf("the outer router has %+v", o.table)
			}
			if s.state().External.String() != "10.0.0.2" || len(s.kept) != 2 {
				t.Errorf("%+v, written down are %+v", s.state(), s.kept)
			}
			if slices.ContainsFunc(s.states, func(s State) bool { return s.Answer == NotPublic }) {
				t.Errorf("told %+v", s.states)
			}
			s.run(10*time.Hour).want(Opened, 0, inner, atGW, 1)
			if len(s.made) != 2 {
				t.Errorf("made at %v", s.made)
			}
		}
	}
}

func TestChainFails(t *testing.T) {
	for _, test := range []struct {
		name  string
		outer *box
		why   Why
	}{
		{"nobody there", nil, SecondRouter},
		{"silent", only(), SecondRouter},
		{"refuses", &box{after: only(PCP).after, says: map[Method]outcome{PCP: refused}}, SecondRouter},
		{"carrier behind it", only(PCP).at("100.64.1.2"), Carrier},
		{"third router behind it", only(UPnP).at("10.9.0.2"), SecondRouter},
		{"no Internet", only(UPnP).at(""), SecondRouter},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := double(t, only(PCP), test.outer).begin().run(30*time.Second).want(NotPublic, test.why, PCP, "", 1)
			told := len(s.states)
			s.run(20 * time.Minute)
			if len(s.states) != told {
				t.Errorf("told %+v", s.states[told:])
			}
			if test.outer == nil {
				return
			}
			if len(test.outer.table) > 0 {
				t.Errorf("the outer router has %+v", test.outer.table)
			}
			test.outer.external, test.outer.says, test.outer.after = publicAddr, nil, only(PCP).after
			s.run(11*time.Minute).want(Opened, 0, PCP, atGW, 1)
		})
	}
}

// The second router is at one of the usual places; of several that open, one is
// kept.
func TestCandidates(t *testing.T) {
	for _, boxes := range [][]string{{"10.0.0.1"}, {"10.0.0.254"}, {"10.0.0.1", "10.0.0.254"}} {
		s := double(t, only(PCP), nil)
		rows := 0
		var outers []*box
		for _, a := range boxes {
			b := only(PCP)
			outers = append(outers, b)
			s.routers[netip.MustParseAddr(a)] = b
		}
		s.begin().run(10*time.Second).want(Opened, 0, PCP, atGW, 1)
		for _, b := range outers {
			rows += len(b.table)
		}
		if rows != 1 {
			t.Errorf("%v: %d doors", boxes, rows)
		}
	}
}

// The first router gets a public address, or another private one.
func TestChainEnds(t *testing.T) {
	inner, outer := only(PCP), only(PCP)
	s := double(t, inner, outer).begin().run(time.Minute)
	inner.at("10.0.0.3")
	s.announce()
	s.run(time.Second).want(Opened, 0, PCP, atGW, 1)
	if len(outer.table) != 1 || outer.table[0].Inside.String() != "10.0.0.3:40213" {
		t.Errorf("the outer router has %+v", outer.table)
	}
	inner.at("203.0.113.9")
	s.run(11*time.Minute).want(Opened, 0, PCP, "203.0.113.9:40213", 1)
	if len(outer.table) > 0 {
		t.Errorf("the outer router has %+v", outer.table)
	}
}
