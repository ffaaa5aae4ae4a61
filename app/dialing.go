package app

import (
	"realtalk/app/lang"
	"realtalk/core"
)

// reply words the line that a guest sends back.
func reply(r core.Reply) Reply {
	if r.Line == "" {
		return Reply{
			Text: lang.Say("This computer's address on the Internet is not known, and the host's computer needs it."),
			Hint: lang.Say("Type it: the page of your router shows it."),
		}
	}
	return Reply{
		Line: r.Line,
		Text: lang.Say("Send this line to the host, by the way that the invite came. The host pastes it under “Let someone in who cannot connect”, or types /reply and then the line."),
		Hint: lang.Say("Then both computers dial each other, and this one goes on by itself. It keeps trying for 15 minutes."),
	}
}

// dialing words how it goes when two computers dial each other.
func (t *teller) dialing(d core.Dialing) Dialing {
	host := t.chat.hosted()
	switch {
	case d.State == core.DialingReached:
		return Dialing{State: DialingReached, Text: lang.Say("The two computers have found each other.")}
	case d.State == core.DialingFailed && host:
		return Dialing{
			State: DialingFailed, Text: lang.Say("The two computers did not find each other in half a minute: at least one of the routers lets nothing through."),
			Hint: lang.Say("Ask for a new reply line and try once more. If it fails again, let somebody else host."),
		}
	case d.State == core.DialingFailed:
		return Dialing{
			State: DialingFailed, Text: lang.Say("The two computers did not find each other."),
			Hint: lang.Say("Make a new reply line and try once more. If it fails again, let somebody else host."),
		}
	case host:
		return Dialing{State: DialingTrying, Text: lang.Say("Both computers dial each other now. This takes up to half a minute.")}
	default:
		return Dialing{State: DialingTrying, Text: lang.Say("This computer dials the host's and waits until it dials back.")}
	}
}
