//go:build !linux && !windows && !darwin && !dragonfly && !freebsd && !netbsd && !openbsd

package reach

import (
	"net/netip"

	"github.com/jackpal/gateway"
)

// defaultGateways gives no zones.
func defaultGateways() []netip.Addr {
	v4, _ := gateway.DiscoverGateways() // an error: there are none
	v6, _ := gateway.DiscoverGatewaysIPv6()
	var all []netip.Addr
	for _, ip := range append(v4, v6...) {
		a, _ := netip.AddrFromSlice(ip)
		all = append(all, a)
	}
	return all
}
