package app

import (
	"errors"
	"fmt"
	"net"
	"net/netip"

	"realtalk/core"
	"realtalk/core/link"
)

// security words what happened at the door: fact, consequence, choice.
func security(s core.Security) Security {
	address := s.Address.Unmap().String()
	where := "Address " + address + placeOf(s) + "."
	e := Security{Address: address, Tries: s.Tries}
	switch s.Kind {
	case core.WrongPassword:
		e.Kind = SecurityWrongPassword
		e.Text = fmt.Sprintf("Someone typed a wrong password. %s They can try %s before they are disconnected.", where, times(triesLeft(s.Tries)))
	case core.Disconnected:
		e.Kind = SecurityDisconnected
		e.Text = fmt.Sprintf("Someone typed the wrong password %s and was disconnected. %s They can try %s more before they are blocked.", times(s.Tries), where, times(6-s.Tries))
	case core.Blocked:
		e.Kind = SecurityBlocked
		e.Text = fmt.Sprintf("%s is blocked now: nobody gets in from there until you unblock it.", address+placeOf(s))
		if s.Tries > 0 {
			e.Text = fmt.Sprintf("Someone typed the wrong password %s. %s It is blocked now: nobody gets in from there until you unblock it.", times(s.Tries), where)
		}
	case core.Refused:
		e.Kind = SecurityRefused
		e.Text = fmt.Sprintf("A blocked address tried to connect and was refused. %s If it belongs to a friend, unblock it.", where)
	case core.Unblocked:
		e.Kind = SecurityUnblocked
		e.Text = fmt.Sprintf("%s is not blocked any more and has all its tries again.", address+placeOf(s))
	}
	return e
}

// triesLeft counts the tries up to the next disconnection or block.
func triesLeft(wrong int) int {
	if wrong < 3 {
		return 3 - wrong
	}
	return 6 - wrong
}

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	default:
		return fmt.Sprintf("%d times", n)
	}
}

// placeOf says what an address that no map holds is.
func placeOf(s core.Security) string {
	switch {
	case s.Own:
		return " (this computer)"
	case nearby(s.Address.Unmap()):
		return " (this network)"
	default:
		return ""
	}
}

func nearby(a netip.Addr) bool {
	return a.IsPrivate() || a.IsLinkLocalUnicast() || a.IsLoopback() || carrier.Contains(a)
}

// alarm words what the host's or a member's computer did wrong.
func alarm(a core.Alarm) Notice {
	who := a.Who.Name
	switch a.Kind {
	case core.MessagesMissing:
		return Notice{"messages_missing", fmt.Sprintf("%d of %s's messages did not arrive here. Ask for them again; if it goes on, do not trust this chat's host.", a.N, who)}
	case core.MessagesWithheld:
		return Notice{"messages_withheld", fmt.Sprintf("%s has received %d of %s's messages that were not passed on to you. If it goes on, do not trust this chat's host.", a.By.Name, a.N, who)}
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
