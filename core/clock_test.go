package core

import (
	"testing"
	"testing/synctest"
	"time"

	"realtalk/core/pgp"
	"realtalk/core/wire"
)

// yearsAhead runs f where the clock shows another year.
func yearsAhead(t *testing.T, years int, f func()) {
	t.Helper()
	to := time.Now().AddDate(years, 0, 0)
	synctest.Test(t, func(*testing.T) {
		time.Sleep(time.Until(to))
		f()
	})
}

// TestGuestOfALaterYear knocks with a clock that is years ahead: guest and host are
// told that it is the clock, and the chat goes on.
func TestGuestOfALaterYear(t *testing.T) {
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	g := outside(t, "Ben", host.address())
	var ahead *pgp.Participant
	yearsAhead(t, 5, func() {
		var err error
		if ahead, err = g.cfg.Identity.Participant(); err != nil {
			t.Error(err)
		}
	})
	g.me = ahead
	if err := g.knock(t.Context()); err != nil {
		t.Fatal(err)
	}
	if right, _, err := g.try(t.Context(), testPassword); err != nil || !right {
		t.Fatal(right, err)
	}
	if err := g.join(); err != nil {
		t.Fatal(err)
	}
	f, err := g.conn.Read(patience)
	if refused, ok := f.(*wire.Refused); !ok || refused.Code != wire.RefusedClock {
		t.Errorf("the guest is told: %+v, %v", f, err)
	}
	if w := wait[TurnedAway](host, 1, nil); w.Why != AwayClock || w.Name != "Ben" {
		t.Errorf("the host is told %+v", w)
	}
	anna.say("who was that?")
	host.said("who was that?")
}

// TestGuestOfAnEarlierYear lets somebody in whose clock is years behind: each is
// judged by the time at which the host let them in.
func TestGuestOfAnEarlierYear(t *testing.T) {
	var early *pgp.Participant
	synctest.Test(t, func(t *testing.T) { // the year 2000
		var err error
		if early, err = testIdentity(t, "Ben").Participant(); err != nil {
			t.Error(err)
		}
	})
	host := hosting(t, "Hanna")
	g := outside(t, "Ben", host.address())
	g.me, g.identity = early, early.Fingerprint()
	if err := g.knock(t.Context()); err != nil {
		t.Fatal(err)
	}
	if right, _, err := g.try(t.Context(), testPassword); err != nil || !right {
		t.Fatal(right, err)
	}
	if err := g.join(); err != nil {
		t.Errorf("not let in: %v", err)
	}
	wait(host, 1, func(j MemberJoined) bool { return j.Name == "Ben" })
}
