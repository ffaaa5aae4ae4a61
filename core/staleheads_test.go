package core

import (
	"fmt"
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

// TestLyingHostKeepsSignsOfLifeInStore: the host hands out every second head of
// Anna's and Victor's, so that it could go on for long after it parts the two.
func TestLyingHostKeepsSignsOfLifeInStore(t *testing.T) {
	tb := newTable(t, endless())
	anna, victor := tb.join("Anna"), tb.join("Victor")
	all := []*sitter{tb.host, anna, victor}
	tb.pass(all, nil)
	store := map[*sitter][]*wire.HeadFrom{}
	for range 6 * int(soon/time.Second) {
		tb.wait(time.Second, all, func(to *sitter, f wire.Frame) bool {
			h, ok := f.(*wire.HeadFrom)
			if ok && between(to, f, anna, victor) {
				store[to] = append(store[to], h)
			}
			return ok && between(to, f, anna, victor)
		})
		for to, heads := range store {
			if tb.now.Second()%40 == 0 && len(heads) > 0 {
				if err := to.receive(heads[0], tb.now); err != nil {
					t.Fatal(err)
				}
				store[to] = heads[1:]
			}
		}
	}
	if len(store[anna]) < 3 || count(anna, silent("Victor")) == 0 || count(victor, silent("Anna")) == 0 {
		t.Errorf("%d in store\nAnna was told:%s\nVictor was told:%s", len(store[anna]), list(anna.told), list(victor.told))
	}
}

// TestLyingHostKeepsWordsFromOne: what Anna says does not come to Victor, and
// Victor signs nothing else.
func TestLyingHostKeepsWordsFromOne(t *testing.T) {
	tb := newTable(t, endless())
	anna, victor := tb.join("Anna"), tb.join("Victor")
	all := []*sitter{tb.host, anna, victor}
	tb.pass(all, nil)
	tb.say(anna, "Victor should not know this")
	tb.wait(soon, all, func(to *sitter, f wire.Frame) bool {
		_, words := f.(*wire.Delivery)
		return words && to == victor
	})
	if count(anna, alarms(NotReceived, "Victor")) != 1 || count(anna, alarms(NotReceived, "Hanna")) != 0 {
		t.Errorf("Anna was told:%s", list(anna.told))
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
