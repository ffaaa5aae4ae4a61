package core

import (
	"sync/atomic"
	"testing"

	"realtalk/core/admission"
)

// TestPanicInOneConnectionIsContained lets the profile panic once, in the
// middle of a stranger's try and with the door's lock held.
func TestPanicInOneConnectionIsContained(t *testing.T) {
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	var panics atomic.Int32
	d := host.host.door
	d.mu.Lock()
	save := d.save
	d.save = func(r []admission.Record) error {
		if panics.Add(1) == 1 {
			panic("a bug in the profile")
		}
		return save(r)
	}
	d.mu.Unlock()

	if share, last := guesser(host, "wrong"); share || last != nil {
		t.Errorf("the connection that panicked was answered: %v", last)
	}
	if panics.Load() == 0 {
		t.Fatal("nothing panicked")
	}
	// What was granted counts, whatever became of it.
	wait(host, 1, func(s Security) bool { return s.Kind == WrongPassword && s.Tries == 1 })
	anna.say("did you hear something?")
	host.said("did you hear something?")
	joining(t, "Ben", host.address())
}
