package reach_test

import (
	"encoding/hex"
	"net/netip"
	"os"
	"slices"
	"strings"
	"testing"

	"realtalk/core/reach"
)

// The kernel's own table is read a second way.
func TestGatewaysAreTheDefaultRoutes(t *testing.T) {
	table, err := os.ReadFile("/proc/net/route")
	if err != nil {
		t.Skip(err)
	}
	var want []netip.Addr
	for line := range strings.Lines(string(table)) {
		f := strings.Fields(line)
		if len(f) < 8 || f[1] != "00000000" || f[2] == "00000000" || f[7] != "00000000" {
			continue
		}
		b, err := hex.DecodeString(f[2])
		if err != nil || len(b) != 4 {
			t.Fatalf("line %q: %v", line, err)
		}
		slices.Reverse(b)
		a, _ := netip.AddrFromSlice(b)
		want = append(want, a)
	}
	got := slices.DeleteFunc(reach.Gateways(), netip.Addr.Is6)
	for _, a := range want {
		if !slices.Contains(got, a) {
			t.Errorf("%s is missing in %v", a, got)
		}
	}
	if len(want) == 0 && len(got) > 0 {
		t.Errorf("%v, but there is no default route", got)
	}
}
