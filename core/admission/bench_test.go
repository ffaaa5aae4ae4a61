package admission_test

import (
	"net/netip"
	"testing"
	"time"

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

// crowded has MaxRecords blocks with an end, of networks as far as there is room.
func crowded() *admission.State {
	s := admission.New(nil)
	for i := range admission.MaxRecords {
		p := netip.PrefixFrom(far, 63-i%48).Masked()
		if i >= 48 { // every length there is
			p = admission.Household(address(i))
		}
		s.Step(now, admission.Block{Prefix: p, Until: now.Add(time.Duration(i+1) * time.Second)})
	}
	return s
}

// BenchmarkImport is a list of MaxRecords blocks with ends, read into a machine
// that holds as many others already, and those lifted, the next to end first.
func BenchmarkImport(b *testing.B) {
	for b.Loop() {
		s := crowded()
		for _, r := range s.Records() {
			s.Step(now, admission.Unblock{Prefix: r.Address})
		}
		for i := range admission.MaxRecords {
			p := admission.Household(address(admission.MaxRecords + i))
			s.Step(now, admission.Block{Prefix: p, Until: now.Add(time.Duration(i+1) * time.Hour)})
		}
		if s.Room() != 0 {
			b.Fatal("not full")
		}
	}
}

// BenchmarkBlocked is the look-up that takes longest: an IPv6 address that
// nothing blocks.
func BenchmarkBlocked(b *testing.B) {
	s, a := crowded(), netip.MustParseAddr("fd00::1")
	b.ReportAllocs()
	for b.Loop() {
		if s.Blocked(a) {
			b.Fatal("blocked")
		}
	}
}

// BenchmarkRefuse is a knock of somebody who is blocked, while all blocks have
// ends that are to come.
func BenchmarkRefuse(b *testing.B) {
	s := crowded()
	b.ReportAllocs()
	for b.Loop() {
		s.Step(now, admission.Knock{Conn: 1, Addr: far})
	}
}

// BenchmarkEnd is a block that is the next to end, made and lifted.
func BenchmarkEnd(b *testing.B) {
	s := crowded()
	s.Step(now, admission.Unblock{Prefix: s.Records()[0].Address})
	b.ReportAllocs()
	for b.Loop() {
		if len(s.Step(now, admission.Block{Prefix: home, Until: now.Add(time.Second)})) == 0 {
			b.Fatal("no room")
		}
		s.Step(now, admission.Unblock{Prefix: home})
	}
}
