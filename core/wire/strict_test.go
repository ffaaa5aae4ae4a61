package wire_test

import (
	"errors"
	"strings"
	"testing"

	"realtalk/core/wire"
)

// Each body says something that a lenient decoder would take for a valid frame,
// or hides something from one.
func TestOneEncodingOnly(t *testing.T) {
	var (
		received = wire.TypeReceived  // [u64]
		receipt  = wire.TypeReceipt   // [u64, u32, u32]
		leave    = wire.TypeLeave     // [bytes]
		keys     = wire.TypeSenderKey // [u64, u64, [u32], [bytes]]
		join     = wire.TypeJoin      // [bytes, text, bytes, bytes]
		members  = wire.TypeMembers   // [[entry]]
	)
	cases := []struct {
		name string
		typ  wire.Type
		hex  string
	}{
		{"23 in one byte more", received, "81 1817"},
		{"255 in two bytes", received, "81 1900ff"},
		{"65535 in four bytes", received, "81 1a0000ffff"},
		{"2^32-1 in eight bytes", received, "81 1b00000000ffffffff"},
		{"reserved length 28", received, "81 1c"},
		{"reserved length 29", received, "81 1d"},
		{"reserved length 30", received, "81 1e"},
		{"indefinite integer", received, "81 1f"},
		{"array length not shortest", received, "9801 05"},
		{"indefinite array", received, "9f 05 ff"},
		{"array too short", received, "80"},
		{"array too long", received, "82 05 05"},
		{"map", received, "a1 05 05"},
		{"map of no pairs", received, "a0"},
		{"bare number", received, "05"},
		{"tagged array", received, "d9d9f7 81 05"},
		{"tagged number", received, "81 c1 05"},
		{"bignum", received, "81 c2 4105"},
		{"negative", received, "81 24"},
		{"float 1.0", received, "81 f93c00"},
		{"float64 1.0", received, "81 fb3ff0000000000000"},
		{"null", received, "81 f6"},
		{"undefined", received, "81 f7"},
		{"false", received, "81 f4"},
		{"simple value", received, "81 f0"},
		{"text for a number", received, "81 6135"},
		{"break", received, "81 ff"},
		{"null frame", received, "f6"},
		{"u32 of 2^32", receipt, "83 00 1b0000000100000000 00"},
		{"u32 of 2^32, last", receipt, "83 00 00 1b0000000100000000"},
		{"text for bytes", leave, "81 6161"},
		{"indefinite bytes", leave, "81 5f 4161 ff"},
		{"byte length not shortest", leave, "81 5801 61"},
		{"array for bytes", leave, "81 81 01"},
		{"null for bytes", leave, "81 f6"},
		{"bytes for text", join, "84 40 4161 40 40"},
		{"indefinite text", join, "84 40 7f 6161 ff 40 40"},
		{"lone continuation byte", join, "84 40 6180 40 40"},
		{"overlong slash", join, "84 40 62c0af 40 40"},
		{"surrogate", join, "84 40 63eda080 40 40"},
		{"above U+10FFFF", join, "84 40 64f4908080 40 40"},
		{"cut rune", join, "84 40 61c3 40 40"},
		{"bytes for a list", keys, "84 00 00 40 80"},
		{"indefinite list", keys, "84 00 00 9f 01 ff 81 40"},
		{"fewer packets than members", keys, "84 00 00 82 01 02 81 40"},
		{"more packets than members", keys, "84 00 00 81 01 82 40 40"},
		{"null for an entry", members, "81 81 f6"},
		{"entry too short", members, "81 81 84 40 60 00" + hex11},
		{"entry too long", members, "81 81 86 40 60 00" + hex11 + "40 40"},
		{"since over int64", members, "81 81 85 40 60 1b8000000000000000" + hex11 + "40"},
		{"since under int64", members, "81 81 85 40 60 3b8000000000000000" + hex11 + "40"},
		{"since as bytes", members, "81 81 85 40 60 40" + hex11 + "40"},
		{"ID of 31 bytes", wire.TypeHello, "81 581f" + strings.Repeat("11", 31)},
		{"ID of no bytes", wire.TypeHello, "81 40"},
		{"ID as a list", wire.TypeHello, "81 9820" + strings.Repeat("01", 32)},
		{"ID as text", wire.TypeHello, "81 7820" + strings.Repeat("61", 32)},
		{"tag of 63 bytes", wire.TypeConfirm, "81 583f" + strings.Repeat("11", 63)},
		{"tag of 63 bytes", wire.TypeProof, "81 583f" + strings.Repeat("11", 63)},
		{"share of 31 bytes", wire.TypeTry, "81 581f" + strings.Repeat("11", 31)},
		{"left 256", wire.TypeGreeting, "83" + hex11 + hex22 + "190100"},
		{"attempt 256", wire.TypeShare, "82" + hex11 + "190100"},
		{"verdict 0", wire.TypeVerdict, "82 00 00"},
		{"verdict 4", wire.TypeVerdict, "82 04 00"},
		{"refused 0", wire.TypeRefused, "81 00"},
		{"refused 15", wire.TypeRefused, "81 0f"},
		{"end 0", wire.TypeEnd, "81 00"},
		{"end 7", wire.TypeEnd, "81 07"},
		{"departure 0", wire.TypeEpoch, "86 00" + hex11 + hex22 + "80 81 83" + hex11 + "00 40 40"},
		{"departure 4", wire.TypeEpoch, "86 00" + hex11 + hex22 + "80 81 83" + hex11 + "04 40 40"},
		{"ping with a field", wire.TypePing, "81 00"},
	}
	for _, c := range cases {
		if f, err := wire.Parse(c.typ, unhex(t, c.hex)); !errors.Is(err, wire.ErrMalformed) {
			t.Errorf("%s: %+v, %v", c.name, f, err)
		}
	}
}

// What Parse refuses Append does not write.
func TestAppendIsAsStrict(t *testing.T) {
	cases := map[string]wire.Frame{
		"name not UTF-8":        &wire.Join{Name: "\xc3"},
		"verdict 0":             &wire.Verdict{},
		"verdict 4":             &wire.Verdict{Code: 4},
		"refused 15":            &wire.Refused{Code: 15},
		"end 0":                 &wire.End{},
		"departure 4":           &wire.Epoch{Left: []wire.Departure{{Reason: 4}}},
		"packet without member": &wire.SenderKey{Packets: [][]byte{{1}}},
	}
	for name, f := range cases {
		if out, err := wire.Append(nil, f); !errors.Is(err, wire.ErrMalformed) {
			t.Errorf("%s: %x, %v", name, out, err)
		}
	}
	if out, err := wire.EncodeBody(&wire.Body{Text: "a\xff"}); !errors.Is(err, wire.ErrMalformed) {
		t.Errorf("text not UTF-8: %x, %v", out, err)
	}
}
