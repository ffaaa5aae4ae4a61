package app

import "realtalk/core"

// reply words the line that a guest sends back.
func reply(r core.Reply) Reply {
	if r.Line == "" {
		return Reply{
			Text: "This computer's address on the Internet is not known, and the host's computer needs it.",
			Hint: "Type it: the page of your router shows it.",
		}
	}
	return Reply{
		Line: r.Line,
		Text: "Send this line to the host, by the way that the invite came. The host pastes it under “Let someone in who cannot connect”, or types /reply and then the line.",
		Hint: "Then both computers dial each other, and this one goes on by itself. It keeps trying for 15 minutes.",
	}
}

// dialing words how it goes when two computers dial each other.
func (t *teller) dialing(d core.Dialing) Dialing {
	host := t.chat.hosted()
	switch {
	case d.State == core.DialingReached:
		return Dialing{State: DialingReached, Text: "The two computers have found each other."}
	case d.State == core.DialingFailed && host:
		return Dialing{
			State: DialingFailed, Text: "The two computers did not find each other in half a minute: at least one of the routers lets nothing through.",
			Hint: "Ask for a new reply line and try once more. If it fails again, let somebody else host.",
		}
	case d.State == core.DialingFailed:
		return Dialing{
			State: DialingFailed, Text: "The two computers did not find each other.",
			Hint: "Make a new reply line and try once more. If it fails again, let somebody else host.",
		}
	case host:
		return Dialing{State: DialingTrying, Text: "Both computers dial each other now. This takes up to half a minute."}
	default:
		return Dialing{State: DialingTrying, Text: "This computer dials the host's and waits until it dials back."}
	}
}
