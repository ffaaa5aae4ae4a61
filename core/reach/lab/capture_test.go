//go:build linux

package lab_test

import (
	"net/netip"
	"slices"
	"testing"

	"realtalk/core/reach/lab"
)

// A capture has every packet of both directions and both families, and nothing
// that came before or after it.
func TestCapture(t *testing.T) {
	l := lab.Up(t, lab.Options{})
	host4 := l.ListenPacket("host", "udp", "192.168.1.10:41000")
	host6 := l.ListenPacket("host", "udp", "[2001:db8:1::10]:41000")
	out4 := l.ListenPacket("peer", "udp", "203.0.113.50:4000")
	out6 := l.ListenPacket("peer", "udp", "[2001:db8::50]:4000")
	send(t, host4, out4.LocalAddr(), "before")
	receive(t, out4, "before")
	capture, outside := l.Capture("host"), l.Capture("router1")
	send(t, host4, out4.LocalAddr(), "there")
	send(t, out4, receive(t, out4, "there"), "and back")
	receive(t, host4, "and back")
	send(t, host6, out6.LocalAddr(), "again")
	receive(t, out6, "again")
	got, translated := capture.Stop(), outside.Stop()
	send(t, host4, out4.LocalAddr(), "after")
	receive(t, out4, "after")

	inner, outer := netip.MustParseAddrPort("192.168.1.10:41000"), netip.MustParseAddrPort("203.0.113.1:41000")
	to4, to6 := netip.MustParseAddrPort("203.0.113.50:4000"), netip.MustParseAddrPort("[2001:db8::50]:4000")
	six := lab.Packet{Sent: true, From: netip.MustParseAddrPort("[2001:db8:1::10]:41000"), To: to6, Proto: "udp", Length: 53}
	wantPackets(t, got, lab.Packet{Sent: true, From: inner, To: to4, Proto: "udp", Length: 33},
		lab.Packet{From: to4, To: inner, Proto: "udp", Length: 36}, six)
	wantPackets(t, translated, lab.Packet{Sent: true, From: outer, To: to4, Proto: "udp", Length: 33},
		lab.Packet{From: to4, To: outer, Proto: "udp", Length: 36}, six)
}

// wantPackets leaves out what kernels say to each other.
func wantPackets(t *testing.T, got []lab.Packet, want ...lab.Packet) {
	t.Helper()
	got = slices.DeleteFunc(slices.Clone(got), func(p lab.Packet) bool { return p.Proto == "icmpv6" || p.Proto == "arp" })
	if !slices.Equal(got, want) {
		t.Errorf("captured %v, want %v", got, want)
	}
}

// A question to all of a network is captured, though nobody answers.
func TestCaptureMulticast(t *testing.T) {
	l := lab.Up(t, lab.Options{})
	capture := l.Capture("lan")
	c, err := l.Dial(t.Context(), "host", "udp", "239.255.255.250:1900")
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := c.Write([]byte("who is there?")); err != nil {
		t.Fatal(err)
	}
	// What is sent after it on the same way comes after it.
	mark := l.ListenPacket("lan", "udp", "192.168.1.11:4000")
	send(t, l.ListenPacket("host", "udp", "192.168.1.10:4000"), mark.LocalAddr(), "mark")
	receive(t, mark, "mark")
	found := slices.ContainsFunc(capture.Stop(), func(p lab.Packet) bool {
		return !p.Sent && p.Proto == "udp" && p.To == netip.MustParseAddrPort("239.255.255.250:1900")
	})
	if !found {
		t.Error("the question was not captured")
	}
}
