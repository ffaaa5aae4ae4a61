package alarm_test

import (
	"slices"
	"testing"
	"time"

	"realtalk/core/admission"
	"realtalk/core/alarm"
)

// door is both machines together, as a host runs them.
type door struct {
	admission *admission.State
	alarm     *alarm.State
	now       time.Time
	told      []alarm.Kind
	times     int // what the notices stand for
}

func (d *door) step(in admission.Input) {
	for _, a := range d.admission.Step(d.now, in) {
		if n, ok := a.(admission.Notify); ok {
			d.ring(alarm.Heard{Notify: n})
		}
	}
}

func (d *door) ring(in alarm.Input) {
	for _, a := range d.alarm.Step(d.now, in) {
		if t, ok := a.(alarm.Tell); ok {
			d.told = append(d.told, t.Kind)
			d.times += t.Times
		}
	}
}

// Somebody types a wrong password every two seconds until it is blocked, and
// then goes on to knock.
func TestBesideAdmission(t *testing.T) {
	d := &door{admission: admission.New(nil), alarm: alarm.New(), now: noon}
	const knocks = 20
	for c := range admission.Conn(knocks) {
		d.step(admission.Knock{Conn: c, Addr: address(1)})
		d.step(admission.Ask{Conn: c})
		d.step(admission.Judge{Conn: c})
		d.now = d.now.Add(2 * time.Second)
	}
	d.step(admission.Unblock{Prefix: house(1)})
	want := []alarm.Kind{
		alarm.WrongPassword, alarm.Disconnected, alarm.WrongPassword, alarm.Blocked,
		alarm.Refused, alarm.Refused, alarm.Unblocked,
	}
	if !slices.Equal(d.told, want) {
		t.Errorf("told %v, want %v", d.told, want)
	}
	if d.times != knocks { // six tries, then refused
		t.Errorf("the notices stand for %d of %d", d.times, knocks)
	}
}
