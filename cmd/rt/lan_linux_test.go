package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestThreeComputersOfOneNetwork makes three computers of network namespaces,
// joined by a switch, and lets the guests come in by the very lines that the
// host prints, over IPv4 and IPv6. It needs root.
func TestThreeComputersOfOneNetwork(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("making network namespaces needs root")
	}
	lan := newLAN(t, "rtlan", 3)
	host := startOn(t, lan[0], "Hanna", "host", "--no-router")
	host.Expect("password_prompt", nil)
	host.Send("correct horse")
	lines := host.Expect("hosting", nil).list("local")
	if len(lines) != 2 || !strings.HasPrefix(lines[0], "rt 192.168.77.1 ") || !strings.HasPrefix(lines[1], "rt fd77::1 ") {
		t.Fatalf("the host prints %q", lines)
	}
	host.Expect("joined", nil)

	var guests []*process
	for i, name := range []string{"Anna", "Ben"} {
		g := startOn(t, lan[i+1], name, strings.Fields(lines[i])[1:]...)
		g.Expect("password_prompt", nil)
		g.Send("correct horse")
		g.Expect("joined", nil)
		host.Expect("member_joined", where("name", name))
		guests = append(guests, g)
	}
	for _, from := range append(guests, host) {
		from.Send("hello from " + from.who)
		for _, to := range append(guests, host) {
			to.Expect("message", where("text", "hello from "+from.who))
		}
	}
	stranger := startOn(t, lan[2], "Mallory", strings.Fields(lines[0])[1:]...)
	stranger.Expect("password_prompt", nil)
	stranger.Send("guess")
	if got := host.Expect("security", where("kind", "wrong_password")).text("address"); got != "192.168.77.3" {
		t.Errorf("the wrong password is said to come from %s", got)
	}
	leave(host)
	for _, g := range guests {
		g.Expect("ended", where("reason", "host_ended"))
		g.Exit(0)
	}
	host.Exit(0)
}

// newLAN makes n namespaces on a switch: 192.168.77.1 and fd77::1 and so on. It
// takes them down at the end of the test.
func newLAN(t *testing.T, prefix string, n int) []string {
	t.Helper()
	ip := func(args ...string) {
		t.Helper()
		if out, err := exec.Command("ip", args...).CombinedOutput(); err != nil {
			t.Fatalf("ip %s: %v: %s", strings.Join(args, " "), err, out)
		}
	}
	add := func(name string) {
		_ = exec.Command("ip", "netns", "del", name).Run() // of a run that was killed
		ip("netns", "add", name)
		t.Cleanup(func() { _ = exec.Command("ip", "netns", "del", name).Run() })
	}
	hub := prefix + "hub"
	add(hub)
	ip("-n", hub, "link", "add", "br0", "type", "bridge", "forward_delay", "0", "mcast_snooping", "0")
	ip("-n", hub, "link", "set", "br0", "up")
	var names []string
	for i := range n {
		name, digit := prefix+string(rune('1'+i)), string(rune('1'+i))
		add(name)
		ip("link", "add", "eth0", "netns", name, "type", "veth", "peer", "name", "port"+digit, "netns", hub)
		ip("-n", hub, "link", "set", "port"+digit, "master", "br0", "up")
		ip("-n", name, "link", "set", "lo", "up")
		ip("-n", name, "link", "set", "eth0", "up")
		ip("-n", name, "addr", "add", "192.168.77."+digit+"/24", "dev", "eth0")
		ip("-n", name, "addr", "add", "fd77::"+digit+"/64", "dev", "eth0", "nodad")
		names = append(names, name)
	}
	return names
}

// startOn starts rt on one computer of the network.
func startOn(t *testing.T, namespace, who string, args ...string) *process {
	t.Helper()
	rt, err := exec.LookPath("rt")
	if err != nil {
		t.Fatal(err)
	}
	args = append([]string{"netns", "exec", namespace, rt, "--json", "--name", who, "--profile", filepath.Join(t.TempDir(), who)}, args...)
	return launch(t, who, exec.Command("ip", args...))
}
