package punch_test

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"realtalk/core/reach/punch"
)

// pair runs both sides on this computer until the guest has its way.
type pair struct {
	reply    punch.Reply
	host     []netip.AddrPort
	lab      punch.Lab
	guest    punch.Options
	progress func(punch.Step) // of the host
}

func (p pair) run(t *testing.T, try func(context.Context, punch.Path) bool) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	p.lab.AnyTarget = true
	var running sync.WaitGroup
	running.Go(func() {
		options := punch.With(punch.Options{Progress: p.progress}, p.lab)
		err := punch.Host(ctx, p.reply, 40213, func(way punch.Path) { go answer(t.Context(), way) }, options)
		if err != nil && !errors.Is(err, punch.ErrNoWay) {
			t.Errorf("the host: %v", err)
		}
	})
	defer running.Wait()
	defer cancel()
	return punch.Guest(ctx, p.reply, p.host, try, punch.With(p.guest, p.lab))
}

func at(address string) []netip.AddrPort {
	return []netip.AddrPort{netip.AddrPortFrom(netip.MustParseAddr(address), 0)}
}

func newSecret() [8]byte { return punch.NewReply(nil).Secret }

// TestLoopback is of UDP alone: on one computer a TCP connection is refused so
// fast that two tries hardly ever meet.
func TestLoopback(t *testing.T) {
	tests := []struct {
		address string
		lab     punch.Lab
		want    string
	}{
		{"127.0.0.1", punch.Lab{NoTCP: true, NoFresh: true}, "udp4"},
		{"127.0.0.1", punch.Lab{NoTCP: true, NoSteady: true}, "udp4"},
		{"::1", punch.Lab{NoTCP: true}, "udp6"},
	}
	for _, test := range tests {
		socket, err := net.ListenPacket("udp", net.JoinHostPort(test.address, "0"))
		if err != nil {
			t.Logf("this computer has no %s: %v", test.address, err)
			continue
		}
		socket.Close()
		var way string
		var heard atomic.Bool
		p := pair{reply: punch.Reply{Secret: newSecret(), Addresses: at(test.address)}, host: at(test.address), lab: test.lab}
		p.progress = func(s punch.Step) { heard.Store(heard.Load() || s.Heard) }
		err = p.run(t, func(ctx context.Context, path punch.Path) bool {
			if !works(ctx, path) {
				return false
			}
			way = kind(path)
			return true
		})
		if err != nil || way != test.want || !heard.Load() {
			t.Errorf("%+v: way %q, %v, heard: %v", test, way, err, heard.Load())
		}
	}
}

// TestFirstWins: of two ways that are good at once the guest keeps one.
func TestFirstWins(t *testing.T) {
	p := pair{reply: punch.Reply{Secret: newSecret(), Addresses: at("127.0.0.1")}, host: at("127.0.0.1")}
	var mu sync.Mutex
	var good []punch.Path
	two := make(chan struct{})
	err := p.run(t, func(ctx context.Context, path punch.Path) bool {
		if !works(ctx, path) {
			return false
		}
		mu.Lock()
		good = append(good, path)
		if len(good) == 2 {
			close(two)
		}
		mu.Unlock()
		<-two
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	open := 0
	for _, path := range good {
		if isOpen(path) {
			open++
		}
	}
	if open != 1 || len(good) < 2 {
		t.Errorf("%d of %d ways are open", open, len(good))
	}
}

// isOpen closes a way that was open.
func isOpen(p punch.Path) bool {
	if p.TCP != nil {
		return p.TCP.Close() == nil
	}
	return p.UDP.Close() == nil
}

// TestCancelled: a guest that nobody answers ends with its context, and nothing
// of it is left.
func TestCancelled(t *testing.T) {
	before := runtime.NumGoroutine()
	ctx, cancel := context.WithCancel(t.Context())
	step := func(s punch.Step) {
		if s.Elapsed > time.Second {
			cancel()
		}
		if s.Heard || s.Opened > 0 {
			t.Errorf("step %+v", s)
		}
	}
	r := punch.Reply{Secret: newSecret(), Addresses: at("127.0.0.1")}
	err := punch.Guest(ctx, r, at("127.0.0.1"), func(context.Context, punch.Path) bool {
		t.Error("a way opened")
		return true
	}, punch.With(punch.Options{Progress: step}, punch.Lab{AnyTarget: true}))
	if !errors.Is(err, punch.ErrNoWay) {
		t.Error(err)
	}
	settled(t, before)
}

// TestStranger: whoever does not know the secret gets not one packet.
func TestStranger(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r := punch.Reply{Secret: newSecret(), Addresses: at("127.0.0.1")}
	stranger, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer stranger.Close()
	to := &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1), Port: int(punch.Port(r, punch.HostRole, punch.Steady))}
	seconds := 0
	step := func(punch.Step) {
		for range 200 {
			for _, packet := range punch.Probes(punch.Reply{Secret: secret}, punch.GuestRole, punch.Steady) {
				_, _ = stranger.WriteTo(packet, to)
			}
			for _, packet := range punch.Probes(r, punch.HostRole, punch.Steady) { // its own ones, sent back
				_, _ = stranger.WriteTo(packet, to)
			}
			_, _ = stranger.WriteTo([]byte("\xC0\x00\x00\x00\x01"), to)
			_, _ = stranger.WriteTo(nil, to)
		}
		if seconds++; seconds == 3 {
			cancel()
		}
	}
	err = punch.Host(ctx, r, 0, func(punch.Path) { t.Error("a way opened") },
		punch.With(punch.Options{Progress: step}, punch.Lab{AnyTarget: true}))
	if !errors.Is(err, punch.ErrNoWay) {
		t.Error(err)
	}
	_ = stranger.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
	if n, _, err := stranger.ReadFrom(make([]byte, 100)); err == nil {
		t.Errorf("the stranger got %d bytes", n)
	}
}

// TestTargets: only the first four public addresses of a reply are dialled.
func TestTargets(t *testing.T) {
	got := punch.Targets(ports(
		"192.168.1.1:80", "10.0.0.1:1", "100.64.0.1:1", "127.0.0.1:1", "169.254.1.1:1", "224.0.0.251:1", "255.255.255.255:1",
		"[::1]:1", "[fe80::1]:1", "[fd00::1]:1", "[ff02::fb]:1", "[::ffff:192.168.1.1]:1", "0.0.0.0:1",
		"203.0.113.1:1", "203.0.113.1:2", "[::ffff:203.0.113.1]:3", "[2001:db8::1]:1", "203.0.113.2:1", "203.0.113.3:1", "203.0.113.4:1",
	))
	want := []netip.Addr{
		netip.MustParseAddr("203.0.113.1"), netip.MustParseAddr("2001:db8::1"),
		netip.MustParseAddr("203.0.113.2"), netip.MustParseAddr("203.0.113.3"),
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestNobodyToDial: there is no way at once, not after a while.
func TestNobodyToDial(t *testing.T) {
	r := punch.Reply{Secret: secret, Addresses: ports("192.168.1.1:80", "127.0.0.1:80")}
	if err := punch.Host(t.Context(), r, 0, func(punch.Path) { t.Error("a way opened") }); !errors.Is(err, punch.ErrNoWay) {
		t.Error(err)
	}
	if err := punch.Guest(t.Context(), r, at("10.0.0.1"), nil); !errors.Is(err, punch.ErrNoWay) {
		t.Error(err)
	}
}
