package main

import (
	"fmt"
	"net/netip"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"realtalk/core/reach/lab"
)

// upLab builds a lab beside those of other tests. Short runs do without.
func upLab(t *testing.T, o lab.Options) *lab.Lab {
	t.Helper()
	if testing.Short() {
		t.Skip("networks take their time")
	}
	t.Parallel()
	// miniupnpd cannot delete an IPv6 hole that was asked for twice, as happens on
	// a busy computer, and shortens it to the least life that it gives.
	o.Home1.MinLife = 2
	return lab.Up(t, o)
}

// at starts rt on a computer of a lab.
func at(t *testing.T, l *lab.Lab, computer, who string, args ...string) *process {
	t.Helper()
	return atWith(t, l, computer, who, filepath.Join(t.TempDir(), who), args...)
}

func atWith(t *testing.T, l *lab.Lab, computer, who, profile string, args ...string) *process {
	t.Helper()
	args = append([]string{"--json", "--name", who, "--profile", profile}, args...)
	return launch(t, who, l.Command(computer, "rt", args...))
}

// hostAt starts a host and gives it its password.
func hostAt(t *testing.T, l *lab.Lab, computer string, args ...string) *process {
	t.Helper()
	host := at(t, l, computer, "Hanna", append([]string{"host"}, args...)...)
	begin(host)
	return host
}

func begin(host *process) {
	host.t.Helper()
	host.Expect("password_prompt", nil)
	host.Send("correct horse")
	host.Expect("joined", nil)
}

// comesIn lets somebody in from a computer by a printed line, and checks that
// the host is told where from by a wrong password that is typed first.
func comesIn(t *testing.T, l *lab.Lab, computer, who, line string, host *process, from ...string) *process {
	t.Helper()
	g := at(t, l, computer, who, strings.Fields(line)[1:]...)
	g.Expect("password_prompt", nil)
	g.Send("wrong")
	g.Expect("password_wrong", nil)
	g.Expect("password_prompt", nil)
	host.Expect("security", func(e event) bool {
		return e.text("kind") == "wrong_password" && slices.Contains(from, e.text("address"))
	})
	g.Send("correct horse")
	g.Expect("joined", nil)
	host.Expect("member_joined", where("name", who))
	return g
}

// opened waits for a door and gives the first line for people elsewhere.
func opened(host *process) string {
	host.t.Helper()
	e := host.Expect("router", where("state", "open"))
	if text := e.text("text"); !strings.Contains(text, "Not tested from outside yet; your first guest will tell.") {
		host.t.Errorf("an open door is told as %q", text)
	}
	lines := e.list("internet")
	if len(lines) == 0 {
		host.fatal("an open door without a line")
	}
	return lines[0]
}

// ended ends a chat and wants no door left in the routers' own tables.
func ended(t *testing.T, l *lab.Lab, host *process, routers ...string) {
	t.Helper()
	leave(host)
	host.Exit(0)
	for _, r := range routers {
		await(t, r+" passing nothing on", func() bool { return len(l.Maps(r)) == 0 })
	}
}

// Somebody on the Internet types the line that the host printed, whatever the
// router speaks, and is in; the host sees the true address, and the door is gone
// after the chat. It needs root, as do the others here.
func TestGuestsComeInThroughTheRouter(t *testing.T) {
	for _, profile := range []struct{ name, method string }{
		{"igd1", "upnp"}, {"igd2", "upnp"}, {"pmp", "nat-pmp"}, {"pcp", "pcp"}, {"pxp", "pcp"}, {"all", "pcp"},
	} {
		t.Run(profile.name, func(t *testing.T) {
			l := upLab(t, lab.Options{Home1: lab.Router{Profile: profile.name}})
			host := hostAt(t, l, "host")
			e := host.Expect("router", where("state", "open"))
			if e.text("method") != profile.method {
				t.Errorf("opened by %s", e.text("method"))
			}
			line := e.list("internet")[0]
			if !strings.HasPrefix(line, "rt 203.0.113.1 ") {
				t.Errorf("the line is %q", line)
			}
			if e.fields["tested"] != false {
				t.Error("told as tested before anybody came in")
			}
			comesIn(t, l, "peer", "Anna", line, host, "203.0.113.50")
			host.Expect("router", func(e event) bool {
				return e.fields["tested"] == true && strings.Contains(e.text("text"), "it works")
			})
			ended(t, l, host, "router1")
		})
	}
}

// The invite leads in from everywhere: the host's own network and the Internet.
func TestInviteLeadsInFromEverywhere(t *testing.T) {
	l := upLab(t, lab.Options{Home1: lab.Router{Profile: "all"}})
	host := hostAt(t, l, "host")
	invite := host.Expect("router", where("state", "open")).text("invite")
	if !strings.HasPrefix(invite, "rt:") || len(invite) > 100 {
		t.Errorf("the invite is %q", invite)
	}
	for computer, from := range map[string][]string{ // which way answers first depends on how busy this computer is
		"lan": {"192.168.1.11", "2001:db8:1::11"}, "peer": {"203.0.113.50", "2001:db8::50"},
	} {
		g := comesIn(t, l, computer, "at "+computer, "rt "+invite, host, from...)
		leave(g)
		g.Exit(0)
	}
	ended(t, l, host, "router1")
}

func TestGuestsComeInOverIPv6(t *testing.T) {
	for _, profile := range []string{"igd2", "pcp", "all"} {
		t.Run(profile, func(t *testing.T) {
			l := upLab(t, lab.Options{Home1: lab.Router{Profile: profile}})
			host := hostAt(t, l, "host", "--port", "40213")
			host.Expect("router", func(e event) bool {
				return e.text("state") == "open" && slices.ContainsFunc(l.Maps("router1"), func(m lab.Map) bool { return m.To.Addr().Is6() })
			})
			comesIn(t, l, "peer", "Anna", "rt 2001:db8:1::10 40213", host, "2001:db8::50")
			ended(t, l, host, "router1")
		})
	}
}

func TestGuestsComeInThroughTwoRouters(t *testing.T) {
	l := upLab(t, lab.Options{Home1: lab.Router{Profile: "all", Double: true}, No6: true})
	host := hostAt(t, l, "host")
	line := opened(host)
	if !strings.HasPrefix(line, "rt 203.0.113.3 ") {
		t.Errorf("the line is %q", line)
	}
	comesIn(t, l, "peer", "Anna", line, host, "203.0.113.50")
	ended(t, l, host, "router1", "carrier1")
}

// Where nobody can come in, the host is told why and what to do, with what must
// be typed.
func TestHostIsToldWhyNobodyComesIn(t *testing.T) {
	for name, test := range map[string]struct {
		router lab.Router
		state  string
		text   string
		hints  []string
	}{
		"off": {
			lab.Router{Profile: "off"},
			"not_found", "does not answer",
			[]string{"http://192.168.1.1/", "TCP port 40213", "192.168.1.10", "somebody else host"},
		},
		"carrier": {
			lab.Router{Profile: "all", Carrier: true},
			"not_public", "shares one address among many customers",
			[]string{"somebody else host", "public IPv4 address"},
		},
		"carrier, and a router that does not look": {
			lab.Router{Profile: "all", Carrier: true, Lenient: true},
			"not_public", "shares one address among many customers",
			[]string{"somebody else host"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := upLab(t, lab.Options{Home1: test.router, No6: true})
			host := hostAt(t, l, "host", "--port", "40213")
			host.Expect("router", where("state", "asking"))
			e := host.Expect("router", func(e event) bool { return e.text("state") != "asking" })
			if e.text("state") != test.state || !strings.Contains(e.text("text"), test.text) || len(e.list("internet")) > 0 {
				t.Errorf("told %v", e.fields)
			}
			for _, hint := range test.hints {
				if !strings.Contains(e.text("hint"), hint) {
					t.Errorf("the hint %q does not say %s", e.text("hint"), hint)
				}
			}
			ended(t, l, host, "router1")
		})
	}
}

func TestAnotherDeviceHasThePort(t *testing.T) {
	for _, profile := range []string{"igd1", "pmp", "pcp"} {
		t.Run(profile, func(t *testing.T) {
			l := upLab(t, lab.Options{Home1: lab.Router{Profile: profile}, No6: true})
			other := hostAt(t, l, "lan", "--port", "40213")
			opened(other)
			host := hostAt(t, l, "host", "--port", "40213")
			line := opened(host)
			if line == "rt 203.0.113.1 40213" {
				t.Error("both have one line")
			}
			comesIn(t, l, "peer", "Anna", line, host, "203.0.113.50")
			comesIn(t, l, "peer", "Anna", "rt 203.0.113.1 40213", other, "203.0.113.50")
			ended(t, l, host)
			ended(t, l, other, "router1")
		})
	}
}

// A router that lost everything, as in a power cut, is asked again at once.
func TestRouterReboots(t *testing.T) {
	l := upLab(t, lab.Options{Home1: lab.Router{Profile: "pxp"}, No6: true})
	host := hostAt(t, l, "host", "--port", "40213")
	line := opened(host)
	l.Reboot("router1")
	awaitMap(t, l, "router1", "192.168.1.10:40213")
	comesIn(t, l, "peer", "Anna", line, host, "203.0.113.50")
	ended(t, l, host, "router1")
}

func TestPublicAddressChanges(t *testing.T) {
	l := upLab(t, lab.Options{Home1: lab.Router{Profile: "pxp"}, No6: true})
	host := hostAt(t, l, "host", "--port", "40213")
	opened(host)
	l.SetAddress("router1", "203.0.113.9")
	l.Reboot("router1") // its daemon tells of what changed
	const line = "rt 203.0.113.9 40213"
	host.Expect("router", func(e event) bool { return slices.Contains(e.list("internet"), line) })
	if text := host.Expect("notice", where("code", "address_changed")).text("text"); !strings.Contains(text, line) {
		t.Errorf("told %q", text)
	}
	comesIn(t, l, "peer", "Anna", line, host, "203.0.113.50")
	ended(t, l, host, "router1")
}

// As from Wi-Fi to cable: a door leads to the new address by itself, and the host
// is told the lines that hold now. The old door can be deleted only from the old
// address, and ends with its lease.
func TestOwnAddressChanges(t *testing.T) {
	l := upLab(t, lab.Options{Home1: lab.Router{Profile: "all"}, No6: true})
	host := hostAt(t, l, "host", "--port", "40213")
	opened(host)
	l.SetComputerAddress("host", "192.168.1.77/24")
	leads := func(line string) bool {
		return slices.ContainsFunc(l.Maps("router1"), func(m lab.Map) bool {
			return m.To.Addr().String() == "192.168.1.77" && (line == "" || line == fmt.Sprintf("rt 203.0.113.1 %d", m.Port))
		})
	}
	e := host.Expect("router", func(e event) bool {
		lines := e.list("internet")
		return slices.Contains(e.list("local"), "rt 192.168.1.77 40213") && len(lines) > 0 && leads(lines[0])
	})
	if text := host.Expect("notice", where("code", "address_changed")).text("text"); !strings.Contains(text, "needs the new line") {
		t.Errorf("told %q", text)
	}
	comesIn(t, l, "lan", "Ben", "rt 192.168.1.77 40213", host, "192.168.1.11")
	comesIn(t, l, "peer", "Anna", e.list("internet")[0], host, "203.0.113.50")
	ended(t, l, host)
	await(t, "the new door's end", func() bool { return !leads("") })
}

// A host that asks no router notices a new own address by itself.
func TestOwnAddressChangesWithoutARouter(t *testing.T) {
	l := upLab(t, lab.Options{No6: true})
	host := hostAt(t, l, "host", "--port", "40213", "--no-router")
	l.SetComputerAddress("host", "192.168.1.77/24")
	const line = "rt 192.168.1.77 40213"
	host.Expect("router", func(e event) bool { return slices.Contains(e.list("local"), line) })
	if text := host.Expect("notice", where("code", "address_changed")).text("text"); !strings.Contains(text, line) {
		t.Errorf("told %q", text)
	}
	comesIn(t, l, "lan", "Ben", line, host, "192.168.1.11")
	ended(t, l, host)
}

// What a killed host left open is closed by the next start.
func TestKilledHostLeavesNoDoor(t *testing.T) {
	for _, profile := range []string{"igd2", "pmp", "pcp"} {
		t.Run(profile, func(t *testing.T) {
			l := upLab(t, lab.Options{Home1: lab.Router{Profile: profile}, No6: true})
			kept := filepath.Join(t.TempDir(), "Hanna")
			host := atWith(t, l, "host", "Hanna", kept, "host", "--port", "40213")
			begin(host)
			opened(host)
			host.Kill()
			<-host.exited
			if maps := l.Maps("router1"); len(maps) != 1 {
				t.Fatalf("the killed host's door: %v", maps)
			}
			host = atWith(t, l, "host", "Hanna", kept, "host", "--port", "40300")
			begin(host)
			line := opened(host)
			awaitMap(t, l, "router1", "192.168.1.10:40300")
			comesIn(t, l, "peer", "Anna", line, host, "203.0.113.50")
			if maps := l.Maps("router1"); len(maps) != 1 {
				t.Errorf("the router passes on %v", maps)
			}
			ended(t, l, host, "router1")
		})
	}
}

// awaitMap waits until a router passes on to an address, and to nothing else.
func awaitMap(t *testing.T, l *lab.Lab, router, to string) {
	t.Helper()
	want := netip.MustParseAddrPort(to)
	await(t, fmt.Sprintf("a door to %s alone", to), func() bool {
		maps := l.Maps(router)
		return len(maps) == 1 && maps[0].To == want
	})
}

// People of one network find a chat whose host lets it be seen, and none other.
func TestNearby(t *testing.T) {
	l := upLab(t, lab.Options{No6: true})
	nearby := func() string {
		out, err := l.Command("lan", "rt", "nearby", "--profile", filepath.Join(t.TempDir(), "p")).CombinedOutput()
		if err != nil {
			t.Fatalf("rt nearby: %v: %s", err, out)
		}
		return string(out)
	}
	hidden := hostAt(t, l, "host")
	if out := nearby(); !strings.Contains(out, "No chat") {
		t.Errorf("a chat that is not to be seen: %s", out)
	}
	ended(t, l, hidden)
	host := hostAt(t, l, "host", "--nearby")
	out := nearby()
	line := regexp.MustCompile(`The chat of Hanna: \./(rt .*)`).FindStringSubmatch(out)
	if line == nil {
		t.Fatalf("rt nearby says %s", out)
	}
	comesIn(t, l, "lan", "Anna", line[1], host, "192.168.1.11")
	ended(t, l, host)
	if out := nearby(); !strings.Contains(out, "No chat") {
		t.Errorf("after the end: %s", out)
	}
}
