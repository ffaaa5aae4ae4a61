//go:build linux

package lab

import (
	"encoding/hex"
	"net"
	"net/netip"
	"strings"
	"testing"
)

// Frames as they were on the cable: a question of ARP, TCP over IPv4, a second
// fragment, UDP over IPv6, a report of multicast behind an extension header.
var frames = []struct {
	hex  string
	want Packet
}{
	{
		"ffffffffffff 020000000001 0806 0001080006040001 020000000001 c0a8010a 000000000000 c0a80101",
		Packet{true, netip.MustParseAddrPort("192.168.1.10:0"), netip.MustParseAddrPort("192.168.1.1:0"), "arp", 28},
	},
	{
		"020000000001 020000000002 0800 4500002800004000 40060000 cb007132 c0a8010a 0fa0a028 0000000000000000 5002ffff00000000",
		Packet{false, netip.MustParseAddrPort("203.0.113.50:4000"), netip.MustParseAddrPort("192.168.1.10:41000"), "tcp", 40},
	},
	{
		"020000000002 020000000001 0800 4500001c000000b9 40110000 c0a8010a cb007132 0fa0a028 00000000",
		Packet{true, netip.MustParseAddrPort("192.168.1.10:0"), netip.MustParseAddrPort("203.0.113.50:0"), "udp", 28},
	},
	{
		"020000000002 020000000001 86dd 6000000000081140 20010db8000100000000000000000010 20010db8000000000000000000000050 a0280fa000080000",
		Packet{true, netip.MustParseAddrPort("[2001:db8:1::10]:41000"), netip.MustParseAddrPort("[2001:db8::50]:4000"), "udp", 48},
	},
	{
		"333300000016 020000000001 86dd 6000000000100001 fe800000000000000000000000000010 ff020000000000000000000000000016 3a00050200000100 8f00000000000000",
		Packet{true, netip.MustParseAddrPort("[fe80::10]:0"), netip.MustParseAddrPort("[ff02::16]:0"), "icmpv6", 56},
	},
	{"020000000002 020000000001 88cc 0207", Packet{Sent: true, Proto: "ethernet 0x88cc", Length: 2}},
}

var own = net.HardwareAddr{2, 0, 0, 0, 0, 1}

func bytesOf(t testing.TB, text string) []byte {
	t.Helper()
	frame, err := hex.DecodeString(strings.ReplaceAll(text, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	return frame
}

func TestReadFrame(t *testing.T) {
	for _, f := range frames {
		if got := readFrame(bytesOf(t, f.hex), own); got != f.want {
			t.Errorf("%s was read as %v, want %v", f.hex, got, f.want)
		}
	}
}

// However a frame was cut or bent, it is given as some packet.
func FuzzReadFrame(f *testing.F) {
	for _, frame := range frames {
		whole := bytesOf(f, frame.hex)
		for i := range whole {
			f.Add(whole[:i])
		}
	}
	f.Fuzz(func(t *testing.T, frame []byte) {
		if p := readFrame(frame, own); p.Proto == "" {
			t.Errorf("nothing is said of %x", frame)
		}
	})
}
