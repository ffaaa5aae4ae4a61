package alarm_test

import (
	"net/netip"
	"runtime"
	"testing"
	"time"

	"realtalk/core/admission"
	"realtalk/core/alarm"
)

const (
	strangers = 1_000_000
	memory    = 20 << 20 // bytes
)

// A million addresses fail, then each of them knocks and waits in line.
func TestMemoryUnderAMillionAddresses(t *testing.T) {
	if testing.Short() {
		t.Skip("a million addresses take a while")
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)

	attacked, quiet := alarm.New(), alarm.New()
	for n := range strangers {
		attacked.Step(noon, wrong(n, 1))
		attacked.Step(noon, alarm.Enter{Conn: admission.Conn(n), House: house(n)})
		quiet.Step(noon, refused(n))
		quiet.Step(noon, refused(n))
	}

	runtime.GC()
	runtime.ReadMemStats(&after)
	if !attacked.Attack() || quiet.Attack() {
		t.Error("one must be attacked, the other not")
	}
	held := int64(after.HeapAlloc) - int64(before.HeapAlloc)
	t.Logf("%.1f MiB", float64(held)/(1<<20))
	if held > memory {
		t.Errorf("%d bytes are held, want at most %d", held, memory)
	}
	runtime.KeepAlive(attacked)
	runtime.KeepAlive(quiet)
}

// Counting stops at a bound, which the notice shows.
func TestMaxCounted(t *testing.T) {
	s := alarm.New()
	for n := range alarm.MaxCounted + 10 {
		s.Step(noon, blocked(n, 6))
	}
	const all = alarm.MaxCounted
	play(t, s, line{alarm.AttackQuiet, alarm.Tick{}, actions(sums(alarm.AttackOver, all+10, all, all, 0))})
}

// Of too many who knock, the one told of first is told of early, and not lost.
func TestMaxHouses(t *testing.T) {
	s := alarm.New()
	for n := range alarm.MaxHouses {
		s.Step(noon, refused(n))
	}
	const extra = alarm.MaxHouses
	summed := told(refused(0), alarm.MaxHouses-alarm.RefusedSingly+5)
	summed.By = netip.Prefix{}
	play(
		t, s,
		line{1, refused(0), nil},
		line{1, refused(2), nil},
		line{2, refused(extra), nil},     // the first, and what was held of it, is summed now
		line{3, refused(extra + 1), nil}, // the second had nothing held
		line{4, refused(0), nil},         // the third
		line{time.Minute, alarm.Tick{}, actions(summed)},
		line{20 * time.Minute, alarm.Tick{}, nil},
	)
}
