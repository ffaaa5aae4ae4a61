package app

import (
	"errors"
	"net"
	"net/netip"
	"os"

	"realtalk/app/lang"
	"realtalk/core"
	"realtalk/core/link"
	"realtalk/core/reach"
)

// cause is why one way led nowhere, in the order of what it tells.
type cause int

const (
	causeOtherChat   cause = iota // another chat answers
	causeForeign                  // something else answers
	causeForbidden                // this computer does not let Real Talk out
	causeClosed                   // a computer answers, and no chat is open there
	causeSilent                   // nothing came back over the Internet
	causeSilentHere               // nothing came back, in the network that both are in
	causeOtherHome                // private address of a network that this computer is not in
	causeUnknownName              // no computer of that name
	causeOffline                  // this computer is in no network
)

// unreachable says why an invite led nowhere, what to do, and whether the host
// can be dialled from both ends.
func unreachable(i Invite, err error, around reach.Surroundings) (text, hint string, canReply bool) {
	var tried *core.UnreachedError
	if errors.Is(err, core.ErrOnlyNear) {
		text, hint = causeText(causeOtherHome, i)
		return text, hint, false
	}
	if !errors.As(err, &tried) || len(tried.Tried) == 0 {
		text, hint = causeText(causeSilent, i)
		return text, hint, i.reachesOut()
	}
	best := causeOffline
	for _, t := range tried.Tried {
		best = min(best, causeOf(t, around))
	}
	text, hint = causeText(best, i)
	return text, hint, i.reachesOut() && (best == causeClosed || best == causeSilent)
}

// reachesOut tells whether one of the ways is of the Internet, as names mostly
// are.
func (i Invite) reachesOut() bool {
	for _, l := range i.lines {
		if a, err := netip.ParseAddr(l.Host); err != nil || reach.Public(a) {
			return true
		}
	}
	return false
}

func causeOf(t core.Tried, around reach.Surroundings) cause {
	var unknown *net.DNSError
	switch {
	case errors.Is(t.Err, core.ErrOtherChat):
		return causeOtherChat
	case errors.Is(t.Err, link.ErrNotRealTalk):
		return causeForeign
	case errors.Is(t.Err, os.ErrPermission):
		return causeForbidden
	case errors.As(t.Err, &unknown):
		return causeUnknownName
	}
	a, err := netip.ParseAddr(t.Line.Host)
	own := err == nil && here(a, around.Networks)
	switch {
	case err == nil && !reach.Public(a) && !own:
		return causeOtherHome
	case isAny(t.Err, refusedDial):
		return causeClosed
	case len(around.Networks) == 0:
		return causeOffline
	case own:
		return causeSilentHere
	default:
		return causeSilent
	}
}

// here tells whether an address is of a network that this computer is in, as far
// as that means the same home. Customers of one provider may share a public IPv4
// network.
func here(a netip.Addr, networks []netip.Prefix) bool {
	if a.IsLoopback() || a.Is4() && reach.Public(a) {
		return a.IsLoopback()
	}
	for _, n := range networks {
		if n.Contains(a.WithZone("")) {
			return true
		}
	}
	return false
}

// causeText words a cause. The first line stands for all of an invite.
func causeText(c cause, i Invite) (text, hint string) {
	at := i.lines[0].String()
	switch c {
	case causeOtherChat:
		return lang.Say("Another chat answers at %s than the one you were invited to.", at),
			lang.Say("Ask the host for a new invite.")
	case causeForeign:
		return lang.Say("Something answers at %s, but it is not Real Talk.", at),
			lang.Say("Ask the host for the line once more.")
	case causeForbidden:
		return lang.Say("This computer does not let Real Talk connect to others."),
			lang.Say("Allow it in the settings of this computer's firewall or protection program, then try again.")
	case causeUnknownName:
		return lang.Say("No computer is known by the name %s.", i.lines[0].Host),
			lang.Say("Check how it is written, or ask the host for a line with numbers.")
	case causeOffline:
		return lang.Say("This computer is connected to no network."),
			lang.Say("Connect to the Wi-Fi or the cable, then try again.")
	case causeOtherHome:
		return lang.Say("The line %s only works on the host's own network, and this computer is in another one.", at),
			lang.Say("Join the host's Wi-Fi or cable network, or ask the host for the line for people elsewhere.")
	case causeClosed:
		return lang.Say("The computer at %s answers, but no chat is open there.", at),
			lang.Say("Ask the host whether the chat is still on. If it was started again, or the host's address has changed, you need the new line.")
	case causeSilentHere:
		return lang.Say("The computer at %s is on your network but does not answer.", at),
			lang.Say("Guest Wi-Fi often keeps computers apart: use the ordinary one. If that is not it, the host allows Real Talk in the computer's firewall, or has ended the chat.")
	default:
		return lang.Say("Nothing came back from %s.", at),
			lang.Say("Ask the host whether the chat is still on and whether the line is still the same. If it is, the host's router keeps you out: a reply line may help, or somebody else hosts.")
	}
}
