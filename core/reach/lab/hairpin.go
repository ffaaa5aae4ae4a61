//go:build linux

package lab

import "fmt"

// The daemon's maps are for packets that come in by wan0. So that the home's own
// computers can use them, what these send to the router's outer address takes
// the way to the Internet's router and back. On its way out it is not tracked,
// or the router would take what comes back for the same connection; when it
// leaves for the home again, its source becomes the router, as with all routers
// that can do this.
const hairpinTable = 113

func (r *router) hairpinMarks() []string {
	return []string{
		"type filter hook prerouting priority raw;",
		fmt.Sprintf(`iifname "%s" meta l4proto { tcp, udp } ip daddr != %s fib daddr type local meta mark set 1 notrack`,
			r.lan, r.inside.Addr()),
	}
}

func (r *router) hairpinAnswers() string {
	if !r.hairpin {
		return ""
	}
	return fmt.Sprintf(`oifname "%s" ip saddr %s masquerade`, r.lan, r.inside.Masked())
}

// hairpinRules put the marked ahead of the router's own addresses.
func (r *router) hairpinRules() []string {
	return []string{
		"rule add pref 1 lookup local",
		"rule del pref 0",
		fmt.Sprintf("rule add pref 0 fwmark 1 lookup %d", hairpinTable),
	}
}

func (r *router) hairpinRoute() []string {
	return []string{fmt.Sprintf("route replace default via %s table %d", r.gateway, hairpinTable)}
}

// routes4 are lost with the outer address.
func (r *router) routes4() []string {
	routes := []string{"route replace default via " + r.gateway}
	if r.hairpin {
		routes = append(routes, r.hairpinRoute()...)
	}
	return routes
}
