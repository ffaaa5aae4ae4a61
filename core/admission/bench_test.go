package admission_test

import (
	"testing"

	"realtalk/core/admission"
)

// BenchmarkTry is one wrong try from a new address when memory is full: the
// worst a stranger can cause.
func BenchmarkTry(b *testing.B) {
	s := admission.New(nil)
	i := 0
	try := func() {
		c := admission.Conn(i)
		s.Step(now, admission.Knock{Conn: c, Addr: address(i)})
		s.Step(now, admission.Ask{Conn: c})
		s.Step(now, admission.Gone{Conn: c})
		i++
	}
	for range admission.MaxRecords {
		try()
	}
	b.ReportAllocs()
	for b.Loop() {
		try()
	}
}
