package igd

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"
)

// search is where SSDP is spoken.
type search struct {
	port           uint16
	group4, group6 netip.Addr
	// how long one description of a router waits for another one of it that is
	// under way and may be better
	settle time.Duration
}

// network is the real one, UPnP Device Architecture 2.0 section 1.3.2 and annex
// A.
var network = search{1900, netip.MustParseAddr("239.255.255.250"), netip.MustParseAddr("ff02::c"), 100 * time.Millisecond}

const (
	complete = 2 * time.Second // until nothing is listened to any more
	every    = 500 * time.Millisecond

	igd1     = "urn:schemas-upnp-org:device:InternetGatewayDevice:1"
	igd2     = "urn:schemas-upnp-org:device:InternetGatewayDevice:2"
	anything = "ssdp:all"
)

// rounds are what is asked for, and how long after the round before. The last
// one is repeated every half second. Routers answer ssdp:all with a dozen
// datagrams and let all else wait for some hundred milliseconds meanwhile, so
// this comes when an answer to the others is overdue.
var rounds = []struct {
	after   time.Duration
	targets []string
}{
	{0, []string{igd1, igd2}},
	{150 * time.Millisecond, []string{anything}},
	{150 * time.Millisecond, []string{igd1, igd2, anything}},
}

// question is what one socket asks: from an address of this computer, these.
type question struct {
	local netip.Addr
	to    []netip.AddrPort
	quest *quest // what it is for
}

// quest is the search for one router.
type quest struct {
	done chan struct{} // closed once it is found
	busy atomic.Int32  // descriptions of it under way: then it is not asked
	best *Device       // so far
}

// heard is an answer with the way it came.
type heard struct {
	route
	answer
}

func (h heard) samePlace(o heard) bool { return h.remote == o.remote && h.place == o.place }

// ask sends all questions until each is done, the search is complete or ctx
// ends, and gives answers that only accepts by their sender. The channel is
// closed at the end. The error is that no question could be sent.
func ask(ctx context.Context, questions []question, only func(netip.Addr) bool) (<-chan heard, error) {
	ctx, cancel := context.WithTimeout(ctx, complete)
	answers := make(chan heard)
	var open sync.WaitGroup
	var failed []error
	for _, q := range questions {
		socket, err := q.open()
		if err == nil {
			open.Go(func() { q.repeat(ctx, socket) })
			open.Go(func() { q.listen(ctx, socket, only, answers) })
			err = q.send(socket, rounds[0].targets)
		}
		if err != nil {
			failed = append(failed, err) // one card that refuses is no reason to give up
		}
	}
	go func() {
		open.Wait()
		cancel()
		close(answers)
	}()
	if len(failed) == len(questions) {
		cancel()
		return answers, errors.Join(failed...)
	}
	return answers, nil
}

// repeat sends a question again and again, and closes the socket at the end.
func (q question) repeat(ctx context.Context, socket *net.UDPConn) {
	defer socket.Close()
	timer := time.NewTimer(rounds[1].after)
	defer timer.Stop()
	for next := 1; ; {
		select {
		case <-ctx.Done():
			return
		case <-q.quest.done:
			return
		case <-timer.C:
		}
		if q.quest.busy.Load() == 0 {
			_ = q.send(socket, rounds[next].targets) // the next one may come through
		}
		if next+1 < len(rounds) {
			next++
			timer.Reset(rounds[next].after)
		} else {
			timer.Reset(every)
		}
	}
}

// send asks each in turn; the error is that none could be asked.
func (q question) send(socket *net.UDPConn, targets []string) error {
	var failed []error
	sent := 0
	for _, to := range q.to {
		for _, target := range targets {
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
func (q question) listen(ctx context.Context, socket *net.UDPConn, only func(netip.Addr) bool, answers chan<- heard) {
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
		case answers <- heard{route{q.local, sender}, is}:
		case <-ctx.Done():
			return
		}
	}
}
