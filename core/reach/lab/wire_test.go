//go:build linux

package lab_test

import (
	"bytes"
	"crypto/rand"
	"io"
	"net"
	"slices"
	"testing"
	"time"

	"realtalk/core/reach/lab"
)

// roundTrip gives the median time of a packet from the host to peer and back.
func roundTrip(t *testing.T, delay time.Duration) time.Duration {
	t.Helper()
	l := lab.Up(t, lab.Options{Delay: delay})
	inside := l.ListenPacket("host", "udp", "192.168.1.10:41000")
	outside := l.ListenPacket("peer", "udp", "203.0.113.50:4000")
	var times []time.Duration
	for range 9 {
		start := time.Now()
		send(t, inside, outside.LocalAddr(), "there")
		send(t, outside, receive(t, outside, "there"), "back")
		receive(t, inside, "back")
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	return times[len(times)/2]
}

func TestDelay(t *testing.T) {
	short, long := roundTrip(t, 10*time.Millisecond), roundTrip(t, 80*time.Millisecond)
	if ratio := float64(long) / float64(short); ratio < 3 || ratio > 8.5 {
		t.Errorf("with eight times the delay a round trip takes %.1f times as long: %s, %s", ratio, short, long)
	}
}

// A burst is short enough for the queue of a card.
func TestLoss(t *testing.T) {
	l := lab.Up(t, lab.Options{Loss: 20})
	inside := l.ListenPacket("host", "udp", "192.168.1.10:41000")
	outside := l.ListenPacket("peer", "udp", "203.0.113.50:4000")
	for count(outside) == 0 { // until the cards know each other
		send(t, inside, outside.LocalAddr(), "hello")
	}
	const sent = 400
	for range sent {
		send(t, inside, outside.LocalAddr(), "hello")
	}
	came := count(outside)
	if came < sent*70/100 || came > sent*90/100 { // five standard deviations
		t.Errorf("of %d packets %d came", sent, came)
	}
}

// count gives how many packets come until no more do.
func count(at net.PacketConn) int {
	for n := 0; ; n++ {
		_ = at.SetReadDeadline(time.Now().Add(quiet))
		if _, _, err := at.ReadFrom(make([]byte, 100)); err != nil {
			return n
		}
	}
}

// What the kernel leaves to network cards is done: long segments and checksums
// arrive as they were sent, in both directions.
func TestWireCarriesStreams(t *testing.T) {
	l := lab.Up(t, lab.Options{Delay: time.Millisecond})
	for from, to := range map[string]string{"host": peer4, "guest": peer6} {
		listener := l.Listen("peer", "tcp", to)
		go func() {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = io.Copy(c, c)
			_ = c.Close()
		}()
		c, err := l.Dial(t.Context(), from, "tcp", to)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		_ = c.SetDeadline(time.Now().Add(patience))
		there := make([]byte, 1<<20)
		_, _ = rand.Read(there)
		go func() { _, _ = c.Write(there) }()
		back := make([]byte, len(there))
		if _, err := io.ReadFull(c, back); err != nil || !bytes.Equal(there, back) {
			t.Errorf("to %s: %v, the same: %v", to, err, bytes.Equal(there, back))
		}
	}
}
