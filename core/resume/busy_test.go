package resume

import "testing"

// TestBusyLogStaysInPlace: a host keeps one log for each guest, and every message goes
// through all of them.
func TestBusyLogStaysInPlace(t *testing.T) {
	log, sent := NewLog(1<<20), uint64(0)
	frame := make([]byte, 400)
	busy := func() {
		for range 256 {
			if err := log.Add(frame); err != nil {
				t.Fatal(err)
			}
			if sent++; sent%32 == 0 { // always a few are on their way
				if err := log.Got(sent - 8); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if n := testing.AllocsPerRun(100, busy); n > 0 {
		t.Errorf("256 frames took %v allocations", n)
	}
	if waits := len(log.Waiting()); waits != 8 || log.bytes != 8*(len(frame)+frameCost) {
		t.Errorf("%d wait, %d bytes", waits, log.bytes)
	}
}
