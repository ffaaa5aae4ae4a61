package wire_test

import (
	"bytes"
	"net/netip"
	"testing"

	"realtalk/core/wire"
)

func TestAddrPort(t *testing.T) {
	for text, want := range map[string][]byte{
		"203.0.113.1:40213":          {203, 0, 113, 1, 0x9d, 0x15},
		"[::ffff:203.0.113.1]:40213": {203, 0, 113, 1, 0x9d, 0x15},
		"[2001:db8::1]:1":            {0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1},
		"[fe80::1%eth0]:1":           {0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1},
	} {
		a := netip.MustParseAddrPort(text)
		b := wire.PutAddrPort(a)
		if !bytes.Equal(b, want) {
			t.Errorf("%s is written as %x", text, b)
		}
		plain := netip.AddrPortFrom(a.Addr().Unmap().WithZone(""), a.Port())
		if got, ok := wire.AddrPort(b); !ok || got != plain {
			t.Errorf("%x is read as %v, %v", b, got, ok)
		}
	}
	if b := wire.PutAddrPort(netip.AddrPort{}); b != nil {
		t.Errorf("no address is written as %x", b)
	}
	for _, bad := range [][]byte{nil, {1}, {1, 2, 3}, make([]byte, 7), make([]byte, 19), append(netip.MustParseAddr("::ffff:1.2.3.4").AsSlice(), 0, 1)} {
		if got, ok := wire.AddrPort(bad); ok {
			t.Errorf("%x is read as %v", bad, got)
		}
	}
}
