package core

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"realtalk/core/link"
	"realtalk/core/resume"
	"realtalk/core/wire"
)

// TestConversationSurvivesCuts: three talk, and one of them loses its connection
// again and again. Everybody hears everything once, in one order.
func TestConversationSurvivesCuts(t *testing.T) {
	host := patientHost(t, "Hanna")
	host.found(nil) // nobody goes around the cutter
	proxy := newCutter(t, host.address())
	all := []*peer{host, patientGuest(t, "Anna", host.address()), patientGuest(t, "Ben", proxy.address())}
	stop := make(chan struct{})
	var cutting sync.WaitGroup
	cutting.Go(func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(120 * time.Millisecond):
				proxy.cut()
			}
		}
	})
	const each = 200
	chatter(t, all, each)
	close(stop)
	cutting.Wait()
	sameConversation(t, all, each)
}

// greeted opens a connection to a host as somebody, up to the greeting.
func greeted(t *testing.T, host *peer, id wire.ID) *link.Conn {
	t.Helper()
	conn, err := link.Dial(t.Context(), host.address())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if err := conn.Write(&wire.Hello{Identity: id}); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Read(patience); err != nil {
		t.Fatal(err)
	}
	return conn
}

// TestPlaceIsForWhoHadIt: nobody takes the place of a member without its secret, by a
// proof of another connection, of another identity, or twice; no try is counted for
// it, and the member talks on.
func TestPlaceIsForWhoHadIt(t *testing.T) {
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	joining(t, "Ben", host.address())
	var l *lasting
	host.host.relay.do(func() { l = host.host.relay.find(anna.identity.Fingerprint()).lasting })
	l.mu.Lock()
	key := l.key
	l.mu.Unlock()
	self := wire.ID(anna.identity.Fingerprint())
	stranger := wire.ID(testIdentity(t, "Stranger").Fingerprint())
	other := greeted(t, host, self)
	for name, test := range map[string]struct {
		as    wire.ID
		proof func(exporter [32]byte) [32]byte
	}{
		"nothing":            {self, func([32]byte) [32]byte { return [32]byte{} }},
		"another secret":     {self, func(e [32]byte) [32]byte { return resume.Key{1}.Guest(e, 0) }},
		"another connection": {self, func([32]byte) [32]byte { return key.Guest(other.Exporter(), 0) }},
		"the host's proof":   {self, func(e [32]byte) [32]byte { return key.Host(e, 0) }},
		"another count":      {self, func(e [32]byte) [32]byte { return key.Guest(e, 1) }},
		"a stranger":         {stranger, func(e [32]byte) [32]byte { return key.Guest(e, 0) }},
		"the host":           {host.host.identity, func(e [32]byte) [32]byte { return key.Guest(e, 0) }},
	} {
		conn := greeted(t, host, test.as)
		if err := conn.Write(&wire.Resume{Proof: test.proof(conn.Exporter())}); err != nil {
			t.Fatal(err)
		}
		f, err := conn.Read(patience)
		if r, ok := f.(*wire.Refused); err != nil || !ok || r.Code != wire.RefusedNoPlace {
			t.Errorf("%s: %T, %v", name, f, err)
		}
	}
	anna.say("I am still here")
	host.said("I am still here")
	for _, e := range host.all() {
		switch e.(type) {
		case MemberAway, MemberLeft, Security:
			t.Errorf("the host was told %T%+v", e, e)
		}
	}
}

// found has a host tell these ways, and none that it knows of.
func (p *peer) found(ways []netip.AddrPort) {
	p.host.relay.do(func() {
		select {
		case <-p.host.relay.moved:
		default:
		}
		p.host.relay.tellWays(ways)
	})
}

// patientHost and patientGuest wait as long as they do outside of tests.
func patientHost(t *testing.T, name string) *peer {
	t.Helper()
	id := testIdentity(t, name)
	c, err := Host(t.Context(), HostConfig{
		Profile: testProfile(t), Identity: id, Name: name, Password: testPassword, Listen: "127.0.0.1", stretch: quick,
	})
	if err != nil {
		t.Fatal(err)
	}
	h := watch(t, name, id, c)
	wait[Joined](h, 1, nil)
	return h
}

func patientGuest(t *testing.T, name, address string) *peer {
	t.Helper()
	id := testIdentity(t, name)
	c, err := Join(t.Context(), JoinConfig{Identity: id, Name: name, Lines: lines(address), stretch: quick})
	if err != nil {
		t.Fatal(err)
	}
	g := watch(t, name, id, c)
	wait[PasswordPrompt](g, 1, nil)
	g.Password(testPassword)
	wait[Joined](g, 1, nil)
	return g
}

// TestCutsAnywhereLoseNothing: each connection of two guests is cut after a number of
// bytes that nobody chose, in the middle of handshakes, of answers and of frames, while
// everybody talks and people come and go. Whoever stayed heard everything once, in one
// order, each speaker's words in the order in which they were said, and nobody was
// alarmed.
func TestCutsAnywhereLoseNothing(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			host := patientHost(t, "Hanna")
			host.found(nil) // nobody goes around the cutters
			all := []*peer{host, patientGuest(t, "Anna", host.address())}
			var cutters []*cutter
			for i, name := range []string{"Ben", "Cy"} {
				c := newCutter(t, host.address())
				cutters = append(cutters, c)
				all = append(all, patientGuest(t, name, c.address()))
				c.cutAnywhere(rand.New(rand.NewPCG(seed, uint64(i))), 100)
			}
			stop := make(chan struct{})
			var coming sync.WaitGroup
			coming.Go(func() { comeAndGo(t, host.address(), stop) })
			const each = 150
			chatter(t, all, each)
			close(stop)
			coming.Wait()
			cuts := 0
			for _, c := range cutters {
				cuts += c.heal()
			}
			if cuts < 10 {
				t.Errorf("%d cuts: nothing is proved", cuts)
			}
			sameConversation(t, all, each)
			t.Logf("%d cuts", cuts)
		})
	}
}

// comeAndGo has strangers join and leave, so that lists of people change all the time.
func comeAndGo(t *testing.T, address string, stop <-chan struct{}) {
	id := testIdentity(t, "Guest")
	for {
		c, err := Join(t.Context(), JoinConfig{Identity: id, Name: "Guest", Lines: lines(address), stretch: quick})
		if err != nil {
			t.Error(err)
			return
		}
		c.Password(testPassword)
		for e := range c.Events() {
			switch e.(type) {
			case PasswordPrompt:
				c.Password(testPassword)
			case Joined:
				c.End()
			}
		}
		c.Wait()
		select {
		case <-stop:
			return
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// chatter has everybody say as many things.
func chatter(t *testing.T, all []*peer, each int) {
	var saying sync.WaitGroup
	for _, p := range all {
		saying.Go(func() {
			for i := range each {
				if err := p.Send(fmt.Sprintf("%s %d", p.name, i)); err != nil {
					t.Errorf("%s: %v", p.name, err)
					return
				}
				time.Sleep(10 * time.Millisecond)
			}
		})
	}
	saying.Wait()
}

// sameConversation compares line by line what everybody heard.
func sameConversation(t *testing.T, all []*peer, each int) {
	t.Helper()
	want := each * len(all)
	for _, p := range all {
		wait[Message](p, want, nil)
	}
	next := map[string]int{}
	for _, text := range all[0].texts() {
		name, number, _ := strings.Cut(text, " ")
		if number != fmt.Sprint(next[name]) {
			t.Fatalf("%s's number %d is %q", name, next[name], text)
		}
		next[name]++
	}
	for _, p := range all {
		if !slices.Equal(p.texts(), all[0].texts()) {
			t.Errorf("%s heard another conversation than %s", p.name, all[0].name)
		}
		for _, e := range p.all() {
			switch e.(type) {
			case Alarm, Overflow, Ended, Security:
				t.Errorf("%s was told %T%+v", p.name, e, e)
			}
		}
	}
}

// TestWhatFallsOutIsAGap: while Ben is away, more is said than is kept for him. He is in
// again without a password, is told that something is missing, and hears and is heard
// from then on; nothing that he heard came twice.
func TestWhatFallsOutIsAGap(t *testing.T) {
	host := patientHost(t, "Hanna")
	host.found(nil)
	proxy := newCutter(t, host.address())
	anna, ben := patientGuest(t, "Anna", host.address()), patientGuest(t, "Ben", proxy.address())
	ben.say("before")
	anna.said("before")
	ben.said("before")
	proxy.lead("127.0.0.1:1") // nobody is there
	proxy.cut()
	wait(anna, 1, func(m MemberAway) bool { return !m.Back })
	ben.say("into the void")
	for n := range logBytes>>16 + 2 {
		text := fmt.Sprint(n, " ", strings.Repeat("x", wire.MaxText-10))
		anna.say(text)
		anna.said(text)
	}
	proxy.lead(host.address())
	if e := wait[Gap](ben, 1, nil); e.Unsure != 1 {
		t.Errorf("of %d messages Ben cannot know", e.Unsure)
	}
	wait[Joined](ben, 2, nil)
	wait(anna, 2, func(m MemberJoined) bool { return m.Name == "Ben" })
	anna.say("welcome back")
	ben.said("welcome back")
	ben.say("hello again")
	anna.said("hello again")
	if got, want := ben.texts(), []string{"before", "welcome back", "hello again"}; !slices.Equal(got[:2], want[:2]) {
		t.Errorf("Ben heard %q, want %q", got, want)
	}
	for _, p := range []*peer{host, anna, ben} {
		for _, e := range p.all() {
			switch e.(type) {
			case Alarm, Ended, Security:
				t.Errorf("%s was told %T%+v", p.name, e, e)
			}
		}
	}
	if n := len(host.Records()); n != 0 {
		t.Errorf("%d counts", n)
	}
}

// The host tells where it is found from now on, and a guest that loses its way comes
// by the new one.
func TestGuestsComeByTheNewWay(t *testing.T) {
	host := patientHost(t, "Hanna")
	old, now := newCutter(t, host.address()), newCutter(t, host.address())
	anna := patientGuest(t, "Anna", old.address())
	host.found([]netip.AddrPort{netip.MustParseAddrPort("127.0.0.1:1"), netip.MustParseAddrPort(now.address())})
	host.say("the way changed")
	anna.said("the way changed")
	old.close()
	host.say("are you there?")
	anna.said("are you there?")
	now.mu.Lock()
	defer now.mu.Unlock()
	if len(now.conns) == 0 {
		t.Error("Anna did not come by the new way")
	}
}

// What a host says of its ways is taken with care.
func TestWaysThatLeadNowhereAreLeftOut(t *testing.T) {
	g := &guest{cfg: JoinConfig{Lines: lines("192.0.2.1:5")}, dialled: netip.MustParseAddrPort("192.0.2.2:5")}
	f := &wire.Ways{Ways: [][]byte{{}, {1}, make([]byte, 18)}}
	for _, w := range []string{"192.0.2.3:5", "192.0.2.1:5", "192.0.2.2:5", "0.0.0.0:5", "224.0.0.1:5", "192.0.2.4:0", "[2001:db8::1]:6"} {
		f.Ways = append(f.Ways, wire.PutAddrPort(netip.MustParseAddrPort(w)))
	}
	g.hear(f)
	var got []string
	for _, l := range g.ways() {
		got = append(got, l.DialAddress())
	}
	want := []string{"192.0.2.2:5", "192.0.2.3:5", "192.0.2.1:5", "[2001:db8::1]:6"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// taken opens a connection as a member, whose secret a thief has, and asks for the
// place.
func taken(t *testing.T, host *peer, id wire.ID, key resume.Key) (*link.Conn, wire.Frame) {
	t.Helper()
	conn := greeted(t, host, id)
	if err := conn.Write(&wire.Resume{Proof: key.Guest(conn.Exporter(), 0)}); err != nil {
		t.Fatal(err)
	}
	f, err := conn.Read(patience)
	if err != nil {
		t.Fatal(err)
	}
	return conn, f
}

func refusedPlace(t *testing.T, what string, f wire.Frame) {
	t.Helper()
	if r, ok := f.(*wire.Refused); !ok || r.Code != wire.RefusedNoPlace {
		t.Errorf("%s: %T%+v", what, f, f)
	}
}

// lastingOf gives the line of a member, as its host has it.
func (p *peer) lastingOf(id wire.ID) (l *lasting) {
	p.tb.Helper()
	p.host.relay.do(func() {
		if place := p.host.relay.find(id); place != nil {
			l = place.lasting
		}
	})
	if l == nil {
		p.tb.Fatal("nobody of that identity is in")
	}
	return l
}

// TestSecretIsForOneConnection: a secret that was used is of no use to who learns it
// later.
func TestSecretIsForOneConnection(t *testing.T) {
	host := patientHost(t, "Hanna")
	host.found(nil)
	proxy := newCutter(t, host.address())
	anna := patientGuest(t, "Anna", proxy.address())
	id := wire.ID(anna.identity.Fingerprint())
	l := host.lastingOf(id)
	used := l.secret()
	proxy.cut()
	anna.say("back again")
	host.said("back again")
	if l.secret() == used {
		t.Fatal("the secret is the same on another connection")
	}
	_, f := taken(t, host, id, used)
	refusedPlace(t, "a used secret", f)
	anna.say("and here")
	host.said("and here")
}

// TestWhoWasTakenOutDoesNotComeBack: neither who was kicked, nor who was blocked, nor
// who took too long, though each has its secret and the password was right.
func TestWhoWasTakenOutDoesNotComeBack(t *testing.T) {
	for what, end := range map[string]func(*peer, wire.ID){
		"kicked": func(host *peer, id wire.ID) {
			if err := host.Kick(id); err != nil {
				host.tb.Error(err)
			}
		},
		"lost": func(*peer, wire.ID) {},
	} {
		t.Run(what, func(t *testing.T) {
			host := hosting(t, "Hanna")
			host.found(nil)
			proxy := newCutter(t, host.address())
			anna := joining(t, "Anna", proxy.address())
			id := wire.ID(anna.identity.Fingerprint())
			key := host.lastingOf(id).secret()
			proxy.close()
			wait(host, 1, func(m MemberAway) bool { return !m.Back })
			end(host, id)
			wait[MemberLeft](host, 1, nil)
			_, f := taken(t, host, id, key)
			refusedPlace(t, what, f)
			if e := wait[Ended](anna, 1, nil); e.Reason != Lost {
				t.Errorf("Anna ended with %+v", e)
			}
		})
	}
}

// Who is blocked while away is turned away at the door, and told so.
func TestWhoIsBlockedDoesNotComeBack(t *testing.T) {
	host := hosting(t, "Hanna")
	host.found(nil)
	proxy := newCutter(t, host.address())
	anna := joining(t, "Anna", proxy.address())
	if err := host.BlockMember(anna.identity.Fingerprint()); err != nil {
		t.Fatal(err)
	}
	if e := wait[Ended](anna, 1, nil); e.Reason != BlockedByHost {
		t.Errorf("Anna ended with %+v", e)
	}
	wait[MemberLeft](host, 1, nil)
	if _, err := link.Dial(t.Context(), host.address()); !errors.Is(err, link.ErrRefusedBlocked) {
		t.Errorf("the door says %v", err)
	}
}

// TestManyWhoAskForAPlaceCostNobodyATry: whoever asks for places without a secret is
// turned away for a hash each, nothing is counted, and the chat goes on.
func TestManyWhoAskForAPlaceCostNobodyATry(t *testing.T) {
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	id := wire.ID(anna.identity.Fingerprint())
	for n := range 100 {
		_, f := taken(t, host, id, resume.Key{byte(n)})
		refusedPlace(t, "a made-up secret", f)
		if n%10 == 0 {
			text := fmt.Sprint("still here ", n)
			anna.say(text)
			host.said(text)
		}
	}
	if r := host.Records(); len(r) != 0 {
		t.Errorf("counted: %+v", r)
	}
	for _, e := range host.all() {
		switch e.(type) {
		case MemberAway, MemberLeft, Security:
			t.Errorf("the host was told %T%+v", e, e)
		}
	}
	joining(t, "Ben", host.address())
}

// TestSomebodyElseInItsPlace: what answers at the host's address is another host. The
// guest does not show it anything, and is back when its own host answers.
func TestSomebodyElseInItsPlace(t *testing.T) {
	host, other := hosting(t, "Hanna"), hosting(t, "Mallory")
	host.found(nil)
	proxy := newCutter(t, host.address())
	anna := joining(t, "Anna", proxy.address())
	proxy.lead(other.address())
	proxy.cut()
	wait[ConnectionLost](anna, 1, nil)
	for _, e := range other.all() {
		switch e.(type) {
		case MemberJoined, Security:
			t.Errorf("the other host was told %T%+v", e, e)
		}
	}
	if e := wait[Ended](anna, 1, nil); e.Reason != Lost || !errors.Is(e.Err, ErrOtherChat) {
		t.Errorf("Anna ended with %+v", e)
	}
}
