package pcp_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/ipv4"

	"realtalk/core/reach/lab"
	"realtalk/core/reach/pcp"
)

// running is a part of a test that goes on until told to end.
type running struct {
	t     *testing.T
	cmd   *exec.Cmd
	in    io.Closer
	lines chan string
}

// start runs a part on "host" until it says "ready".
func start(t *testing.T, l *lab.Lab, name string, env ...string) *running {
	t.Helper()
	cmd := l.Test(t, "host", name, env...)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p := &running{t, cmd, in, make(chan string, 1000)}
	go func() {
		defer close(p.lines)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			p.lines <- lines.Text()
		}
	}()
	p.says("ready")
	return p
}

// says waits for these lines, in any order.
func (p *running) says(want ...string) {
	p.t.Helper()
	missing := map[string]struct{}{}
	for _, line := range want {
		missing[line] = struct{}{}
	}
	var heard []string
	for end := time.After(must); len(missing) > 0; {
		select {
		case line, ok := <-p.lines:
			if !ok {
				p.t.Fatalf("ended before it said %v, after\n%s", missing, strings.Join(heard, "\n"))
			}
			heard = append(heard, line)
			delete(missing, line)
		case <-end:
			p.t.Fatalf("did not say %v, but\n%s", missing, strings.Join(heard, "\n"))
		}
	}
}

// end gives what else was said.
func (p *running) end() []string {
	p.t.Helper()
	if err := p.in.Close(); err != nil {
		p.t.Error(err)
	}
	var rest []string
	for line := range p.lines {
		rest = append(rest, line)
	}
	if err := p.cmd.Wait(); err != nil {
		p.t.Errorf("%v:\n%s", err, strings.Join(rest, "\n"))
	}
	return rest
}

func TestListenInside(t *testing.T) {
	part(t)
	l, err := pcp.ListenAnnouncements(func(a pcp.Announcement) {
		if os.Getenv("EPOCHS") == "" {
			a.Epoch = 0
		}
		fmt.Println("heard", a.Protocol, a.From, a.External, a.Epoch)
	})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println("ready")
	_, _ = io.Copy(io.Discard, os.Stdin)
	if err := l.Close(); err != nil {
		t.Error(err)
	}
}

// A router that lost everything says so at once to both families, and its clock
// shows it to who asks.
func TestRouterReboots(t *testing.T) {
	for profile, p := range map[string]pcp.Protocol{"pmp": pcp.NATPMP, "pcp": pcp.PCP, "pxp": pcp.PCP, "all": pcp.PCP} {
		t.Run(profile, func(t *testing.T) {
			t.Parallel()
			l := lab.Up(t, lab.Options{Home1: lab.Router{Profile: profile}})
			asking := start(t, l, "TestRouterRebootsInside", "PROTOCOL="+string(p))
			listening := start(t, l, "TestListenInside")
			l.Reboot("router1")
			listening.says("heard pcp 192.168.1.1 invalid IP 0", "heard pcp fe80::1%eth0 invalid IP 0")
			listening.end()
			asking.end()
			if maps := l.Maps("router1"); len(maps) != len(ways(p)) {
				t.Errorf("the router has %v", maps)
			}
		})
	}
}

func TestRouterRebootsInside(t *testing.T) {
	part(t)
	p := pcp.Protocol(os.Getenv("PROTOCOL"))
	var before []pcp.Mapping
	for gateway, own := range ways(p) {
		m := pcp.Mapping{Protocol: p, Internal: own}
		for m.Epoch < 3 { // a clock that has run shorter is not seen to fall
			var err error
			if m, err = dialRouter(t, gateway, own).Map(soon(t), m); err != nil {
				t.Fatal(err)
			}
			time.Sleep(100 * time.Millisecond)
		}
		before = append(before, m)
	}
	since := time.Now()
	fmt.Println("ready")
	_, _ = io.Copy(io.Discard, os.Stdin)
	for _, m := range before {
		again, err := dialRouter(t, m.Gateway.String(), m.Internal).Map(soon(t), m)
		if err != nil || again.External != m.External || !pcp.Lost(m.Epoch, again.Epoch, time.Since(since)) {
			t.Errorf("%+v, %v; before %+v", again, err, m)
		}
	}
}

// A router whose public address changes says so, in both protocols.
func TestRouterGetsAnotherAddress(t *testing.T) {
	l := lab.Up(t, lab.Options{Home1: lab.Router{Profile: "all"}}) // miniupnpd does not look at its address with UPnP off
	host := start(t, l, "TestListenInside")
	l.SetAddress("router1", "203.0.113.9")
	host.says("heard nat-pmp 192.168.1.1 203.0.113.9 0", "heard pcp 192.168.1.1 invalid IP 0", "heard pcp fe80::1%eth0 invalid IP 0")
	host.end()
}

// Two cards lead to routers, a third cannot be listened on. Each announcement is
// told once.
func TestListenOnAllCards(t *testing.T) {
	l := lab.Up(t, lab.Options{})
	run := func(computer string, commands ...string) {
		for _, c := range commands {
			if out, err := l.Command(computer, "ip", strings.Fields(c)...).CombinedOutput(); err != nil {
				t.Fatalf("ip %s: %v: %s", c, err, out)
			}
		}
	}
	run("host", "link add eth9 type veth peer name eth9 netns "+l.Name("lan"), "addr add 192.168.90.10/24 dev eth9", "link set eth9 up")
	run("lan", "addr add 192.168.90.11/24 dev eth9", "link set eth9 up")
	run("host", "link add small0 mtu 600 type veth peer name small1", "link set small0 up") // too small for IPv6
	host := start(t, l, "TestListenInside", "EPOCHS=true")
	for card, own := range map[string]string{"eth0": "192.168.1.11", "eth9": "192.168.90.11"} {
		announce(t, l, card, own)
	}
	host.says("heard pcp 192.168.1.11 invalid IP 11", "heard pcp 192.168.90.11 invalid IP 11")
	for _, line := range host.end() {
		if strings.HasPrefix(line, "heard pcp 192.168.") {
			t.Errorf("said %q again", line)
		}
	}
}

// announce plays a router on "lan", which announces on one card.
func announce(t *testing.T, l *lab.Lab, card, own string) {
	t.Helper()
	socket := l.ListenPacket("lan", "udp4", netip.AddrPortFrom(netip.MustParseAddr(own), pcp.Port).String())
	p := ipv4.NewPacketConn(socket)
	err := l.Enter("lan", func() error {
		i, err := net.InterfaceByName(card)
		if err != nil {
			return err
		}
		return p.SetMulticastInterface(i)
	})
	if err != nil {
		t.Fatal(err)
	}
	message := append([]byte{2, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 11}, make([]byte, 12)...)
	if _, err := socket.WriteTo(message, &net.UDPAddr{IP: net.IPv4(224, 0, 0, 1), Port: 5350}); err != nil {
		t.Fatal(err)
	}
}
