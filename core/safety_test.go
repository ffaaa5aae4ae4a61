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
		{PairPhrase(zero, one), "scale hermit sanitizer engaging recharger stoneware unpeeled wad"},
		{PairPhrase(one, zero), "scale hermit sanitizer engaging recharger stoneware unpeeled wad"},
		{PairPhrase(one, high), "prorate critter retying astute require ipod anaerobic stew"},
		{PairPhrase(one, one), "handheld destitute moneybags footage nearby masculine disallow treble"},
		{SafetyPhrase(zero, []room.Member{{ID: one}, {ID: high}}), "ransack unzip runny tapioca whoever vastly division rosy"},
		{SafetyPhrase(one, []room.Member{{ID: one}, {ID: high}}), "parcel swampland cabbie hydrant identify ambiance sandpaper otter"},
		{SafetyPhrase(zero, []room.Member{{ID: one}}), "subsoil hamper luncheon heavily wikipedia until duckbill swarm"},
	} {
		if test.got != test.want {
			t.Errorf("%q, not %q", test.got, test.want)
		}
	}
}
