package core

import (
	"testing"
	"time"

	"realtalk/core/pgp"
	"realtalk/core/wire"
)

// handed counts how often a member was handed a key of another while f ran.
func (tb *table) handed(all []*sitter, to *sitter, f func()) int {
	tb.t.Helper()
	n := 0
	f()
	tb.pass(all, func(s *sitter, f wire.Frame) bool {
		if _, ok := f.(*wire.KeyFor); ok && s == to {
			n++
		}
		return false
	})
	return n
}

// TestKeysAreMadeAnew: a sender has another key after everybody who came or went,
// after a thousand messages, and after an hour, and only then.
func TestKeysAreMadeAnew(t *testing.T) {
	tb := newTable(t, endless())
	anna, victor := tb.join("Anna"), tb.join("Victor")
	all := []*sitter{tb.host, anna, victor}
	tb.pass(all, nil)
	says := func() { tb.say(anna, "hello") }
	once := func(after string) {
		t.Helper()
		if n := tb.handed(all, victor, says); n != 1 {
			t.Errorf("%s Victor is handed %d keys, want 1", after, n)
		}
		if n := tb.handed(all, victor, says); n != 0 {
			t.Errorf("%s a second message hands out %d more keys", after, n)
		}
	}
	once("at first")

	ben := tb.join("Ben")
	all = append(all, ben)
	tb.pass(all, nil)
	once("when Ben joins")
	tb.relay.remove(ben.place, wire.Departure{Reason: uint8(LeftLost)}, nil)
	all = all[:3]
	tb.pass(all, nil)
	once("when Ben leaves")
	mallory := tb.join("Mallory")
	tb.pass(append(all, mallory), nil)
	tb.relay.dismiss(mallory.place, wire.EndKicked, LeftKicked)
	tb.pass(all, nil)
	once("when Mallory is kicked")

	tb.now = tb.now.Add(keyAge - time.Second)
	if n := tb.handed(all, victor, says); n != 0 {
		t.Errorf("before the hour is over Victor is handed %d keys", n)
	}
	tb.now = tb.now.Add(time.Second)
	once("after an hour")
	for used := 2; used < keyMessages; used++ {
		if n := tb.handed(all, victor, says); n != 0 {
			t.Fatalf("after %d messages Victor is handed %d keys", used, n)
		}
	}
	once("after a thousand messages")
}

// TestOldKeysAreWiped: of a key that is over, neither who made it nor who was
// handed it keeps anything.
func TestOldKeysAreWiped(t *testing.T) {
	tb := newTable(t, endless())
	anna, victor := tb.join("Anna"), tb.join("Victor")
	all := []*sitter{tb.host, anna, victor}
	tb.pass(all, nil)
	tb.say(anna, "hello")
	tb.pass(all, nil)
	mine, theirs := anna.own.key, victor.seat.heard[anna.self][0].key
	all = append(all, tb.join("Ben"))
	tb.pass(all, nil)
	for whose, key := range map[string]pgp.SessionKey{"Anna's own": mine, "Victor's": theirs} {
		if _, err := anna.me.Seal(key, "realtalk/1:test", []byte("x")); err == nil {
			t.Errorf("%s copy of the key of an old list still seals", whose)
		}
	}
	tb.say(anna, "again")
	tb.pass(all, nil)
	mine, theirs = anna.own.key, victor.seat.heard[anna.self][0].key
	anna.wipe()
	victor.wipe()
	for whose, key := range map[string]pgp.SessionKey{"Anna's own": mine, "Victor's": theirs} {
		if _, err := anna.me.Seal(key, "realtalk/1:test", []byte("x")); err == nil {
			t.Errorf("%s copy of the key outlives the chat", whose)
		}
	}
}
