package reach

import (
	"net"
	"net/netip"

	"github.com/jackpal/gateway"
)

// Gateways gives the addresses of the routers that this computer sends to when
// it knows no better way; none if there are none or the system does not tell.
// It asks the system anew each time, which takes some milliseconds where that
// means to start a program (macOS, the BSDs), and sends nothing.
func Gateways() []netip.Addr {
	v4, _ := gateway.DiscoverGateways() // an error: there are none
	v6, _ := gateway.DiscoverGatewaysIPv6()
	var all []netip.Addr
	for _, ip := range append(append([]net.IP(nil), v4...), v6...) {
		if a, ok := netip.AddrFromSlice(ip); ok && !a.IsUnspecified() {
			all = append(all, a.Unmap())
		}
	}
	return all
}
