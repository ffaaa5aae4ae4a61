package core

import (
	"bufio"
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"realtalk/core/cpace"
	"realtalk/core/link"
	"realtalk/core/wire"
)

const (
	siegeAddresses   = 300
	siegeConnections = 5000
	siegeRounds      = 3000     // round trips that are measured, in peace and under attack
	siegeMemory      = 48 << 20 // bytes by which the host's process may grow under attack
)

// TestChatUnderSiege lets two people chat while 300 addresses make 5,000
// connections with wrong passwords: three computers of network namespaces. The
// alarm sounds once, the chat goes on, and the host's memory is bounded. It
// needs root, and says how much slower the chat was.
func TestChatUnderSiege(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("making network namespaces needs root")
	}
	net := besieged(t)
	host := startSiege(t, net.host, "Hanna", "host", "Hanna", net.listen)
	host.types(testPassword)
	address := host.tells("hosting")
	host.tells("joined")
	anna := startSiege(t, net.host, "Anna", "guest", "Anna", address)
	anna.tells("prompt")
	anna.types(testPassword)
	anna.tells("joined")

	measure := func() time.Duration {
		anna.types("/measure " + strconv.Itoa(siegeRounds))
		n, err := strconv.Atoi(anna.tells("median"))
		if err != nil {
			t.Fatal(err)
		}
		return time.Duration(n)
	}
	measure() // the first round trips make keys
	peace := measure()
	before := highWater(t, host.cmd.Process.Pid)

	attacker := startSiege(t, net.attacker, "Mallory", "besiege", address)
	told := map[string]int{}
	for told["attack"] == 0 {
		told[strings.Fields(host.tells("security"))[0]]++
	}
	war := measure()

	// A friend whom nobody knows yet gets in all the same.
	friend := startSiege(t, net.attacker, "Friend", "guest", "Friend", address)
	friend.tells("prompt")
	friend.types(testPassword)
	friend.tells("joined")

	t.Logf("median round trip: in peace %v, under attack %v, ratio %.2f", peace, war, float64(war)/float64(peace))
	t.Logf("attacker: %s", attacker.tells("besieged"))
	attacker.ends()

	after := highWater(t, host.cmd.Process.Pid)
	t.Logf("the host's memory at its largest: %d MiB before, %d MiB after", before>>20, after>>20)
	if after-before > siegeMemory {
		t.Errorf("it grew by more than %d MiB", siegeMemory>>20)
	}
	host.types("/end")
	for line := range host.lines {
		if kind, ok := strings.CutPrefix(line, "security "); ok {
			told[strings.Fields(kind)[0]]++
		}
	}
	t.Logf("the host was told: %v", told)
	if told["attack"] != 1 {
		t.Errorf("the alarm sounded %d times", told["attack"])
	}
	if total := told["wrong"] + told["disconnected"] + told["blocked"] + told["refused"]; total > 40 {
		t.Errorf("beside the alarm the host was told of %d single tries", total)
	}
}

// siegeNet are two computers and the wire between them.
type siegeNet struct{ host, attacker, listen string }

// besieged makes the host's computer, 198.51.100.1, and one that has 300
// addresses from 198.18.0.1 on, and takes them down at the end.
func besieged(t *testing.T) siegeNet {
	t.Helper()
	n := siegeNet{host: "rtsiege1", attacker: "rtsiege2", listen: "198.51.100.1"}
	ip := func(args ...string) {
		t.Helper()
		if out, err := exec.Command("ip", args...).CombinedOutput(); err != nil {
			t.Fatalf("ip %s: %v: %s", strings.Join(args, " "), err, out)
		}
	}
	for _, name := range []string{n.host, n.attacker} {
		_ = exec.Command("ip", "netns", "del", name).Run() // of a run that was killed
		ip("netns", "add", name)
		t.Cleanup(func() { _ = exec.Command("ip", "netns", "del", name).Run() })
		ip("-n", name, "link", "set", "lo", "up")
	}
	ip("link", "add", "eth0", "netns", n.host, "type", "veth", "peer", "name", "eth0", "netns", n.attacker)
	ip("-n", n.host, "link", "set", "eth0", "up")
	ip("-n", n.attacker, "link", "set", "eth0", "up")
	ip("-n", n.host, "addr", "add", n.listen+"/24", "dev", "eth0")
	ip("-n", n.host, "route", "add", "198.18.0.0/15", "dev", "eth0")
	batch := filepath.Join(t.TempDir(), "addresses")
	var lines strings.Builder
	for i := range siegeAddresses {
		fmt.Fprintf(&lines, "addr add %s/32 dev eth0\n", siegeAddress(i))
	}
	// A friend's is the address that is used when none is asked for.
	lines.WriteString("addr add 198.19.0.1/32 dev eth0\nroute add 198.51.100.0/24 dev eth0 src 198.19.0.1\n")
	if err := os.WriteFile(batch, []byte(lines.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	ip("-n", n.attacker, "-batch", batch)
	return n
}

// siegeAddress is the attacker's address number i.
func siegeAddress(i int) netip.Addr {
	return netip.AddrFrom4([4]byte{198, 18, byte(i / 250), byte(1 + i%250)})
}

// startSiege is startChild in a network namespace.
func startSiege(t *testing.T, namespace, name string, job ...string) *child {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return runChild(t, name, exec.Command("ip", "netns", "exec", namespace, program), job...)
}

// highWater is how much memory a process had at its largest.
func highWater(t *testing.T, pid int) int {
	t.Helper()
	f, err := os.Open(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		if fields := strings.Fields(s.Text()); len(fields) == 3 && fields[0] == "VmHWM:" {
			kib, err := strconv.Atoi(fields[1])
			if err != nil {
				t.Fatal(err)
			}
			return kib << 10
		}
	}
	t.Fatal("no VmHWM")
	return 0
}

// besiege is the attacker's process: as many workers as addresses, each with
// one connection after another, all with wrong passwords.
func besiege(address string) {
	var left, judged, blocked, busy atomic.Int64
	left.Store(siegeConnections)
	var workers sync.WaitGroup
	for i := range siegeAddresses {
		workers.Go(func() {
			for left.Add(-1) >= 0 {
				switch wrongTry(siegeAddress(i), address) {
				case "judged":
					judged.Add(1)
				case "blocked":
					blocked.Add(1)
				default:
					busy.Add(1)
				}
			}
		})
	}
	workers.Wait()
	fmt.Printf("besieged %d connections: %d tries judged, %d refused as blocked, %d turned away or cut\n",
		siegeConnections, judged.Load(), blocked.Load(), busy.Load())
}

// wrongTry makes one connection and one try.
func wrongTry(from netip.Addr, address string) string {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	d := net.Dialer{LocalAddr: net.TCPAddrFromAddrPort(netip.AddrPortFrom(from, 0))}
	raw, err := d.DialContext(ctx, "tcp", address)
	if err != nil {
		return "cut"
	}
	defer raw.Close()
	_ = raw.SetDeadline(time.Now().Add(time.Minute)) // a test's own socket takes one
	c := tls.Client(raw, &tls.Config{InsecureSkipVerify: true, NextProtos: []string{link.Protocol}, MinVersion: tls.VersionTLS13})
	if err := c.HandshakeContext(ctx); err != nil {
		if strings.Contains(err.Error(), "access denied") {
			return "blocked"
		}
		return "cut"
	}
	send := func(f wire.Frame) bool {
		b, err := wire.Append(nil, f)
		if err != nil {
			return false
		}
		_, err = c.Write(b)
		return err == nil
	}
	in := wire.NewReader(c, wire.MaxOpening)
	if !send(&wire.Hello{}) {
		return "cut"
	}
	f, _ := in.Next()
	greeting, ok := f.(*wire.Greeting)
	if !ok {
		return "cut"
	}
	// The exporter does not matter for a wrong password.
	x, err := cpace.Start(cpace.Initiator, []byte("wrong"), channel([32]byte{}, 1), greeting.Chat[:], make([]byte, 32))
	if err != nil || !send(&wire.Try{Share: x.Share()}) {
		return "cut"
	}
	f, _ = in.Next()
	if _, ok := f.(*wire.Share); !ok {
		return "cut"
	}
	if !send(&wire.Confirm{}) {
		return "cut"
	}
	if f, _ = in.Next(); f == nil {
		return "cut"
	}
	return "judged"
}

// measureAsChild sends n messages one after another, each when the one before
// has come back, and tells the median time.
func measureAsChild(c *Chat, n int, own <-chan struct{}) {
	times := make([]time.Duration, 0, n)
	for i := range n {
		start := time.Now()
		if err := c.Send(fmt.Sprint("round ", i)); err != nil {
			fmt.Println("error", err)
			return
		}
		<-own
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	fmt.Println("median", times[n/2].Nanoseconds())
}
