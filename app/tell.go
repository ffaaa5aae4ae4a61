package app

import (
	"fmt"
	"time"

	"realtalk/app/lang"
	"realtalk/core"
	"realtalk/core/reach"
)

// teller turns what happens in a chat into what its user should see.
type teller struct {
	chat     *Chat
	password string // the hosted one; it goes to its host alone
	wrong    bool   // a password was wrong in this chat
	port     uint16 // of the hosted chat
	ways     Router // as it was told last
}

func (t *teller) tell(e core.Event) []Event {
	switch e := e.(type) {
	case core.Hosting:
		t.port = e.Port
		local := addressLines(e.Addresses, e.Port)
		return []Event{Hosting{Port: e.Port, Password: t.password, Local: local, Invite: e.Invite.String()}}
	case core.Doors:
		return t.doors(e)
	case core.Reply:
		return []Event{reply(e)}
	case core.Dialing:
		return []Event{t.dialing(e)}
	case core.PasswordPrompt:
		return []Event{PasswordPrompt{Attempt: e.Attempt, Left: e.Left}}
	case core.PasswordWrong:
		t.wrong = true
		return []Event{PasswordWrong{Left: e.Left}}
	case core.Joined:
		t.wrong = false // that one is forgiven
		t.chat.noteRecent()
		p := t.chat.person(e.Self)
		joined := Joined{Chat: e.Chat.String(), Name: p.Name, Fingerprint: p.Fingerprint, Safety: e.Safety, Host: p.Host}
		return append([]Event{joined}, t.aboutContacts()...)
	case core.MemberJoined:
		return []Event{t.memberJoined(e)}
	case core.ConnectionLost:
		return []Event{connectionLost()}
	case core.ConnectionBack:
		return []Event{connectionBack()}
	case core.Gap:
		return []Event{gap(e)}
	case core.MemberAway:
		return []Event{t.memberAway(e)}
	case core.MemberLeft:
		p := t.chat.person(e.Person)
		t.chat.away.set(e.Person.ID, false)
		return []Event{MemberLeft{Name: p.Name, Fingerprint: p.Fingerprint, Reason: leaveReasons[e.Reason], Safety: e.Safety}}
	case core.Message:
		p := t.chat.person(e.From)
		return []Event{Message{ID: e.ID, From: p.Name, Fingerprint: p.Fingerprint, Text: e.Text, Sent: e.Sent, Own: p.You}}
	case core.Delivered:
		return []Event{Delivered{ID: e.ID, To: e.To, Of: e.Of}}
	case core.Security:
		return []Event{t.security(e)}
	case core.Asks:
		return []Event{t.asks(e)}
	case core.TurnedAway:
		return []Event{t.turnedAway(e)}
	case core.Asked:
		return []Event{t.asked(e)}
	case core.HostBusy:
		return []Event{Notice{Code: "busy", Text: lang.Say("Too many people are trying to join at this moment. Real Talk keeps trying for a minute.")}}
	case core.Waits:
		return []Event{Waits{Text: lang.Say("Your password is right. The host is asked now whether you may come in.")}}
	case core.RulesChanged:
		return []Event{Door{Rules: doorRules(e.Rules), Text: doorText(e.Rules)}}
	case core.Alarm:
		return []Event{alarm(e)}
	case core.Overflow:
		return []Event{Notice{Code: "not_shown", Text: lang.Count(e.N,
			"%d message or notice came faster than it could be shown and is missing here.",
			"%d messages or notices came faster than they could be shown and are missing here.")}}
	case core.NotKept:
		cause, hint := diskText(t.chat.app.disk.dir, e.Err)
		return []Event{Notice{Code: "not_kept", Text: lang.Sentences(cause,
			lang.Say("So the list of blocked addresses could not be written to disk. It holds until you end the chat, and is written as soon as it can be."), hint)}}
	case core.Limited:
		return []Event{limited(e)}
	case core.Mishap:
		return []Event{mishap(e)}
	case core.DoorStuck:
		return []Event{doorStuck(e)}
	case core.NotReached:
		t.chat.app.disk.wrote(e.Err)
		return []Event{Notice{Code: "not_reached", Text: lang.Say("While you host this chat, the list of blocked addresses can be changed only here, not by another Real Talk on this computer.")}}
	case core.Ended:
		return t.ended(e)
	default:
		panic(fmt.Sprintf("event without words: %T", e))
	}
}

// aboutContacts tells once what is wrong with them. A chat goes on without.
func (t *teller) aboutContacts() []Event {
	_, err := t.chat.app.contacts()
	switch {
	case t.chat.app.toldTampered():
		return []Event{Notice{Code: "contacts_damaged", Text: textTampered()}}
	case err != nil:
		return []Event{Notice{Code: "contacts_unread", Text: lang.Say("The list of people you have met cannot be read, so everybody is new to you.")}}
	default:
		return nil
	}
}

var leaveReasons = map[core.LeaveReason]LeaveReason{
	core.LeftByChoice: LeftByChoice,
	core.LeftLost:     LeftLost,
	core.LeftKicked:   LeftKicked,
}

// ended gives the last events. What no EndReason names is told as trouble.
func (t *teller) ended(e core.Ended) []Event {
	if e.Reason == core.Failed {
		return []Event{Failed{*asTrouble(e.Err)}}
	}
	if e.Reason == core.Unreachable {
		around, _ := reach.Look() // unknown surroundings: the words fit any
		text, hint, canReply := unreachable(*t.chat.invite, e.Err, around)
		return []Event{Ended{Reason: EndUnreachable, Text: text, Hint: hint, CanReply: canReply}}
	}
	return []Event{Ended{Reason: endReasons[e.Reason], Text: t.endText(e)}}
}

var endReasons = map[core.EndReason]EndReason{
	core.HostEnded:      EndHostEnded,
	core.YouLeft:        EndYouLeft,
	core.Kicked:         EndKicked,
	core.BlockedByHost:  EndBlocked,
	core.WrongPasswords: EndWrongPassword,
	core.Lost:           EndLost,
	core.Replaced:       EndLost,
}

func (t *teller) endText(e core.Ended) string {
	switch e.Reason {
	case core.HostEnded:
		if t.chat.hosted() {
			return lang.Say("You ended the chat.")
		}
		return lang.Say("The host ended the chat.")
	case core.YouLeft:
		return lang.Say("You left the chat.")
	case core.Kicked:
		return lang.Say("The host removed you from the chat.")
	case core.BlockedByHost:
		if t.wrong {
			return lang.Say("The password was wrong six times from your address, so it is blocked now. If you know the host, ask to be unblocked.")
		}
		return lang.Say("The host does not let anybody in from your address any more. If you know the host, ask to be unblocked.")
	case core.WrongPasswords:
		return lang.Say("The password was wrong three times, so you were disconnected. Ask the host for the password; you can try again.")
	case core.Replaced:
		return lang.Say("You joined this chat from somewhere else with the same identity, so you are no longer in it from here.")
	default:
		return lang.Say("The connection to the host was lost. Join again with the same line; if that does not work, ask the host for a new one.")
	}
}

// doorStuck tells that nobody can come in, and when they can again.
func doorStuck(e core.DoorStuck) Notice {
	switch {
	case e.Over:
		return Notice{Code: "door_works", Text: lang.Say("Newcomers can come in again.")}
	case isAny(e.Err, tooManyOpen):
		return Notice{Code: "door_stuck", Text: lang.Sentences(tooManyOpenText(),
			lang.Say("So nobody else can come in now; those who are in the chat stay."), tooManyOpenHint())}
	default:
		return Notice{Code: "door_stuck", Text: lang.Say("This computer takes no new connections: it says “%s”. So nobody else can come in now; those who are in the chat stay. Real Talk keeps trying.", rootCause(e.Err))}
	}
}

func tooManyOpenText() string {
	return lang.Say("Real Talk has as many files and connections open as this computer allows.")
}

func tooManyOpenHint() string {
	return lang.Say("Close other programs, and it goes on by itself; if it does not, start Real Talk again.")
}

// mishap tells of a mistake of this program.
func mishap(e core.Mishap) Notice {
	return Notice{Code: "mishap", Text: lang.Sentences(
		lang.Count(e.N, "Real Talk itself made a mistake over what came by a connection, and gave that up. The chat goes on.",
			"Real Talk itself made %d mistakes over what came by connections, and gave those up. The chat goes on."),
		lang.Say("Please report it with these words: %s.", e.Place))}
}

// limited tells that the host takes what this user says more slowly than it is said.
func limited(e core.Limited) Notice {
	seconds := int((e.For + time.Second - 1) / time.Second)
	return Notice{Code: "limited", Text: lang.Count(seconds,
		"You are saying more at once than one person may, so that the others are not held up. Nothing is lost: what you have said so far is passed on within %d second.",
		"You are saying more at once than one person may, so that the others are not held up. Nothing is lost: what you have said so far is passed on within %d seconds.")}
}
