package core

import (
	"testing"

	"realtalk/core/room"
	"realtalk/core/wire"
)

// The phrases of another implementation must be these, too.
func TestPhraseVectors(t *testing.T) {
	zero, one, high := wire.ID{}, wire.ID{31: 1}, wire.ID{0: 0xff}
	for _, test := range []struct{ got, want string }{
		{PairPhrase(zero, one), "founding fretted deduct vanity gulf quake drainpipe operate"},
		{PairPhrase(one, zero), "founding fretted deduct vanity gulf quake drainpipe operate"},
		{PairPhrase(one, high), "barbecue flyaway grout crudely storewide cesarean plywood outsource"},
		{PairPhrase(one, one), "relieving gab semicolon defame duffel overfeed rink pessimism"},
		{SafetyPhrase(zero, []room.Member{{ID: one}, {ID: high}}), "directly vagueness hardened deflector lucid rebuff truth stillness"},
		{SafetyPhrase(one, []room.Member{{ID: one}, {ID: high}}), "filtrate ungreased spotter suitcase etching corrosive knelt neuron"},
		{SafetyPhrase(zero, []room.Member{{ID: one}}), "doable jolt reference mossy immature nugget reforest obtain"},
	} {
		if test.got != test.want {
			t.Errorf("%q, not %q", test.got, test.want)
		}
	}
}
