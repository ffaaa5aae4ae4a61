package wire_test

import (
	"slices"
	"strings"
	"testing"

	"realtalk/core/wire"
)

// The worst bodies for their length, valid or not, cost at most eight times
// their length and a little.
func TestParseMemory(t *testing.T) {
	hollow := "85 40 60 00" + hex00 + "40"
	cases := []struct {
		name string
		typ  wire.Type
		body string
	}{
		{"many entries", wire.TypeMembers, "81 99 0800" + strings.Repeat(hollow, 2048)},
		{"many departures", wire.TypeEpoch, "87 00" + hex00 + hex00 + hex00 + "80 99 0800" +
			strings.Repeat("83"+hex00+"0240", 2048) + "40"},
		{"many empty packets", wire.TypeSenderKey, "84 00 00 9880" + strings.Repeat("00", 128) +
			"9880" + strings.Repeat("40", 128)},
		{"last entry wrong", wire.TypeMembers, "81 99 0800" + strings.Repeat(hollow, 2047) + "f6"},
		{"many nothings for entries", wire.TypeMembers, "81 99 1000" + strings.Repeat("80", 4096)},
		{"too many entries", wire.TypeMembers, "81 99 1001" + strings.Repeat("80", 4097)},
		{"announced bytes", wire.TypePost, "84 00 00 00 5a00013fc0"},
		{"announced list", wire.TypeMembers, "81 991000"},
		{"deep", wire.TypeMembers, strings.Repeat("81", 80000)},
	}
	for _, c := range cases {
		body := unhex(t, c.body)
		got := allocated(func() { wire.Parse(c.typ, body) })
		if most := uint64(8*len(body) + 4<<10); got > most {
			t.Errorf("%s: %d bytes made us allocate %d, want at most %d", c.name, len(body), got, most)
		}
	}
	seen := unhex(t, "89"+hex00+hex00+"00"+hex00+"99 1000"+strings.Repeat("00", 4096)+"00"+hex00+"00 80")
	got := allocated(func() {
		if _, err := wire.ParseHeadBody(seen); err != nil {
			t.Fatal(err)
		}
	})
	if most := uint64(8*len(seen) + 4<<10); got > most {
		t.Errorf("%d bytes of head made us allocate %d, want at most %d", len(seen), got, most)
	}
}

// What is refused costs no more than the empty frame and the error, however
// much of it was in order.
func TestParseMemoryWhenRefused(t *testing.T) {
	frame, err := wire.Append(nil, &wire.Post{Data: make([]byte, wire.MaxData)})
	if err != nil {
		t.Fatal(err)
	}
	for name, body := range map[string][]byte{
		"cut":    frame[5 : len(frame)-1],
		"longer": append(slices.Clone(frame[5:]), 0),
	} {
		got := allocated(func() {
			if _, err := wire.Parse(wire.TypePost, body); err == nil {
				t.Fatalf("%s: not refused", name)
			}
		})
		if got > 1<<10 {
			t.Errorf("%s: %d bytes allocated", name, got)
		}
	}
}

// A message is its struct and its data: two allocations. Writing takes one
// beside the buffer, which the race detector makes two.
func TestAllocationsOfAMessage(t *testing.T) {
	post := &wire.Delivery{Position: 9000, From: 4, Epoch: 7, Key: 3, Seq: 500, Data: chatter}
	frame, err := wire.Append(nil, post)
	if err != nil {
		t.Fatal(err)
	}
	buffer := make([]byte, 0, 1024)
	if n := testing.AllocsPerRun(100, func() { wire.Parse(post.Type(), frame[5:]) }); n > 2 {
		t.Errorf("Parse: %v allocations", n)
	}
	if n := testing.AllocsPerRun(100, func() { wire.Append(nil, post) }); n > 3 {
		t.Errorf("Append to nil: %v allocations", n)
	}
	if n := testing.AllocsPerRun(100, func() { wire.Append(buffer, post) }); n > 1 {
		t.Errorf("Append to a buffer: %v allocations", n)
	}
}
