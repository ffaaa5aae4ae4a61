package core

import (
	"errors"
	"fmt"
	"net/netip"
	"testing"
	"testing/synctest"
	"time"

	"realtalk/core/pgp"
	"realtalk/core/wire"
)

// hostingBy starts a chat with rules.
func hostingBy(t *testing.T, rules Rules) *peer {
	t.Helper()
	host := hosting(t, "Hanna")
	if err := host.SetRules(rules); err != nil {
		t.Fatal(err)
	}
	wait(host, 1, func(r RulesChanged) bool { return r.Rules == rules })
	return host
}

// knocking is a guest whose password is right.
func knocking(t *testing.T, name string, host *peer) *peer {
	t.Helper()
	g := arriving(t, name, host.address())
	wait[PasswordPrompt](g, 1, nil)
	g.Password(testPassword)
	return g
}

// refusedBecause waits for the end of a guest who is not let in.
func refusedBecause(t *testing.T, g *peer, code wire.RefusedCode) {
	t.Helper()
	var refused *RefusedError
	if e := wait[Ended](g, 1, nil); !errors.As(e.Err, &refused) || refused.Code != code {
		t.Errorf("%s: ended with %+v, want refusal %d", g.name, e, code)
	}
	for _, e := range g.all() {
		if _, in := e.(Joined); in {
			t.Errorf("%s was in", g.name)
		}
	}
}

func TestHostIsAskedFirst(t *testing.T) {
	host := hostingBy(t, Rules{AskFirst: true})
	friend, stranger := knocking(t, "Friend", host), knocking(t, "Stranger", host)
	wait[Waits](friend, 1, nil)
	wait[Waits](stranger, 1, nil)
	asked := wait(host, 1, func(a Asks) bool { return a.Name == "Friend" })
	if !asked.Address.IsLoopback() || asked.ID != friend.identity.Fingerprint() || time.Until(asked.Until) > askTimeout {
		t.Errorf("the host was told %+v", asked)
	}
	wait(host, 1, func(a Asks) bool { return a.Name == "Stranger" })
	if n := len(host.Asking()); n != 2 {
		t.Fatalf("%d wait", n)
	}
	if n := len(host.People()); n != 1 {
		t.Fatalf("%d people are in before the host said yes", n)
	}
	if err := host.LetIn(friend.identity.Fingerprint()); err != nil {
		t.Fatal(err)
	}
	wait[Joined](friend, 1, nil)
	wait(host, 1, func(a Asked) bool { return a.Name == "Friend" && a.Result == AskAdmitted })
	host.say("hello")
	friend.said("hello")
	friend.say("thanks")
	host.said("thanks")
	if err := host.Decline(stranger.identity.Fingerprint()); err != nil {
		t.Fatal(err)
	}
	refusedBecause(t, stranger, wire.RefusedDeclined)
	if err := host.Decline(stranger.identity.Fingerprint()); !errors.Is(err, ErrNoMember) {
		t.Errorf("a second answer: %v", err)
	}
	if err := friend.LetIn(stranger.identity.Fingerprint()); !errors.Is(err, ErrNotHost) {
		t.Errorf("a guest answers: %v", err)
	}
}

// Who waits and goes away is asked for no more, and who comes again asks again.
func TestWhoWaitsMayGo(t *testing.T) {
	host := hostingBy(t, Rules{AskFirst: true})
	id := testIdentity(t, "Shy")
	for n := range 2 {
		g := arrivingAs(t, id, "Shy", host.address())
		wait[PasswordPrompt](g, 1, nil)
		g.Password(testPassword)
		wait[Waits](g, 1, nil)
		g.End()
		g.Wait()
		wait(host, n+1, func(a Asked) bool { return a.Result == AskLeft })
	}
	if n := len(host.Asking()); n != 0 {
		t.Errorf("%d wait still", n)
	}
}

// cutLine ends the connection of a member for good.
func (p *peer) cutLine(id wire.ID) {
	p.tb.Helper()
	var broken *lasting
	p.host.relay.do(func() {
		if place := p.host.relay.find(id); place != nil {
			broken = place.lasting
		}
	})
	if broken == nil {
		p.tb.Fatal("nobody of that identity is in")
	}
	broken.mu.Lock()
	defer broken.mu.Unlock()
	broken.end()
}

// coming is a guest of a given identity whose password is right.
func coming(t *testing.T, id *pgp.Identity, name string, host *peer) *peer {
	t.Helper()
	g := arrivingAs(t, id, name, host.address())
	wait[PasswordPrompt](g, 1, nil)
	g.Password(testPassword)
	return g
}

// A line that broke needs no second question, also when the chat is locked now.
func TestWhoseLineBreaksMayComeBack(t *testing.T) {
	host := hostingBy(t, Rules{AskFirst: true})
	id := testIdentity(t, "Friend")
	g := coming(t, id, "Friend", host)
	wait[Asks](host, 1, nil)
	if err := host.LetIn(id.Fingerprint()); err != nil {
		t.Fatal(err)
	}
	wait[Joined](g, 1, nil)
	if err := host.SetRules(Rules{Locked: true}); err != nil {
		t.Fatal(err)
	}
	host.cutLine(id.Fingerprint())
	wait(host, 1, func(l MemberLeft) bool { return l.Reason == LeftLost })
	wait[Joined](coming(t, id, "Friend", host), 1, nil)
}

// Leaving and being taken out end that: else somebody could keep a second
// identity in reserve for the time when the chat is locked.
func TestWhoIsGoneIsAskedForAgain(t *testing.T) {
	host := hosting(t, "Hanna")
	id, spare := testIdentity(t, "Mallory"), testIdentity(t, "Spare")
	reserve := coming(t, spare, "Spare", host)
	wait[Joined](reserve, 1, nil)
	reserve.End()
	reserve.Wait()
	g := coming(t, id, "Mallory", host)
	wait[Joined](g, 1, nil)
	if err := host.Kick(id.Fingerprint()); err != nil {
		t.Fatal(err)
	}
	wait[Ended](g, 1, nil)
	wait(host, 2, func(MemberLeft) bool { return true })
	if err := host.SetRules(Rules{Locked: true}); err != nil {
		t.Fatal(err)
	}
	refusedBecause(t, coming(t, spare, "Spare", host), wire.RefusedLocked)
	refusedBecause(t, coming(t, id, "Mallory", host), wire.RefusedLocked)
}

// A friend who finds no room stays a friend.
func TestFullChatForgetsNoFriend(t *testing.T) {
	host := hosting(t, "Hanna")
	id := testIdentity(t, "Friend")
	wait[Joined](coming(t, id, "Friend", host), 1, nil)
	host.cutLine(id.Fingerprint())
	wait(host, 1, func(MemberLeft) bool { return true })
	if err := host.SetRules(Rules{Limit: 1}); err != nil {
		t.Fatal(err)
	}
	refusedBecause(t, coming(t, id, "Friend", host), wire.RefusedFull)
	if err := host.SetRules(Rules{Locked: true}); err != nil {
		t.Fatal(err)
	}
	wait[Joined](coming(t, id, "Friend", host), 1, nil)
}

// The rules are asked again when the place is given: what the host did since
// then counts.
func TestRulesAreAskedAgainAtTheSeat(t *testing.T) {
	l := newLobby(func(Event) {}, elsewhere, Rules{})
	friend, other := wire.ID{1}, wire.ID{2}
	l.joined(friend)
	if err := l.seat(other, false); err != nil {
		t.Fatal(err)
	}
	l.set(Rules{AskFirst: true})
	if err := l.seat(other, false); !errors.Is(err, errDeclined) {
		t.Errorf("who was not asked for: %v", err)
	}
	if err := l.seat(other, true); err != nil {
		t.Errorf("who was let in: %v", err)
	}
	l.set(Rules{Locked: true})
	if err := l.seat(other, true); !errors.Is(err, errLocked) {
		t.Errorf("locked meanwhile: %v", err)
	}
	if err := l.seat(friend, false); err != nil {
		t.Errorf("a friend: %v", err)
	}
	l.gone(friend, LeftKicked)
	if err := l.seat(friend, false); !errors.Is(err, errLocked) {
		t.Errorf("a friend who was kicked meanwhile: %v", err)
	}
}

func elsewhere(netip.Addr) Nearness { return Elsewhere }

func TestLockedChat(t *testing.T) {
	host := hostingBy(t, Rules{AskFirst: true})
	early := knocking(t, "Early", host)
	wait[Asks](host, 1, nil)
	if err := host.SetRules(Rules{Locked: true}); err != nil {
		t.Fatal(err)
	}
	refusedBecause(t, early, wire.RefusedDeclined)
	refusedBecause(t, knocking(t, "Late", host), wire.RefusedLocked)
	if err := host.SetRules(Rules{}); err != nil {
		t.Fatal(err)
	}
	wait[Joined](knocking(t, "Later", host), 1, nil)
}

// Guessing a password is no easier while the chat is locked, and no harder.
func TestLockTellsNothingWithoutThePassword(t *testing.T) {
	host := hostingBy(t, Rules{Locked: true})
	if e := guess(arriving(t, "Mallory", host.address())); e.Reason != WrongPasswords {
		t.Errorf("ended with %+v", e)
	}
}

func TestLimitOfMembers(t *testing.T) {
	host := hostingBy(t, Rules{Limit: 2})
	id := testIdentity(t, "First")
	first := arrivingAs(t, id, "First", host.address())
	wait[PasswordPrompt](first, 1, nil)
	first.Password(testPassword)
	wait[Joined](first, 1, nil)
	refusedBecause(t, knocking(t, "Second", host), wire.RefusedFull)
	// The same person on a new line takes no second place.
	again := arrivingAs(t, id, "First", host.address())
	wait[PasswordPrompt](again, 1, nil)
	again.Password(testPassword)
	wait[Joined](again, 1, nil)
	if err := host.SetRules(Rules{Limit: 3}); err != nil {
		t.Fatal(err)
	}
	wait[Joined](knocking(t, "Second", host), 1, nil)
}

// A block takes out who waits in the lobby, too.
func TestBlockReachesTheLobby(t *testing.T) {
	host := hostingBy(t, Rules{AskFirst: true})
	g := knocking(t, "Friend", host)
	wait[Asks](host, 1, nil)
	if err := host.Edit([]Edit{{Do: EditBlock, Address: netip.MustParsePrefix("127.0.0.0/8")}}); err != nil {
		t.Fatal(err)
	}
	refusedBecause(t, g, wire.RefusedDeclined)
	if e := wait[Ended](arriving(t, "Again", host.address()), 1, nil); e.Reason != BlockedByHost {
		t.Errorf("ended with %+v", e)
	}
}

func TestNoAnswerDeclines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var told []Event
		l := newLobby(func(e Event) { told = append(told, e) }, elsewhere, Rules{AskFirst: true})
		start := time.Now()
		_, err := l.pass(t.Context(), Person{Name: "Patient"}, netip.Addr{}, func() {}, nil)
		if !errors.Is(err, errUnanswered) || time.Since(start) != askTimeout {
			t.Errorf("after %v: %v", time.Since(start), err)
		}
		if last, ok := told[len(told)-1].(Asked); !ok || last.Result != AskTimeout {
			t.Errorf("the host was told %+v", told)
		}
	})
}

// nth is one of many homes.
func nth(n int) netip.Addr { return netip.AddrFrom4([4]byte{198, 18, byte(n >> 8), byte(n)}) }

func TestLobbyIsBounded(t *testing.T) {
	l := newLobby(func(Event) {}, elsewhere, Rules{AskFirst: true})
	for n := range maxAsking + 1 {
		_, err := l.enter(Person{ID: wire.ID{byte(n)}, Name: fmt.Sprint(n)}, nth(n))
		if full := n == maxAsking; full != errors.Is(err, errCrowded) {
			t.Errorf("number %d: %v", n, err)
		}
	}
}

// One address cannot fill the room, nor drum at the host.
func TestOneHouseholdAsksSeldom(t *testing.T) {
	told := 0
	l := newLobby(func(e Event) {
		if _, ok := e.(Asks); ok {
			told++
		}
	}, elsewhere, Rules{AskFirst: true})
	now := time.Now()
	l.clock = func() time.Time { return now }
	for n := range 1000 {
		a, err := l.enter(Person{ID: wire.ID{byte(n), byte(n >> 8)}, Name: fmt.Sprint(n)}, nth(1))
		if n < askingPerHouse && err != nil || n == askingPerHouse && err == nil {
			t.Errorf("number %d: %v", n, err)
		}
		if n >= askingPerHouse && a != nil {
			l.leave(a, AskLeft)
		}
	}
	if told > askBurst {
		t.Errorf("the host was asked %d times", told)
	}
	if _, err := l.enter(Person{ID: wire.ID{0xff}, Name: "Friend"}, nth(2)); err != nil {
		t.Errorf("a friend from elsewhere: %v", err)
	}
}

// Many addresses do not drum either, whatever is answered.
func TestAllTogetherAskSeldom(t *testing.T) {
	told := 0
	l := newLobby(func(Event) { told++ }, elsewhere, Rules{AskFirst: true})
	now := time.Now()
	l.clock = func() time.Time { return now }
	for n := range 100_000 {
		now = now.Add(time.Millisecond)
		a, _ := l.enter(Person{ID: wire.ID{byte(n), byte(n >> 8), byte(n >> 16)}, Name: fmt.Sprint(n)}, nth(n%5000))
		if a != nil {
			l.leave(a, AskLeft)
		}
	}
	if most := 2 * (crowdBurst + int(100*time.Second/crowdPause) + 1); told > most {
		t.Errorf("%d events, want %d at most", told, most)
	}
}

// Else the host might let in the wrong one.
func TestTwoOfOneNameDoNotAskTogether(t *testing.T) {
	l := newLobby(func(Event) {}, elsewhere, Rules{AskFirst: true})
	if _, err := l.enter(Person{ID: wire.ID{1}, Name: "Anna"}, nth(1)); err != nil {
		t.Fatal(err)
	}
	if _, err := l.enter(Person{ID: wire.ID{2}, Name: "ANNA"}, nth(2)); !errors.Is(err, errNameTaken) {
		t.Errorf("the second: %v", err)
	}
	if _, err := l.enter(Person{ID: wire.ID{1}, Name: "Anna"}, nth(1)); err != nil {
		t.Errorf("the same on a new line: %v", err)
	}
}

// Who knows the password and does not come in is news for the host.
func TestHostHearsWhoIsTurnedAway(t *testing.T) {
	for rules, why := range map[Rules]TurnedAwayReason{{Locked: true}: AwayLocked, {Limit: 1}: AwayFull} {
		host := hostingBy(t, rules)
		g := knocking(t, "Mallory", host)
		wait[Ended](g, 1, nil)
		w := wait[TurnedAway](host, 1, nil)
		if w.Name != "Mallory" || w.Why != why || w.Times != 1 || !w.Address.IsLoopback() || w.Nearness != ThisComputer {
			t.Errorf("told %+v", w)
		}
	}
}

func TestTurnedAwayIsGathered(t *testing.T) {
	var told []TurnedAway
	a := newAway(func(e Event) { told = append(told, e.(TurnedAway)) }, elsewhere)
	now := time.Now()
	a.clock = func() time.Time { return now }
	for range 100 {
		a.tell(Person{Name: "Mallory"}, nth(1), errLocked)
	}
	now = now.Add(awayPause)
	a.tell(Person{Name: "Mallory"}, nth(1), errLocked)
	a.tell(Person{Name: "Unlucky"}, nth(2), errBadCertificate)
	if len(told) != 2 || told[0].Times != 1 || told[1].Times != 100 {
		t.Errorf("told %+v", told)
	}
	for n := range 10_000 {
		a.tell(Person{Name: "Mallory"}, nth(n), errFull)
	}
	if len(told) > 2+awayBurst {
		t.Errorf("told %d times", len(told))
	}
}

func TestArrivalsAreBounded(t *testing.T) {
	var a arrivals
	for n := range arrivalsPerHouse {
		if !a.enter(nth(1)) {
			t.Fatalf("number %d", n)
		}
	}
	if a.enter(nth(1)) {
		t.Error("one household has more than its share")
	}
	for n := arrivalsPerHouse; n < maxArrivals; n++ {
		if !a.enter(nth(n)) {
			t.Fatalf("number %d", n)
		}
	}
	if a.enter(nth(5000)) {
		t.Error("more than there is room for")
	}
	a.leave(nth(1))
	if !a.enter(nth(5000)) {
		t.Error("what was given back cannot be had")
	}
}

// Who joins and goes at once leaves an address all the same, and can be blocked.
func TestWhoLeftCanBeBlocked(t *testing.T) {
	host := hosting(t, "Hanna")
	g := joining(t, "Mallory", host.address())
	id := g.identity.Fingerprint()
	g.End()
	g.Wait()
	wait(host, 1, func(MemberLeft) bool { return true })
	if a, ok := host.Address(id); !ok || !a.IsLoopback() {
		t.Errorf("address %v, %v", a, ok)
	}
	if err := host.BlockMember(id); err != nil {
		t.Fatal(err)
	}
	if r := host.Records(); len(r) != 1 || r[0].Name != "Mallory" || !r[0].Blocked {
		t.Errorf("records %+v", r)
	}
}
