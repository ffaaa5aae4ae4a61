package link

import (
	"math/rand/v2"
	"net/netip"
	"slices"
	"testing"
)

// door names openings by the order they came in and notes who had to go.
type door struct {
	*openings
	places []*opening
	shut   []int
}

func newDoor(most, each int) *door { return &door{openings: newOpenings(most, each)} }

func (d *door) come(from string) {
	n := len(d.places)
	d.places = append(d.places, d.enter(netip.MustParseAddr(from), func() { d.shut = append(d.shut, n) }))
}

func (d *door) wantShut(t *testing.T, want ...int) {
	t.Helper()
	if !slices.Equal(d.shut, want) {
		t.Fatalf("closed %v, want %v", d.shut, want)
	}
}

func TestCrowdOfOneHouseholdCostsItsOwnOldest(t *testing.T) {
	d := newDoor(10, 2)
	d.come("192.0.2.1")
	d.come("192.0.2.2")
	d.come("192.0.2.2")
	d.come("192.0.2.2")
	d.come("192.0.2.2")
	d.wantShut(t, 1, 2)
}

func TestFullHouseCostsTheBusiestHouseholdItsOldest(t *testing.T) {
	d := newDoor(4, 3)
	d.come("192.0.2.1")
	d.come("192.0.2.2")
	d.come("192.0.2.2")
	d.come("192.0.2.3")
	d.come("192.0.2.4")
	d.wantShut(t, 1)
	d.come("192.0.2.5") // four households of one: the longest waiting
	d.wantShut(t, 1, 0)
}

func TestOneIPv6NetworkIsOneHousehold(t *testing.T) {
	d := newDoor(10, 2)
	d.come("2001:db8:0:1::1")
	d.come("2001:db8:0:2::1")
	d.come("2001:db8:0:1::2")
	d.come("2001:db8:0:1:ffff::3")
	d.wantShut(t, 0)
}

func TestMappedAddressIsTheSameHousehold(t *testing.T) {
	d := newDoor(10, 1)
	d.come("192.0.2.1")
	d.come("::ffff:192.0.2.1")
	d.wantShut(t, 0)
}

func TestWhoLeftIsNeverShut(t *testing.T) {
	d := newDoor(2, 2)
	d.come("192.0.2.1")
	d.places[0].leave()
	d.places[0].leave()
	d.come("192.0.2.1")
	d.come("192.0.2.1")
	d.wantShut(t)
	d.come("192.0.2.1")
	d.wantShut(t, 1)
	if d.places[1].become(func() {}) || !d.places[1].gone() {
		t.Error("shut opening went on")
	}
	if !d.places[2].become(func() {}) || d.places[2].gone() {
		t.Error("open opening did not go on")
	}
}

func TestOpeningsHoldTheirBounds(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	d := newDoor(8, 3)
	for range 5000 {
		if len(d.places) > 0 && random.IntN(3) == 0 {
			d.places[random.IntN(len(d.places))].leave()
		} else {
			d.come(netip.AddrFrom4([4]byte{192, 0, 2, byte(random.IntN(6))}).String())
		}
		sum := 0
		for house, all := range d.houses {
			if len(all) == 0 || len(all) > 3 {
				t.Fatalf("%v has %d", house, len(all))
			}
			sum += len(all)
		}
		if sum != d.total || sum > 8 {
			t.Fatalf("%d openings, counted as %d", sum, d.total)
		}
		if last := d.places[len(d.places)-1]; last.gone() {
			t.Fatal("newcomer was shut")
		}
	}
}
