package punch_test

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"realtalk/core/reach/punch"
)

var noon = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

// TestTurnsInOrder: each side comes to each pair once, in the order of time.
func TestTurnsInOrder(t *testing.T) {
	for _, period := range []time.Duration{punch.UDPPeriod, punch.TCPPeriod} {
		guest := punch.Turns(punch.GuestRole, noon, noon.Add(time.Minute), period)
		for i, turn := range guest[1:] {
			if turn.Pair != guest[i].Pair+1 || turn.At.Sub(guest[i].At) != period {
				t.Fatalf("after %v comes %v", guest[i], turn)
			}
		}
		host := punch.Turns(punch.HostRole, noon, noon.Add(time.Minute), period)
		seen := map[int64]int{}
		for i, turn := range host {
			seen[turn.Pair]++
			if i > 0 && turn.At.Before(host[i-1].At) {
				t.Fatalf("after %v comes %v", host[i-1], turn)
			}
		}
		for _, turn := range guest {
			inside := turn.At.After(noon.Add(punch.SweepFar)) && turn.At.Before(noon.Add(time.Minute-punch.SweepFar))
			if inside && seen[turn.Pair] != 1 {
				t.Errorf("the host comes to pair %d %d times", turn.Pair, seen[turn.Pair])
			}
		}
	}
}

// TestSweepMeets: however the clocks differ, within the range of the sweep, both
// sides send at the same moment before the host's patience ends, and soon where
// the packets take longer or the clocks differ little.
func TestSweepMeets(t *testing.T) {
	tests := []struct {
		period time.Duration
		upTo   time.Duration // difference of the clocks
		way    time.Duration // of a packet
		within time.Duration
	}{
		{punch.UDPPeriod, punch.SweepFar, 10 * time.Millisecond, 24 * time.Second},
		{punch.UDPPeriod, punch.SweepFar - punch.SweepStep, 30 * time.Millisecond, 11 * time.Second},
		{punch.UDPPeriod, punch.SweepNear, 10 * time.Millisecond, 4 * time.Second},
		{punch.UDPPeriod, punch.SweepNear, 30 * time.Millisecond, 2500 * time.Millisecond},
		{punch.TCPPeriod, punch.SweepFar - punch.SweepStep, 30 * time.Millisecond, 28 * time.Second},
		{punch.TCPPeriod, punch.SweepNear, 10 * time.Millisecond, 12 * time.Second},
	}
	for _, test := range tests {
		for ahead := -test.upTo; ahead <= test.upTo; ahead += 13 * time.Millisecond {
			for start := range 10 {
				began := noon.Add(time.Duration(start) * 2740 * time.Millisecond)
				if after := meet(began, ahead, test.way, test.period); after > test.within {
					t.Errorf("%+v: a host's clock ahead by %v meets after %v", test, ahead, after)
				}
			}
		}
	}
}

// meet gives the time until both sides send over one pair before the packet of
// the other can be there. The host begins at a time by the guest's clock.
func meet(began time.Time, ahead, way, period time.Duration) time.Duration {
	const most = punch.Patience
	guest := map[int64]time.Time{}
	for _, turn := range punch.Turns(punch.GuestRole, began.Add(-2*punch.SweepFar), began.Add(most), period) {
		guest[turn.Pair] = turn.At
	}
	for _, turn := range punch.Turns(punch.HostRole, began.Add(ahead), began.Add(ahead+most), period) {
		at, ok := guest[turn.Pair]
		sent := turn.At.Add(-ahead)
		if ok && at.Sub(sent).Abs() <= way {
			return sent.Sub(began)
		}
	}
	return most
}

// TestKeepTime: pairs are dialled exactly when they are due by the own clock.
func TestKeepTime(t *testing.T) {
	const offset = 333 * time.Millisecond
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		began := time.Now().Add(offset)
		want := punch.Turns(punch.HostRole, began, began.Add(10*time.Second), punch.UDPPeriod)
		var mu sync.Mutex
		got := map[int64]time.Time{}
		punch.KeepTime(ctx, punch.HostRole, punch.UDPPeriod, punch.Lab{Offset: offset}, func(pair int64, _ func()) {
			mu.Lock()
			defer mu.Unlock()
			got[pair] = time.Now().Add(offset)
		})
		if len(got) < 70 || len(got) != len(want) {
			t.Errorf("%d pairs in 10 s, want %d", len(got), len(want))
		}
		for _, turn := range want {
			if !got[turn.Pair].Equal(turn.At) {
				t.Errorf("pair %d at %v, want %v", turn.Pair, got[turn.Pair], turn.At)
			}
		}
	})
}

// TestRest: once a way opened no new pair is dialled for a while, and then again.
func TestRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		var mu sync.Mutex
		var times []time.Duration
		began := time.Now()
		punch.KeepTime(ctx, punch.GuestRole, punch.TCPPeriod, punch.Lab{}, func(_ int64, opened func()) {
			mu.Lock()
			defer mu.Unlock()
			times = append(times, time.Since(began))
			if len(times) == 5 {
				opened()
			}
		})
		if len(times) < 10 {
			t.Fatalf("%d pairs in 10 s", len(times))
		}
		if gap := times[5] - times[4]; gap < punch.Rest || gap > punch.Rest+2*punch.TCPPeriod {
			t.Errorf("rests %v, want %v", gap, punch.Rest)
		}
	})
}

// TestShifts: all clock differences have their turns, small ones often.
func TestShifts(t *testing.T) {
	seen := map[time.Duration]int{}
	for pair := range int64(2 * 13 * 88) {
		seen[punch.Shift(pair)]++
	}
	for s := -punch.SweepFar; s <= punch.SweepFar; s += punch.SweepStep {
		want := 13
		if s.Abs() <= punch.SweepNear {
			want = 88
		}
		if got := seen[s]; got != want {
			t.Errorf("shift %v is that of %d pairs of %d, want %d", s, got, 2*13*88, want)
		}
		delete(seen, s)
	}
	for s := range seen {
		t.Errorf("shift %v", s)
	}
}
