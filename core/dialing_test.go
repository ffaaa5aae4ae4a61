package core

import (
	"context"
	"net"
	"net/netip"
	"testing"

	"realtalk/core/reach/punch"
)

// tcpPath is a way over TCP that opened to a guest at 127.0.0.1.
func tcpPath(t *testing.T) punch.Path {
	t.Helper()
	guest, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer guest.Close()
	conn, err := net.Dial("tcp4", guest.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return punch.Path{TCP: conn, Peer: netip.MustParseAddrPort(guest.Addr().String())}
}

func udpPath(t *testing.T) punch.Path {
	t.Helper()
	socket, err := net.ListenPacket("udp", ":0") // as those that are punched: bound to no address
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { socket.Close() })
	return punch.Path{UDP: socket, Peer: netip.MustParseAddrPort("127.0.0.1:50000")}
}

// Hello over a way that opened to one guest ends the dialling of that guest, not
// that of another one who is dialled at the same address; and not if somebody of
// that household comes in by itself.
func TestTwoOfOneHouseholdAreDialledApart(t *testing.T) {
	own := netip.MustParseAddrPort("127.0.0.1:40213")
	for name, test := range map[string]struct {
		anna, ben punch.Path
		remote    netip.AddrPort // zero: as it was when the way opened
	}{
		"TCP":           {anna: tcpPath(t), ben: tcpPath(t)},
		"UDP":           {anna: udpPath(t), ben: udpPath(t)},
		"UDP and TCP":   {anna: udpPath(t), ben: tcpPath(t)},
		"UDP, new port": {anna: udpPath(t), ben: udpPath(t), remote: netip.MustParseAddrPort("127.0.0.1:50009")},
	} {
		d := &dialing{}
		begin := func(p punch.Path) (*dialled, context.Context) {
			ctx, cancel := context.WithCancel(t.Context())
			g := &dialled{end: cancel}
			if err := d.begin(g); err != nil {
				t.Fatal(err)
			}
			d.opened(g, pathOf(p))
			return g, ctx
		}
		anna, annas := begin(test.anna)
		ben, bens := begin(test.ben)
		if d.greeted(own, test.anna.Peer) != nil || annas.Err() != nil || bens.Err() != nil {
			t.Errorf("%s: somebody at the chat's own port is taken for one who was dialled", name)
		}
		remote := test.anna.Peer
		if test.remote.IsValid() {
			remote = test.remote
		}
		local := netip.AddrPortFrom(own.Addr(), pathOf(test.anna).port)
		if d.greeted(local, remote) != &anna.reply || annas.Err() == nil || !d.finish(anna) {
			t.Errorf("%s: whose way it is goes on being dialled", name)
		}
		if bens.Err() != nil || d.finish(ben) {
			t.Errorf("%s: the other one is dialled no more", name)
		}
	}
}
