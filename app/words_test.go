package app

import (
	"errors"
	"strings"
	"testing"

	"realtalk/core"
	"realtalk/core/wire"
)

// jargon must not stand in a sentence that everybody reads.
var jargon = []string{"PGP", "GPG", "PAKE", "NAT", "UPnP", "epoch", "key ring", "TLS", "socket", "EOF"}

func checkSentence(t *testing.T, text string) {
	t.Helper()
	if text == "" || !strings.HasSuffix(text, ".") {
		t.Errorf("not a whole sentence: %q", text)
	}
	for _, word := range jargon {
		if strings.Contains(text, word) {
			t.Errorf("%q says %s", text, word)
		}
	}
}

func TestEveryEndHasItsSentence(t *testing.T) {
	teller := teller{chat: &Chat{invite: testInvite(t, "192.168.1.10")}}
	seen := map[string]core.EndReason{}
	for reason := core.HostEnded; reason < core.Failed; reason++ {
		e := teller.ended(core.Ended{Reason: reason})[0].(Ended)
		checkSentence(t, e.Text)
		if e.Reason == "" {
			t.Errorf("reason %d has no name", reason)
		}
		if other, ok := seen[e.Text]; ok {
			t.Errorf("reasons %d and %d share a sentence", other, reason)
		}
		seen[e.Text] = reason
	}
}

func TestEveryAlarmHasItsSentence(t *testing.T) {
	codes := map[string]bool{}
	for kind := core.MessagesMissing; kind <= core.NotReceived; kind++ {
		n := alarm(core.Alarm{Kind: kind, Who: core.Person{Name: "Anna"}, By: core.Person{Name: "Ben"}, N: 2})
		checkSentence(t, n.Text)
		if codes[n.Code] || n.Code == "" || !strings.Contains(n.Text, "Anna") {
			t.Errorf("alarm %d: %+v", kind, n)
		}
		codes[n.Code] = true
	}
}

// Who is cut off is named, and marked in the list of people until it is back or gone.
func TestAwayIsSaidAndMarked(t *testing.T) {
	chat := &Chat{invite: testInvite(t, "192.168.1.10")}
	teller := teller{chat: chat}
	anna := core.Person{Name: "Anna", You: true} // no book of contacts is needed for oneself
	is := func(e core.Event, text string, away bool) {
		t.Helper()
		said := teller.tell(e)[0].(MemberAway).Text
		checkSentence(t, said)
		if said != text || chat.sorted([]core.Person{anna})[0].Away != away {
			t.Errorf("%q, marked: %v", said, !away)
		}
	}
	is(core.MemberAway{Person: anna}, "Anna's connection dropped, trying again.", true)
	is(core.MemberAway{Person: anna, Back: true}, "Anna is back.", false)
	is(core.MemberAway{Person: anna}, "Anna's connection dropped, trying again.", true)
	teller.tell(core.MemberLeft{Person: anna, Reason: core.LeftLost})
	if chat.sorted([]core.Person{anna})[0].Away {
		t.Error("somebody who is gone is still awaited")
	}
	for _, e := range []core.Event{core.ConnectionLost{}, core.ConnectionBack{}} {
		checkSentence(t, teller.tell(e)[0].(Connection).Text)
	}
	for n, want := range []string{"is missing here", "The last 1 message ", "The last 2 messages "} {
		gap := teller.tell(core.Gap{Unsure: n})[0].(Notice)
		checkSentence(t, gap.Text)
		if gap.Code != "gap" || !strings.Contains(gap.Text, want) {
			t.Errorf("%d: %+v", n, gap)
		}
	}
}

func TestEveryErrorHasCauseAndNextStep(t *testing.T) {
	var errs []error
	for _, k := range known() {
		errs = append(errs, k.err)
	}
	for _, s := range ofSystem() {
		errs = append(errs, s.errs[0])
	}
	for code := wire.RefusedBusy; code < wire.RefusedBlocked; code++ {
		errs = append(errs, &core.RefusedError{Code: code})
	}
	codes := map[string]error{}
	for _, err := range errs {
		trouble := asTrouble(err)
		checkSentence(t, trouble.Text)
		checkSentence(t, trouble.Hint)
		if trouble.Code == "unexpected" {
			t.Errorf("no words for %v", err)
		}
		if other, ok := codes[trouble.Code]; ok {
			t.Errorf("%v and %v share the code %s", other, err, trouble.Code)
		}
		codes[trouble.Code] = err
		if !errors.Is(trouble, err) {
			t.Errorf("%s hides its cause", trouble.Code)
		}
	}
}

func TestAddressesOfTheBlocklistCanBeTypedBack(t *testing.T) {
	for text, want := range map[string]string{
		"203.0.113.7":      "203.0.113.7",
		" 203.0.113.7\n":   "203.0.113.7",
		"2001:db8::7":      "2001:db8::/64",
		"[2001:db8::7]":    "2001:db8::/64",
		"2001:db8::/64":    "2001:db8::/64",
		"::ffff:192.0.2.1": "192.0.2.1",
		"203.0.113.9/24":   "203.0.113.0/24",
		"2001:db8::7/128":  "2001:db8::/64",
		"2001:db8::/32":    "2001:db8::/32",
	} {
		p, err := parseAddress(text)
		if err != nil || addressText(p) != want {
			t.Errorf("%q: %v, %v; want %s", text, p, err, want)
		}
	}
	for _, text := range []string{"", "Anna", "203.0.113.0/33", "::ffff:192.0.2.0/120", "300.1.1.1", "0.0.0.0/0", "2000::/3"} {
		if _, err := parseAddress(text); err == nil {
			t.Errorf("%q was taken for an address", text)
		}
	}
}
