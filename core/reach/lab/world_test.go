//go:build linux

package lab_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"realtalk/core/reach/lab"
)

const (
	patience = 10 * time.Second       // for what must come
	quiet    = 300 * time.Millisecond // for what must not come
)

// mirror serves on a computer: it tells everybody who connects from which
// address.
func mirror(t *testing.T, l *lab.Lab, computer, address string) {
	t.Helper()
	listener := l.Listen(computer, "tcp", address)
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = io.WriteString(c, c.RemoteAddr().String())
			_ = c.Close()
		}
	}()
}

// look connects to a mirror within a time and gives the address seen.
func look(l *lab.Lab, computer, address string, within time.Duration) (netip.Addr, error) {
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	c, err := l.Dial(ctx, computer, "tcp", address)
	if err != nil {
		return netip.Addr{}, err
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(patience))
	text, err := io.ReadAll(c)
	if err != nil {
		return netip.Addr{}, err
	}
	seen, err := netip.ParseAddrPort(string(text))
	return seen.Addr(), err
}

func wantSeen(t *testing.T, l *lab.Lab, computer, address, want string) {
	t.Helper()
	if seen, err := look(l, computer, address, patience); err != nil || seen.String() != want {
		t.Errorf("%s to %s was seen as %s, %v, want %s", computer, address, seen, err, want)
	}
}

// wantNothing is for what is dropped.
func wantNothing(t *testing.T, l *lab.Lab, computer, address string) {
	t.Helper()
	if seen, err := look(l, computer, address, quiet); !errors.Is(err, context.DeadlineExceeded) && !os.IsTimeout(err) {
		t.Errorf("%s to %s: seen as %s, %v, want no answer", computer, address, seen, err)
	}
}

func wantRefused(t *testing.T, l *lab.Lab, computer, address string) {
	t.Helper()
	if seen, err := look(l, computer, address, patience); !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("%s to %s: seen as %s, %v, want a refusal", computer, address, seen, err)
	}
}

// send sends a packet with a text.
func send(t *testing.T, from net.PacketConn, to net.Addr, text string) {
	t.Helper()
	if _, err := from.WriteTo([]byte(text), to); err != nil {
		t.Fatal(err)
	}
}

// receive waits for the next packet, which must have the text, and tells whose
// it is.
func receive(t *testing.T, at net.PacketConn, text string) net.Addr {
	t.Helper()
	_ = at.SetReadDeadline(time.Now().Add(patience))
	buffer := make([]byte, 1500)
	n, from, err := at.ReadFrom(buffer)
	if err != nil || string(buffer[:n]) != text {
		t.Fatalf("received %q, %v, want %q", buffer[:n], err, text)
	}
	return from
}

// ports sends from one socket at home to several of the Internet, and gives the
// port that each saw.
func ports(t *testing.T, l *lab.Lab, computer, own string, destinations int) []int {
	t.Helper()
	var seen []int
	inside := l.ListenPacket(computer, "udp", own)
	for range destinations {
		outside := l.ListenPacket("peer", "udp", "203.0.113.50:0")
		send(t, inside, outside.LocalAddr(), "hello")
		seen = append(seen, receive(t, outside, "hello").(*net.UDPAddr).Port)
	}
	return seen
}

// box is a router's daemon as a computer at home speaks with it.
type box struct {
	t        *testing.T
	l        *lab.Lab
	computer string
	at       string // address of the router
}

// ask sends packets from one socket and gives the first answer.
func (b box) ask(port string, requests ...[]byte) ([]byte, error) {
	c, err := b.l.Dial(b.t.Context(), b.computer, "udp", net.JoinHostPort(b.at, port))
	if err != nil {
		return nil, err
	}
	defer c.Close()
	for _, request := range requests {
		if _, err := c.Write(request); err != nil {
			return nil, err
		}
	}
	_ = c.SetReadDeadline(time.Now().Add(patience))
	answer := make([]byte, 1500)
	n, err := c.Read(answer)
	return answer[:n], err
}

// pmp maps a TCP port by NAT-PMP (RFC 6886 section 3.3) and gives the result.
func (b box) pmp(port uint16) (result uint16, err error) {
	answer, err := b.ask("5351", pmpRequest(port))
	if err != nil || len(answer) < 4 {
		return 0, fmt.Errorf("%d bytes: %w", len(answer), err)
	}
	return binary.BigEndian.Uint16(answer[2:]), nil
}

func pmpRequest(port uint16) []byte {
	return binary.BigEndian.AppendUint32(pmpPorts([]byte{0, 2, 0, 0}, port), 3600)
}

func pmpPorts(b []byte, port uint16) []byte {
	return binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(b, port), port)
}

// pcpRequest asks for a map of a TCP port, or a pinhole (RFC 6887 section 11.1).
func pcpRequest(own string, port uint16) []byte {
	address := netip.MustParseAddr(own).As16()
	b := append(binary.BigEndian.AppendUint32([]byte{2, 1, 0, 0}, 3600), address[:]...)
	b = append(b, "twelve bytes"...)
	b = pmpPorts(append(b, 6, 0, 0, 0), port)
	return append(b, make([]byte, 16)...)
}

// search finds UPnP's description by one unicast question.
func (b box) search() (description string, err error) {
	answer, err := b.ask("1900", []byte("M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\n"+
		"MX: 1\r\nST: urn:schemas-upnp-org:device:InternetGatewayDevice:1\r\n\r\n"))
	if err != nil {
		return "", err
	}
	_, rest, found := strings.Cut(strings.ToUpper(string(answer)), "LOCATION:")
	if !found {
		return "", fmt.Errorf("no location in %q", answer)
	}
	location, _, _ := strings.Cut(rest, "\r\n")
	location = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(location)), "rootdesc", "rootDesc")
	return b.fetch(location, "", "")
}

// soap maps a TCP port to the own computer.
func (b box) soap(own string, port uint16) error {
	const service = "urn:schemas-upnp-org:service:WANIPConnection:1"
	_, err := b.fetch("http://"+b.at+":5000/ctl/IPConn", service+"#AddPortMapping", fmt.Sprintf(`<?xml version="1.0"?>
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">
<s:Body><u:AddPortMapping xmlns:u=%q><NewRemoteHost></NewRemoteHost><NewExternalPort>%d</NewExternalPort>
<NewProtocol>TCP</NewProtocol><NewInternalPort>%d</NewInternalPort><NewInternalClient>%s</NewInternalClient>
<NewEnabled>1</NewEnabled><NewPortMappingDescription>test</NewPortMappingDescription>
<NewLeaseDuration>3600</NewLeaseDuration></u:AddPortMapping></s:Body></s:Envelope>`, service, port, port, own))
	return err
}

func (b box) fetch(url, action, body string) (string, error) {
	method := http.MethodGet
	if action != "" {
		method = http.MethodPost
	}
	request, err := http.NewRequestWithContext(b.t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		return "", err
	}
	request.Header.Set("SOAPAction", `"`+action+`"`)
	request.Header.Set("Content-Type", "text/xml")
	client := http.Client{Timeout: patience, Transport: &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			return b.l.Dial(ctx, b.computer, network, address)
		},
	}}
	response, err := client.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("status %d: %s", response.StatusCode, text)
	}
	return string(text), err
}
