//go:build linux

package lab_test

import (
	"bytes"
	"encoding/binary"
	"net/netip"
	"slices"
	"testing"

	"realtalk/core/reach/lab"
)

// wantMapped maps a TCP port by NAT-PMP.
func (b box) wantMapped(port uint16) {
	b.t.Helper()
	if result, err := b.pmp(port); result != 0 || err != nil {
		b.t.Fatalf("NAT-PMP at %s: result %d, %v", b.at, result, err)
	}
}

func wantMaps(t *testing.T, l *lab.Lab, router string, want ...lab.Map) {
	t.Helper()
	if maps := l.Maps(router); !slices.Equal(maps, want) {
		t.Errorf("%s maps %v, want %v", router, maps, want)
	}
}

func to(address string) lab.Map {
	a := netip.MustParseAddrPort(address)
	return lab.Map{Proto: "tcp", Port: a.Port(), To: a}
}

// Maps and pinholes that are made in three ways are in the table and let people
// in, who are seen by their own address.
func TestMaps(t *testing.T) {
	l := lab.Up(t, lab.Options{Home1: lab.Router{Profile: "all"}})
	wantMaps(t, l, "router1")
	wantMaps(t, l, "router2")
	host := box{t, l, "host", "192.168.1.1"}
	host.wantMapped(4000)
	if err := (box{t, l, "lan", "192.168.1.1"}).soap("192.168.1.11", 4001); err != nil {
		t.Fatal(err)
	}
	host.at = "2001:db8:1::1" // PCP is asked from the address that it is about
	if answer, err := host.ask("5351", pcpRequest("2001:db8:1::10", 4000)); err != nil || answer[3] != 0 {
		t.Fatalf("PCP: %x, %v", answer, err)
	}
	wantMaps(t, l, "router1", to(host4), to("192.168.1.11:4001"), to(host6))

	mirror(t, l, "host", host4)
	mirror(t, l, "host", host6)
	mirror(t, l, "lan", "192.168.1.11:4001")
	wantSeen(t, l, "peer", door4, "203.0.113.50")
	wantSeen(t, l, "guest", door4, "203.0.113.2")
	wantSeen(t, l, "guest", "203.0.113.1:4001", "203.0.113.2")
	wantSeen(t, l, "peer", host6, "2001:db8::50")
	wantNothing(t, l, "peer", "203.0.113.1:4002")
	wantNothing(t, l, "peer", "[2001:db8:1::11]:4000")

	l.StopDaemon("router1")
	wantMaps(t, l, "router1", to(host4), to("192.168.1.11:4001"), to(host6))
	wantSeen(t, l, "peer", door4, "203.0.113.50")
}

// A router that was rebooted knows nothing any more, but answers.
func TestReboot(t *testing.T) {
	l := lab.Up(t, lab.Options{Home1: lab.Router{Profile: "all"}})
	b := box{t, l, "host", "192.168.1.1"}
	b.wantMapped(4000)
	inside := l.ListenPacket("host", "udp", "192.168.1.10:41000")
	outside := l.ListenPacket("peer", "udp", "203.0.113.50:4000")
	send(t, inside, outside.LocalAddr(), "before")
	from := receive(t, outside, "before")
	l.Reboot("router1")
	wantMaps(t, l, "router1")
	send(t, outside, from, "lost")
	send(t, inside, outside.LocalAddr(), "after")
	receive(t, outside, "after")
	send(t, outside, from, "answer")
	receive(t, inside, "answer")
	mirror(t, l, "host", host4)
	wantNothing(t, l, "peer", door4)
	b.wantMapped(4000)
	wantSeen(t, l, "peer", door4, "203.0.113.50")
}

func TestFlush(t *testing.T) {
	l := lab.Up(t, lab.Options{Home1: lab.Router{Profile: "pmp"}})
	box{t, l, "host", "192.168.1.1"}.wantMapped(4000)
	inside := l.ListenPacket("host", "udp", "192.168.1.10:41000")
	outside := l.ListenPacket("peer", "udp", "203.0.113.50:4000")
	send(t, inside, outside.LocalAddr(), "before")
	from := receive(t, outside, "before")
	l.Flush()
	send(t, outside, from, "lost")
	send(t, inside, outside.LocalAddr(), "after")
	receive(t, outside, "after")
	send(t, outside, from, "answer")
	receive(t, inside, "answer")
	wantMaps(t, l, "router1", to(host4))
}

// The least lifetime is what a router gives to those who want less.
func TestMinLife(t *testing.T) {
	for set, want := range map[int]byte{0: 120, 60: 60} {
		l := lab.Up(t, lab.Options{Home1: lab.Router{Profile: "pcp", MinLife: set}})
		request := pcpRequest("::ffff:192.168.1.10", 4000)
		binary.BigEndian.PutUint32(request[4:], 1) // second
		answer, err := box{t, l, "host", "192.168.1.1"}.ask("5351", request)
		if err != nil || len(answer) != 60 || !bytes.Equal(answer[4:8], []byte{0, 0, 0, want}) {
			t.Errorf("the lifetime is %x, %v, want %d", answer, err, want)
		}
	}
}

func TestCarrier(t *testing.T) {
	for _, lenient := range []bool{false, true} {
		o := lab.Options{Home1: lab.Router{Profile: "pmp", Carrier: true, CarrierNAT: "remap", Lenient: lenient}}
		l := lab.Up(t, o)
		mirror(t, l, "peer", peer4)
		mirror(t, l, "peer", peer6)
		wantSeen(t, l, "host", peer4, "203.0.113.3")
		wantSeen(t, l, "host", peer6, "2001:db8:1::10")
		if seen := ports(t, l, "host", "192.168.1.10:41000", 1); seen[0] == 41000 {
			t.Error("the carrier keeps the port")
		}
		result, err := box{t, l, "host", "192.168.1.1"}.pmp(4000)
		if mapped := result == 0; mapped != lenient || err != nil {
			t.Errorf("lenient is %v, but NAT-PMP's result is %d, %v", lenient, result, err)
		}
		mirror(t, l, "host", host4)
		wantNothing(t, l, "peer", "203.0.113.3:4000")
		if lenient {
			wantSeen(t, l, "carrier1", "100.64.1.2:4000", "100.64.1.1")
		}
	}
}

// Of two routers at home each must be asked.
func TestDouble(t *testing.T) {
	l := lab.Up(t, lab.Options{Home1: lab.Router{Profile: "pxp", Double: true}, Home2: lab.Router{Double: true}})
	mirror(t, l, "peer", peer4)
	wantSeen(t, l, "host", peer4, "203.0.113.3")
	wantSeen(t, l, "guest", peer4, "203.0.113.4")
	mirror(t, l, "host", host4)
	box{t, l, "host", "192.168.1.1"}.wantMapped(4000)
	wantNothing(t, l, "peer", "203.0.113.3:4000")
	box{t, l, "host", "10.0.0.1"}.wantMapped(4000)
	wantMaps(t, l, "router1", to(host4))
	wantMaps(t, l, "carrier1", to("10.0.0.2:4000"))
	wantSeen(t, l, "peer", "203.0.113.3:4000", "203.0.113.50")
	l.Reboot("carrier1")
	wantMaps(t, l, "carrier1")
}

func TestAddresses(t *testing.T) {
	l := lab.Up(t, lab.Options{Home1: lab.Router{Profile: "pmp"}})
	box{t, l, "host", "192.168.1.1"}.wantMapped(4000)
	mirror(t, l, "peer", peer4)
	mirror(t, l, "peer", peer6)
	mirror(t, l, "host", "0.0.0.0:4000")

	l.SetAddress("router1", "203.0.113.9")
	wantSeen(t, l, "host", peer4, "203.0.113.9")
	wantSeen(t, l, "peer", "203.0.113.9:4000", "203.0.113.50")
	if answer, err := (box{t, l, "host", "192.168.1.1"}).ask("5351", []byte{0, 0}); err != nil ||
		!slices.Equal(answer[8:], []byte{203, 0, 113, 9}) {
		t.Errorf("NAT-PMP says %x, %v", answer, err)
	}

	l.SetComputerAddress("host", "192.168.1.77/24")
	l.SetComputerAddress("host", "2001:db8:1::77/64")
	wantSeen(t, l, "host", peer4, "203.0.113.9")
	wantSeen(t, l, "host", peer6, "2001:db8:1::77")
	wantSeen(t, l, "lan", "192.168.1.77:4000", "192.168.1.11")
	l.SetComputerAddress("host", "192.168.99.1/24")
	if seen, err := look(l, "host", peer4, patience); err == nil {
		t.Errorf("a strange address leads to the Internet, seen as %s", seen)
	}
}
