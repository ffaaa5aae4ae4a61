package core

import (
	"net/netip"
	"slices"
	"testing"

	"realtalk/core/reach/router"
	"realtalk/core/wire"
)

func addrs(texts ...string) []netip.Addr {
	var all []netip.Addr
	for _, t := range texts {
		all = append(all, netip.MustParseAddr(t))
	}
	return all
}

func wayTexts(ways []netip.AddrPort) []string {
	var all []string
	for _, w := range ways {
		all = append(all, w.String())
	}
	return all
}

// testDoors are those of a computer with these addresses, and what was told.
func testDoors(local ...string) (*doors, func() Doors, *int) {
	var told []Doors
	n := 0
	d := &doors{
		chat: wire.ID{1, 2, 3, 4, 5, 6, 7}, port: 40213, asks: true, local: addrs(local...), around: &surroundings{},
		emit: func(e Event) { told = append(told, e.(Doors)); n++ },
	}
	d.whereabouts = d.lookAround
	return d, func() Doors { return told[len(told)-1] }, &n
}

func TestWaysInBestFirst(t *testing.T) {
	d, last, _ := testDoors("192.168.1.10", "2001:db8:1::10", "fd00::10")
	d.tell()
	if got := wayTexts(last().Internet); !slices.Equal(got, []string{"[2001:db8:1::10]:40213"}) {
		t.Errorf("without a router: %v", got)
	}
	door := netip.MustParseAddrPort("203.0.113.1:40214")
	d.change(func() { d.state = router.State{Answer: router.Opened, Address: door, External: door.Addr()} })
	d.typedAddress(netip.MustParseAddr("203.0.113.77"))
	d.dialled(netip.MustParseAddr("203.0.113.50"), netip.MustParseAddrPort("198.51.100.1:9"))
	want := []string{"203.0.113.1:40214", "203.0.113.77:40213", "[2001:db8:1::10]:40213"}
	if got := wayTexts(last().Internet); !slices.Equal(got, want) {
		t.Errorf("with all: %v", got)
	}
	want = slices.Concat([]string{"192.168.1.10:40213", "[fd00::10]:40213"}, want)
	if got := wayTexts(last().Invite.Ways); !slices.Equal(got, want) {
		t.Errorf("the invite holds %v", got)
	}
	if tag := last().Invite.Tag; tag != [6]byte{1, 2, 3, 4, 5, 6} {
		t.Errorf("the invite's tag is %v", tag)
	}
}

// Never "reachable" before somebody from outside came in, and what a member says
// it dialled counts only if it came from outside by an address of the Internet.
func TestOnlyAGuestFromOutsideProvesAWay(t *testing.T) {
	const door = "203.0.113.1:40213"
	for name, test := range map[string]struct {
		from, to string
		tested   bool
	}{
		"from outside":             {"203.0.113.50", door, true},
		"over IPv6":                {"2001:db8::50", "[2001:db8:1::10]:40213", true},
		"from the own network":     {"192.168.1.11", door, false},
		"by a private address":     {"203.0.113.50", "192.168.1.10:40213", false},
		"carrier's address":        {"100.64.0.1", door, false},
		"dialled a private port 0": {"203.0.113.50", "203.0.113.1:0", false},
	} {
		d, last, _ := testDoors("192.168.1.10", "2001:db8:1::10")
		d.change(func() {
			d.state = router.State{Answer: router.Opened, Address: netip.MustParseAddrPort(door)}
		})
		d.dialled(netip.MustParseAddr(test.from), netip.MustParseAddrPort(test.to))
		if last().Tested != test.tested {
			t.Errorf("%s: tested is %v", name, last().Tested)
		}
	}
}

// A member that lies about what it dialled fills nothing and pushes out nothing
// that the router says.
func TestLyingGuestAddsFewLines(t *testing.T) {
	d, last, _ := testDoors("192.168.1.10")
	door := netip.MustParseAddrPort("203.0.113.1:40213")
	d.change(func() { d.state = router.State{Answer: router.Opened, Address: door} })
	for n := range 100 {
		d.dialled(netip.MustParseAddr("203.0.113.50"), netip.AddrPortFrom(netip.AddrFrom4([4]byte{198, 51, 100, byte(n)}), 1))
	}
	if ways := last().Internet; !slices.Equal(ways, []netip.AddrPort{door}) || last().Tested {
		t.Errorf("%v, tested %v", ways, last().Tested)
	}
}

// What a guest says it dialled is handed out where nothing better is known, never
// as tested, and not after this computer's place has changed.
func TestHearsayIsTheLastResort(t *testing.T) {
	d, last, _ := testDoors("192.168.1.10")
	d.dialled(netip.MustParseAddr("203.0.113.50"), netip.MustParseAddrPort("198.51.100.1:9"))
	if ways := wayTexts(last().Internet); !slices.Equal(ways, []string{"198.51.100.1:9"}) || last().Tested || !last().Hearsay {
		t.Errorf("%v, tested %v", ways, last().Tested)
	}
	d.typedAddress(netip.MustParseAddr("203.0.113.77"))
	if ways := wayTexts(last().Internet); !slices.Equal(ways, []string{"203.0.113.77:40213"}) || last().Hearsay {
		t.Errorf("with a better one: %v", ways)
	}
}

// What worked at one address of the router says nothing of the next.
func TestProofEndsWithTheAddress(t *testing.T) {
	d, last, _ := testDoors()
	d.only = netip.MustParseAddr("192.168.1.10")
	open := func(at string) {
		way := netip.MustParseAddrPort(at)
		d.answered(router.State{Answer: router.Opened, Address: way, External: way.Addr()})
	}
	open("203.0.113.1:40213")
	d.dialled(netip.MustParseAddr("203.0.113.50"), netip.MustParseAddrPort("203.0.113.1:40213"))
	if !last().Tested {
		t.Error("a guest came in and proved nothing")
	}
	open("203.0.113.9:40213")
	if ways := wayTexts(last().Internet); last().Tested || !slices.Equal(ways, []string{"203.0.113.9:40213"}) {
		t.Errorf("after the change: %v, tested %v", ways, last().Tested)
	}
}

func TestDoorsAreToldWhenTheyChange(t *testing.T) {
	d, _, told := testDoors("192.168.1.10")
	d.tell()
	d.tell()
	d.typedAddress(netip.MustParseAddr("203.0.113.77"))
	d.typedAddress(netip.MustParseAddr("203.0.113.77"))
	if *told != 2 {
		t.Errorf("told %d times", *told)
	}
}

// Guests of the own network who use the Internet line seem to come from the
// router's public address; nobody else is behind it.
func TestNoticeNamesTheRoutersPublicAddress(t *testing.T) {
	s := &surroundings{}
	public := netip.MustParseAddr("203.0.113.1")
	if n := s.near(public); n != Elsewhere {
		t.Errorf("before the router said so: %v", n)
	}
	s.behind(public, netip.Addr{})
	if n := s.near(public); n != OwnRouter {
		t.Errorf("the router's own: %v", n)
	}
	if n := s.near(netip.MustParseAddr("203.0.113.2")); n != Elsewhere {
		t.Errorf("another: %v", n)
	}
}

// A damaged file of doors is no reason not to host.
func TestDamagedDoorsFile(t *testing.T) {
	p := testProfile(t)
	if err := p.Write(doorsFile, []byte("{broken")); err != nil {
		t.Fatal(err)
	}
	if left := readDoors(p, doorsFile); left != nil {
		t.Errorf("read %v", left)
	}
	hostingIn(t, "Hanna", p)
}

// A chat for this computer alone asks no router and tells nobody nearby.
func TestLoopbackHasNoDoors(t *testing.T) {
	for listen, asks := range map[string]bool{"127.0.0.1": false, "::1": false, "": true, "0.0.0.0": true, "192.168.1.10": true} {
		d := newDoors(wire.ID{}, 40213, HostConfig{Listen: listen, Router: true, Nearby: true}, &surroundings{}, func(Event) {})
		if d.asks != asks || d.shown != asks {
			t.Errorf("%q: asks %v, shown %v", listen, d.asks, d.shown)
		}
	}
}
