package admission_test

import (
	"net/netip"
	"testing"

	"realtalk/core/admission"
)

func TestHousehold(t *testing.T) {
	for in, want := range map[string]string{
		"192.0.2.7":            "192.0.2.7/32",
		"127.0.0.1":            "127.0.0.1/32", // no address is exempt
		"::ffff:192.0.2.7":     "192.0.2.7/32",
		"2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64",
		"2001:db8:1:2:ffff::":  "2001:db8:1:2::/64",
		"fe80::1%eth0":         "fe80::/64",
		"::1":                  "::/64",
	} {
		if got := admission.Household(netip.MustParseAddr(in)); got.String() != want {
			t.Errorf("Household(%s) = %s, want %s", in, got, want)
		}
	}
	if got := admission.Household(netip.Addr{}); got != (netip.Prefix{}) {
		t.Errorf("Household of nothing = %s", got)
	}
}
