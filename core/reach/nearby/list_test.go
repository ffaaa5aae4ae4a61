package nearby

import (
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"
)

// home is a card in three networks, office one in another.
var (
	home   = testCard(2, "eth0", "192.168.1.20/24", "2001:db8:1::20/64", "fe80::20/64")
	office = testCard(3, "eth1", "10.1.2.20/16")
)

func testCard(index int, name string, own ...string) card {
	c := card{iface: net.Interface{Index: index, Name: name}}
	for _, p := range own {
		c.own = append(c.own, netip.MustParsePrefix(p))
	}
	return c
}

// ear is a list with a clock.
type ear struct {
	*list
	now time.Time
}

func newEar() *ear { return &ear{newList(life), time.Unix(1_000_000, 0)} }

func (e *ear) pass(d time.Duration) {
	e.now = e.now.Add(d)
	e.expire(e.now)
}

// from lets an address tell of a chat on home; ttl 0 is a farewell.
func (e *ear) from(from, tag, name string, ttl time.Duration, addrs ...string) {
	s := said{tag: tag, name: name, port: 4000, ttl: ttl}
	for _, a := range addrs {
		s.addrs = append(s.addrs, netip.MustParseAddr(a))
	}
	e.take(e.now, event{card: home, from: netip.MustParseAddr(from), said: s})
}

// String is all chats: tag, name and ways.
func (e *ear) String() string {
	var all []string
	for _, c := range e.chats() {
		all = append(all, fmt.Sprint(c.Tag, " ", c.Name, " ", c.Ways))
	}
	return strings.Join(all, ", ")
}

func (e *ear) want(t *testing.T, want string) {
	t.Helper()
	if got := e.String(); got != want {
		t.Errorf("the list is %q, not %q", got, want)
	}
}

func TestListForgets(t *testing.T) {
	e := newEar()
	e.from("192.168.1.10", "a", "Anna", life, "192.168.1.10")
	e.from("192.168.1.11", "b", "Ben", 20*time.Second, "192.168.1.11")
	e.from("192.168.1.12", "c", "Cleo", time.Hour, "192.168.1.12")
	e.want(t, "a Anna [192.168.1.10:4000], b Ben [192.168.1.11:4000], c Cleo [192.168.1.12:4000]")
	e.pass(20 * time.Second)
	e.want(t, "a Anna [192.168.1.10:4000], c Cleo [192.168.1.12:4000]")
	e.pass(54 * time.Second)
	e.from("192.168.1.10", "a", "Anna", life, "192.168.1.10")
	e.pass(time.Second)
	e.want(t, "a Anna [192.168.1.10:4000]")
	e.from("192.168.1.10", "a", "", 0)
	e.want(t, "")
	if !e.next().IsZero() {
		t.Error("something is left to expire")
	}
}

// The lifetime in an answer to a single asker is not that of the chat.
func TestListKeepsAnswers(t *testing.T) {
	e := newEar()
	s := said{tag: "a", port: 4000, ttl: legacyLife, addrs: []netip.Addr{netip.MustParseAddr("192.168.1.10")}}
	e.take(e.now, event{home, netip.MustParseAddr("192.168.1.10"), s, true})
	e.pass(life - time.Second)
	e.want(t, "a  [192.168.1.10:4000]")
	e.pass(time.Second)
	e.want(t, "")
}

func TestListFollowsCards(t *testing.T) {
	e := newEar()
	e.from("192.168.1.10", "a", "Anna", life, "192.168.1.10")
	s := said{tag: "a", name: "Anna", port: 4000, ttl: life, addrs: []netip.Addr{netip.MustParseAddr("10.1.7.7")}}
	e.take(e.now, event{card: office, from: netip.MustParseAddr("10.1.7.7"), said: s})
	e.want(t, "a Anna [10.1.7.7:4000 192.168.1.10:4000]")
	e.take(e.now, event{card: home})
	e.want(t, "a Anna [10.1.7.7:4000]")
}

// A neighbour sends nobody to where it is not itself.
func TestWaysAreOfOwnNetworks(t *testing.T) {
	e := newEar()
	e.from("192.168.1.10", "a", "Anna", life, "203.0.113.1", "192.168.2.1", "10.1.2.3", "127.0.0.1", "0.0.0.0", "224.0.0.1", "2001:db8:2::1", "::1", "ff02::1")
	e.want(t, "")
	e.from("192.168.1.10", "a", "Anna", life, "fe80::10", "203.0.113.1", "2001:db8:1::10", "192.168.1.10")
	e.want(t, "a Anna [[2001:db8:1::10]:4000 192.168.1.10:4000 [fe80::10%eth0]:4000]")
}

// Nobody can take away or rename what another one has told of.
func TestEachSpeaksForItself(t *testing.T) {
	e := newEar()
	e.from("192.168.1.10", "a", "Anna", life, "192.168.1.10")
	e.pass(time.Second)
	e.from("192.168.1.66", "a", "Mallory", life, "192.168.1.66")
	e.want(t, "a Anna [192.168.1.10:4000 192.168.1.66:4000]")
	e.from("192.168.1.66", "a", "", 0)
	e.want(t, "a Anna [192.168.1.10:4000]")
	e.from("192.168.1.10", "a", "Anna", life, "192.168.1.10", "192.168.1.9")
	e.want(t, "a Anna [192.168.1.10:4000 192.168.1.9:4000]")
}

func TestListBounds(t *testing.T) {
	e := newEar()
	for i := range 10 {
		e.from("192.168.1.66", fmt.Sprint("mine", i), "x", life, "192.168.1.66")
	}
	if n := len(e.chats()); n != maxOfOne {
		t.Errorf("one address tells of %d chats", n)
	}
	for i := range 100 {
		a := fmt.Sprint("192.168.1.", 100+i)
		e.from(a, fmt.Sprint("c", i), "x", life, a)
	}
	if n := len(e.chats()); n != MaxChats {
		t.Errorf("%d chats", n)
	}
	e.pass(time.Second)
	for i := range 100 {
		var many []string
		for j := range 12 {
			many = append(many, fmt.Sprint("192.168.1.", 20*(i%10)+j))
		}
		e.from(fmt.Sprint("2001:db8:1::", i), "c1", "x", life, many...)
	}
	for _, c := range e.chats() {
		if len(c.Ways) > MaxWays {
			t.Errorf("%d ways", len(c.Ways))
		}
		if c.Tag == "c1" && c.Ways[0].Addr().String() != "192.168.1.101" {
			t.Errorf("the first who told of it was pushed aside: %v", c.Ways)
		}
	}
	if len(e.heard) > MaxChats*maxTellers {
		t.Errorf("%d things are remembered", len(e.heard))
	}
}

func TestListIsSorted(t *testing.T) {
	e := newEar()
	for _, c := range []string{"c Ben", "a Ben", "b Anna"} {
		tag, name, _ := strings.Cut(c, " ")
		e.from("192.168.1.10", tag, name, life, "192.168.1.10")
	}
	var got []string
	for _, c := range e.chats() {
		got = append(got, c.Tag)
	}
	if !slices.Equal(got, []string{"b", "a", "c"}) {
		t.Errorf("%v", got)
	}
}

func TestNear(t *testing.T) {
	for _, a := range []string{"192.168.1.1", "::ffff:192.168.1.1", "2001:db8:1::1", "fe80::1", "fe80::1%eth0", "fe80::1%2"} {
		got, ok := home.near(netip.MustParseAddr(a))
		if !ok || got.Is4In6() || got.IsLinkLocalUnicast() && got.Zone() != "eth0" {
			t.Errorf("%s: %v, %v", a, got, ok)
		}
	}
	for _, a := range []string{"192.168.2.1", "203.0.113.1", "127.0.0.1", "2001:db8:2::1", "fe80::1%eth1", "fe80::1%3", "224.0.0.251", "::"} {
		if got, ok := home.near(netip.MustParseAddr(a)); ok {
			t.Errorf("%s: %v", a, got)
		}
	}
}

func TestListening(t *testing.T) {
	have := []netip.Addr{netip.MustParseAddr("192.168.1.10"), netip.MustParseAddr("2001:db8::10"), netip.MustParseAddr("fe80::10")}
	for ways, want := range map[string]int{
		"[::]:4000": 3, "0.0.0.0:4000": 1, "192.168.1.10:4000": 1, "[fe80::10%eth0]:4000": 1, "[2001:db8::10]:4000": 1, "127.0.0.1:4000": 0, "203.0.113.1:4000": 0,
	} {
		c := Chat{Ways: []netip.AddrPort{netip.MustParseAddrPort(ways)}}
		if got := c.listening(have); len(got) != want {
			t.Errorf("%s: %v", ways, got)
		}
	}
}
