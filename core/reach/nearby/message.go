package nearby

import (
	"encoding/binary"
	"slices"
	"time"

	"github.com/miekg/dns"
)

// unpack reads a packet of multicast DNS. The library takes one that ends early,
// between two records, for whole.
func unpack(packet []byte) (dns.Msg, bool) {
	var m dns.Msg
	if m.Unpack(packet) != nil || m.Opcode != dns.OpcodeQuery || m.Rcode != dns.RcodeSuccess {
		return m, false
	}
	counts := []int{len(m.Question), len(m.Answer), len(m.Ns), len(m.Extra)}
	for i, n := range counts {
		if int(binary.BigEndian.Uint16(packet[4+2*i:])) != n {
			return m, false
		}
	}
	return m, true
}

// question asks for all chats.
func question() []byte {
	return pack(dns.Msg{Question: []dns.Question{{Name: service, Qtype: dns.TypePTR, Qclass: dns.ClassINET}}})
}

// announcement is sent to everybody without having been asked for.
func (s said) announcement() []byte {
	return pack(dns.Msg{MsgHdr: dns.MsgHdr{Response: true, Authoritative: true}, Answer: s.records()})
}

// farewell takes the chat off everybody's list (RFC 6762, section 10.1).
func (s said) farewell() []byte {
	s.ttl = 0
	return s.announcement()
}

// asked is what a packet wants of the one who announces a chat.
type asked struct {
	alone  bool // the asker would rather have the answer for itself
	answer dns.Msg
}

// understand tells whether a packet asks for the chat, and gives what to
// answer. One that knows the answer already does not ask (RFC 6762, section 7.1).
func (s said) understand(packet []byte) (asked, bool) {
	m, ok := unpack(packet)
	if !ok || m.Response || s.knownTo(m) {
		return asked{}, false
	}
	a := asked{alone: true, answer: dns.Msg{MsgHdr: dns.MsgHdr{Id: m.Id, Response: true, Authoritative: true}}}
	for _, r := range s.records() {
		about := func(q dns.Question) bool { return matches(q, r) }
		if slices.ContainsFunc(m.Question, about) {
			a.answer.Answer = append(a.answer.Answer, r)
		} else {
			a.answer.Extra = append(a.answer.Extra, r)
		}
	}
	for _, q := range m.Question {
		if slices.ContainsFunc(a.answer.Answer, func(r dns.RR) bool { return matches(q, r) }) && len(a.answer.Question) < maxHeard {
			a.answer.Question = append(a.answer.Question, q)
		}
		a.alone = a.alone && q.Qclass&flush != 0
	}
	return a, len(a.answer.Answer) > 0
}

func (s said) knownTo(m dns.Msg) bool {
	return slices.ContainsFunc(m.Answer, func(r dns.RR) bool {
		p, ok := r.(*dns.PTR)
		return ok && same(p.Hdr.Name, service) && same(p.Ptr, instanceOf(s.tag)) && time.Duration(p.Hdr.Ttl)*time.Second >= s.ttl/2
	})
}

func matches(q dns.Question, r dns.RR) bool {
	h, class := r.Header(), q.Qclass&^flush
	return same(q.Name, h.Name) && (q.Qtype == h.Rrtype || q.Qtype == dns.TypeANY) && (class == dns.ClassINET || class == dns.ClassANY)
}

// own is the answer for an asker that takes part in multicast DNS.
func (a asked) own() []byte {
	m := a.answer
	m.Id, m.Question = 0, nil
	return pack(m)
}

// legacy is the answer for one that does not, and would be confused by its means
// (RFC 6762, section 6.7).
func (a asked) legacy() []byte {
	for _, r := range slices.Concat(a.answer.Answer, a.answer.Extra) {
		h := r.Header()
		h.Class &^= flush
		h.Ttl = min(h.Ttl, uint32(legacyLife/time.Second))
	}
	return pack(a.answer)
}

// pack gives nil for what the library cannot write, of which there is nothing
// here.
func pack(m dns.Msg) []byte {
	m.Compress = true
	b, err := m.Pack()
	if err != nil {
		return nil
	}
	return b
}
