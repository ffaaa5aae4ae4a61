package geoip_test

import (
	"net/netip"
	"testing"
)

func BenchmarkLookup(b *testing.B) {
	d := openIn(b, folders(b))
	for _, test := range []struct{ name, address string }{
		{"IPv4", "198.51.100.1"},
		{"IPv6", "2001:db8:1::1"},
		{"Unknown", "203.0.113.1"},
		{"ThisNetwork", "192.168.1.1"},
	} {
		b.Run(test.name, func(b *testing.B) {
			address := netip.MustParseAddr(test.address)
			b.ReportAllocs()
			for b.Loop() {
				d.Lookup(address)
			}
		})
	}
	b.Run("Parallel", func(b *testing.B) {
		address := netip.MustParseAddr("198.51.100.1")
		b.ReportAllocs()
		b.RunParallel(func(p *testing.PB) {
			for p.Next() {
				d.Lookup(address)
			}
		})
	})
}
