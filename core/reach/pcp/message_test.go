package pcp

import (
	"bytes"
	"encoding/hex"
	"errors"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"
)

// unhex reads hexadecimal octets with any space between.
func unhex(text string) []byte {
	b, err := hex.DecodeString(strings.Join(strings.Fields(text), ""))
	if err != nil {
		panic(err)
	}
	return b
}

var (
	nonce = [12]byte(unhex("0102 0304 0506 0708 090a 0b0c"))

	asked4 = Mapping{
		Protocol: PCP, Nonce: nonce, Lifetime: time.Hour,
		Internal: netip.MustParseAddrPort("192.168.1.10:40213"),
		External: netip.AddrPortFrom(netip.Addr{}, 40213),
	}
	asked6 = Mapping{
		Protocol: PCP, Nonce: nonce, Lifetime: 2 * time.Minute,
		Internal: netip.MustParseAddrPort("[2001:db8:1::10]:40213"),
		External: netip.AddrPortFrom(netip.Addr{}, 40213),
	}
)

// RFC 6887, figures 2 (header) and 9 (MAP), one line for each 32 bits of its
// first half; what "all zeros" is in each family stands in section 5.
func TestMapRequest(t *testing.T) {
	renewed := asked4
	renewed.External = netip.MustParseAddrPort("203.0.113.1:40214")
	deleted := renewed
	deleted.Lifetime = 0
	for name, c := range map[string]struct {
		m    Mapping
		want string
	}{
		"IPv4": {asked4, `
			02 01 0000
			00000e10
			00000000 00000000 0000ffff c0a8010a
			01020304 05060708 090a0b0c
			06 000000
			9d15 9d15
			00000000 00000000 0000ffff 00000000`},
		"IPv6": {asked6, `
			02 01 0000
			00000078
			20010db8 00010000 00000000 00000010
			01020304 05060708 090a0b0c
			06 000000
			9d15 9d15
			00000000 00000000 00000000 00000000`},
		"renewal": {renewed, `
			02 01 0000
			00000e10
			00000000 00000000 0000ffff c0a8010a
			01020304 05060708 090a0b0c
			06 000000
			9d15 9d16
			00000000 00000000 0000ffff cb007101`},
		"delete": {deleted, `
			02 01 0000
			00000000
			00000000 00000000 0000ffff c0a8010a
			01020304 05060708 090a0b0c
			06 000000
			9d15 9d16
			00000000 00000000 0000ffff cb007101`},
	} {
		if is := c.m.appendMap(nil); !bytes.Equal(is, unhex(c.want)) {
			t.Errorf("%s is\n%x, not\n%x", name, is, unhex(c.want))
		}
	}
}

// RFC 6887, figures 3 (header) and 10 (MAP).
const mapped4 = `
	02 81 00 00
	00000e10
	0000004d
	00000000 00000000 00000000
	01020304 05060708 090a0b0c
	06 000000
	9d15 9d16
	00000000 00000000 0000ffff cb007101`

const mapped6 = `
	02 81 00 00
	00000078
	0000004d
	00000000 00000000 00000000
	01020304 05060708 090a0b0c
	06 000000
	9d15 9d15
	20010db8 00010000 00000000 00000010`

func TestMapAnswer(t *testing.T) {
	option := unhex("0400 0004 00000000") // of any kind
	for name, c := range map[string]struct {
		b     []byte
		asked Mapping
		want  answer
	}{
		"IPv4":           {unhex(mapped4), asked4, answer{0, 77, time.Hour, netip.MustParseAddrPort("203.0.113.1:40214")}},
		"IPv6":           {unhex(mapped6), asked6, answer{0, 77, 2 * time.Minute, netip.MustParseAddrPort("[2001:db8:1::10]:40213")}},
		"with an option": {slices.Concat(unhex(mapped4), option), asked4, answer{0, 77, time.Hour, netip.MustParseAddrPort("203.0.113.1:40214")}},
		"no":             {changed(mapped4, 3, 2), asked4, answer{2, 77, time.Hour, netip.AddrPort{}}},
		"short no":       {changed(mapped4, 3, 2)[:24], asked4, answer{2, 77, time.Hour, netip.AddrPort{}}},
		"136 years":      {changed(mapped4, 4, 0xff), asked4, answer{0, 77, 24 * time.Hour, netip.MustParseAddrPort("203.0.113.1:40214")}},
		"no address":     {changed(mapped4, 56, 0, 0, 0, 0), asked4, answer{0, 77, time.Hour, netip.AddrPortFrom(netip.Addr{}, 40214)}},
		"loopback":       {changed(mapped4, 56, 127), asked4, answer{0, 77, time.Hour, netip.AddrPortFrom(netip.Addr{}, 40214)}},
		"multicast":      {changed(mapped4, 56, 224), asked4, answer{0, 77, time.Hour, netip.AddrPortFrom(netip.Addr{}, 40214)}},
		"broadcast":      {changed(mapped4, 56, 255, 255, 255, 255), asked4, answer{0, 77, time.Hour, netip.AddrPortFrom(netip.Addr{}, 40214)}},
		"private":        {changed(mapped4, 56, 10), asked4, answer{0, 77, time.Hour, netip.MustParseAddrPort("10.0.113.1:40214")}},
		"IPv6 for IPv4":  {unhex(mapped6), asked4, answer{0, 77, 2 * time.Minute, netip.AddrPortFrom(netip.Addr{}, 40213)}},
		"link-local":     {changed(mapped6, 44, 0xfe, 0x80), asked6, answer{0, 77, 2 * time.Minute, netip.AddrPortFrom(netip.Addr{}, 40213)}},

		// RFC 6886 section 3.5, and RFC 6887 section 9 with appendix A.
		"NAT-PMP alone":      {unhex("00 81 0001 0000004d"), asked4, answer{result: 1}},
		"NAT-PMP, repeating": {changed(mapped4, 0, 0, 0x81, 0, 1), asked4, answer{result: 1}},
		"NAT-PMP, anything":  {unhex("00 81 0005 0000004d"), asked4, answer{result: 1}},
		"PCP 1 alone":        {changed(mapped4, 0, 1, 0x81, 0, 1), asked4, answer{result: 1}},
		"PCP 3 and no 2":     {changed(mapped4, 0, 3, 0x81, 0, 1)[:24], asked4, answer{result: 1}},
	} {
		if is, err := readMap(c.b, c.asked); err != nil || is != c.want {
			t.Errorf("%s: %+v, %v; want %+v", name, is, err, c.want)
		}
	}
}

// changed gives a message with other octets from a place on.
func changed(text string, at int, to ...byte) []byte {
	b := unhex(text)
	copy(b[at:], to)
	return b
}

func TestMapAnswerToSomethingElse(t *testing.T) {
	for name, b := range map[string][]byte{
		"version 3":       changed(mapped4, 0, 3),
		"version 1":       changed(mapped4, 0, 1),
		"a request":       changed(mapped4, 1, 0x01),
		"of ANNOUNCE":     changed(mapped4, 1, 0x80),
		"of PEER":         changed(mapped4, 1, 0x82),
		"of UDP":          changed(mapped4, 36, 17),
		"of another port": changed(mapped4, 41, 0x16),
		"no, of another":  changed(mapped4, 0, 2, 0x81, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9),
		"NAT-PMP request": {0, 2, 0, 0, 0x9d, 0x15, 0x9d, 0x15, 0, 0, 14, 16},
		"61 octets":       append(unhex(mapped4), 0),
		"1,104 octets":    append(unhex(mapped4), make([]byte, 1044)...),
	} {
		if is, err := readMap(b, asked4); !errors.Is(err, errForeign) {
			t.Errorf("%s: %+v, %v", name, is, err)
		}
	}
	whole := unhex(mapped4)
	for i := range nonce {
		if is, err := readMap(changed(mapped4, 24+i, ^nonce[i]), asked4); !errors.Is(err, errForeign) {
			t.Errorf("octet %d of the nonce: %+v, %v", i, is, err)
		}
	}
	for n := range whole {
		if is, err := readMap(whole[:n], asked4); !errors.Is(err, errForeign) {
			t.Errorf("%d octets of it: %+v, %v", n, is, err)
		}
	}
}

func TestLifetimes(t *testing.T) {
	for d, want := range map[time.Duration]uint32{
		-time.Second: 0, 0: 0, 1999 * time.Millisecond: 1, time.Hour: 3600, 24 * time.Hour: 86400, 25 * time.Hour: 86400, 1<<63 - 1: 86400,
	} {
		if is := seconds(d); is != want {
			t.Errorf("%v is sent as %d, not %d", d, is, want)
		}
	}
}

// What an answer is read as stands in it, whatever the stranger sent.
func FuzzMap(f *testing.F) {
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, asked := range []Mapping{asked4, asked6} {
			a, err := readMap(b, asked)
			switch {
			case err != nil:
				if a != (answer{}) {
					t.Errorf("%+v with %v", a, err)
				}
				continue
			case len(b) > maxMessage, b[1]&answered == 0, a.lifetime < 0, a.lifetime > maxLifetime:
				t.Errorf("%+v", a)
			case a.result != 0:
				continue
			}
			if again := appendMapped(a, asked); !bytes.Equal(again[8:12], b[8:12]) || !bytes.Equal(again[24:36], b[24:36]) || !bytes.Equal(again[40:44], b[40:44]) {
				t.Errorf("%+v is %x", a, again)
			}
			if x := a.external.Addr(); x.IsValid() && (x.Is4() != asked.Internal.Addr().Is4() || x.As16() != [16]byte(b[44:60]) || !x.IsGlobalUnicast()) {
				t.Errorf("external address %s", x)
			}
		}
	})
}

// appendMapped is a router's yes.
func appendMapped(a answer, asked Mapping) []byte {
	asked.External, asked.Lifetime = a.external, a.lifetime
	b := asked.appendMap(nil)
	b[1] |= answered
	clear(b[8:24])
	b[8], b[9], b[10], b[11] = byte(a.epoch>>24), byte(a.epoch>>16), byte(a.epoch>>8), byte(a.epoch)
	return b
}

func BenchmarkMapRequest(b *testing.B) {
	buffer := make([]byte, 0, mapLength)
	b.ReportAllocs()
	for b.Loop() {
		buffer = asked4.appendMap(buffer[:0])
	}
}

func BenchmarkMapAnswer(b *testing.B) {
	message := unhex(mapped4)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := readMap(message, asked4); err != nil {
			b.Fatal(err)
		}
	}
}
