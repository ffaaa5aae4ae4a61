package app

import (
	"errors"
	"fmt"
	"net"
	"net/netip"

	"realtalk/core"
	"realtalk/core/link"
)

func nearby(a netip.Addr) bool {
	return a.IsPrivate() || a.IsLinkLocalUnicast() || a.IsLoopback() || carrier.Contains(a)
}

// alarm words what the host's or a member's computer did wrong.
func alarm(a core.Alarm) Notice {
	who := called(a.Who.Name)
	switch a.Kind {
	case core.MessagesMissing:
		return Notice{"messages_missing", fmt.Sprintf("%d of %s's messages did not arrive here. Ask for them again; if it goes on, do not trust this chat's host.", a.N, who)}
	case core.MessagesWithheld:
		return Notice{"messages_withheld", fmt.Sprintf("%s has received %d of %s's messages that were not passed on to you. If it goes on, do not trust this chat's host.", called(a.By.Name), a.N, who)}
	case core.HistoryDiffers:
		return Notice{"history_differs", fmt.Sprintf("%s is shown another conversation or other people than you. Do not trust this chat's host.", who)}
	case core.MessageRepeated:
		return Notice{"message_repeated", fmt.Sprintf("A message of %s came a second time or in the wrong order and is not shown.", who)}
	case core.MemberSilent:
		return Notice{"member_silent", fmt.Sprintf("Nothing has come from %s for more than a minute, not even the sign that the computer gives by itself. The connection may be bad, or this chat's host holds it back. Ask by another way.", who)}
	case core.NotPassedOn:
		return Notice{"not_passed_on", fmt.Sprintf("What you say does not come back from %s's computer, so the others may not have it. If it lasts, leave and join again.", who)}
	case core.CannotRead:
		return Notice{"cannot_read", fmt.Sprintf("%s cannot read what you say: the key that came with the name does not work.", who)}
	default:
		return Notice{"message_refused", fmt.Sprintf("Something was sent as a message of %s but is not genuine. It is not shown.", who)}
	}
}

// unreachable says why a line led nowhere, and what to do.
func unreachable(line Line, err error) string {
	var place netip.Addr
	if a, parseErr := netip.ParseAddr(line.Address); parseErr == nil {
		place = a.Unmap()
	}
	text := fmt.Sprintf("The chat at %s could not be reached. ", line)
	var unknown *net.DNSError
	switch {
	case errors.As(err, &unknown):
		return text + "No computer of that name is known. Check how it is written, or ask the host for a line with numbers."
	case errors.Is(err, link.ErrNotRealTalk):
		return fmt.Sprintf("Something answers at %s, but it is not Real Talk. Ask the host for the line once more.", line)
	case place.IsValid() && nearby(place) && !place.IsLoopback():
		return text + "This line only works on the host's own network. Check that you use the same network, that the chat is still on, and that the line is complete."
	default:
		return text + "Check that the chat is still on and that the line is complete; ask the host for it once more."
	}
}
