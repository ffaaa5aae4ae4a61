package core

import "testing"

func TestKilledHostIsNoticed(t *testing.T) {
	host, address := childHost(t, "Hanna", testPassword)
	anna := joiningChild(t, "Anna", address)
	ben := joiningChild(t, "Ben", address)
	anna.say("hello")
	ben.said("hello")
	host.kill()
	for _, g := range []*peer{anna, ben} {
		if e := wait[Ended](g, 1, nil); e.Reason != Lost {
			t.Errorf("%s ended with %+v", g.name, e)
		}
	}
}

func TestKilledGuestIsNoticed(t *testing.T) {
	host := hostingReally(t, "Hanna")
	anna := childGuest(t, "Anna", host.address(), testPassword)
	ben := joiningChild(t, "Ben", host.address())
	anna.kill()
	for _, p := range []*peer{host, ben} {
		if m := wait[MemberLeft](p, 1, nil); m.Name != "Anna" || m.Reason != LeftLost {
			t.Errorf("%s saw %+v", p.name, m)
		}
	}
	ben.say("she is gone")
	host.said("she is gone")
}
