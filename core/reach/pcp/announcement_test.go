package pcp

import (
	"errors"
	"net/netip"
	"testing"
)

// RFC 6887 section 14.1.2, RFC 6886 section 3.2.1.
const (
	announced  = "02 80 00 00 00000000 00000005 00000000 00000000 00000000"
	newAddress = "00 80 0000 00000005 cb007109"
)

func TestAnnouncements(t *testing.T) {
	for name, c := range map[string]struct {
		b    []byte
		want Announcement
	}{
		"PCP":                 {unhex(announced), Announcement{Protocol: PCP, Epoch: 5}},
		"PCP with an option":  {append(unhex(announced), 4, 0, 0, 0), Announcement{Protocol: PCP, Epoch: 5}},
		"NAT-PMP":             {unhex(newAddress), Announcement{Protocol: NATPMP, Epoch: 5, External: netip.MustParseAddr("203.0.113.9")}},
		"NAT-PMP, no address": {changed(newAddress, 8, 0, 0, 0, 0), Announcement{Protocol: NATPMP, Epoch: 5}},
	} {
		if is, err := readAnnouncement(c.b); err != nil || is != c.want {
			t.Errorf("%s: %+v, %v", name, is, err)
		}
	}
	for name, b := range map[string][]byte{
		"a request":         changed(announced, 1, 0),
		"of MAP":            changed(announced, 1, 0x81),
		"an error":          changed(announced, 3, 1),
		"version 1":         changed(announced, 0, 1),
		"version 1, error":  changed(announced, 0, 1, 0x80, 0, 1),
		"NAT-PMP's request": unhex("00 00"),
		"NAT-PMP's error":   changed(newAddress, 3, 3),
		"NAT-PMP's map":     unhex(pmpMapped),
		"1,104 octets":      append(unhex(announced), make([]byte, 1080)...),
	} {
		if is, err := readAnnouncement(b); !errors.Is(err, errForeign) || is != (Announcement{}) {
			t.Errorf("%s: %+v, %v", name, is, err)
		}
	}
	for _, whole := range []string{announced, newAddress} {
		for n := range unhex(whole) {
			if is, err := readAnnouncement(unhex(whole)[:n]); !errors.Is(err, errForeign) {
				t.Errorf("%d octets: %+v, %v", n, is, err)
			}
		}
	}
}

func FuzzAnnouncement(f *testing.F) {
	f.Fuzz(func(t *testing.T, b []byte) {
		a, err := readAnnouncement(b)
		switch {
		case err != nil && a != (Announcement{}):
			t.Errorf("%+v with %v", a, err)
		case err != nil:
		case a.Protocol == PCP && (b[0] != versionPCP || a.External.IsValid()):
			t.Errorf("%+v", a)
		case a.Protocol == NATPMP && (b[0] != versionNATPMP || a.External.IsValid() && !a.External.IsGlobalUnicast()):
			t.Errorf("%+v", a)
		case a.From.IsValid(), a.Protocol == "":
			t.Errorf("%+v", a)
		}
	})
}
