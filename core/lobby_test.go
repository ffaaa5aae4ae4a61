package core

import (
	"errors"
	"net/netip"
	"testing"
	"testing/synctest"
	"time"

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

// A line that broke needs no second question, being taken out does.
func TestWhoWasLetInMayComeBack(t *testing.T) {
	host := hostingBy(t, Rules{AskFirst: true})
	id := testIdentity(t, "Friend")
	come := func() *peer {
		g := arrivingAs(t, id, "Friend", host.address())
		wait[PasswordPrompt](g, 1, nil)
		g.Password(testPassword)
		return g
	}
	g := come()
	wait[Asks](host, 1, nil)
	if err := host.LetIn(id.Fingerprint()); err != nil {
		t.Fatal(err)
	}
	wait[Joined](g, 1, nil)
	g.End()
	g.Wait()
	if err := host.SetRules(Rules{Locked: true}); err != nil {
		t.Fatal(err)
	}
	g = come()
	wait[Joined](g, 1, nil)
	wait(host, 2, func(j MemberJoined) bool { return j.Name == "Friend" })
	if err := host.Kick(id.Fingerprint()); err != nil {
		t.Fatal(err)
	}
	wait[Ended](g, 1, nil)
	refusedBecause(t, come(), wire.RefusedLocked)
}

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
		l := newLobby(func(e Event) { told = append(told, e) }, Rules{AskFirst: true})
		start := time.Now()
		err := l.pass(t.Context(), Person{Name: "Patient"}, netip.Addr{}, func() {}, nil)
		if !errors.Is(err, errUnanswered) || time.Since(start) != askTimeout {
			t.Errorf("after %v: %v", time.Since(start), err)
		}
		if last, ok := told[len(told)-1].(Asked); !ok || last.Result != AskTimeout {
			t.Errorf("the host was told %+v", told)
		}
	})
}

func TestLobbyIsBounded(t *testing.T) {
	l := newLobby(func(Event) {}, Rules{AskFirst: true})
	for n := range maxAsking + 1 {
		_, err := l.enter(Person{ID: wire.ID{byte(n)}}, netip.Addr{})
		if full := n == maxAsking; full != errors.Is(err, errCrowded) {
			t.Errorf("number %d: %v", n, err)
		}
	}
}
