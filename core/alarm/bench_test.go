package alarm_test

import (
	"testing"
	"time"

	"realtalk/core/admission"
	"realtalk/core/alarm"
)

// BenchmarkAttack is one wrong try in an attack of 300 households whose line is
// always full: the newcomer's, and what the door asks of the machine for it.
func BenchmarkAttack(b *testing.B) {
	const houses = 300
	s := alarm.New()
	besieged := func(i int) {
		now := noon.Add(time.Duration(i) * time.Millisecond)
		n := i % houses
		s.Step(now, alarm.Enter{Conn: admission.Conn(i), House: house(n), Wrong: n % 6})
		s.Step(now, wrong(n, n%6))
		s.Next()
	}
	i := 0
	for ; i < houses; i++ {
		besieged(i)
	}
	if !s.Attack() {
		b.Fatal("no attack")
	}
	b.ReportAllocs()
	for b.Loop() {
		besieged(i)
		i++
	}
}

// BenchmarkKnock is one knock of a blocked household while as many as are
// remembered have been told of: each makes one forgotten.
func BenchmarkKnock(b *testing.B) {
	s := alarm.New()
	for n := range alarm.MaxHouses {
		s.Step(noon, refused(n))
	}
	n := alarm.MaxHouses
	b.ReportAllocs()
	for b.Loop() {
		s.Step(noon, refused(n%(1<<24)))
		s.Next()
		n++
	}
}
