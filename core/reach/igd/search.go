package igd

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sync"
	"time"
)

// search is where SSDP is spoken.
type search struct {
	port           uint16
	group4, group6 netip.Addr
}

// network is the real one, UPnP Device Architecture 2.0 section 1.3.2 and annex
// A.
var network = search{1900, netip.MustParseAddr("239.255.255.250"), netip.MustParseAddr("ff02::c")}

const (
	again    = 300 * time.Millisecond // until it is asked a second time
	every    = 500 * time.Millisecond // from then on
	complete = 2 * time.Second        // until nothing is listened to any more
)

// wanted are the search targets.
var wanted = [...]string{
	"urn:schemas-upnp-org:device:InternetGatewayDevice:1",
	"urn:schemas-upnp-org:device:InternetGatewayDevice:2",
	"ssdp:all",
}

// question is what one socket asks: from an address of this computer, these.
type question struct {
	local netip.Addr
	to    []netip.AddrPort
}

// heard is an answer with the way it came.
type heard struct {
	route
	answer
}

// ask sends all questions until the search is complete or ctx ends, and gives
// answers that only accepts by their sender. The channel is closed at the end.
// The error is that no question could be sent.
func ask(ctx context.Context, questions []question, only func(netip.Addr) bool) (<-chan heard, error) {
	ctx, cancel := context.WithTimeout(ctx, complete)
	answers := make(chan heard)
	var listeners sync.WaitGroup
	var failed []error
	asked := 0
	for _, q := range questions {
		socket, err := open(q.local)
		if err == nil {
			err = send(socket, q)
		}
		if err != nil {
			failed = append(failed, err) // one card that refuses is no reason to give up
			if socket == nil {
				continue
			}
		} else {
			asked++
		}
		listeners.Go(func() { repeat(ctx, socket, q) })
		listeners.Go(func() { listen(ctx, socket, q.local, only, answers) })
	}
	go func() {
		listeners.Wait()
		cancel()
		close(answers)
	}()
	if asked == 0 {
		cancel()
		return answers, errors.Join(failed...)
	}
	return answers, nil
}

// repeat sends a question again and again, and closes the socket at the end.
func repeat(ctx context.Context, socket *net.UDPConn, q question) {
	defer socket.Close()
	timer := time.NewTimer(again)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
			_ = send(socket, q) // the next one may come through
			timer.Reset(every)
		}
	}
}

// send asks each in turn; the error is that none could be asked.
func send(socket *net.UDPConn, q question) error {
	var failed []error
	sent := 0
	for _, to := range q.to {
		for _, target := range wanted {
			if _, err := socket.WriteToUDPAddrPort(message(to, target), to); err != nil {
				failed = append(failed, err)
				continue
			}
			sent++
		}
	}
	if sent == 0 {
		return fmt.Errorf("ask from %s: %w", q.local, errors.Join(failed...))
	}
	return nil
}

// message is an M-SEARCH, UPnP Device Architecture 2.0 section 1.3.2. Some
// devices want the group's address for HOST and MX in what is sent to one
// address too, and none minds.
func message(to netip.AddrPort, target string) []byte {
	host := netip.AddrPortFrom(network.group4, network.port).String()
	if to.Addr().Is6() {
		host = "[FF02::C]:1900"
	}
	return []byte("M-SEARCH * HTTP/1.1\r\n" +
		"HOST: " + host + "\r\n" +
		"MAN: \"ssdp:discover\"\r\n" +
		"MX: 1\r\n" +
		"ST: " + target + "\r\n\r\n")
}

// listen reads until the socket is closed.
func listen(ctx context.Context, socket *net.UDPConn, local netip.Addr, only func(netip.Addr) bool, answers chan<- heard) {
	buffer := make([]byte, maxAnswer+1)
	for {
		n, from, err := socket.ReadFromUDPAddrPort(buffer)
		if errors.Is(err, net.ErrClosed) {
			return
		}
		sender := from.Addr().Unmap()
		if err != nil || !only(sender) {
			continue // an error: somebody's ICMP message (Windows), or too long
		}
		is, err := parseAnswer(buffer[:n])
		if err != nil {
			continue
		}
		select {
		case answers <- heard{route{local, sender}, is}:
		case <-ctx.Done():
			return
		}
	}
}
