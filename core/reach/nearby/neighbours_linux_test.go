package nearby_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/netip"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"realtalk/core/reach/lab"
	"realtalk/core/reach/nearby"
)

// TestNeighbours has two computers of one home, "host" and "lan". Each has one
// more card that refuses to send, which must not matter.
func TestNeighbours(t *testing.T) {
	l := lab.Up(t, lab.Options{})
	for _, computer := range []string{"host", "lan"} {
		run(t, l, computer, "ip link add broken0 type veth peer name broken1")
		run(t, l, computer, "ip addr add 192.168.60.1/24 dev broken0")
		run(t, l, computer, "ip link set broken0 up")
		run(t, l, computer, "ip link set broken1 up")
		run(t, l, computer, "nft add table inet broken")
		run(t, l, computer, "nft add chain inet broken out { type filter hook output priority 0 ; }")
		run(t, l, computer, "nft add rule inet broken out oifname broken* drop")
	}
	seen := map[string]*lab.Capture{"host": l.Capture("host"), "lan": l.Capture("lan")}
	home := []string{"192.168.1.10:40213", "[2001:db8:1::10]:40213", "%eth0]:40213"}

	watcher := start(t, l, "lan", "TestBrowseInside")
	watcher.line("browsing")
	host := start(t, l, "host", "TestAnnounceInside")
	since := time.Now()
	watcher.lists(home...)
	t.Logf("found %v after its process was started", time.Since(since))
	itself := start(t, l, "host", "TestBrowseInside")
	itself.lists(home...)
	itself.end()

	// A cable between the two, which comes while they run.
	run(t, l, "host", "ip link add eth9 type veth peer name eth9 netns "+l.Name("lan"))
	for computer, digit := range map[string]string{"host": "10", "lan": "11"} {
		run(t, l, computer, "ip addr add 192.168.90."+digit+"/24 dev eth9")
		run(t, l, computer, "ip link set eth9 up")
	}
	watcher.lists(append(home, "192.168.90.10:40213", "%eth9]:40213")...)
	run(t, l, "host", "ip link del eth9")
	watcher.lists(home...)

	host.end()
	watcher.lists()
	watcher.end()

	host = start(t, l, "host", "TestAnnounceInside")
	host.line("announced")
	watcher = start(t, l, "lan", "TestBrowseInside", "LIFE=5s")
	watcher.line("browsing")
	since = time.Now()
	watcher.lists(home...)
	t.Logf("found %v after it was looked for", time.Since(since))
	host.kill()
	watcher.lists()
	watcher.end()
	for computer, capture := range seen {
		checkPackets(t, computer, capture.Stop())
	}
}

// TestVirtualCardsDoNotCrowdOut: on computers with twenty virtual cards that were
// there first, each with a network of its own, a chat is told of and found over
// the real one that came last.
func TestVirtualCardsDoNotCrowdOut(t *testing.T) {
	l := lab.Up(t, lab.Options{No6: true})
	for _, computer := range []string{"host", "lan"} {
		for i := range 10 {
			run(t, l, computer, fmt.Sprintf("ip link add veth%da type veth peer name veth%db", i, i))
			for j, end := range []string{"a", "b"} {
				run(t, l, computer, fmt.Sprintf("ip addr add 172.%d.%d.1/24 dev veth%d%s", 17+j, i, i, end))
				run(t, l, computer, fmt.Sprintf("ip link set veth%d%s up", i, end))
			}
		}
	}
	run(t, l, "host", "ip link add eth9 type veth peer name eth9 netns "+l.Name("lan"))
	for computer, digit := range map[string]string{"host": "10", "lan": "11"} {
		run(t, l, computer, "ip addr add 192.168.90."+digit+"/24 dev eth9")
		run(t, l, computer, "ip link set eth9 up")
	}
	watcher := start(t, l, "lan", "TestBrowseInside")
	watcher.line("browsing")
	host := start(t, l, "host", "TestAnnounceInside")
	watcher.line("192.168.90.10:40213")
	host.end()
	watcher.end()
}

// checkPackets: multicast DNS goes to its groups, and answers go to who asked. Beside
// that there is what the system needs to find neighbours and to join groups.
func checkPackets(t *testing.T, computer string, packets []lab.Packet) {
	t.Helper()
	group4, group6 := netip.MustParseAddrPort("224.0.0.251:5353"), netip.MustParseAddrPort("[ff02::fb]:5353")
	told, answered := 0, 0
	for _, p := range packets {
		switch {
		case !p.Sent, p.Proto == "arp", p.Proto == "igmp", p.Proto == "icmpv6":
		case p.Proto == "udp" && (p.To == group4 || p.To == group6):
			told++
		case p.Proto == "udp" && computer == "host" && p.From.Port() == 5353 && p.To.Addr().As16() != netip.IPv6Unspecified().As16():
			answered++
			if to := p.To.Addr(); to != netip.MustParseAddr("192.168.1.11") && !to.IsLinkLocalUnicast() {
				t.Errorf("%s sent %v", computer, p)
			}
		default:
			t.Errorf("%s sent %v", computer, p)
		}
	}
	if told == 0 || computer == "host" && answered == 0 {
		t.Errorf("%s sent %d packets to all and %d to one: not everything was captured", computer, told, answered)
	}
	t.Logf("%s: %d packets to all, %d to one", computer, told, answered)
}

func TestAnnounceInside(t *testing.T) {
	inside(t)
	a, err := nearby.Announce(nearby.Chat{
		Name: "Anna's kitchen", Tag: "a1b2c3", Ways: []netip.AddrPort{netip.AddrPortFrom(netip.IPv6Unspecified(), 40213)},
	})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println("announced")
	io.Copy(io.Discard, os.Stdin)
	a.Close()
	a.Close()
}

func TestBrowseInside(t *testing.T) {
	inside(t)
	life := 75 * time.Second
	if text := os.Getenv("LIFE"); text != "" {
		var err error
		if life, err = time.ParseDuration(text); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		io.Copy(io.Discard, os.Stdin)
		cancel()
	}()
	fmt.Println("browsing")
	err := nearby.BrowseFor(ctx, life, func(chats []nearby.Chat) {
		var all []string
		for _, c := range chats {
			all = append(all, fmt.Sprintf("%s %q %v", c.Tag, c.Name, c.Ways))
		}
		fmt.Println("list:", strings.Join(all, ", "))
	})
	if err != context.Canceled {
		t.Error(err)
	}
}

func inside(t *testing.T) {
	t.Helper()
	if lab.Inside() == "" {
		t.Skip("a part of TestNeighbours")
	}
}

func run(t *testing.T, l *lab.Lab, computer, command string) {
	t.Helper()
	words := strings.Fields(command)
	if out, err := l.Command(computer, words[0], words[1:]...).CombinedOutput(); err != nil {
		t.Fatalf("%s on %s: %v: %s", command, computer, err, out)
	}
}

// part is a process on one of the computers.
type part struct {
	t     *testing.T
	cmd   *exec.Cmd
	stdin io.Closer
	out   chan string
}

func start(t *testing.T, l *lab.Lab, computer, test string, env ...string) *part {
	t.Helper()
	p := &part{t: t, cmd: l.Test(t, computer, test, env...), out: make(chan string, 100)}
	stdin, err := p.cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.stdin = stdin
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.cmd.Process.Kill() })
	go func() {
		defer close(p.out)
		for lines := bufio.NewScanner(stdout); lines.Scan(); {
			p.out <- lines.Text()
		}
	}()
	return p
}

// line waits for a line that holds the text.
func (p *part) line(text string) string {
	p.t.Helper()
	for line := range p.out {
		p.t.Log(line)
		if strings.Contains(line, text) {
			return line
		}
	}
	p.t.Fatalf("it ended without %q", text)
	return ""
}

// lists waits for a list with one chat that has just these ways, or with none.
func (p *part) lists(ways ...string) {
	p.t.Helper()
	for {
		line := p.line("list:")
		fits := strings.Count(line, "]:")+strings.Count(line, ".10:") == len(ways)
		for _, w := range ways {
			fits = fits && strings.Contains(line, w)
		}
		if len(ways) > 0 {
			fits = fits && strings.Contains(line, `a1b2c3 "Anna's kitchen" [`)
		}
		if fits {
			return
		}
	}
}

// end lets it end in order.
func (p *part) end() {
	p.t.Helper()
	p.stdin.Close()
	p.line("--- PASS")
	if err := p.cmd.Wait(); err != nil {
		p.t.Error(err)
	}
}

func (p *part) kill() {
	p.t.Helper()
	if err := p.cmd.Process.Kill(); err != nil {
		p.t.Fatal(err)
	}
	p.cmd.Wait()
}
