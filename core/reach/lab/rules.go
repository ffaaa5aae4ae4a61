//go:build linux

package lab

import (
	"fmt"
	"strings"
)

// writeRules gives a router its rules. The first three chains are the daemon's
// to fill; the rest says what happens to all other packets.
func (r *router) writeRules() string {
	var s strings.Builder
	chain := func(name string, lines ...string) {
		fmt.Fprintf(&s, " chain %s {\n", name)
		for _, line := range lines {
			if line != "" {
				fmt.Fprintf(&s, "  %s\n", line)
			}
		}
		s.WriteString(" }\n")
	}
	s.WriteString("flush ruleset\ntable inet home {\n")
	for _, name := range []string{pinholes, doors, leavingDoors} {
		chain(name)
	}
	chain("to_router", "type filter hook input priority filter; policy accept;", r.deaf(),
		`iifname != "wan0" accept`, "ct state established,related accept",
		"meta l4proto { icmp, ipv6-icmp } accept", r.unasked())
	chain("through", "type filter hook forward priority filter; policy drop;",
		"ct state established,related accept", `iifname != "wan0" accept`, "ct status dnat accept",
		"jump "+pinholes, r.six(), r.rejected())
	chain("arriving", "type nat hook prerouting priority dstnat;", "jump "+doors)
	chain("leaving", "type nat hook postrouting priority srcnat;", "jump "+leavingDoors,
		`oifname "wan0" meta nfproto ipv4 `+r.translation(),
		`oifname "wan0" meta nfproto ipv4 masquerade`, // what has no ports
		r.hairpinAnswers())
	if r.hairpin {
		chain("hairpin", r.hairpinMarks()...)
	}
	s.WriteString("}\n")
	return s.String()
}

// deaf lets a daemon that speaks both protocols of port 5351 hear one only: they
// begin with their version.
func (r *router) deaf() string {
	const other = "udp dport 5351 @th,64,8 != %d drop"
	switch r.profile {
	case "pmp":
		return fmt.Sprintf(other, 0)
	case "pcp":
		return fmt.Sprintf(other, 2)
	}
	return ""
}

// unasked is what happens to packets from outside that nothing leads further.
func (r *router) unasked() string {
	switch r.wan {
	case "reject":
		return r.rejected()
	case "accept":
		return "accept"
	}
	return "drop"
}

func (r *router) rejected() string {
	if r.wan != "reject" {
		return ""
	}
	return "meta l4proto tcp reject with tcp reset\n  reject"
}

func (r *router) six() string {
	if r.filters6 {
		return ""
	}
	return "meta nfproto ipv6 accept"
}

func (r *router) translation() string {
	switch r.nat {
	case "sym":
		return "masquerade fully-random"
	case "remap":
		return "meta l4proto { tcp, udp } masquerade to :20000-29999"
	}
	return "masquerade"
}
