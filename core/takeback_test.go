package core

import (
	"context"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"realtalk/core/admission"
	"realtalk/core/link"
	"realtalk/core/resume"
	"realtalk/core/wire"
)

// running is a table whose relay runs, with a clock that the test owns.
func running(t *testing.T) *table {
	t.Helper()
	tb := newTable(t, endless())
	ctx, cancel := context.WithCancel(t.Context())
	var relay sync.WaitGroup
	relay.Go(func() { tb.relay.run(ctx) })
	t.Cleanup(func() { cancel(); relay.Wait() })
	return tb
}

// seats lets somebody in while the relay runs.
func (tb *table) seats(name string) *sitter {
	tb.t.Helper()
	s := tb.sitter(participant(tb.t, name), name)
	s.place.lasting = newLasting(nil, resume.Key{}) // as one whose connection broke
	var err error
	tb.relay.do(func() { err = tb.relay.admit(s.place, MaxMembers) })
	if err != nil {
		tb.t.Fatal(err)
	}
	return s
}

// absences gives what somebody was told of others who are away, and back.
func (tb *table) absences(s *sitter) (told []uint8) {
	tb.relay.do(func() {
		for _, f := range s.inbox {
			if a, ok := f.(*wire.Absent); ok {
				told = append(told, a.Away)
			}
		}
	})
	return told
}

func (tb *table) isIn(s *sitter) (in bool) {
	tb.relay.do(func() { in = tb.relay.find(s.self) != nil })
	return in
}

// A place waits for two minutes from the break. The others hear of it after a second,
// and who comes meanwhile hears of it too.
func TestPlaceWaitsForTwoMinutes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := running(t)
		anna, ben := tb.seats("Anna"), tb.seats("Ben")
		tb.relay.do(func() { tb.relay.absent(anna.place) })
		time.Sleep(blip - time.Millisecond)
		if told := tb.absences(ben); told != nil {
			t.Errorf("told of a break that may be none: %v", told)
		}
		time.Sleep(2 * time.Millisecond)
		if told := tb.absences(ben); !slices.Equal(told, []uint8{1}) {
			t.Errorf("after a second: %v", told)
		}
		if told := tb.absences(tb.seats("Cy")); !slices.Equal(told, []uint8{1}) {
			t.Errorf("a newcomer was told %v", told)
		}
		time.Sleep(comeBackTime - blip - 10*time.Millisecond)
		if !tb.isIn(anna) {
			t.Error("the place did not wait for two minutes")
		}
		time.Sleep(20 * time.Millisecond)
		if tb.isIn(anna) || !anna.over {
			t.Error("the place waits for longer than two minutes")
		}
	})
}

// Who is back in time is told to be back, if anybody was told of the break, and stays.
func TestWhoIsBackInTimeStays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := running(t)
		anna, ben := tb.seats("Anna"), tb.seats("Ben")
		from := netip.MustParseAddr("203.0.113.7")
		var want []uint8
		for _, away := range []time.Duration{blip / 2, 2 * blip, blip / 2, comeBackTime - time.Second} {
			tb.relay.do(func() { tb.relay.absent(anna.place) })
			time.Sleep(away)
			tb.relay.do(func() {
				if !tb.relay.back(anna.place, from) {
					t.Errorf("after %v the place was gone", away)
				}
			})
			if away > blip {
				want = append(want, 1, 0)
			}
		}
		time.Sleep(3 * comeBackTime)
		if told := tb.absences(ben); !slices.Equal(told, want) || !tb.isIn(anna) {
			t.Errorf("told %v, want %v; is in: %v", told, want, tb.isIn(anna))
		}
		var trace netip.Addr
		tb.relay.do(func() { trace = tb.relay.past[anna.self].address })
		if trace != from {
			t.Errorf("the host would block %v, not where Anna is now", trace)
		}
	})
}

// A break that is reported when the member is back already is none.
func TestLateWordOfABreakIsNone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := running(t)
		anna, ben := tb.seats("Anna"), tb.seats("Ben")
		anna.place.lasting.conn = new(link.Conn) // another one
		tb.relay.do(func() { tb.relay.absent(anna.place) })
		time.Sleep(3 * comeBackTime)
		if told := tb.absences(ben); told != nil || !tb.isIn(anna) {
			t.Errorf("told %v; is in: %v", told, tb.isIn(anna))
		}
	})
}

// Who is taken out while away is gone at once, and not twice.
func TestKickedWhileAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := running(t)
		anna, ben := tb.seats("Anna"), tb.seats("Ben")
		tb.relay.do(func() { tb.relay.absent(anna.place) })
		time.Sleep(2 * blip)
		tb.relay.do(func() {
			tb.relay.dismiss(anna.place, wire.EndKicked, LeftKicked)
			if tb.relay.back(anna.place, netip.Addr{}) {
				t.Error("who was kicked is back")
			}
		})
		time.Sleep(3 * comeBackTime)
		if told := tb.absences(ben); !slices.Equal(told, []uint8{1}) || tb.isIn(anna) {
			t.Errorf("told %v; is in: %v", told, tb.isIn(anna))
		}
	})
}

// A block that comes while somebody is on the way back counts, whichever of the two the
// host's computer sees first.
func TestBlockMeetsWhoIsOnTheWayBack(t *testing.T) {
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	id := wire.ID(anna.identity.Fingerprint())
	conn := greeted(t, host, id) // before the block
	block := Edit{Do: EditBlock, Address: admission.Household(conn.RemoteAddr().Addr())}
	if err := host.host.door.change([]Edit{block}); err != nil { // and nobody looks through the places yet
		t.Fatal(err)
	}
	if err := host.host.returned(host.host.whose(id), conn, func() bool { return true }, nil); err != nil {
		t.Error(err)
	}
	if e := wait[Ended](anna, 1, nil); e.Reason != BlockedByHost {
		t.Errorf("Anna ended with %+v", e)
	}
}
