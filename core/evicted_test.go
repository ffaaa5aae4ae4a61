package core

import (
	"crypto/tls"
	"net"
	"testing"

	"realtalk/core/link"
	"realtalk/core/wire"
)

// Somebody who knows no password must not be able to have a friend's try cut
// short, for it would count as wrong: six of them, and the friend is blocked.
func TestFloodCutsNoTryShort(t *testing.T) {
	host := hosting(t, "Hanna")
	g := outside(t, "Friend", host.address())
	go func() {
		for range g.chat.Events() {
		}
	}()
	defer g.chat.abandon()
	if err := g.knock(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer g.conn.Close()
	x, share, err := g.begin(testPassword)
	if err != nil {
		t.Fatal(err)
	}
	// Each of another household, and as far on as the friend: the oldest of them
	// all would be the friend.
	for i := range 140 { // more than link lets wait for a password
		d := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, byte(20+i>>8), 0, byte(i))}}
		raw, err := d.Dial("tcp", host.address())
		if err != nil {
			t.Skip(err) // not every system has so many loopback addresses
		}
		defer raw.Close()
		c := tls.Client(raw, &tls.Config{InsecureSkipVerify: true, NextProtos: []string{link.Protocol}})
		if _, err := c.Write(hello()); err != nil {
			continue // it had to make room itself
		}
		_, _ = c.Read(make([]byte, 256)) // the greeting, or that there is no room
	}
	keys, err := x.Finish(share.Share, g.greeting.Identity[:])
	if err != nil {
		t.Fatal(err)
	}
	if err := g.conn.Write(&wire.Confirm{Tag: keys.Tag()}); err != nil {
		t.Fatal(err)
	}
	if f, err := g.answer(); err != nil {
		t.Fatalf("answered %v, %v", f, err)
	}
	if r := host.Records(); len(r) != 0 {
		t.Errorf("records %+v", r)
	}
}
