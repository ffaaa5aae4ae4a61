package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestNoticesNameTheTrueAddress hosts in a home whose router passes one port on
// and lets strangers of the Internet guess: the host is told where each really
// comes from, those of one IPv6 network are counted together, and who used the
// Internet line from within the home is said to come from the own router. It
// needs root.
func TestNoticesNameTheTrueAddress(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("making network namespaces needs root")
	}
	newHome(t)
	profile := filepath.Join(t.TempDir(), "Hanna")
	host := launch(t, "Hanna", exec.Command("ip", "netns", "exec", "rthome-host", "rt", "--json", "--name", "Hanna",
		"--profile", profile, "host", "--no-router", "--port", homePort))
	host.Expect("password_prompt", nil)
	host.Send("correct horse")
	host.Expect("joined", nil)

	guess := func(from, to string, times int) {
		t.Helper()
		g := startOn(t, from, "Mallory", to, homePort)
		for range times {
			g.Expect("password_prompt", nil)
			g.Send("guess")
			g.Expect("password_wrong", nil)
		}
		g.Kill()
	}
	told := func(kind, address string, tries int) {
		t.Helper()
		e := host.Expect("security", func(e event) bool {
			return e.text("kind") == kind && e.text("address") == address && e.number("tries") == tries
		})
		if e.text("place") == "" {
			t.Errorf("no place in %v", e.fields)
		}
	}

	guess("rthome-v4", "203.0.113.1", 3)
	told("wrong_password", "203.0.113.50", 1)
	told("disconnected", "203.0.113.50", 3)

	// Two computers of one /64 share a count, one of another has its own.
	guess("rthome-v6a", homeV6, 2)
	told("wrong_password", "2001:db8:50::1", 1)
	guess("rthome-v6b", homeV6, 1)
	told("disconnected", "2001:db8:50::2", 3)
	guess("rthome-v6c", homeV6, 1)
	told("wrong_password", "2001:db8:51::1", 1)

	guess("rthome-lan", "203.0.113.1", 3)
	told("disconnected", "192.168.1.1", 3)
	leave(host)
	host.Exit(0)
	list, err := os.ReadFile(filepath.Join(profile, "security.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(list), "192.168.1.1, which is your own router's") {
		t.Errorf("the list does not say whose address it is:\n%s", list)
	}
}

const (
	homePort = "40213"
	homeV6   = "2001:db8:1::10"
)

// newHome makes a home, its router and some computers of the Internet, of
// network namespaces, and takes them down at the end of the test:
//
//	rthome-host  192.168.1.10, 2001:db8:1::10     rthome-lan  192.168.1.11
//	       |                                          |
//	rthome-router  192.168.1.1, passes homePort of 203.0.113.1 on to the host
//	       |
//	rthome-v4 203.0.113.50   rthome-v6a, -v6b 2001:db8:50::/64   rthome-v6c 2001:db8:51::/64
func newHome(t *testing.T) {
	t.Helper()
	run := func(name string, args ...string) {
		t.Helper()
		if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
			t.Fatalf("%s %s: %v: %s", name, strings.Join(args, " "), err, out)
		}
	}
	const router = "rthome-router"
	in := func(namespace string, command ...string) {
		t.Helper()
		run("ip", append([]string{"netns", "exec", namespace}, command...)...)
	}
	add := func(namespace string) {
		_ = exec.Command("ip", "netns", "del", namespace).Run() // of a run that was killed
		run("ip", "netns", "add", namespace)
		t.Cleanup(func() { _ = exec.Command("ip", "netns", "del", namespace).Run() })
		run("ip", "-n", namespace, "link", "set", "lo", "up")
	}
	add(router)
	for _, bridge := range []string{"lan", "wan"} {
		run("ip", "-n", router, "link", "add", bridge, "type", "bridge", "forward_delay", "0", "mcast_snooping", "0")
		run("ip", "-n", router, "link", "set", bridge, "up")
	}
	address := func(namespace, card, a string) {
		t.Helper()
		args := []string{"-n", namespace, "addr", "add", a, "dev", card}
		if strings.Contains(a, ":") {
			args = append(args, "nodad")
		}
		run("ip", args...)
	}
	for _, a := range []string{"192.168.1.1/24", "2001:db8:1::1/64"} {
		address(router, "lan", a)
	}
	for _, a := range []string{"203.0.113.1/24", "2001:db8:50::fe/64", "2001:db8:51::fe/64"} {
		address(router, "wan", a)
	}
	for i, c := range []struct{ name, bridge, v4, v4gate, v6, v6gate string }{
		{"host", "lan", "192.168.1.10/24", "192.168.1.1", homeV6 + "/64", "2001:db8:1::1"},
		{"lan", "lan", "192.168.1.11/24", "192.168.1.1", "2001:db8:1::11/64", "2001:db8:1::1"},
		{"v4", "wan", "203.0.113.50/24", "", "", ""},
		{"v6a", "wan", "", "", "2001:db8:50::1/64", "2001:db8:50::fe"},
		{"v6b", "wan", "", "", "2001:db8:50::2/64", "2001:db8:50::fe"},
		{"v6c", "wan", "", "", "2001:db8:51::1/64", "2001:db8:51::fe"},
	} {
		name, port := "rthome-"+c.name, fmt.Sprintf("port%d", i)
		add(name)
		run("ip", "link", "add", "eth0", "netns", name, "type", "veth", "peer", "name", port, "netns", router)
		run("ip", "-n", router, "link", "set", port, "master", c.bridge, "up")
		run("ip", "-n", name, "link", "set", "eth0", "up")
		if c.v4 != "" {
			address(name, "eth0", c.v4)
		}
		if c.v4gate != "" {
			run("ip", "-n", name, "route", "add", "default", "via", c.v4gate)
		}
		if c.v6 != "" {
			address(name, "eth0", c.v6)
			run("ip", "-n", name, "-6", "route", "add", "default", "via", c.v6gate)
		}
	}
	in(router, "sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1")
	in(router, "nft", fmt.Sprintf(`table ip nat {
	chain in { type nat hook prerouting priority -100; ip daddr 203.0.113.1 tcp dport %s dnat to 192.168.1.10; }
	chain out { type nat hook postrouting priority 100; ip saddr 192.168.1.0/24 ip daddr 192.168.1.10 masquerade; ip saddr 192.168.1.0/24 oifname "wan" masquerade; }
}`, homePort))
}
