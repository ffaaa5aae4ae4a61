package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestNetworkComesLater starts a host on a computer without any network, and a guest
// there; then the network comes. It needs root.
func TestNetworkComesLater(t *testing.T) {
	alone := newComputer(t, "rtalone")
	host := startOn(t, alone, "Ann", "host")
	host.Expect("password_prompt", nil)
	host.Send("sable otter vinyl quartz")
	if lines := host.Expect("hosting", nil).list("local"); len(lines) != 0 {
		t.Errorf("without a network it hands out %q", lines)
	}
	e := host.Expect("router", where("state", "not_found"))
	if !strings.Contains(e.text("text"), "connected to no network") || !strings.Contains(e.text("hint"), "Connect to") {
		t.Errorf("said: %v", e.fields)
	}
	guest := startOn(t, alone, "Bob", "203.0.113.7", "4000")
	if text := guest.Expect("ended", where("reason", "unreachable")).text("text"); text != "This computer is connected to no network." {
		t.Errorf("the guest is told %q", text)
	}
	guest.Exit(3)

	connect(t, alone)
	lines := host.Expect("router", func(e event) bool { return len(e.list("local")) > 0 }).list("local")
	if !strings.HasPrefix(lines[0], "rt 192.168.78.1 ") {
		t.Fatalf("the line is %q", lines)
	}
	talksWith(t, alone, host, lines[0])
}

// TestWithoutIPv6 hosts and joins where IPv6 is switched off. It needs root.
func TestWithoutIPv6(t *testing.T) {
	old := newComputer(t, "rtold")
	runs(t, "ip", "netns", "exec", old, "sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1", "net.ipv6.conf.default.disable_ipv6=1")
	connect(t, old)
	host := startOn(t, old, "Ann", "host", "--no-router")
	host.Expect("password_prompt", nil)
	host.Send("sable otter vinyl quartz")
	lines := host.Expect("hosting", nil).list("local")
	if len(lines) != 1 {
		t.Fatalf("the lines are %q", lines)
	}
	talksWith(t, old, host, lines[0])
	for _, complaint := range []string{"error", "notice"} {
		if host.Seen(complaint, nil) {
			host.fatal("it complains")
		}
	}
}

// talksWith lets a guest of the same computer in by a line, and both talk.
func talksWith(t *testing.T, where string, host *process, line string) {
	t.Helper()
	guest := startOn(t, where, "Cora", strings.Fields(line)[1:]...)
	guest.Expect("password_prompt", nil)
	guest.Send("sable otter vinyl quartz")
	guest.Expect("joined", nil)
	host.Expect("member_joined", nil)
	goesOn(host, guest)
	leave(host)
	host.Exit(0)
	guest.Exit(0)
}

// newComputer makes a network namespace with nothing in it that is up.
func newComputer(t *testing.T, name string) string {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("making network namespaces needs root")
	}
	_ = exec.Command("ip", "netns", "del", name).Run() // of a run that was killed
	runs(t, "ip", "netns", "add", name)
	t.Cleanup(func() { _ = exec.Command("ip", "netns", "del", name).Run() })
	return name
}

// connect gives a computer a network in which nobody else is.
func connect(t *testing.T, name string) {
	t.Helper()
	runs(t, "ip", "-n", name, "link", "set", "lo", "up")
	runs(t, "ip", "-n", name, "link", "add", "eth0", "type", "veth", "peer", "name", "cable")
	runs(t, "ip", "-n", name, "link", "set", "cable", "up")
	runs(t, "ip", "-n", name, "link", "set", "eth0", "up")
	runs(t, "ip", "-n", name, "addr", "add", "192.168.78.1/24", "dev", "eth0")
}

func runs(t *testing.T, command string, args ...string) {
	t.Helper()
	if out, err := exec.Command(command, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v: %s", command, strings.Join(args, " "), err, out)
	}
}
