package wire_test

import (
	"bytes"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"realtalk/core/wire"
)

// allocated gives the bytes that one call of f allocates, the least of a few
// calls, for other goroutines of the test program allocate too.
func allocated(f func()) uint64 {
	least := ^uint64(0)
	for range 10 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f()
		runtime.ReadMemStats(&after)
		least = min(least, after.TotalAlloc-before.TotalAlloc)
	}
	return least
}

// trickle gives data in small pieces, as a slow connection does.
type trickle struct{ data []byte }

func (t *trickle) Read(p []byte) (int, error) {
	if len(t.data) == 0 {
		return 0, io.EOF
	}
	n := copy(p, t.data[:min(len(t.data), 100)])
	t.data = t.data[n:]
	return n, nil
}

// A sender of a few bytes cannot make us take the memory that it announces.
func TestReaderMemoryFollowsArrival(t *testing.T) {
	header := unhex(t, "00014000 0e")
	for _, arrived := range []int{0, 5, 1000, 4096, 5000, 20000, 40000, wire.MaxFrame - 2} {
		data := append(slices.Clone(header), make([]byte, arrived)...)
		got := allocated(func() {
			_, err := wire.NewReader(&trickle{data}, wire.MaxFrame).Next()
			if err != io.ErrUnexpectedEOF {
				t.Fatalf("%d bytes: %v", arrived, err)
			}
		})
		// Doubling leaves up to as much again behind, and ends up to twice as large.
		if most := uint64(4*arrived + 6<<10); got > most {
			t.Errorf("%d bytes arrived, %d allocated, want at most %d", arrived, got, most)
		}
	}
}

// What is refused by its header costs the error alone.
func TestReaderMemoryWhenRefused(t *testing.T) {
	for _, header := range []string{"7fffffff 0e", "00014000 17", "00000000 0e"} {
		data := append(unhex(t, header), make([]byte, wire.MaxFrame)...)
		got := allocated(func() {
			if _, err := wire.NewReader(bytes.NewReader(data), wire.MaxFrame).Next(); err == nil {
				t.Fatal("not refused")
			}
		})
		if got > 1<<10 {
			t.Errorf("%s: %d bytes allocated", header, got)
		}
	}
}

// After a long frame a Reader does not keep its buffer.
func TestReaderKeepsLittle(t *testing.T) {
	const readers = 64
	frame, err := wire.Append(nil, &wire.Post{Data: make([]byte, wire.MaxData)})
	if err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	kept := make([]*wire.Reader, readers)
	for i := range kept {
		kept[i] = wire.NewReader(bytes.NewReader(frame), wire.MaxFrame)
		if _, err := kept[i].Next(); err != nil {
			t.Fatal(err)
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if each := (int64(after.HeapAlloc) - int64(before.HeapAlloc)) / readers; each > 8<<10 {
		t.Errorf("an idle Reader keeps %d bytes", each)
	}
	runtime.KeepAlive(kept)
}

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
		{"many departures", wire.TypeEpoch, "86 00" + hex00 + hex00 + "80 99 0800" +
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
	seen := unhex(t, "85"+hex00+hex00+"00"+hex00+"99 1000"+strings.Repeat("00", 4096))
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
// beside the buffer.
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
	if n := testing.AllocsPerRun(100, func() { wire.Append(nil, post) }); n > 2 {
		t.Errorf("Append to nil: %v allocations", n)
	}
	if n := testing.AllocsPerRun(100, func() { wire.Append(buffer, post) }); n > 1 {
		t.Errorf("Append to a buffer: %v allocations", n)
	}
}
