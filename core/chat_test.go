package core

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"realtalk/core/profile"
	"realtalk/core/room"
	"realtalk/core/wire"
)

func TestThreeTalk(t *testing.T) {
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	ben := joining(t, "Ben", host.address())
	peers := []*peer{host, anna, ben}

	texts := []string{"grüß dich", "👩‍👩‍👧 и привет", "one\ntwo\n\nthree", strings.Repeat("ä", 4000)}
	for i, p := range peers {
		for _, text := range texts {
			p.say(fmt.Sprintf("%d %s", i, text))
		}
	}
	var orders []string
	for _, p := range peers {
		wait[Message](p, 12, nil)
		got := p.texts()
		for i := range peers {
			mine := slices.DeleteFunc(slices.Clone(got), func(s string) bool { return s[0] != byte('0'+i) })
			for j, text := range texts {
				if want := fmt.Sprintf("%d %s", i, text); mine[j] != want {
					t.Errorf("%s: message %d of %d is %.40q, want %.40q", p.name, j, i, mine[j], want)
				}
			}
		}
		orders = append(orders, strings.Join(got, "|"))
	}
	if orders[0] != orders[1] || orders[1] != orders[2] {
		t.Error("the three were shown different orders")
	}
	for _, p := range peers {
		for _, e := range p.all() {
			if a, ok := e.(Alarm); ok {
				t.Errorf("%s: false alarm %+v", p.name, a)
			}
		}
	}
}

func TestEverybodySeesThoseWhoComeAndGo(t *testing.T) {
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	ben := joining(t, "Ben", host.address())

	wait(ben, 1, func(m MemberJoined) bool { return m.Already && m.Name == "Anna" })
	wait(ben, 1, func(m MemberJoined) bool { return m.Already && m.Name == "Hanna" && m.Host })
	wait(host, 1, func(m MemberJoined) bool { return !m.Already && m.Name == "Anna" })
	wait(host, 1, func(m MemberJoined) bool { return !m.Already && m.Name == "Ben" })
	came := wait(anna, 1, func(m MemberJoined) bool { return !m.Already && m.Name == "Ben" })
	if came.Safety == "" || came.Safety != ben.Safety() || came.Safety != host.Safety() {
		t.Errorf("safety phrases differ: %q, %q, %q", came.Safety, ben.Safety(), host.Safety())
	}
	if n := len(strings.Fields(came.Safety)); n != safetyWords {
		t.Errorf("the safety phrase has %d words, want %d", n, safetyWords)
	}

	ben.End()
	gone := wait[MemberLeft](anna, 1, nil)
	if gone.Name != "Ben" || gone.Reason != LeftByChoice {
		t.Errorf("Anna saw %+v", gone)
	}
	if e := wait[Ended](ben, 1, nil); e.Reason != YouLeft {
		t.Errorf("Ben ended with %+v", e)
	}
}

func TestHostEndsForAll(t *testing.T) {
	host := hosting(t, "Hanna")
	guests := []*peer{joining(t, "Anna", host.address()), joining(t, "Ben", host.address())}
	host.End()
	host.Wait()
	for _, g := range guests {
		if e := wait[Ended](g, 1, nil); e.Reason != HostEnded {
			t.Errorf("%s ended with %+v", g.name, e)
		}
	}
	if e := wait[Ended](host, 1, nil); e.Reason != HostEnded {
		t.Errorf("the host ended with %+v", e)
	}
	late := arriving(t, "Late", host.address())
	if e := wait[Ended](late, 1, nil); e.Reason != Unreachable {
		t.Errorf("a guest after the end: %+v", e)
	}
}

// Who was told that the chat ends is not let in; who is let in hears it from the
// relay. A guest that heard both took the end for a refusal.
func TestNobodyComesInWhoWasToldOfTheEnd(t *testing.T) {
	host := hosting(t, "Hanna")
	late := &place{member: room.Member{ID: wire.ID{1}, Name: "Late"}, claim: func() bool { return false }}
	if err := host.host.seat(late, false); !errors.Is(err, errClosing) {
		t.Errorf("seat gave %v", err)
	}
	if n := len(host.People()); n != 1 {
		t.Errorf("%d people are in", n)
	}
}

func TestDeliveredCountsThoseWhoRead(t *testing.T) {
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	joining(t, "Ben", host.address())
	anna.say("hello")
	m := anna.said("hello")
	d := wait(anna, 1, func(d Delivered) bool { return d.To == 2 })
	if d.ID != m.ID || d.Of != 2 {
		t.Errorf("delivered %+v, message %s", d, m.ID)
	}
}

func TestMessagesSaidWhileOthersJoinAreNeitherLostNorDoubled(t *testing.T) {
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	const n = 200
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range n {
			if err := anna.Send(fmt.Sprint(i)); err != nil {
				t.Errorf("send %d: %v", i, err)
				return
			}
		}
	}()
	for i := range 5 {
		joining(t, fmt.Sprintf("Guest %d", i), host.address())
	}
	<-done
	for _, p := range []*peer{host, anna} {
		wait[Message](p, n, nil)
		for i, text := range p.texts() {
			if text != fmt.Sprint(i) {
				t.Fatalf("%s: message %d is %q", p.name, i, text)
			}
		}
	}
}

func TestKickedGuestIsOut(t *testing.T) {
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	ben := joining(t, "Ben", host.address())
	id := wait[Joined](ben, 1, nil).Self.ID
	if err := anna.Kick(id); !errors.Is(err, ErrNotHost) {
		t.Errorf("a guest kicked: %v", err)
	}
	if err := host.Kick(id); err != nil {
		t.Fatal(err)
	}
	if e := wait[Ended](ben, 1, nil); e.Reason != Kicked {
		t.Errorf("Ben ended with %+v", e)
	}
	if m := wait[MemberLeft](anna, 1, nil); m.Reason != LeftKicked {
		t.Errorf("Anna saw %+v", m)
	}
	if err := host.Kick(id); !errors.Is(err, ErrNoMember) {
		t.Errorf("kicked twice: %v", err)
	}
	anna.say("still here")
	host.said("still here")
	joining(t, "Ben", host.address())
}

func TestBlockedGuestCannotComeBack(t *testing.T) {
	host := hosting(t, "Hanna")
	ben := joining(t, "Ben", host.address())
	if err := host.BlockMember(wait[Joined](ben, 1, nil).Self.ID); err != nil {
		t.Fatal(err)
	}
	if e := wait[Ended](ben, 1, nil); e.Reason != BlockedByHost {
		t.Errorf("Ben ended with %+v", e)
	}
	again := arriving(t, "Ben", host.address())
	if e := wait[Ended](again, 1, nil); e.Reason != BlockedByHost {
		t.Errorf("Ben came back: %+v", e)
	}
	wait(host, 1, func(s Security) bool { return s.Kind == Refused })
	if err := host.Edit([]Edit{{Do: EditUnblock, Address: host.Records()[0].Address}}); err != nil {
		t.Fatal(err)
	}
	joining(t, "Ben", host.address())
}

func TestNamesAreUnique(t *testing.T) {
	host := hosting(t, "Hanna")
	joining(t, "Anna", host.address())
	for _, name := range []string{"anna", "HANNA", "Ａnna", "Аnnа", "ΗANNA"} {
		g := arriving(t, name, host.address())
		wait[PasswordPrompt](g, 1, nil)
		g.Password(testPassword)
		var refused *RefusedError
		if e := wait[Ended](g, 1, nil); !errors.As(e.Err, &refused) || refused.Code != wire.RefusedNameTaken {
			t.Errorf("%q ended with %+v", name, e)
		}
	}
}

func TestSameIdentityTakesOverItsPlace(t *testing.T) {
	host := hosting(t, "Hanna")
	watcher := joining(t, "Watcher", host.address())
	id := testIdentity(t, "Anna")
	enter := func() *peer {
		p := arrivingAs(t, id, "Anna", host.address())
		wait[PasswordPrompt](p, 1, nil)
		p.Password(testPassword)
		wait[Joined](p, 1, nil)
		return p
	}
	first := enter()
	second := enter()
	if e := wait[Ended](first, 1, nil); e.Reason != Replaced {
		t.Errorf("the first ended with %+v", e)
	}
	second.say("here I am")
	watcher.said("here I am")
	host.said("here I am")
	if n := len(host.People()); n != 3 {
		t.Errorf("%d people are in, want 3", n)
	}
}

func TestOneChatAtATime(t *testing.T) {
	p := testProfile(t)
	first := hostingIn(t, "Hanna", p)
	_, err := Host(t.Context(), HostConfig{
		Profile: p, Identity: testIdentity(t, "Hanna"), Name: "Hanna", Password: testPassword, stretch: quick,
	})
	var hosted *profile.HostedError
	if !errors.As(err, &hosted) {
		t.Fatalf("a second chat: %v", err)
	}
	if want := fmt.Sprintf("127.0.0.1 %d", first.Hosting().Port); hosted.Where != want {
		t.Errorf("the first is said to be at %q, want %q", hosted.Where, want)
	}
	first.End()
	first.Wait()
	hostingIn(t, "Hanna", p)
}

func TestHostCannotBeJoinedByItself(t *testing.T) {
	host := hosting(t, "Hanna")
	g := arrivingAs(t, host.identity, "Other", host.address())
	wait[PasswordPrompt](g, 1, nil)
	g.Password(testPassword)
	var refused *RefusedError
	if e := wait[Ended](g, 1, nil); !errors.As(e.Err, &refused) || refused.Code != wire.RefusedAlreadyIn {
		t.Errorf("ended with %+v", e)
	}
}

func TestGuestAtThePromptHearsTheEnd(t *testing.T) {
	host := hosting(t, "Hanna")
	g := arriving(t, "Anna", host.address())
	wait[PasswordPrompt](g, 1, nil)
	host.End()
	var refused *RefusedError
	if e := wait[Ended](g, 1, nil); !errors.As(e.Err, &refused) || refused.Code != wire.RefusedClosing {
		t.Errorf("ended with %+v", e)
	}
}

func TestQuietChatStays(t *testing.T) {
	t.Parallel()
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	time.Sleep(28 * time.Second) // longer than a line may be silent; pings keep it
	anna.say("still there?")
	host.said("still there?")
}
