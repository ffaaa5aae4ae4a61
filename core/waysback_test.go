package core

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"realtalk/core/admission"
	"realtalk/core/link"
	"realtalk/core/resume"
	"realtalk/core/wire"
)

// resumes asks for a member's place over a new connection.
func resumes(t *testing.T, host *peer, id wire.ID, key resume.Key, got uint64) (*link.Conn, wire.Frame, error) {
	t.Helper()
	conn := greeted(t, host, id)
	sends(t, conn, &wire.Resume{Frames: got, Proof: key.Guest(conn.Exporter(), got)})
	f, err := conn.Read(patience)
	conn.Admitted()
	return conn, f, err
}

// TestPlaceIsForOneOfManyConnections: a guest that is not sure which of its connections
// was taken asks over several. They are taken one after another, so that none that was
// proved before takes the place from the one over which the guest went on since.
func TestPlaceIsForOneOfManyConnections(t *testing.T) {
	host := patientHost(t, "Hanna")
	mallory := arrivingDeaf(t, "Mallory", host.address())
	got, l := mallory.arrived(t), host.lastingOf(mallory.identity)
	l.returning.Lock() // another connection is being taken
	late := greeted(t, host, mallory.identity)
	sends(t, late, &wire.Resume{Frames: got, Proof: mallory.key.Guest(late.Exporter(), got)})
	answer := make(chan wire.Frame, 1)
	go func() {
		f, _ := late.Read(patience)
		answer <- f
	}()
	select {
	case f := <-answer:
		t.Errorf("answered %T while another connection was taken", f)
		return
	case <-time.After(200 * time.Millisecond): // it waits, or has not come that far
	}
	l.rotate(mallory.key, [32]byte{1})
	l.mu.Lock()
	l.past = nil // something came over that other connection
	conn := l.conn
	l.mu.Unlock()
	l.returning.Unlock()
	refusedPlace(t, "a secret that was used meanwhile", <-answer)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.conn != conn {
		t.Error("the place went to the connection that came too late")
	}
}

// TestComingBackInALoopIsLimited: a member that breaks its connection and comes back
// without a pause is turned away after a while, and keeps its place.
func TestComingBackInALoopIsLimited(t *testing.T) {
	host := patientHost(t, "Hanna")
	anna := patientGuest(t, "Anna", host.address())
	mallory := arrivingDeaf(t, "Mallory", host.address())
	got, l := mallory.arrived(t), host.lastingOf(mallory.identity)
	const most = 10
	l.breaks.returns.SetBurst(most * (backCost + l.waiting()))
	l.breaks.returns.SetLimit(0) // however slow this computer is
	key, times := mallory.key, 0
	for ; times <= most; times++ {
		conn, f, err := resumes(t, host, mallory.identity, key, got)
		if _, back := f.(*wire.Resumed); err != nil || !back {
			if r, ok := f.(*wire.Refused); !ok || r.Code != wire.RefusedBusy {
				t.Errorf("turned away by %T%+v, %v", f, f, err)
			}
			break
		}
		key = key.Next(conn.Exporter())
	}
	if times == 0 || times > most {
		t.Errorf("back %d times", times)
	}
	l.breaks.returns.SetLimit(backBytes)
	until(t, "back after a pause", func() bool {
		_, f, err := resumes(t, host, mallory.identity, key, got)
		_, back := f.(*wire.Resumed)
		return err == nil && back
	})
	anna.say("was there something?")
	host.said("was there something?")
	for _, e := range anna.all() {
		switch e.(type) {
		case MemberLeft, Alarm:
			t.Errorf("Anna was told %T%+v", e, e)
		}
	}
}

// TestReturnsCostTheirBytes: who does not acknowledge, and has everything sent again and
// again, may come back the less often.
func TestReturnsCostTheirBytes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for again, most := range map[int]int{0: 10 * 60 * backBytes / backCost, logBytes: 10 * 60 * backBytes / logBytes} {
			b, n := newBreaks(), 0
			for end := time.Now().Add(10 * time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
				if b.mayReturn(again) {
					n++
				}
			}
			if n == 0 || n > most+backBurst/(backCost+again) {
				t.Errorf("with %d bytes: %d times in ten minutes", again, n)
			}
		}
	})
}

// TestBreaksAreToldSeldom: a member whose connection breaks all the time does not fill
// the others' screens. That it is away for longer is told still.
func TestBreaksAreToldSeldom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := running(t)
		mallory, ben := tb.seats("Mallory"), tb.seats("Ben")
		away := func(d time.Duration) {
			tb.relay.do(func() { tb.relay.absent(mallory.place) })
			time.Sleep(d)
			tb.relay.do(func() { tb.relay.back(mallory.place, netip.Addr{}) })
		}
		for range 200 { // ten minutes
			away(2 * blip)
			time.Sleep(blip)
		}
		if n := len(tb.absences(ben)); n == 0 || n > 2*(wordBurst+30) {
			t.Errorf("told %d times", n)
		}
		for range 10 {
			away(2 * blip)
		}
		before := len(tb.absences(ben))
		away(longBlip + time.Second)
		if n := len(tb.absences(ben)); n != before+2 {
			t.Errorf("of a long absence %d words came", n-before)
		}
	})
}

// TestHostThatCutsOnPurposeIsMetAtAPace: a host that ends the connection whenever its
// guest is back does not keep that guest's computer busy.
func TestHostThatCutsOnPurposeIsMetAtAPace(t *testing.T) {
	host := patientHost(t, "Hanna")
	anna := patientGuest(t, "Anna", host.address())
	l, start := host.lastingOf(anna.identity.Fingerprint()), time.Now()
	const beyond = 20
	for range backPaceBurst + beyond {
		until(t, "Anna is back", func() bool { return !l.waits() })
		l.mu.Lock()
		conn := l.conn
		l.mu.Unlock()
		conn.Close()
		until(t, "the host knows that it broke", func() bool {
			l.mu.Lock()
			defer l.mu.Unlock()
			return l.conn != conn
		})
	}
	// Some are cut so soon that the guest tries again, after half a pause, and does not
	// count that as another break.
	if took := time.Since(start); took < beyond*backPaceEvery/5 {
		t.Errorf("%d breaks in %v", backPaceBurst+beyond, took)
	}
	anna.say("still here")
	host.said("still here")
}

// TestWhoNeverAcknowledgesIsBounded: a member reads everything and never says so. What
// is kept for it does not grow without end, and then it is let go alone.
func TestWhoNeverAcknowledgesIsBounded(t *testing.T) {
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	mallory := arrivingDeaf(t, "Mallory", host.address())
	mallory.arrived(t)
	l := host.lastingOf(mallory.identity)
	go func() {
		for {
			if _, err := mallory.conn.Read(0); err != nil {
				return
			}
		}
	}()
	most := 0
	for n := range logBytes>>16 + 10 {
		text := fmt.Sprint(n, " ", strings.Repeat("x", wire.MaxText-10))
		anna.say(text)
		anna.said(text)
		most = max(most, l.waiting())
	}
	if most < logBytes/2 || most > logBytes {
		t.Errorf("%d bytes were kept", most)
	}
	for _, p := range []*peer{host, anna} {
		if m := wait[MemberLeft](p, 1, nil); m.Name != "Mallory" || m.Reason != LeftLost {
			t.Errorf("%s saw %+v", p.name, m)
		}
	}
	if n := l.waiting(); n != 0 {
		t.Errorf("%d bytes are kept for somebody who is gone", n)
	}
}

// TestWhoBeginsAnewIsTheSame: for whom too much was said meanwhile may join without the
// password, but as nobody else.
func TestWhoBeginsAnewIsTheSame(t *testing.T) {
	host := patientHost(t, "Hanna")
	mallory := arrivingDeaf(t, "Mallory", host.address())
	got, l := mallory.arrived(t), host.lastingOf(mallory.identity)
	l.mu.Lock()
	l.overflow()
	l.mu.Unlock()
	conn, f, err := resumes(t, host, mallory.identity, mallory.key, got)
	if r, ok := f.(*wire.Resumed); err != nil || !ok || r.Frames != wire.Anew {
		t.Fatalf("%T%+v, %v", f, f, err)
	}
	accomplice := outside(t, "Accomplice", host.address())
	accomplice.conn, accomplice.greeting = conn, &wire.Greeting{Chat: host.host.chat, Identity: host.host.identity}
	if err := accomplice.join(); err != nil {
		t.Fatal(err)
	}
	f, err = conn.Read(patience)
	if r, ok := f.(*wire.Refused); err != nil || !ok || r.Code != wire.RefusedBadCertificate {
		t.Errorf("%T%+v, %v", f, f, err)
	}
	for _, p := range host.People() {
		if p.ID == accomplice.identity {
			t.Error("an accomplice is in without the password")
		}
	}
}

// Who left of its own will has no place, whoever has its secret.
func TestWhoLeftHasNoPlace(t *testing.T) {
	host := patientHost(t, "Hanna")
	anna := patientGuest(t, "Anna", host.address())
	id := wire.ID(anna.identity.Fingerprint())
	key := host.lastingOf(id).secret()
	anna.End()
	wait[MemberLeft](host, 1, nil)
	_, f := taken(t, host, id, key)
	refusedPlace(t, "a place that was left", f)
}

// fromElsewhere dials a host from another address of this computer.
func fromElsewhere(t *testing.T, host *peer) (*link.Conn, error) {
	t.Helper()
	d := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 77)}}
	raw, err := d.Dial("tcp", host.address())
	if err != nil {
		t.Skip(err) // not every system has so many loopback addresses
	}
	conn, err := link.Over(t.Context(), raw)
	if err == nil {
		t.Cleanup(func() { conn.Close() })
	}
	return conn, err
}

// TestNoWayBackFromABlockedAddress: a place cannot be taken from an address that is
// blocked, nor from one that is blocked between the greeting and the proof, with
// whatever secret. The member, who is elsewhere, stays.
func TestNoWayBackFromABlockedAddress(t *testing.T) {
	host := patientHost(t, "Hanna")
	anna := patientGuest(t, "Anna", host.address())
	id := wire.ID(anna.identity.Fingerprint())
	key := host.lastingOf(id).secret()
	conn, err := fromElsewhere(t, host)
	if err != nil {
		t.Fatal(err)
	}
	sends(t, conn, &wire.Hello{Identity: id})
	if _, err := conn.Read(patience); err != nil {
		t.Fatal(err)
	}
	if err := host.Edit([]Edit{{Do: EditBlock, Address: netip.MustParsePrefix("127.0.0.77/32")}}); err != nil {
		t.Fatal(err)
	}
	_ = conn.Write(&wire.Resume{Proof: key.Guest(conn.Exporter(), 0)}) // it may be gone
	if f, err := conn.Read(patience); err == nil {
		if _, back := f.(*wire.Resumed); back {
			t.Error("somebody came in from a blocked address")
		}
	}
	if _, err := fromElsewhere(t, host); !errors.Is(err, link.ErrRefusedBlocked) {
		t.Errorf("the door says %v", err)
	}
	if host.lastingOf(id).secret() != key {
		t.Error("the secret was used from a blocked address")
	}
	anna.say("nobody came in my place")
	host.said("nobody came in my place")
}

// TestAskingForAPlaceLeavesNothing: who has no proof costs the host no memory that
// stays, and next to none while it asks; the member's connection is the same as before.
func TestAskingForAPlaceLeavesNothing(t *testing.T) {
	host := patientHost(t, "Hanna")
	anna := patientGuest(t, "Anna", host.address())
	id := wire.ID(anna.identity.Fingerprint())
	l := host.lastingOf(id)
	l.mu.Lock()
	before := l.conn
	l.mu.Unlock()
	for n := range 100 {
		_, f := taken(t, host, id, resume.Key{byte(n), 1})
		refusedPlace(t, "a made-up secret", f)
	}
	until(t, "nobody is at the door", func() bool {
		host.host.door.mu.Lock()
		defer host.host.door.mu.Unlock()
		return len(host.host.door.callers) == 0
	})
	conn := greeted(t, host, id)
	ask := &wire.Resume{Frames: 1 << 40}
	if n := testing.AllocsPerRun(100, func() {
		if _, err := host.host.comesBack(&arrival{conn: conn, guest: id}, ask); !errors.Is(err, errNoPlace) {
			t.Error(err)
		}
	}); n > 40 {
		t.Errorf("each who asks costs %v pieces of memory", n)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.conn != before {
		t.Error("the member's connection is another")
	}
}

// TestNameIsKnownBeforeTheBlock: a block that comes the moment somebody is in tells who
// that was.
func TestNameIsKnownBeforeTheBlock(t *testing.T) {
	host := hosting(t, "Hanna")
	me := participant(t, "Mallory")
	entry, m, err := ownEntry(host.host.chat, me, "Mallory", wire.ID{}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	house := admission.Household(someAddress.Addr())
	p := &place{member: m, entry: entry, line: newMailbox(), address: someAddress.Addr()}
	p.claim = func() bool { // the last moment before it is in
		if err := host.host.door.change([]Edit{{Do: EditBlock, Address: house}}); err != nil {
			t.Error(err)
		}
		return true
	}
	if err := host.host.seat(p, false); err != nil {
		t.Error(err)
	}
	if r := host.Records(); len(r) != 1 || r[0].Name != "Mallory" {
		t.Errorf("records %+v", r)
	}
}

// TestWordsOfComingBackOutOfPlace: what belongs to coming back ends the connection of a
// stranger, and the stay of a member, where it does not belong.
func TestWordsOfComingBackOutOfPlace(t *testing.T) {
	host := patientHost(t, "Hanna")
	anna := patientGuest(t, "Anna", host.address())
	id := wire.ID(anna.identity.Fingerprint())
	for _, f := range []wire.Frame{&wire.Got{}, &wire.Resumed{}, &wire.Absent{}, &wire.Ways{}} {
		conn := greeted(t, host, id)
		sends(t, conn, f)
		answer, err := conn.Read(patience)
		if r, ok := answer.(*wire.Refused); err != nil || !ok || r.Code != wire.RefusedMalformed {
			t.Errorf("a stranger's %T is answered by %T%+v, %v", f, answer, answer, err)
		}
	}
	for n, f := range []wire.Frame{&wire.Resume{}, &wire.Resumed{}, &wire.Absent{}, &wire.Ways{}} {
		mallory := arrivingDeaf(t, fmt.Sprint("Mallory ", n), host.address())
		mallory.arrived(t)
		sends(t, mallory.conn, f)
		if m := wait[MemberLeft](anna, n+1, nil); m.ID != mallory.identity || m.Reason != LeftLost {
			t.Errorf("after a member's %T Anna saw %+v", f, m)
		}
	}
	anna.say("nobody else went")
	host.said("nobody else went")
}

// TestOneDialsForAPlace: a member that both dialled breaks its connection over and over.
// The host dials it once at a time, and does not miss the last break.
func TestOneDialsForAPlace(t *testing.T) {
	p := &place{lasting: newLasting(nil, resume.Key{})}
	var dialling, most, times atomic.Int32
	dial := func() {
		most.Store(max(most.Load(), dialling.Add(1)))
		runtime.Gosched()
		dialling.Add(-1)
		if times.Add(1) == 500 {
			p.lasting.end()
		}
	}
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() { p.redial(t.Context(), dial) })
	}
	all.Wait()
	if most.Load() != 1 || times.Load() != 500 {
		t.Errorf("%d at a time, %d in all", most.Load(), times.Load())
	}
}
