package link

import (
	"fmt"
	"io"
	"net/netip"
	"testing"

	"realtalk/core/wire"
)

// crowds collects what Crowded is told.
type crowds chan netip.Addr

func (c crowds) tell(from netip.Addr) { c <- from }

// tight are limits that a few connections reach.
func tight() limits {
	l := standard()
	l.openings = places{8, 5, 2}
	l.household = places{8, 5, 2}
	return l
}

// passes proves that a connection is still there.
func passes(t *testing.T, host, guest *Conn) {
	t.Helper()
	if err := host.Write(&wire.Ping{}); err != nil {
		t.Fatal(err)
	}
	mustRead[*wire.Ping](t, guest)
}

// isBusy proves that a connection had to make room, and that both ends know why.
func isBusy(t *testing.T, host, guest *Conn) {
	t.Helper()
	if r := mustRead[*wire.Refused](t, guest); r.Code != wire.RefusedBusy {
		t.Errorf("guest was refused with %v", r.Code)
	}
	_, err := host.Read(0)
	wantError(t, err, ErrBusy)
}

// TCP without TLS is cheap, and TLS without a Hello is: neither costs anybody a
// place who got farther, and neither keeps anybody out.
func TestFloodCostsNobodyFartherOnItsPlace(t *testing.T) {
	told := make(crowds, 300)
	l := serveOn(t, Options{Crowded: told.tell}, tight())
	typing, typist := connect(t, l)
	typing.Greeted()
	var hosts, guests []*Conn
	for range 4 {
		h, g := connect(t, l)
		hosts, guests = append(hosts, h), append(guests, g)
	}
	for i := range 100 {
		rawDial(t, l, fmt.Sprintf("127.0.0.%d", 2+i%50))
	}
	for range 97 { // three places were free, each other was one of the flood's
		if from := <-told; !from.Is4() {
			t.Errorf("told of %v", from)
		}
	}
	passes(t, typing, typist)
	for i := range hosts {
		passes(t, hosts[i], guests[i])
	}
	connect(t, l) // costs the longest waiting of those who say nothing
	isBusy(t, hosts[0], guests[0])
	passes(t, typing, typist)
}

// A stranger that says Hello as often as it likes does not cut a try short.
func TestPinnedConnKeepsItsPlace(t *testing.T) {
	l := serveOn(t, Options{}, tight())
	trying, friend := connect(t, l)
	trying.Greeted()
	if !trying.Pin() {
		t.Fatal("there was room")
	}
	other, stranger := connect(t, l)
	other.Greeted()
	for range 20 {
		h, g := connect(t, l)
		h.Greeted()
		isBusy(t, other, stranger)
		passes(t, trying, friend)
		other, stranger = h, g
	}
	if !other.Pin() {
		t.Fatal("the last to come had to go")
	}
	late, g := connect(t, l)
	late.Greeted() // all are pinned
	isBusy(t, late, g)
	if late.Pin() {
		t.Error("pinned who had to go")
	}
	trying.Unpin()
	next, g := connect(t, l)
	next.Greeted()
	isBusy(t, trying, friend)
	passes(t, next, g)
}

// Crowded tells of strangers that crowd each other out, not of one household
// that has too many.
func TestCrowdedTellsOfAllNotOfOneHousehold(t *testing.T) {
	told := make(crowds, 100)
	limits := tight()
	limits.household = places{2, 2, 1}
	l := serveOn(t, Options{Crowded: told.tell}, limits)
	for range 30 {
		rawDial(t, l, "127.0.0.2")
	}
	for i := range 8 { // together with two of the first
		rawDial(t, l, fmt.Sprintf("127.0.0.%d", 3+i))
	}
	for _, want := range []string{"127.0.0.2", "127.0.0.2"} {
		if from := <-told; from != netip.MustParseAddr(want) {
			t.Errorf("told of %v, want %s", from, want)
		}
	}
	connect(t, l)
	if from := <-told; from != netip.MustParseAddr("127.0.0.3") {
		t.Errorf("told of %v", from)
	}
	if len(told) > 0 {
		t.Errorf("told of %v, too", <-told)
	}
}

func TestPanicInCrowdedEndsNothing(t *testing.T) {
	calls := make(chan struct{}, 10)
	limits := tight()
	limits.openings = places{3, 2, 1}
	l := serveOn(t, Options{Crowded: func(netip.Addr) {
		calls <- struct{}{}
		panic("bug")
	}}, limits)
	waiting := rawDial(t, l, "127.0.0.1")
	rawDial(t, l, "127.0.0.1")
	rawDial(t, l, "127.0.0.1")
	connect(t, l)
	<-calls
	if got, err := io.ReadAll(waiting); err != nil || len(got) != 7 || got[6] != 80 {
		t.Errorf("who made room heard % x, %v", got, err)
	}
	host, guest := connect(t, l)
	passes(t, host, guest)
}

// A dialled connection has no place that could be taken.
func TestDialledConnIsNoOpening(t *testing.T) {
	_, guest := connect(t, serveOn(t, Options{}, standard()))
	guest.Greeted()
	if !guest.Pin() {
		t.Error("not pinned")
	}
	guest.Unpin()
}
