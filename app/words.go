package app

import (
	"realtalk/app/lang"
	"realtalk/core"
)

// alarm words what the host's or a member's computer did wrong.
func alarm(a core.Alarm) Notice {
	who := called(a.Who.Name)
	switch a.Kind {
	case core.MessagesMissing:
		return Notice{"messages_missing", lang.Count(a.N,
			"%d of %s's messages did not arrive here. Ask for it again; if it goes on, do not trust this chat's host.",
			"%d of %s's messages did not arrive here. Ask for them again; if it goes on, do not trust this chat's host.", a.N, who)}
	case core.MessagesWithheld:
		return Notice{"messages_withheld", lang.Count(a.N,
			"%s has received %d of %s's messages that was not passed on to you. If it goes on, do not trust this chat's host.",
			"%s has received %d of %s's messages that were not passed on to you. If it goes on, do not trust this chat's host.", called(a.By.Name), a.N, who)}
	case core.HistoryDiffers:
		return Notice{"history_differs", lang.Say("%s is shown another conversation or other people than you. Do not trust this chat's host.", who)}
	case core.MessageRepeated:
		return Notice{"message_repeated", lang.Say("A message of %s came a second time or in the wrong order and is not shown.", who)}
	case core.MemberSilent:
		return Notice{"member_silent", lang.Say("Nothing has come from %s for almost a minute, not even the sign that the computer gives by itself. The connection may be bad, or this chat's host holds it back. Ask by another way.", who)}
	case core.NotReceived:
		return Notice{"not_received", lang.Say("%s does not seem to have what you said a minute ago. The connection may be bad, or this chat's host holds it back. Ask by another way.", who)}
	case core.NotPassedOn:
		return Notice{"not_passed_on", lang.Say("What you say does not come back from %s's computer, so the others may not have it. If it lasts, leave and join again.", who)}
	case core.CannotRead:
		return Notice{"cannot_read", lang.Say("%s cannot read what you say: the key that came with the name does not work.", who)}
	default:
		return Notice{"message_refused", lang.Say("Something was sent as a message of %s but is not genuine. It is not shown.", who)}
	}
}
