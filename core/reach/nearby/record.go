package nearby

import (
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/miekg/dns"
)

const (
	service = "_realtalk._tcp.local."
	version = "1"

	life       = 75 * time.Second
	legacyLife = 10 * time.Second // RFC 6762, section 6.7

	// flush in the class of a record: it replaces what was known under its name.
	// In that of a question: the answer may come to the asker alone.
	flush  = 1 << 15
	unique = dns.ClassINET | flush

	maxPacket = 9000 // bytes, RFC 6762, section 17
	maxHeard  = 4    // chats in one packet
)

// said is what one packet tells of one chat.
type said struct {
	tag, name string
	port      uint16
	addrs     []netip.Addr // without zone
	ttl       time.Duration
}

func instanceOf(tag string) string { return tag + "." + service }

// hostOf names no computer: it is the chat's.
func hostOf(tag string) string { return "rt-" + tag + ".local." }

// records gives the chat's records as they are announced.
func (s said) records() []dns.RR {
	header := func(name string, kind, class uint16) dns.RR_Header {
		return dns.RR_Header{Name: name, Rrtype: kind, Class: class, Ttl: uint32(s.ttl / time.Second)}
	}
	instance, host := instanceOf(s.tag), hostOf(s.tag)
	all := []dns.RR{
		&dns.PTR{Hdr: header(service, dns.TypePTR, dns.ClassINET), Ptr: instance},
		&dns.SRV{Hdr: header(instance, dns.TypeSRV, unique), Port: s.port, Target: host},
		&dns.TXT{Hdr: header(instance, dns.TypeTXT, unique), Txt: s.text()},
	}
	for _, a := range s.addrs {
		if a.Is4() {
			all = append(all, &dns.A{Hdr: header(host, dns.TypeA, unique), A: a.AsSlice()})
		} else {
			all = append(all, &dns.AAAA{Hdr: header(host, dns.TypeAAAA, unique), AAAA: a.AsSlice()})
		}
	}
	return all
}

func (s said) text() []string {
	return []string{
		"v=" + version,
		"tag=" + s.tag,
		"port=" + strconv.Itoa(int(s.port)),
		"name=" + strings.ReplaceAll(s.name, `\`, `\\`), // the library reads \ as an escape
	}
}

// read gives the chats that a packet tells of. One counts only if the packet
// has all of its records and they agree, and only with its first MaxWays
// addresses; a farewell needs no more than the PTR record.
func read(packet []byte) []said {
	m, ok := unpack(packet)
	if !ok || !m.Response {
		return nil
	}
	records := slices.Concat(m.Answer, m.Extra)
	var all []said
	for _, r := range records {
		pointer, ok := r.(*dns.PTR)
		if !ok || !same(pointer.Hdr.Name, service) || len(all) == maxHeard {
			continue
		}
		tag, ok := strings.CutSuffix(strings.ToLower(pointer.Ptr), "."+service)
		if !ok || !tagForm.MatchString(tag) {
			continue
		}
		s := said{tag: tag, ttl: time.Duration(pointer.Hdr.Ttl) * time.Second}
		if s.ttl == 0 || s.fill(records) {
			all = append(all, s)
		}
	}
	return all
}

// fill reads what stands under the chat's own names.
func (s *said) fill(records []dns.RR) bool {
	instance, host := instanceOf(s.tag), hostOf(s.tag)
	known := false
	for _, r := range records {
		switch r := r.(type) {
		case *dns.SRV:
			if same(r.Hdr.Name, instance) && same(r.Target, host) {
				s.port = r.Port
			}
		case *dns.A:
			s.add(r.Hdr.Name, host, r.A)
		case *dns.AAAA:
			s.add(r.Hdr.Name, host, r.AAAA)
		}
	}
	for _, r := range records {
		if text, ok := r.(*dns.TXT); ok && same(text.Hdr.Name, instance) {
			known = s.readText(text.Txt)
		}
	}
	return known && s.port != 0
}

func (s *said) add(name, host string, ip net.IP) {
	a, _ := netip.AddrFromSlice(ip)
	if a = a.Unmap(); a.IsValid() && same(name, host) && len(s.addrs) < MaxWays && !slices.Contains(s.addrs, a) {
		s.addrs = append(s.addrs, a)
	}
}

// readText tells whether the text is of this version and of this chat. What it
// says beside that is left for later versions.
func (s *said) readText(text []string) bool {
	first := make(map[string]string)
	for _, t := range text {
		key, value, _ := strings.Cut(t, "=")
		if _, twice := first[key]; !twice {
			first[key] = value
		}
	}
	s.name = cleanName(unescape(first["name"]))
	return first["v"] == version && first["tag"] == s.tag && first["port"] == strconv.Itoa(int(s.port))
}

// unescape undoes what the library does to bytes that are not plain ASCII: \DDD
// in decimal, and \ before quotation mark and backslash.
func unescape(s string) string {
	var b []byte
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b = append(b, s[i])
			continue
		}
		if i+3 < len(s) {
			if code, err := strconv.ParseUint(s[i+1:i+4], 10, 8); err == nil {
				b = append(b, byte(code))
				i += 3
				continue
			}
		}
		i++
		b = append(b, s[i])
	}
	return string(b)
}

// same compares names of the DNS, whose letters have no case.
func same(a, b string) bool { return strings.EqualFold(a, b) }
