package core

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"realtalk/core/wire"
)

// between tells whether a frame of the relay goes from one of two to the other.
func between(to *sitter, f wire.Frame, one, other *sitter) bool {
	from := uint32(1<<32 - 1)
	switch f := f.(type) {
	case *wire.HeadFrom:
		from = f.From
	case *wire.Delivery:
		from = f.From
	case *wire.KeyFor:
		from = f.From
	}
	return to == one && from == other.place.index || to == other && from == one.place.index
}

// TestLyingHostReplaysOldHeads: Anna and Victor are kept apart, and the last sign
// of life of each is handed to the other again and again.
func TestLyingHostReplaysOldHeads(t *testing.T) {
	tb := newTable(t, endless())
	anna, victor := tb.join("Anna"), tb.join("Victor")
	all := []*sitter{tb.host, anna, victor}
	tb.pass(all, nil)
	last := map[*sitter]*wire.HeadFrom{}
	tb.wait(soon, all, func(to *sitter, f wire.Frame) bool {
		if h, ok := f.(*wire.HeadFrom); ok && between(to, f, anna, victor) {
			last[to] = h
		}
		return false
	})
	apart := func(to *sitter, f wire.Frame) bool { return between(to, f, anna, victor) }
	for range 6 {
		tb.wait(10*time.Second, all, apart)
		for _, s := range []*sitter{anna, victor} {
			if err := s.receive(last[s], tb.now); err != nil {
				t.Fatal(err)
			}
		}
	}
	if count(anna, silent("Victor")) != 1 || count(victor, silent("Anna")) != 1 {
		t.Errorf("Anna was told:%s\nVictor was told:%s", list(anna.told), list(victor.told))
	}
	if count(anna, alarms(MessageRepeated, "Victor")) == 0 {
		t.Errorf("nobody was told of what came again:%s", list(anna.told))
	}
}

// TestLyingHostKeepsSignsOfLifeInStore: the host hands out only every second head
// of Anna's and Victor's. From the store, in order, it goes on when it keeps the
// two apart.
func TestLyingHostKeepsSignsOfLifeInStore(t *testing.T) {
	tb := newTable(t, endless())
	anna, victor := tb.join("Anna"), tb.join("Victor")
	all := []*sitter{tb.host, anna, victor}
	tb.pass(all, nil)
	store := map[*sitter][]*wire.HeadFrom{}
	hand := map[*sitter]time.Time{}
	apart := false
	slow := func(to *sitter, f wire.Frame) bool {
		h, ok := f.(*wire.HeadFrom)
		if ok && between(to, f, anna, victor) {
			store[to] = append(store[to], h)
			return true
		}
		return apart && between(to, f, anna, victor)
	}
	pass := func(d time.Duration) {
		for range int(d / time.Second) {
			tb.wait(time.Second, all, slow)
			for to, heads := range store {
				if len(heads) > 0 && tb.now.Sub(hand[to]) > 40*time.Second {
					if err := to.receive(heads[0], tb.now); err != nil {
						t.Fatal(err)
					}
					store[to], hand[to] = heads[1:], tb.now
				}
			}
		}
	}
	pass(20 * time.Minute)
	none := func(Alarm) bool { return true }
	if n := count(anna, none) + count(victor, none); n != 0 || len(store[anna]) < 10 {
		t.Fatalf("%d alarms, %d heads in store", n, len(store[anna]))
	}
	apart = true
	tb.say(anna, "Victor should not know this")
	pass(soon)
	if count(anna, alarms(NotReceived, "Victor")) != 1 {
		t.Errorf("Anna was told:%s", list(anna.told))
	}
	if slices.Contains(victor.heard(), "Victor should not know this") {
		t.Error("they were not kept apart")
	}
}

// Nobody is said not to have received something where all is in order, however
// much is said and whoever comes and goes.
func TestNothingIsOwedInABusyChat(t *testing.T) {
	tb := newTable(t, endless())
	anna, victor := tb.join("Anna"), tb.join("Victor")
	all := []*sitter{tb.host, anna, victor}
	tb.pass(all, nil)
	for i := range 40 {
		tb.say(all[i%len(all)], fmt.Sprint("message ", i))
		if i%8 == 7 {
			all = append(all, tb.join(fmt.Sprint("Guest ", i)))
		}
		tb.wait(7*time.Second, all, nil)
	}
	tb.wait(2*time.Minute, all, nil)
	for _, s := range all {
		if n := count(s, func(Alarm) bool { return true }); n != 0 {
			t.Fatalf("false alarms: %s", list(s.told))
		}
	}
}
