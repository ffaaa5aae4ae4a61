package wire_test

import (
	"bytes"
	"runtime"
	"testing"

	"realtalk/core/wire"
)

// TestIdleReaderKeepsNoBuffer: most connections of a host are idle most of the time.
func TestIdleReaderKeepsNoBuffer(t *testing.T) {
	const n, most = 1000, 1 << 10
	frame := unhex(t, "00000002 16 80")
	held := func() int {
		runtime.GC()
		runtime.GC() // the second one empties pools
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int(m.HeapAlloc)
	}
	before := held()
	readers := make([]*wire.Reader, n)
	for i := range readers {
		readers[i] = wire.NewReader(bytes.NewReader(frame), wire.MaxFrame)
		if _, err := readers[i].Next(); err != nil {
			t.Fatal(err)
		}
	}
	if each := (held() - before) / n; each > most {
		t.Errorf("an idle reader keeps %d bytes", each)
	}
	runtime.KeepAlive(readers)
}
