package core

import (
	"context"
	"net/netip"
	"slices"
	"testing"
	"testing/synctest"

	"realtalk/core/reach/router"
)

func ways(texts ...string) []netip.AddrPort {
	var all []netip.AddrPort
	for _, t := range texts {
		all = append(all, netip.MustParseAddrPort(t))
	}
	return all
}

// A guest whose own ways are all of a family that the host has not is asked for
// its IPv4 address, and again if that is none; nobody is asked for what cannot
// help.
func TestGuestIsAskedForAnAddressTheHostCanReach(t *testing.T) {
	const v4, door4, v6 = "203.0.113.2:0", "203.0.113.2:40213", "[2001:db8:2::10]:0"
	host4, host6 := "203.0.113.1:40213", "[2001:db8:1::10]:40213"
	for name, test := range map[string]struct {
		own, host []netip.AddrPort
		typed     []netip.Addr
		want      []netip.AddrPort
	}{
		"nothing known":      {nil, ways(host4), addrs("203.0.113.9"), ways("203.0.113.9:0")},
		"IPv6 to IPv4":       {ways(v6), ways(host4), addrs("203.0.113.9"), ways("203.0.113.9:0", v6)},
		"typed IPv6 to IPv4": {ways(v6), ways(host4), addrs("2001:db8:2::11", "203.0.113.9"), ways("203.0.113.9:0", "[2001:db8:2::11]:0", v6)},
		"IPv4 to IPv4":       {ways(v4), ways(host4), nil, ways(v4)},
		"IPv6 to both":       {ways(v6), ways(host4, host6), nil, ways(v6)},
		"IPv4 to IPv6":       {ways(v4), ways(host6), nil, ways(v4)},
		"a door to IPv6":     {ways(door4), ways(host6), nil, ways(door4)},
		"both to IPv4":       {ways(v6, v4), ways(host4), nil, ways(v6, v4)},
	} {
		synctest.Test(t, func(t *testing.T) {
			g := &guest{chat: newChat(t.Context())}
			asked := 0
			go func() {
				for e := range g.chat.Events() {
					if r, ok := e.(Reply); !ok || r.Line != "" || asked == len(test.typed) {
						t.Errorf("%s: told %+v after %d questions", name, e, asked)
						return
					}
					if err := g.chat.SetAddress(test.typed[asked]); err != nil {
						t.Errorf("%s: %v", name, err)
					}
					asked++
				}
			}()
			got, err := g.knownWays(t.Context(), test.own, test.host)
			g.chat.events.close()
			synctest.Wait()
			if err != nil || !slices.Equal(got, test.want) || asked != len(test.typed) {
				t.Errorf("%s: %v, %v after %d questions", name, got, err, asked)
			}
		})
	}
}

// The question ends with the attempt.
func TestAskingForAnAddressEnds(t *testing.T) {
	g := &guest{chat: newChat(t.Context())}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := g.knownWays(ctx, nil, nil); err == nil {
		t.Error("an address from nowhere")
	}
}

// What a guest who was killed has left at its router is known to the next, but
// not to one beside it, whose writing would undo the first one's.
func TestReplyDoorsAreWrittenDown(t *testing.T) {
	p := testProfile(t)
	door := router.Door{Method: router.PCP, Gateway: netip.MustParseAddr("192.168.1.1"), Inside: netip.MustParseAddrPort("192.168.1.10:50000"), Port: 50000, Nonce: [12]byte{7}}
	first, release := replyDoors(p, router.Options{Port: 50000})
	if len(first.Left) > 0 || first.Port != 50000 {
		t.Errorf("the first begins with %+v", first)
	}
	if err := first.Keep([]router.Door{door}); err != nil {
		t.Fatal(err)
	}
	beside, done := replyDoors(p, router.Options{})
	if len(beside.Left) > 0 || beside.Keep(nil) != nil {
		t.Errorf("the second begins with %+v", beside.Left)
	}
	done()
	release() // as the end of the process does
	next, release := replyDoors(p, router.Options{})
	defer release()
	if !slices.Equal(next.Left, []router.Door{door}) {
		t.Errorf("the next begins with %+v", next.Left)
	}
	without, _ := replyDoors(nil, router.Options{})
	if len(without.Left) > 0 || without.Keep([]router.Door{door}) != nil {
		t.Error("a guest without a profile has doors")
	}
}
