//go:build linux

package punch_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/netip"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"realtalk/core/reach/lab"
	"realtalk/core/reach/punch"
)

// way is how a round trip of one way takes 31 ms, through two cables.
const way = 15500 * time.Microsecond

var (
	onlyUDP = side{Lab: punch.Lab{NoTCP: true}}
	onlyTCP = side{Lab: punch.Lab{NoUDP: true}}

	plain    = lab.Options{No6: true, Delay: way}
	lossy    = lab.Options{No6: true, Delay: way, Loss: 20}
	carriers = lab.Options{Home1: lab.Router{Carrier: true}, Home2: lab.Router{Carrier: true}, No6: true, Delay: way}

	reject6 = lab.Options{Home1: lab.Router{WAN: "reject"}, Home2: lab.Router{WAN: "reject"}, Delay: way}

	both4   = []string{"203.0.113.1:40213", "203.0.113.2:0"}
	outside = []string{"203.0.113.3:40213", "203.0.113.4:0"} // of carriers
	both6   = []string{"[2001:db8:1::10]:40213", "[2001:db8:2::10]:0"}
)

// homes are pairs of homes, and what must open between them.
var homes = []struct {
	name  string
	lab   lab.Options
	addrs []string // of the host and of the guest
	side  side
	want  string
}{
	{"drop", plain, both4, side{}, "4"},
	{"drop, UDP", plain, both4, onlyUDP, "udp4"},
	{"drop, TCP", plain, both4, onlyTCP, "tcp4"},
	{"IPv6, UDP", lab.Options{Delay: way}, both6, onlyUDP, "udp6"},
	{"IPv6, TCP", lab.Options{Delay: way}, both6, onlyTCP, "tcp6"},
	{"carriers, UDP", carriers, outside, onlyUDP, "udp4"},
	{"carriers, TCP", carriers, outside, onlyTCP, "tcp4"},
	{"loss", lossy, both4, side{}, "4"},
	{"loss, UDP", lossy, both4, onlyUDP, "udp4"},
	{"loss, TCP", lossy, both4, onlyTCP, "tcp4"},
	{"reject, UDP", unasked("reject"), both4, onlyUDP, "udp4"},
	{"reject, TCP", unasked("reject"), both4, onlyTCP, "tcp4"},
	{"reject, IPv6, TCP", reject6, both6, onlyTCP, "tcp6"},
	{"accept", unasked("accept"), both4, side{}, "4"},
	{"accept, UDP", unasked("accept"), both4, onlyUDP, "udp4"},
	{"accept, UDP, clock 70 ms ahead", unasked("accept"), both4, onlyUDP.ahead(70 * time.Millisecond), "udp4"},
	{"accept, UDP, clock 0.9 s behind", unasked("accept"), both4, onlyUDP.ahead(-900 * time.Millisecond), "udp4"},
	{"accept, TCP", unasked("accept"), both4, onlyTCP, "tcp4"},
	{"accept and drop, UDP", lab.Options{Home1: lab.Router{WAN: "accept"}, No6: true, Delay: way}, both4, onlyUDP, "udp4"},
	{"accept, TCP, fresh ports", unasked("accept"), both4, side{Lab: punch.Lab{NoUDP: true, NoSteady: true}}, "tcp4"},
}

// ahead sets the guest's clock.
func (s side) ahead(d time.Duration) side {
	s.Lab.Offset = d
	return s
}

// unasked is two homes whose routers meet unsolicited packets so.
func unasked(verdict string) lab.Options {
	home := lab.Router{WAN: verdict}
	return lab.Options{Home1: home, Home2: home, No6: true, Delay: way}
}

// TestHomes lets guests and hosts punch, PUNCHES of each kind (3 if it is not
// set), each with a reply of its own, and demands that all of them find a way.
func TestHomes(t *testing.T) {
	t.Parallel()
	count := 3
	if n, err := strconv.Atoi(os.Getenv("PUNCHES")); err == nil {
		count = n
	}
	for _, test := range homes {
		t.Run(test.name, func(t *testing.T) {
			l := lab.Up(t, test.lab)
			ways := map[string]int{}
			var times []time.Duration
			for _, r := range punchOften(t, l, count, test.addrs, test.side) {
				if r.err != nil || !strings.Contains(r.way, test.want) {
					t.Errorf("way %q, %v, want %q", r.way, r.err, test.want)
				}
				ways[r.way]++
				times = append(times, r.after.Round(time.Millisecond))
			}
			slices.Sort(times)
			t.Logf("%v, after the paste: median %v, all %v", ways, times[len(times)/2], times)
		})
	}
}

// TestNoWay: between two routers that choose ports at random nothing opens, and
// the host knows after Patience. Both sent to nobody but each other, and not too
// much.
func TestNoWay(t *testing.T) {
	t.Parallel()
	home := lab.Router{NAT: "sym"}
	l := lab.Up(t, lab.Options{Home1: home, Home2: home, Delay: way})
	captures := map[string]*lab.Capture{"host": l.Capture("host"), "guest": l.Capture("guest")}
	r := punchOnce(t, l, both4, side{})
	if r.err != nil || r.way != "" {
		t.Errorf("way %q, %v, want none", r.way, r.err)
	}
	other := map[string]string{"host": "203.0.113.2", "guest": "203.0.113.1"}
	for name, capture := range captures {
		sent := count(capture.Stop())
		t.Logf("%s sent %v", name, sent)
		for to, n := range sent {
			switch {
			case to.String() != other[name]:
				t.Errorf("%s sent %d packets to %s", name, n, to)
			case n > punch.MaxPackets:
				t.Errorf("%s sent %d packets, want at most %d", name, n, punch.MaxPackets)
			}
		}
		if sent[netip.MustParseAddr(other[name])] < 100 {
			t.Errorf("%s sent %v, too little to believe it", name, sent)
		}
	}
}

// count gives how many packets of TCP and UDP were sent to whom.
func count(packets []lab.Packet) map[netip.Addr]int {
	sent := map[netip.Addr]int{}
	for _, p := range packets {
		if p.Sent && (p.Proto == "tcp" || p.Proto == "udp") {
			sent[p.To.Addr()]++
		}
	}
	return sent
}

// side is what one of the two processes is told.
type side struct {
	Reply string
	Host  netip.AddrPort
	Lab   punch.Lab
}

// result is how a pair of processes fared.
type result struct {
	way   string        // as "udp4", "" if there was none
	after time.Duration // from the start of the host to the guest's way
	err   error
}

// punchOften runs pairs of processes, some side by side.
func punchOften(t *testing.T, l *lab.Lab, count int, addrs []string, s side) []result {
	results := make([]result, count)
	places := make(chan struct{}, 4)
	var running sync.WaitGroup
	for i := range results {
		places <- struct{}{}
		running.Go(func() {
			results[i] = punchOnce(t, l, addrs, s)
			<-places
		})
	}
	running.Wait()
	return results
}

func punchOnce(t *testing.T, l *lab.Lab, addrs []string, s side) result {
	s.Host = netip.MustParseAddrPort(addrs[0])
	s.Reply = punch.NewReply([]netip.AddrPort{netip.MustParseAddrPort(addrs[1])}).String()
	guest, err := start(l.Test(t, "guest", "TestGuestInside", s.env()))
	if err != nil {
		return result{err: err}
	}
	time.Sleep(300*time.Millisecond + rand.N(time.Second)) // the way of the reply to the host
	s.Lab.Offset = 0
	host, err := start(l.Test(t, "host", "TestHostInside", s.env()))
	if err != nil {
		return result{err: errors.Join(err, guest.end())}
	}
	return outcome(guest, host)
}

// outcome waits for a way, or for the host to give up.
func outcome(guest, host *process) result {
	var r result
	over := make(chan struct{})
	go func() {
		<-host.ended
		_ = guest.stdin.Close()
		close(over)
	}()
	<-guest.ended
	r.err = errors.Join(guest.end(), host.end())
	<-over
	if at, way := guest.found(); way != "" {
		r.way, r.after = way, at.Sub(host.begun())
	}
	return r
}

func (s side) env() string {
	data, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return "PUNCH=" + string(data)
}

// process is one of the two. It ends when its input does.
type process struct {
	cmd   *exec.Cmd
	stdin io.WriteCloser
	out   strings.Builder
	ended chan struct{}
	err   error
}

func start(cmd *exec.Cmd) (*process, error) {
	p := &process{cmd: cmd, ended: make(chan struct{})}
	cmd.Stdout, cmd.Stderr = &p.out, &p.out
	var err error
	if p.stdin, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		if err := cmd.Wait(); err != nil || !strings.Contains(p.out.String(), "--- PASS") {
			p.err = fmt.Errorf("%v: %s", err, &p.out)
		}
		close(p.ended)
	}()
	return p, nil
}

func (p *process) end() error {
	_ = p.stdin.Close()
	<-p.ended
	return p.err
}

// line gives the words after a first one, of what the process printed.
func (p *process) line(first string) []string {
	for line := range strings.Lines(p.out.String()) {
		if words := strings.Fields(line); len(words) > 0 && words[0] == first {
			return words[1:]
		}
	}
	return nil
}

func (p *process) begun() time.Time { return readTime(p.line("BEGUN")) }

func (p *process) found() (time.Time, string) {
	words := p.line("WAY")
	if words == nil {
		return time.Time{}, ""
	}
	return readTime(words[1:]), words[0]
}

func readTime(words []string) time.Time {
	nanos, _ := strconv.ParseInt(strings.Join(words, ""), 10, 64)
	return time.Unix(0, nanos)
}
