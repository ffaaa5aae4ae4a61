package link

import "testing"

// TestBusyOutboxStaysInPlace: every message that a host relays goes through the outbox
// of each guest.
func TestBusyOutboxStaysInPlace(t *testing.T) {
	var o outbox
	frame, scratch := make([]byte, 400), make([]byte, 20*400)
	busy := func() {
		for range 256 {
			o.push(frame)
			if len(o.frames) == 28 { // always a few wait
				data, cost := o.next(scratch)
				if len(data) != len(scratch) {
					t.Fatalf("%d bytes", len(data))
				}
				o.written(cost)
			}
		}
	}
	if n := testing.AllocsPerRun(100, busy); n > 0 {
		t.Errorf("256 frames took %v allocations", n)
	}
	if o.waiting != len(o.frames)*(len(frame)+place) {
		t.Errorf("%d frames, %d bytes", len(o.frames), o.waiting)
	}
}
