package wire_test

import (
	"bytes"
	"io"
	"runtime"
	"slices"
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
	for _, header := range []string{"7fffffff 0e", "00014000 1e", "00000000 0e"} {
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
