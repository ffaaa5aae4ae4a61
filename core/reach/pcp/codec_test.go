package pcp

import (
	"bytes"
	"encoding/binary"
	"errors"
	"net/netip"
	"testing"
	"time"
)

var asked = Mapping{
	Protocol: PCP, Internal: netip.MustParseAddrPort("192.168.1.10:40213"), External: netip.MustParseAddrPort("0.0.0.0:40213"),
	Lifetime: time.Hour, Nonce: [12]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12},
}

// Request of RFC 6887, figures 2, 8 and 9, and of RFC 6886, sections 3.2 and 3.3.
func TestRequests(t *testing.T) {
	want := []byte{
		2, 1, 0, 0, 0, 0, 0x0e, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 168, 1, 10,
		1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 6, 0, 0, 0, 0x9d, 0x15, 0x9d, 0x15,
		0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0,
	}
	if got := pcpMap(asked); !bytes.Equal(got, want) {
		t.Errorf("MAP is\n%x, want\n%x", got, want)
	}
	m6 := asked
	m6.Internal, m6.External = netip.MustParseAddrPort("[2001:db8::10]:1"), netip.AddrPort{}
	if got := pcpMap(m6); len(got) != 60 || !bytes.Equal(got[42:], make([]byte, 18)) {
		t.Errorf("MAP of IPv6 suggests %x", got[42:])
	}
	if got := pmpMap(asked); !bytes.Equal(got, []byte{0, 2, 0, 0, 0x9d, 0x15, 0x9d, 0x15, 0, 0, 0x0e, 0x10}) {
		t.Errorf("NAT-PMP's map is %x", got)
	}
	if got := pmpAskExternal(); !bytes.Equal(got, []byte{0, 0}) {
		t.Errorf("NAT-PMP's question is %x", got)
	}
}

func pcpYes(code byte, epoch, life uint32, nonce [12]byte, internal uint16, external netip.AddrPort) []byte {
	b := []byte{2, 0x81, 0, code}
	b = binary.BigEndian.AppendUint32(b, life)
	b = binary.BigEndian.AppendUint32(b, epoch)
	b = append(b, make([]byte, 12)...)
	b = append(b, nonce[:]...)
	b = append(b, 6, 0, 0, 0)
	b = binary.BigEndian.AppendUint16(b, internal)
	b = binary.BigEndian.AppendUint16(b, external.Port())
	a := external.Addr().As16()
	return append(b, a[:]...)
}

func TestAnswers(t *testing.T) {
	external := netip.MustParseAddrPort("203.0.113.1:40214")
	good := pcpYes(0, 77, 3600, asked.Nonce, 40213, external)
	a, err := readPCP(good, asked)
	if err != nil || a.external != external || a.lifetime != time.Hour || a.epoch != 77 {
		t.Errorf("a good one is read as %+v, %v", a, err)
	}
	if a, err := readPCP(pcpYes(0, 0, 1<<31, asked.Nonce, 40213, external), asked); err != nil || a.lifetime != maxLifetime {
		t.Errorf("68 years are read as %v, %v", a.lifetime, err)
	}
	if a, err := readPCP(good[:24:24], asked); !errors.Is(err, errForeign) {
		t.Errorf("half a yes is read as %+v", a)
	}
	no := pcpYes(2, 1, 30, asked.Nonce, 40213, external)
	for _, b := range [][]byte{no, no[:24]} {
		if a, err := readPCP(b, asked); err != nil || a.code != 2 {
			t.Errorf("a no is read as %+v, %v", a, err)
		}
	}
	for name, change := range map[string]func([]byte) []byte{
		"version":      func(b []byte) []byte { b[0] = 3; return b },
		"a request":    func(b []byte) []byte { b[1] = 1; return b },
		"another op":   func(b []byte) []byte { b[1] = 0x82; return b },
		"nonce":        func(b []byte) []byte { b[30] ^= 1; return b },
		"UDP":          func(b []byte) []byte { b[36] = 17; return b },
		"port":         func(b []byte) []byte { b[41] ^= 1; return b },
		"cut":          func(b []byte) []byte { return b[:59] },
		"nothing":      func([]byte) []byte { return nil },
		"over 1,100":   func(b []byte) []byte { return append(b, make([]byte, 1041)...) },
		"one of PMP's": func([]byte) []byte { return []byte{0, 0x82, 0, 0} },
	} {
		if a, err := readPCP(change(bytes.Clone(good)), asked); !errors.Is(err, errForeign) {
			t.Errorf("%s: read as %+v, %v", name, a, err)
		}
	}

	pmp := []byte{0, 0x82, 0, 0, 0, 0, 0, 9, 0x9d, 0x15, 0x9d, 0x16, 0, 0, 0x0e, 0x10}
	if a, err := readPMPMap(pmp, asked); err != nil || a.external.Port() != 40214 || a.lifetime != time.Hour || a.epoch != 9 {
		t.Errorf("NAT-PMP's is read as %+v, %v", a, err)
	}
	if a, err := readPMPMap([]byte{0, 0x82, 0, 2, 0, 0, 0, 9}, asked); err != nil || a.code != 2 {
		t.Errorf("NAT-PMP's no is read as %+v, %v", a, err)
	}
	pmp[9]++
	if a, err := readPMPMap(pmp, asked); !errors.Is(err, errForeign) {
		t.Errorf("another port's is read as %+v, %v", a, err)
	}
	if a, err := readPMPExternal([]byte{0, 0x80, 0, 0, 0, 0, 0, 9, 203, 0, 113, 1}); err != nil || a.external.Addr() != external.Addr() {
		t.Errorf("the address is read as %+v, %v", a, err)
	}
}

func TestAnnouncements(t *testing.T) {
	announce := append([]byte{2, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5}, make([]byte, 12)...)
	if a, ok := readAnnouncement(announce); !ok || a.Protocol != PCP || a.Epoch != 5 {
		t.Errorf("PCP's is read as %+v, %v", a, ok)
	}
	changed := []byte{0, 0x80, 0, 0, 0, 0, 0, 7, 203, 0, 113, 9}
	if a, ok := readAnnouncement(changed); !ok || a.Protocol != NATPMP || a.Epoch != 7 || a.External.String() != "203.0.113.9" {
		t.Errorf("NAT-PMP's is read as %+v, %v", a, ok)
	}
	for _, bad := range [][]byte{nil, announce[:23], changed[:11], append([]byte{2, 0}, announce[2:]...), {0, 0x80, 0, 3, 0, 0, 0, 7, 203, 0, 113, 9}} {
		if a, ok := readAnnouncement(bad); ok {
			t.Errorf("%x is read as %+v", bad, a)
		}
	}
}

func TestLost(t *testing.T) {
	for name, test := range map[string]struct {
		before, now uint32
		passed      time.Duration
		lost        bool
	}{
		"goes on":            {100, 700, 10 * time.Minute, false},
		"a little slow":      {100, 670, 10 * time.Minute, false},
		"a second back":      {100, 99, 0, false},
		"rebooted":           {100, 3, time.Second, true},
		"rebooted long ago":  {100, 300, 10 * time.Minute, true},
		"same moment":        {100, 100, 0, false},
		"far ahead":          {100, 5000, time.Minute, true},
		"short, rough":       {100, 102, time.Second, false},
		"wrapped round":      {1<<32 - 1, 5, 6 * time.Second, true},
		"this one slept":     {100, 3700, time.Hour, false},
		"clock here was set": {100, 3700, time.Second, true},
	} {
		if lost := Lost(test.before, test.now, test.passed); lost != test.lost {
			t.Errorf("%s: %v", name, lost)
		}
	}
}

func FuzzAnswers(f *testing.F) {
	external := netip.MustParseAddrPort("203.0.113.1:40214")
	f.Add(pcpYes(0, 77, 3600, asked.Nonce, 40213, external))
	f.Add(pcpYes(2, 77, 3600, asked.Nonce, 40213, external)[:24])
	f.Add([]byte{0, 0x82, 0, 0, 0, 0, 0, 9, 0x9d, 0x15, 0x9d, 0x16, 0, 0, 0x0e, 0x10})
	f.Add([]byte{0, 0x80, 0, 0, 0, 0, 0, 7, 203, 0, 113, 9})
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, read := range []func() (answer, error){
			func() (answer, error) { return readPCP(b, asked) },
			func() (answer, error) { return readPMPMap(b, asked) },
			func() (answer, error) { return readPMPExternal(b) },
		} {
			if a, err := read(); err == nil && (a.lifetime < 0 || a.lifetime > maxLifetime || a.code == 0 && !a.external.IsValid() && a.external.Port() == 0 && len(b) < 8) {
				t.Fatalf("%x is read as %+v", b, a)
			}
		}
		if a, ok := readAnnouncement(b); ok && a.Protocol == "" {
			t.Fatalf("%x is read as %+v", b, a)
		}
	})
}

func BenchmarkCodec(b *testing.B) {
	yes := pcpYes(0, 77, 3600, asked.Nonce, 40213, netip.MustParseAddrPort("203.0.113.1:40214"))
	for b.Loop() {
		if len(pcpMap(asked)) != 60 {
			b.Fatal("no request")
		}
		if _, err := readPCP(yes, asked); err != nil {
			b.Fatal(err)
		}
	}
}
