package link

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"
	"testing"
)

// door names openings by the order they came in and notes who had to go, and
// who of them because of all others.
type door struct {
	*openings
	places  []*opening
	shut    []int
	crowded []string
}

// newDoor has so many places for each stage, and so many for a household.
func newDoor(most, each places) *door {
	d := &door{}
	d.openings = newOpenings(most, each, func(a netip.Addr) { d.crowded = append(d.crowded, a.String()) })
	return d
}

// come gives the number of a newcomer that gets as far as s.
func (d *door) come(from string, s stage) int {
	n := len(d.places)
	shut := func() { d.shut = append(d.shut, n) }
	d.places = append(d.places, d.enter(netip.MustParseAddr(from), shut))
	if s >= secured {
		d.places[n].secure(shut)
	}
	if s == greeted {
		d.places[n].greet()
	}
	return n
}

func (d *door) wantShut(t *testing.T, want ...int) {
	t.Helper()
	if !slices.Equal(d.shut, want) {
		t.Fatalf("closed %v, want %v", d.shut, want)
	}
}

func (d *door) wantCrowded(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(d.crowded, want) {
		t.Fatalf("told of %v, want %v", d.crowded, want)
	}
}

func TestCrowdOfOneHouseholdCostsItsOwnOldest(t *testing.T) {
	d := newDoor(places{10, 9, 8}, places{2, 2, 2})
	d.come("192.0.2.1", bare)
	for range 4 {
		d.come("192.0.2.2", bare)
	}
	d.wantShut(t, 1, 2)
	d.wantCrowded(t) // its own doing
}

func TestFullHouseCostsTheBusiestHouseholdItsOldest(t *testing.T) {
	d := newDoor(places{4, 3, 2}, places{3, 2, 1})
	d.come("192.0.2.1", bare)
	d.come("192.0.2.2", bare)
	d.come("192.0.2.2", bare)
	d.come("192.0.2.3", bare)
	d.come("192.0.2.4", bare)
	d.wantShut(t, 1)
	d.come("192.0.2.5", bare) // four households of one: the longest waiting
	d.wantShut(t, 1, 0)
	d.wantCrowded(t, "192.0.2.2", "192.0.2.1")
}

func TestOneIPv6NetworkIsOneHousehold(t *testing.T) {
	d := newDoor(places{10, 9, 8}, places{2, 2, 2})
	d.come("2001:db8:0:1::1", bare)
	d.come("2001:db8:0:2::1", bare)
	d.come("2001:db8:0:1::2", bare)
	d.come("2001:db8:0:1:ffff::3", bare)
	d.wantShut(t, 0)
}

// An IPv6 /48 holds 65,536 households: who has one is a crowd all the same.
func TestHouseholdsOfOneNetworkAreACrowd(t *testing.T) {
	for s := range stages {
		d := newDoor(places{12, 11, 10}, places{3, 3, 3})
		friend := d.come("2001:db8:1::1", s)
		d.come("192.0.2.1", s)
		d.come("192.0.2.1", s) // the busiest household, not the busiest network
		for i := range 100 {
			d.come(fmt.Sprintf("2001:db8:2:%x::1", i), s)
		}
		if len(d.shut) < 80 || slices.Min(d.shut) <= friend+2 {
			t.Errorf("stage %d: closed %v", s, d.shut)
		}
	}
}

func TestMappedAddressIsTheSameHousehold(t *testing.T) {
	d := newDoor(places{10, 9, 8}, places{1, 1, 1})
	d.come("192.0.2.1", bare)
	d.come("::ffff:192.0.2.1", bare)
	d.wantShut(t, 0)
}

// Whoever got farther keeps its place, however many come after it, and who
// comes always finds one.
func TestNobodyMakesRoomForWhoIsFartherBehind(t *testing.T) {
	for _, house := range []func(i int) string{
		func(i int) string { return fmt.Sprintf("198.51.%d.%d", i/250, i%250) },
		func(int) string { return "198.51.100.1" },
	} {
		d := newDoor(places{12, 8, 4}, places{12, 8, 4})
		for i := range 100 {
			d.come(house(i), greeted)
		}
		typing := slices.Clone(d.all)
		for s := range greeted {
			d.shut = nil
			for i := range 100 {
				if n := d.come(house(100+i), s); d.places[n].gone() {
					t.Fatalf("newcomer %d found no place", n)
				}
			}
			if len(d.shut) < 90 {
				t.Errorf("stage %d: only %d made room", s, len(d.shut))
			}
		}
		for _, p := range typing {
			if p.gone() {
				t.Error("somebody typing made room for somebody who said nothing")
			}
		}
	}
}

// A pinned opening keeps its place; where all are pinned, who comes has none.
func TestPinnedOpeningKeepsItsPlace(t *testing.T) {
	d := newDoor(places{6, 5, 2}, places{6, 5, 2})
	d.come("192.0.2.1", greeted)
	d.come("192.0.2.2", greeted)
	d.places[0].pin(true)
	d.come("192.0.2.3", greeted)
	d.wantShut(t, 1)
	d.places[2].pin(true)
	d.come("192.0.2.4", greeted)
	d.wantShut(t, 1, 3)
	d.wantCrowded(t, "192.0.2.2", "192.0.2.4")
	d.places[0].pin(false)
	d.come("192.0.2.5", greeted)
	d.wantShut(t, 1, 3, 0)
	if d.places[0].pin(true) {
		t.Error("who was shut can still be pinned")
	}
}

func TestWhoLeftIsNeverShut(t *testing.T) {
	d := newDoor(places{2, 2, 2}, places{2, 2, 2})
	d.come("192.0.2.1", bare)
	d.places[0].leave()
	d.places[0].leave()
	d.places[0].greet()
	d.come("192.0.2.1", bare)
	d.come("192.0.2.1", bare)
	d.wantShut(t)
	d.come("192.0.2.1", bare)
	d.wantShut(t, 1)
	late := false
	d.places[1].secure(func() { late = true })
	if !late || !d.places[1].gone() {
		t.Error("shut opening went on")
	}
	d.places[2].secure(func() { t.Error("open opening did not go on") })
}

func TestOpeningsHoldTheirBounds(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	most, each := places{12, 8, 5}, places{4, 3, 2}
	d := newDoor(most, each)
	for range 5000 {
		if n := len(d.places); n > 0 && random.IntN(3) == 0 {
			d.places[random.IntN(n)].leave()
		} else if n > 0 && random.IntN(3) == 0 {
			d.places[n-1].pin(random.IntN(2) == 0)
		} else {
			from := netip.AddrFrom4([4]byte{192, 0, 2, byte(random.IntN(6))})
			d.come(from.String(), stage(random.IntN(int(stages))))
		}
		for s := range stages {
			if n := count(d.all, s); n > most[s] {
				t.Fatalf("%d openings at stage %d", n, s)
			}
			for _, p := range d.all {
				if n := count(d.family(p.house), s); n > each[s] {
					t.Fatalf("%v has %d at stage %d", p.house, n, s)
				}
			}
		}
	}
	if len(d.shut) < 100 {
		t.Errorf("only %d made room", len(d.shut))
	}
}
