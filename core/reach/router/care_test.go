package router

import (
	"net/netip"
	"slices"
	"testing"
	"time"
)

// count gives how many requests a time takes.
func (s *sim) count(d time.Duration) int {
	before := s.asked
	s.run(d)
	return s.asked - before
}

// What PCP and NAT-PMP opened is renewed every ten minutes, which tells whether
// the router knew it; what UPnP opened is looked up as often and renewed every
// half hour. Nothing is ever made twice.
func TestKeeps(t *testing.T) {
	for m, want := range map[Method]int{PCP: 6, NATPMP: 6, UPnP: 6} {
		s := newSim(t, only(m)).begin().run(11*time.Second).want(Opened, 0, m, atGW, 1)
		if n := s.count(time.Hour); n != want {
			t.Errorf("%s: %d requests in an hour, want %d", m, n, want)
		}
		s.run(24*time.Hour).want(Opened, 0, m, atGW, 1)
		if len(s.made) != 1 {
			t.Errorf("%s: made at %v", m, s.made)
		}
		if len(s.states) > 3 {
			t.Errorf("told %+v", s.states)
		}
	}
}

// A router that gives a second is asked twice a minute.
func TestShortLease(t *testing.T) {
	b := only(PCP)
	b.life = time.Second
	s := newSim(t, b).begin().run(time.Second)
	if n := s.count(10 * time.Minute); n > 20 {
		t.Errorf("%d requests", n)
	}
}

// A router that loses a mapping once gets it again at once; State does not change.
func TestRepair(t *testing.T) {
	b := only(UPnP)
	s := newSim(t, b).begin().run(15 * time.Minute)
	b.reboot(s)
	told := len(s.states)
	s.run(6*time.Minute).want(Opened, 0, UPnP, atGW, 1)
	if len(s.made) != 2 || len(s.states) != told {
		t.Errorf("made at %v, told %+v", s.made, s.states[told:])
	}
}

// A router that forgets at once: three repairs, one a minute at most, then one
// every ten minutes. When it keeps a mapping for ten minutes, it is open again.
func TestForgets(t *testing.T) {
	b := only(UPnP)
	b.forgets = time.Second
	s := newSim(t, b).begin().run(5*time.Minute).want(Refused, Forgets, UPnP, "", 0)
	if len(s.made) != 4 {
		t.Errorf("made at %v", s.made)
	}
	for i := 2; i < len(s.made); i++ {
		if pause := s.made[i] - s.made[i-1]; pause < time.Minute {
			t.Errorf("made at %v", s.made)
		}
	}
	s.run(2*time.Hour).want(Refused, Forgets, UPnP, "", 0)
	if n := len(s.made); n < 4+5 || n > 4+12 {
		t.Errorf("made at %v", s.made)
	}
	b.forgets = 0
	s.run(31*time.Minute).want(Opened, 0, UPnP, atGW, 1)
}

// One that forgets after a while counts as one that forgets too.
func TestForgetsLater(t *testing.T) {
	b := only(UPnP)
	b.forgets = 3 * time.Minute
	s := newSim(t, b).begin().run(45 * time.Minute)
	if s.state().Why != Forgets {
		t.Errorf("made at %v, %+v", s.made, s.state())
	}
}

// The daemon is silent for a while, then for longer than the lease.
func TestSilentLater(t *testing.T) {
	for _, m := range []Method{PCP, NATPMP, UPnP} {
		b := only(m)
		s := newSim(t, b).begin().run(15 * time.Minute)
		after := b.after
		b.after = nil
		s.run(20*time.Minute).want(Opened, 0, m, atGW, 1)
		s.run(80 * time.Minute)
		if s.state().Why != Silent {
			t.Errorf("%s: %+v", m, s.state())
		}
		b.after = after
		s.run(11*time.Minute).want(Opened, 0, m, atGW, 1)
	}
}

// The public address changes: told at the next look, which an announcement
// brings about at once.
func TestExternalChanges(t *testing.T) {
	for _, m := range []Method{PCP, NATPMP, UPnP} {
		b := only(m)
		s := newSim(t, b).begin().run(15 * time.Minute)
		b.at("203.0.113.9")
		s.announce()
		s.run(20*ms).want(Opened, 0, m, "203.0.113.9:40213", 1)
		b.at("203.0.113.10")
		s.run(11*time.Minute).want(Opened, 0, m, "203.0.113.10:40213", 1)
		b.at("100.64.1.2")
		s.run(11*time.Minute).want(NotPublic, Carrier, "", "", 0)
		if s.state().External != b.external {
			t.Errorf("%+v", s.state())
		}
		b.at("203.0.113.1")
		s.run(11*time.Minute).want(Opened, 0, m, atGW, 1)
	}
}

// An announcement makes doors be looked at at once, once a minute at most, and
// only one of the gateway's.
func TestAnnouncements(t *testing.T) {
	for _, m := range []Method{PCP, NATPMP, UPnP} {
		b := only(m)
		s := newSim(t, b).begin().run(time.Minute)
		b.reboot(s)
		s.announce()
		s.run(40*ms).want(Opened, 0, m, atGW, 1)
		asked := s.asked
		for range 600 {
			s.announce()
			s.run(100 * ms)
		}
		if n := s.asked - asked; n > 3 {
			t.Errorf("%s: %d requests within a minute", m, n)
		}
	}
}

func TestAnnouncementsOfStrangers(t *testing.T) {
	s := newSim(t, only(PCP)).begin().run(time.Minute)
	asked := s.asked
	s.announceFrom("192.168.1.77")
	s.announceFrom("fe80::77%eth0")
	s.run(time.Second)
	if s.asked != asked {
		t.Error("a stranger was believed")
	}
}

// Waking up makes everything be looked at, also what was refused.
func TestWoken(t *testing.T) {
	for _, m := range []Method{PCP, NATPMP, UPnP} {
		b := only(m)
		s := newSim(t, b).begin().run(time.Minute)
		b.reboot(s)
		s.wake()
		s.run(40*ms).want(Opened, 0, m, atGW, 1)
	}
	b := only()
	s := newSim(t, b).begin().run(30*time.Second).want(NotFound, Silent, "", "", 0)
	b.after[PCP] = 10 * ms
	s.wake()
	s.run(20*ms).want(Opened, 0, PCP, atGW, 1)
}

// A router that refuses a renewal is asked anew, by all protocols, once a minute
// at most.
func TestRenewalRefused(t *testing.T) {
	b := only(PCP, NATPMP)
	s := newSim(t, b).begin().run(time.Minute)
	b.says[PCP] = refused
	s.run(11*time.Minute).want(Opened, 0, NATPMP, atGW, 1)
	b.says[NATPMP] = refused
	s.run(22 * time.Minute)
	if s.state().Why != NotAllowed {
		t.Errorf("%+v", s.state())
	}
}

// The port was taken by another device while the router had lost it.
func TestTakenMeanwhile(t *testing.T) {
	b := only(UPnP)
	s := newSim(t, b).begin().run(15 * time.Minute)
	b.reboot(s)
	b.taken = []uint16{ownPort}
	s.run(11 * time.Minute)
	ports := outerPorts(netip.AddrPortFrom(ownAddr, ownPort))
	if at := s.state().Address; at.Port() != ports[1] || !slices.ContainsFunc(b.table, func(r row) bool { return r.Port == ports[1] }) {
		t.Errorf("%+v, the router has %+v", s.state(), b.table)
	}
}

// A renewal whose epoch fell tells of the other doors, too.
func TestEpochFell(t *testing.T) {
	b := only(NATPMP, UPnP)
	b.firewall = true
	s := newSim(t, b).with6().begin().run(time.Minute)
	if len(b.table) != 2 {
		t.Fatalf("the router has %+v", b.table)
	}
	s.plan.home.due = s.now.Add(time.Minute) // before the pinhole's turn
	s.run(30 * time.Second)
	b.reboot(s)
	s.run(31 * time.Second)
	if len(b.table) != 2 {
		t.Errorf("the router has %+v", b.table)
	}
}
