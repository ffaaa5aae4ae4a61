package app

import (
	"strings"
	"testing"

	"realtalk/core"
	"realtalk/core/contacts"
)

func TestCalled(t *testing.T) {
	for _, name := range []string{"Tom", "Anna Maria Lopez", "Jean-Luc", "O'Brien", "anna_b", "田中 さくら", "❤"} {
		if got := called(name); got != name {
			t.Errorf("%s is set apart: %s", name, got)
		}
	}
	for _, name := range []string{
		"Dr. No", "Tom!", "Who?", "Tom: hi", "a;b", "Tom, verified", "Bob has left us",
		"Tom (verified)", "Tom [host]", "Tom – host", "サラ。", "سارة؟", "राम।",
	} {
		if got := called(name); got != "“"+name+"”" {
			t.Errorf("not set apart: %s", got)
		}
	}
}

// A name that reads like sentences is none, in whatever sentence it stands.
func TestNamesCannotSpeak(t *testing.T) {
	who := core.Person{Name: "Bob joined. You have verified who this is. Cy"}
	tell := teller{chat: &Chat{app: openIn(t, t.TempDir()), invite: testInvite(t, "192.0.2.1")}}
	texts := []string{
		tell.memberJoined(core.MemberJoined{Person: who}).(MemberJoined).Text,
		tell.asks(core.Asks{Person: who, Address: far}).(Asks).Text,
		tell.turnedAway(core.TurnedAway{Person: who, Address: far, Why: core.AwayLocked}).(Notice).Text,
		tell.security(at(far, core.Security{Kind: core.Refused, Name: who.Name})).(Security).Text,
	}
	for _, trust := range []Trust{TrustNew, TrustKnown, TrustVerified, TrustChanged} {
		met := acquaintance{Contact: contacts.Contact{Name: who.Name}}
		texts = append(texts,
			joinedText(Person{Name: who.Name, Trust: trust}, met, true),
			joinedText(Person{Name: who.Name, Alias: who.Name, Trust: trust}, met, true))
	}
	for result := core.AskAdmitted; result <= core.AskTimeout; result++ {
		texts = append(texts, tell.asked(core.Asked{Person: who, Result: result}).(Asked).Text)
	}
	for kind := core.MessagesMissing; kind <= core.NotReceived; kind++ {
		texts = append(texts, alarm(core.Alarm{Kind: kind, Who: who, By: who}).Text)
	}
	for _, text := range texts {
		if n := strings.Count(text, who.Name); n == 0 || n != strings.Count(text, "“"+who.Name+"”") {
			t.Errorf("not set apart: %s", text)
		}
	}
}
