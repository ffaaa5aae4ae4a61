package igd_test

import (
	"bufio"
	"bytes"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"testing"

	"golang.org/x/net/ipv4"
)

var group = net.IPv4(239, 255, 255, 250)

// ssdpSocket answers searches on loopback, sent to it or to the group.
type ssdpSocket struct {
	port  uint16
	addr  netip.Addr
	found func(target string, multicast bool) (locations []string, otherPort bool)
	conn  *ipv4.PacketConn
	other *net.UDPConn
}

// newSSDP has port 0 for a free one. Several may have the same one; then what is
// sent to one address reaches only one of them.
func newSSDP(t testing.TB, port uint16, addr netip.Addr, found func(string, bool) ([]string, bool)) *ssdpSocket {
	t.Helper()
	card, err := net.InterfaceByName("lo")
	if err != nil {
		t.Skip(err)
	}
	socket, err := net.ListenMulticastUDP("udp4", card, &net.UDPAddr{IP: group, Port: int(port)})
	if err != nil {
		t.Fatal(err)
	}
	other, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.AddrPortFrom(addr, 0)))
	if err != nil {
		t.Fatal(err)
	}
	s := &ssdpSocket{
		port: socket.LocalAddr().(*net.UDPAddr).AddrPort().Port(), addr: addr, found: found,
		conn: ipv4.NewPacketConn(socket), other: other,
	}
	if err := s.conn.SetControlMessage(ipv4.FlagDst, true); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.serve()
	}()
	t.Cleanup(func() {
		socket.Close()
		other.Close()
		<-done
	})
	return s
}

func (s *ssdpSocket) serve() {
	buffer := make([]byte, 2048)
	for {
		n, about, from, err := s.conn.ReadFrom(buffer)
		if err != nil {
			return
		}
		q, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(buffer[:n])))
		if err != nil || q.Method != "M-SEARCH" || q.RequestURI != "*" || q.Host != "239.255.255.250:1900" ||
			q.Header.Get("MAN") != `"ssdp:discover"` || q.Header.Get("MX") == "" {
			continue
		}
		target := q.Header.Get("ST")
		locations, otherPort := s.found(target, about.Dst.IsMulticast())
		for _, location := range locations {
			s.reply(from, location, target, otherPort)
		}
	}
}

func (s *ssdpSocket) reply(to net.Addr, location, target string, otherPort bool) {
	text := fmt.Sprintf("HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=120\r\nST: %s\r\nUSN: uuid:0001::%[1]s\r\nEXT:\r\nLOCATION: %s\r\n\r\n", target, location)
	if otherPort {
		s.other.WriteTo([]byte(text), to)
		return
	}
	s.conn.WriteTo([]byte(text), &ipv4.ControlMessage{Src: s.addr.AsSlice()}, to)
}
