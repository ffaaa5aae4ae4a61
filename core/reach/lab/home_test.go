//go:build linux

package lab_test

import (
	"fmt"
	"slices"
	"testing"

	"realtalk/core/reach/lab"
)

const (
	peer4 = "203.0.113.50:4000"
	peer6 = "[2001:db8::50]:4000"
	door4 = "203.0.113.1:4000" // at router1
	host4 = "192.168.1.10:4000"
	host6 = "[2001:db8:1::10]:4000"
)

// Everybody at home is seen by the outer address of IPv4 and the own of IPv6.
func TestWayOut(t *testing.T) {
	l := lab.Up(t, lab.Options{})
	mirror(t, l, "peer", peer4)
	mirror(t, l, "peer", peer6)
	for _, from := range []struct{ computer, by4, by6 string }{
		{"host", "203.0.113.1", "2001:db8:1::10"},
		{"lan", "203.0.113.1", "2001:db8:1::11"},
		{"guest", "203.0.113.2", "2001:db8:2::10"},
	} {
		wantSeen(t, l, from.computer, peer4, from.by4)
		wantSeen(t, l, from.computer, peer6, from.by6)
	}
	mirror(t, l, "host", host4)
	wantSeen(t, l, "lan", host4, "192.168.1.11")
}

// There may be more homes than two, one of them behind a carrier.
func TestMoreHomes(t *testing.T) {
	l := lab.Up(t, lab.Options{More: []lab.Router{{}, {Carrier: true}}})
	mirror(t, l, "peer", peer4)
	mirror(t, l, "peer", peer6)
	wantSeen(t, l, "guest5", peer4, "203.0.113.5")
	wantSeen(t, l, "guest5", peer6, "2001:db8:5::10")
	wantSeen(t, l, "guest6", peer4, "203.0.113.8")
	wantSeen(t, l, "guest6", peer6, "2001:db8:6::10")
	l.SetAddress("router5", "203.0.113.9")
	wantSeen(t, l, "guest5", peer4, "203.0.113.9")
}

func TestNo6(t *testing.T) {
	l := lab.Up(t, lab.Options{Home1: lab.Router{Profile: "all"}, Home2: lab.Router{Double: true}, No6: true})
	mirror(t, l, "peer", peer4)
	wantSeen(t, l, "host", peer4, "203.0.113.1")
	wantSeen(t, l, "guest", peer4, "203.0.113.4")
	if seen, err := look(l, "host", peer6, patience); err == nil {
		t.Errorf("IPv6 leads to the Internet, seen as %s", seen)
	}
}

// What nobody asked for meets what the router's description says, both at the
// router, where something listens, and at its IPv6 firewall.
func TestUnasked(t *testing.T) {
	for _, c := range []struct {
		router   lab.Router
		at4, at6 string
	}{
		{lab.Router{}, "nothing", "nothing"},
		{lab.Router{WAN: "drop", Open6: true}, "nothing", "in"},
		{lab.Router{WAN: "reject"}, "refused", "refused"},
		{lab.Router{WAN: "reject", Open6: true}, "refused", "in"},
		{lab.Router{WAN: "accept"}, "in", "nothing"},
	} {
		t.Run(fmt.Sprintf("WAN %s open6 %v", c.router.WAN, c.router.Open6), func(t *testing.T) {
			l := lab.Up(t, lab.Options{Home1: c.router})
			mirror(t, l, "router1", door4)
			mirror(t, l, "host", host6)
			for address, want := range map[string]string{door4: c.at4, host6: c.at6} {
				switch want {
				case "nothing":
					wantNothing(t, l, "guest", address)
				case "refused":
					wantRefused(t, l, "guest", address)
				case "in":
					if _, err := look(l, "guest", address, patience); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
}

func TestTranslation(t *testing.T) {
	for nat, want := range map[string]struct{ keeps, same bool }{
		"": {true, true}, "cone": {true, true}, "sym": {false, false}, "remap": {false, true},
	} {
		t.Run("NAT "+nat, func(t *testing.T) {
			l := lab.Up(t, lab.Options{Home1: lab.Router{NAT: nat}})
			seen := ports(t, l, "host", "192.168.1.10:41000", 4)
			different := slices.Compact(slices.Sorted(slices.Values(seen)))
			if keeps := slices.Equal(different, []int{41000}); keeps != want.keeps {
				t.Errorf("port 41000 became %v", seen)
			}
			if same := len(different) == 1; same != want.same {
				t.Errorf("for four destinations port 41000 became %v", seen)
			}
		})
	}
}

// Who was not sent to is not let in, though somebody else was.
func TestConeIsRestricted(t *testing.T) {
	l := lab.Up(t, lab.Options{})
	inside := l.ListenPacket("host", "udp", "192.168.1.10:41000")
	friend := l.ListenPacket("peer", "udp", "203.0.113.50:4000")
	stranger := l.ListenPacket("peer", "udp", "203.0.113.50:4001")
	send(t, inside, friend.LocalAddr(), "knock")
	from := receive(t, friend, "knock")
	send(t, stranger, from, "stranger")
	send(t, friend, from, "answer")
	receive(t, inside, "answer")
}

func TestHairpin(t *testing.T) {
	for _, hairpin := range []bool{true, false} {
		t.Run(fmt.Sprint(hairpin), func(t *testing.T) {
			l := lab.Up(t, lab.Options{Home1: lab.Router{Profile: "pmp", Hairpin: hairpin}})
			box{t, l, "host", "192.168.1.1"}.wantMapped(4000)
			mirror(t, l, "host", host4)
			wantSeen(t, l, "guest", door4, "203.0.113.2")
			if !hairpin {
				wantRefused(t, l, "lan", door4)
				return
			}
			wantSeen(t, l, "lan", door4, "192.168.1.1")
			wantSeen(t, l, "host", door4, "192.168.1.1")
			l.SetAddress("router1", "203.0.113.9")
			wantSeen(t, l, "lan", "203.0.113.9:4000", "192.168.1.1")
		})
	}
}
