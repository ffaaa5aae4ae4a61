//go:build linux

package lab

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"net"
	"net/netip"
)

// Packet is one that was captured.
type Packet struct {
	Sent     bool           // by the computer that was listened on
	From, To netip.AddrPort // without ports where there are none; of ARP, who asks or answers whom
	Proto    string         // "tcp", "udp", "icmp", "icmpv6", "igmp", "arp", else the number
	Length   int            // bytes, from the IP header on
}

func (p Packet) String() string {
	return fmt.Sprintf("%s %s > %s, %d bytes", p.Proto, p.From, p.To, p.Length)
}

const (
	ethernetHeader = 14
	typeIPv4       = 0x0800
	typeARP        = 0x0806
	typeIPv6       = 0x86dd
)

// readFrame reads an Ethernet frame. What it cannot read it gives as a packet
// from and to nowhere rather than not at all.
func readFrame(frame []byte, own net.HardwareAddr) Packet {
	if len(frame) < ethernetHeader {
		return Packet{Proto: "short frame", Length: len(frame)}
	}
	kind, body := binary.BigEndian.Uint16(frame[12:]), frame[ethernetHeader:]
	p := Packet{Sent: bytes.Equal(frame[6:12], own), Proto: fmt.Sprintf("ethernet %#04x", kind), Length: len(body)}
	switch {
	case kind == typeIPv4 && len(body) >= 20:
		p.readIPv4(body)
	case kind == typeIPv6 && len(body) >= 40:
		p.readIPv6(body)
	case kind == typeARP && len(body) >= 28:
		p.Proto, p.Length = "arp", 28
		p.from(body[14:18], nil)
		p.to(body[24:28], nil)
	}
	return p
}

func (p *Packet) readIPv4(b []byte) {
	p.Length = int(binary.BigEndian.Uint16(b[2:]))
	header := min(4*int(b[0]&15), len(b))
	first := binary.BigEndian.Uint16(b[6:])&0x1fff == 0 // fragment
	p.transport(b[9], b[12:16], b[16:20], b[header:], first)
}

// readIPv6 goes over the headers that may stand before that of the transport
// (RFC 8200 section 4).
func (p *Packet) readIPv6(b []byte) {
	p.Length = 40 + int(binary.BigEndian.Uint16(b[4:]))
	next, rest, first := b[6], b[40:], true
	for len(rest) >= 8 {
		size := 8 + 8*int(rest[1])
		switch next {
		case 0, 43, 60: // hop by hop, routing, destination options
		case 44: // fragment
			size, first = 8, binary.BigEndian.Uint16(rest[2:])&^7 == 0
		default:
			size = 0
		}
		if size == 0 || size > len(rest) {
			break
		}
		next, rest = rest[0], rest[size:]
	}
	p.transport(next, b[8:24], b[24:40], rest, first)
}

func (p *Packet) transport(number byte, from, to, body []byte, first bool) {
	names := map[byte]string{1: "icmp", 2: "igmp", 6: "tcp", 17: "udp", 58: "icmpv6"}
	p.Proto = names[number]
	if p.Proto == "" {
		p.Proto = fmt.Sprint(number)
	}
	if !first || len(body) < 4 || number != 6 && number != 17 {
		p.from(from, nil)
		p.to(to, nil)
		return
	}
	p.from(from, body[:2])
	p.to(to, body[2:4])
}

func (p *Packet) from(address, port []byte) { p.From = end(address, port) }
func (p *Packet) to(address, port []byte)   { p.To = end(address, port) }

func end(address, port []byte) netip.AddrPort {
	a, _ := netip.AddrFromSlice(address)
	if port == nil {
		return netip.AddrPortFrom(a, 0)
	}
	return netip.AddrPortFrom(a, binary.BigEndian.Uint16(port))
}
