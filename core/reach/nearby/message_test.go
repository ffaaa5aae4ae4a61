package nearby

import (
	"encoding/hex"
	"net/netip"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/miekg/dns"
)

var kitchen = said{
	tag: "a1b2c3", name: `Anna's Küche \o/`, port: 40213, ttl: life,
	addrs: []netip.Addr{netip.MustParseAddr("192.168.1.10"), netip.MustParseAddr("2001:db8::10"), netip.MustParseAddr("fe80::10")},
}

// golden is what kitchen is in bytes: the header, PTR, SRV, TXT, A, AAAA, AAAA.
const golden = "000084000000000600000000" +
	"095f7265616c74616c6b045f746370056c6f63616c00" + "000c" + "0001" + "0000004b" + "0009" + "06613162326333c00c" +
	"c02c" + "0021" + "8001" + "0000004b" + "0017" + "000000009d15" + "0972742d613162326333" + "056c6f63616c00" + // not compressed, RFC 2782
	"c02c" + "0010" + "8001" + "0000004b" + "0031" + "03763d31" + "0a7461673d613162326333" + "0a706f72743d3430323133" + "166e616d653d416e6e612773204bc3bc636865205c6f2f" +
	"c047" + "0001" + "8001" + "0000004b" + "0004" + "c0a8010a" +
	"c047" + "001c" + "8001" + "0000004b" + "0010" + "20010db8000000000000000000000010" +
	"c047" + "001c" + "8001" + "0000004b" + "0010" + "fe800000000000000000000000000010"

func TestAnnouncement(t *testing.T) {
	if got := hex.EncodeToString(kitchen.announcement()); got != golden {
		t.Errorf("written as\n%s, not\n%s", got, golden)
	}
	packet, err := hex.DecodeString(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got := read(packet); !reflect.DeepEqual(got, []said{kitchen}) {
		t.Errorf("read as %+v", got)
	}
	for i := range packet {
		if got := read(packet[:i]); got != nil {
			t.Errorf("the first %d bytes are read as %+v", i, got)
		}
	}
}

func TestFarewell(t *testing.T) {
	if got := read(kitchen.farewell()); len(got) != 1 || got[0].tag != kitchen.tag || got[0].ttl != 0 {
		t.Errorf("%+v", got)
	}
}

// Names of the DNS have no case, and unknown text is for later versions.
func TestReadIsLenient(t *testing.T) {
	m := parsed(t, kitchen.announcement())
	for _, r := range m.Answer {
		r.Header().Name = strings.ToUpper(r.Header().Name)
	}
	m.Answer[0].(*dns.PTR).Ptr = strings.ToUpper(m.Answer[0].(*dns.PTR).Ptr)
	text := m.Answer[2].(*dns.TXT)
	text.Txt = append(text.Txt, "v=7", "colour=blue", "", "=", "lone")
	if got := read(pack(m)); !reflect.DeepEqual(got, []said{kitchen}) {
		t.Errorf("%+v", got)
	}
}

func parsed(t *testing.T, packet []byte) dns.Msg {
	t.Helper()
	var m dns.Msg
	if err := m.Unpack(packet); err != nil {
		t.Fatal(err)
	}
	return m
}

// One record that is wrong or missing spoils the whole.
func TestReadRefuses(t *testing.T) {
	text := func(index int, value string) func(*dns.Msg) {
		return func(m *dns.Msg) { m.Answer[2].(*dns.TXT).Txt[index] = value }
	}
	without := func(index int) func(*dns.Msg) {
		return func(m *dns.Msg) { m.Answer = slices.Delete(m.Answer, index, index+1) }
	}
	for name, spoil := range map[string]func(*dns.Msg){
		"a question":          func(m *dns.Msg) { m.Response = false },
		"another operation":   func(m *dns.Msg) { m.Opcode = dns.OpcodeUpdate },
		"an error":            func(m *dns.Msg) { m.Rcode = dns.RcodeNameError },
		"no PTR":              without(0),
		"no SRV":              without(1),
		"no TXT":              without(2),
		"another service":     func(m *dns.Msg) { m.Answer[0].Header().Name = "_http._tcp.local." },
		"elsewhere":           func(m *dns.Msg) { m.Answer[0].(*dns.PTR).Ptr = "a1b2c3._http._tcp.local." },
		"two labels":          func(m *dns.Msg) { m.Answer[0].(*dns.PTR).Ptr = "x.a1b2c3." + service },
		"no label":            func(m *dns.Msg) { m.Answer[0].(*dns.PTR).Ptr = service },
		"strange tag":         func(m *dns.Msg) { m.Answer[0].(*dns.PTR).Ptr = "a-b." + service },
		"port 0":              func(m *dns.Msg) { m.Answer[1].(*dns.SRV).Port = 0 },
		"other host":          func(m *dns.Msg) { m.Answer[1].(*dns.SRV).Target = "router.local." },
		"SRV of another":      func(m *dns.Msg) { m.Answer[1].Header().Name = "b." + service },
		"TXT of another":      func(m *dns.Msg) { m.Answer[2].Header().Name = "b." + service },
		"other version":       text(0, "v=2"),
		"no version":          text(0, "x=1"),
		"tag of another":      text(1, "tag=b"),
		"ports disagree":      text(2, "port=40214"),
		"port is not decimal": text(2, "port=040213"),
	} {
		m := parsed(t, kitchen.announcement())
		spoil(&m)
		if got := read(pack(m)); got != nil {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestReadBounds(t *testing.T) {
	var m dns.Msg
	m.Response = true
	for _, tag := range []string{"a", "b", "c", "d", "e", "f"} {
		s := said{tag: tag, port: 1, ttl: life}
		for i := range byte(20) {
			s.addrs = append(s.addrs, netip.AddrFrom4([4]byte{10, 0, 0, i}))
		}
		m.Answer = append(m.Answer, s.records()...)
	}
	all := read(pack(m))
	if len(all) != maxHeard {
		t.Errorf("%d chats in one packet", len(all))
	}
	for _, s := range all {
		if len(s.addrs) != MaxWays {
			t.Errorf("%d addresses", len(s.addrs))
		}
	}
}

func ask1(name string, kind, class uint16) dns.Msg {
	return dns.Msg{MsgHdr: dns.MsgHdr{Id: 7}, Question: []dns.Question{{Name: name, Qtype: kind, Qclass: class}}}
}

func TestUnderstand(t *testing.T) {
	instance, host := instanceOf(kitchen.tag), hostOf(kitchen.tag)
	for _, m := range []dns.Msg{
		parsed(t, question()),
		ask1(service, dns.TypePTR, dns.ClassINET), ask1(strings.ToUpper(service), dns.TypeANY, dns.ClassANY),
		ask1(instance, dns.TypeSRV, dns.ClassINET), ask1(instance, dns.TypeTXT, dns.ClassINET), ask1(instance, dns.TypeANY, dns.ClassINET),
		ask1(host, dns.TypeA, dns.ClassINET), ask1(host, dns.TypeAAAA, unique),
	} {
		a, ok := kitchen.understand(pack(m))
		if !ok {
			t.Errorf("%v is not understood", m.Question)
			continue
		}
		if q := m.Question[0]; a.alone != (q.Qclass&flush != 0) || !matches(q, a.answer.Answer[0]) {
			t.Errorf("%v: %+v", q, a)
		}
		for kind, answer := range map[string][]byte{"own": a.own(), "legacy": a.legacy()} {
			if got := read(answer); len(got) != 1 || len(got[0].addrs) != len(kitchen.addrs) || got[0].name != kitchen.name {
				t.Errorf("%v: the %s answer is read as %+v", m.Question, kind, got)
			}
		}
	}
	for name, m := range map[string]dns.Msg{
		"another service":   ask1("_http._tcp.local.", dns.TypePTR, dns.ClassINET),
		"another chat":      ask1(instanceOf("b"), dns.TypeANY, dns.ClassINET),
		"another type":      ask1(service, dns.TypeA, dns.ClassINET),
		"another class":     ask1(service, dns.TypePTR, dns.ClassCHAOS),
		"no question":       {},
		"an answer":         parsed(t, kitchen.announcement()),
		"another operation": {MsgHdr: dns.MsgHdr{Opcode: dns.OpcodeNotify}, Question: ask1(service, dns.TypePTR, dns.ClassINET).Question},
		"who knows already": {Question: ask1(service, dns.TypePTR, dns.ClassINET).Question, Answer: kitchen.records()[:1]},
	} {
		if _, ok := kitchen.understand(pack(m)); ok {
			t.Errorf("%s is answered", name)
		}
	}
}

// Who knows it for less than half of its life still is told.
func TestKnownAnswerGrowsOld(t *testing.T) {
	old := kitchen
	old.ttl = life/2 - time.Second
	m := ask1(service, dns.TypePTR, dns.ClassINET)
	m.Answer = old.records()[:1]
	if _, ok := kitchen.understand(pack(m)); !ok {
		t.Error("not answered")
	}
}

func TestLegacyAnswer(t *testing.T) {
	a, ok := kitchen.understand(pack(ask1(service, dns.TypePTR, dns.ClassINET)))
	if !ok {
		t.Fatal("not understood")
	}
	m := parsed(t, a.legacy())
	if m.Id != 7 || len(m.Question) != 1 || len(m.Answer) != 1 || len(m.Extra) != 5 {
		t.Errorf("%v", m)
	}
	for _, r := range slices.Concat(m.Answer, m.Extra) {
		if h := r.Header(); h.Class != dns.ClassINET || h.Ttl != 10 {
			t.Errorf("%v", h)
		}
	}
	if own := parsed(t, a.own()); own.Id != 0 || len(own.Question) != 0 {
		t.Errorf("%v", own)
	}
}

// What is told is the chat and nothing else.
func TestNothingElseIsTold(t *testing.T) {
	m := parsed(t, kitchen.announcement())
	if len(m.Answer) != 6 || len(m.Ns)+len(m.Extra)+len(m.Question) != 0 {
		t.Errorf("%v", m)
	}
	want := []string{"v=1", "tag=a1b2c3", "port=40213", `name=Anna's Küche \o/`}
	var got []string
	for _, s := range m.Answer[2].(*dns.TXT).Txt {
		got = append(got, unescape(s))
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func FuzzRead(f *testing.F) {
	packet, err := hex.DecodeString(golden)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(packet)
	f.Add(kitchen.farewell())
	f.Add(question())
	nasty := kitchen
	nasty.name = "\x00\u202e\xff\"" + strings.Repeat("n", 200)
	f.Add(nasty.announcement())
	a, _ := kitchen.understand(question())
	f.Add(a.legacy())
	f.Fuzz(func(t *testing.T, packet []byte) {
		all := read(packet)
		if len(all) > maxHeard {
			t.Errorf("%d chats", len(all))
		}
		for _, s := range all {
			checkName(t, s.name)
			if !tagForm.MatchString(s.tag) || len(s.addrs) > MaxWays || s.ttl != 0 && s.port == 0 {
				t.Errorf("%+v", s)
			}
		}
		if a, ok := kitchen.understand(packet); ok && (len(read(a.own())) != 1 || a.legacy() == nil) {
			t.Errorf("answered with %v", a.answer)
		}
	})
}
