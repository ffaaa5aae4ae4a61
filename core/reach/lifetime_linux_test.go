package reach

import (
	"maps"
	"net/netip"
	"testing"
)

func TestParseInet6(t *testing.T) {
	const table = `00000000000000000000000000000001 01 80 10 80       lo
20010db8000000000000000000000001 02 40 00 00     eth0
20010db800000000000000000000000c 02 40 00 01     eth0
20010db800000000000000000000000d 02 40 00 21     eth0
20010db800000000000000000000000e 02 40 00 41     eth0
20010db800000000000000000000000f 02 40 00 c8     eth0
nonsense
20010db8 02 40 00 00 short
20010db8000000000000000000000002 02 40 00 zz     eth0
zz010db8000000000000000000000002 02 40 00 00     eth0
`
	want := map[netip.Addr]lifetime{
		netip.MustParseAddr("::1"):         stays,
		netip.MustParseAddr("2001:db8::1"): stays,
		netip.MustParseAddr("2001:db8::c"): changes,
		netip.MustParseAddr("2001:db8::d"): goesSoon,
		netip.MustParseAddr("2001:db8::e"): unusable,
		netip.MustParseAddr("2001:db8::f"): unusable,
	}
	if got := parseInet6([]byte(table)); !maps.Equal(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
}
