package reach

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/hex"
	"net/netip"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/jackpal/gateway"
)

func defaultGateways() []netip.Addr {
	var all []netip.Addr
	v4, _ := gateway.DiscoverGateways() // an error: there are none
	for _, ip := range v4 {
		a, _ := netip.AddrFromSlice(ip)
		all = append(all, a)
	}
	table, err := os.ReadFile("/proc/net/ipv6_route")
	if err != nil {
		return all // no IPv6 here
	}
	return append(all, parseRoutes6(table)...)
}

// parseRoutes6 gives the gateways of the default routes in /proc/net/ipv6_route
// by their metric. In hex: destination and its prefix length, source and its
// prefix length, next hop, metric, two counters, flags (RTF_ of linux/route.h);
// then the card's name.
func parseRoutes6(table []byte) []netip.Addr {
	const up, viaGateway = 0x1, 0x2
	type route struct {
		gateway netip.Addr
		metric  uint64
	}
	var routes []route
	for lines := bufio.NewScanner(bytes.NewReader(table)); lines.Scan(); {
		f := strings.Fields(lines.Text())
		if len(f) != 10 || strings.Trim(f[0]+f[1], "0") != "" {
			continue
		}
		hop, err1 := hex.DecodeString(f[4])
		metric, err2 := strconv.ParseUint(f[5], 16, 32)
		flags, err3 := strconv.ParseUint(f[8], 16, 32)
		if cmp.Or(err1, err2, err3) != nil || len(hop) != 16 || flags&(up|viaGateway) != up|viaGateway {
			continue
		}
		routes = append(routes, route{zoned(netip.AddrFrom16([16]byte(hop)), f[9]), metric})
	}
	slices.SortStableFunc(routes, func(a, b route) int { return cmp.Compare(a.metric, b.metric) })
	var all []netip.Addr
	for _, r := range routes {
		all = append(all, r.gateway)
	}
	return all
}
