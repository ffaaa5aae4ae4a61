package geoip_test

import (
	"net/netip"
	"testing"

	"realtalk/core/geoip"
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

// BenchmarkBuiltIn looks well-known addresses up in the list that rt carries.
func BenchmarkBuiltIn(b *testing.B) {
	d := geoip.Open(geoip.Options{Cache: b.TempDir()})
	b.Cleanup(func() { _ = d.Close() })
	for name, address := range map[string]string{"IPv4": "193.0.6.139", "IPv6": "2001:67c:2e8:22::c100:68b"} {
		b.Run(name, func(b *testing.B) {
			a := netip.MustParseAddr(address)
			if got := d.Lookup(a); got.Country != "NL" || got.Owner == "" {
				b.Fatalf("%+v", got)
			}
			b.ReportAllocs()
			for b.Loop() {
				d.Lookup(a)
			}
		})
	}
}
