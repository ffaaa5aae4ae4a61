package reach_test

import (
	"fmt"
	"strings"
	"testing"

	"realtalk/core/reach"
	"realtalk/core/reach/lab"
)

// What is seen in a home, on the Internet, and when a VPN takes everything.
func TestLookAround(t *testing.T) {
	l := lab.Up(t, lab.Options{})
	want := func(computer, text string) {
		t.Helper()
		if out := l.Run(computer, "TestLookAroundInside"); !strings.Contains(out, text) {
			t.Errorf("%s: not %q:\n%s", computer, text, out)
		}
	}
	want("host", "[192.168.1.1 fe80::1%eth0] {VPN:false Private:true Networks:[192.168.1.0/24 2001:db8:1::/64]}")
	want("peer", "[203.0.113.254 fe80::1%eth0] {VPN:false Private:false Networks:[203.0.113.0/24 2001:db8::/64]}")
	for _, command := range []string{
		"link add wg0 type veth peer name far0", "addr add 10.8.0.2/24 dev wg0", "link set wg0 up", "link set far0 up",
		"route add 0.0.0.0/1 dev wg0", "route add 128.0.0.0/1 dev wg0",
	} {
		if out, err := l.Command("host", "ip", strings.Fields(command)...).CombinedOutput(); err != nil {
			t.Fatalf("ip %s: %v: %s", command, err, out)
		}
	}
	want("host", "[192.168.1.1 fe80::1%eth0] {VPN:true Private:false Networks:[192.168.1.0/24 2001:db8:1::/64 10.8.0.0/24]}")
}

func TestLookAroundInside(t *testing.T) {
	if lab.Inside() == "" {
		t.Skip("a part of TestLookAround")
	}
	s, err := reach.Look()
	if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("%v %+v\n", reach.Gateways(), s)
}
