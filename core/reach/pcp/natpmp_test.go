package pcp

import (
	"bytes"
	"encoding/binary"
	"errors"
	"net/netip"
	"testing"
	"time"
)

// RFC 6886, the figures of sections 3.2 to 3.4.
func TestNATPMPRequests(t *testing.T) {
	deleted := asked4
	deleted.Lifetime = 0
	for name, c := range map[string]struct {
		is   []byte
		want string
	}{
		"address": {pmpAskAddress(), "00 00"},
		"map":     {asked4.appendPMPMap(nil), "00 02 0000 9d15 9d15 00000e10"},
		"delete":  {deleted.appendPMPMap(nil), "00 02 0000 9d15 0000 00000000"},
	} {
		if !bytes.Equal(c.is, unhex(c.want)) {
			t.Errorf("%s is %x, not %x", name, c.is, unhex(c.want))
		}
	}
}

const (
	pmpMapped  = "00 82 0000 0000004d 9d15 9d16 00000e10"
	pmpAddress = "00 80 0000 0000004d cb007101"
)

func TestNATPMPAnswers(t *testing.T) {
	for name, c := range map[string]struct {
		b    []byte
		want answer
	}{
		"yes":       {unhex(pmpMapped), answer{0, 77, time.Hour, netip.AddrPortFrom(netip.Addr{}, 40214)}},
		"longer":    {append(unhex(pmpMapped), 0), answer{0, 77, time.Hour, netip.AddrPortFrom(netip.Addr{}, 40214)}},
		"136 years": {changed(pmpMapped, 12, 0xff), answer{0, 77, 24 * time.Hour, netip.AddrPortFrom(netip.Addr{}, 40214)}},
		"no":        {changed(pmpMapped, 3, 2), answer{result: 2, epoch: 77}},
		"short no":  {changed(pmpMapped, 2, 1, 2)[:8], answer{result: 258, epoch: 77}},
		"PCP alone": {changed(mapped4, 1, 0x82, 0, 1)[:24], answer{result: 1}},
	} {
		if is, err := readPMPMap(c.b, asked4); err != nil || is != c.want {
			t.Errorf("%s: %+v, %v; want %+v", name, is, err, c.want)
		}
	}
	for name, c := range map[string]struct {
		b    []byte
		want answer
	}{
		"yes":       {unhex(pmpAddress), answer{0, 77, 0, netip.MustParseAddrPort("203.0.113.1:0")}},
		"none":      {changed(pmpAddress, 8, 0, 0, 0, 0), answer{epoch: 77, external: netip.AddrPortFrom(netip.Addr{}, 0)}},
		"no":        {changed(pmpAddress, 3, 3)[:8], answer{result: 3, epoch: 77}},
		"PCP alone": {changed(mapped4, 1, 0x80, 0, 1)[:24], answer{result: 1}},
	} {
		if is, err := readPMPAddress(c.b); err != nil || is != c.want {
			t.Errorf("address, %s: %+v, %v; want %+v", name, is, err, c.want)
		}
	}
}

func TestNATPMPAnswerToSomethingElse(t *testing.T) {
	for name, b := range map[string][]byte{
		"version 1":       changed(pmpMapped, 0, 1),
		"a request":       changed(pmpMapped, 1, 2),
		"of UDP":          changed(pmpMapped, 1, 0x81),
		"of the address":  unhex(pmpAddress),
		"of another port": changed(pmpMapped, 9, 0x16),
		"PCP's":           unhex(mapped4),
		"1,101 octets":    append(unhex(pmpMapped), make([]byte, 1085)...),
	} {
		if is, err := readPMPMap(b, asked4); !errors.Is(err, errForeign) {
			t.Errorf("%s: %+v, %v", name, is, err)
		}
	}
	for n := range unhex(pmpMapped) {
		if is, err := readPMPMap(unhex(pmpMapped)[:n], asked4); !errors.Is(err, errForeign) {
			t.Errorf("%d octets: %+v, %v", n, is, err)
		}
	}
	for n := range unhex(pmpAddress) {
		if is, err := readPMPAddress(unhex(pmpAddress)[:n]); !errors.Is(err, errForeign) {
			t.Errorf("%d octets of the address: %+v, %v", n, is, err)
		}
	}
}

func FuzzNATPMP(f *testing.F) {
	f.Fuzz(func(t *testing.T, b []byte) {
		if a, err := readPMPMap(b, asked4); err == nil && a.result == 0 {
			if a.external.Port() != binary.BigEndian.Uint16(b[10:]) || a.external.Addr().IsValid() || a.lifetime < 0 || a.lifetime > maxLifetime {
				t.Errorf("%+v", a)
			}
		} else if err != nil && a != (answer{}) {
			t.Errorf("%+v with %v", a, err)
		}
		if a, err := readPMPAddress(b); err == nil && a.result == 0 {
			x := a.external.Addr()
			if a.external.Port() != 0 || a.lifetime != 0 || x.IsValid() && (x != netip.AddrFrom4([4]byte(b[8:12])) || !x.IsGlobalUnicast()) {
				t.Errorf("%+v", a)
			}
		} else if err != nil && a != (answer{}) {
			t.Errorf("%+v with %v", a, err)
		}
	})
}

func BenchmarkNATPMPAnswer(b *testing.B) {
	message := unhex(pmpMapped)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := readPMPMap(message, asked4); err != nil {
			b.Fatal(err)
		}
	}
}
