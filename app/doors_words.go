package app

import (
	"net/netip"

	"realtalk/app/lang"
	"realtalk/core"
	"realtalk/core/reach/router"
)

// doorsText says why people elsewhere can or cannot come in, and what to do.
func doorsText(d core.Doors, port uint16) (text, hint string) {
	switch {
	case d.Tested:
		return lang.Say("Somebody from outside has come in by a line that stands here: it works."), ""
	case isAlone(d):
		return lang.Say("This computer is connected to no network, so nobody else can join yet."),
			lang.Say("Connect to the Wi-Fi or the cable, and the line for the others appears here by itself.")
	case !d.Asked:
		return offText(d)
	case d.Router.Answer == router.Asking:
		return lang.Say("Your router is being asked to let people in from the Internet."), ""
	case d.Router.Answer == router.Opened && d.VPN:
		return lang.Say("Your router has opened the way in, but a VPN is on, and what this computer answers goes through it: people elsewhere will hardly get in."),
			lang.Say("Switch the VPN off while you host.")
	case d.Hearsay:
		return lang.Say("A guest says that a line which stands here leads to you. Nothing else tells whether that is so."),
			lang.Say("If others cannot get in by it, let somebody else host.")
	case d.Router.Why == router.NoGateway && len(d.Internet) > 0:
		return lang.Say("This network has only the newer kind of Internet addresses, IPv6. Who has that too may come in by a line that stands here. Not tested from outside yet; your first guest will tell."),
			lang.Say("If somebody cannot, let somebody else host.")
	case d.Router.Answer == router.Opened:
		return lang.Say("Your router has opened the way in. Not tested from outside yet; your first guest will tell."), ""
	}
	text, hint = closedText(d.Router, port)
	if d.VPN {
		text = lang.Say("A VPN is on, so the Internet sees the VPN's computer instead of yours, and nobody can get through to you.")
		hint = lang.Sentences(lang.Say("Switch the VPN off while you host."), orElseHost())
	}
	if len(d.Internet) > 0 {
		text = lang.Sentences(text, lang.Say("A line that may work all the same stands here. Not tested from outside yet; your first guest will tell."))
	}
	return text, hint
}

// isAlone tells whether there is no way to this computer at all, and no router either.
func isAlone(d core.Doors) bool {
	return len(d.Local) == 0 && len(d.Internet) == 0 && (!d.Asked || d.Router.Why == router.NoGateway)
}

func offText(d core.Doors) (text, hint string) {
	if len(d.Internet) > 0 {
		return lang.Say("This computer has an address of its own on the Internet. Not tested from outside yet; your first guest will tell."),
			lang.Say("If they cannot get in, let somebody host whose computer they can reach.")
	}
	return lang.Say("People outside of your computer network cannot join this chat: your router has not been asked to let them in."),
		lang.Say("Everybody who uses the same network as you can join.")
}

// closedText words why the router's door is not open.
func closedText(s router.State, port uint16) (text, hint string) {
	switch s.Why {
	case router.Carrier:
		return lang.Say("Your Internet provider shares one address among many customers, so nobody on the Internet can reach this computer."),
			lang.Say("Let somebody else host, or ask your provider for a public IPv4 address of your own.")
	case router.SecondRouter:
		return lang.Say("There is a second router between yours and the Internet, and it does not let people in."),
			lang.Sentences(lang.Say("In the settings of the second router, pass TCP port %d on %s.", port, toOuter(s)), orElseHost())
	case router.NotAllowed:
		return lang.Say("Your router does not allow programs to let people in."),
			lang.Sentences(lang.Say("Allow it %s, or pass TCP port %d on %s there.", inSettings(s), port, toInner(s)), orElseHost())
	case router.PortTaken:
		return lang.Say("Your router has given every port that was tried to other devices."),
			restart(s, port)
	case router.NoInternet:
		return lang.Say("Your router has no address on the Internet of its own: your provider shares one address among many customers, or the line is down."),
			lang.Say("If the Internet works on this computer, let somebody else host, or ask your provider for a public IPv4 address. Once the router has one, the line appears here by itself.")
	case router.Forgets:
		return lang.Say("Your router says that it lets people in, and forgets it at once."),
			restart(s, port)
	case router.NoGateway:
		return lang.Say("This computer is connected to no router, so only people on the same network can join."),
			lang.Say("Connect to the Internet, and the line appears here by itself.")
	default:
		return lang.Say("Your router does not answer. Most likely the setting that lets programs open the way is switched off."),
			lang.Sentences(lang.Say("Switch it on %s, or pass TCP port %d on %s there.", inSettings(s), port, toInner(s)), orElseHost())
	}
}

func restart(s router.State, port uint16) string {
	return lang.Sentences(lang.Say("Restart the router, or pass TCP port %d on %s %s.", port, toInner(s), inItsSettings(s)), orElseHost())
}

func orElseHost() string { return lang.Say("Or let somebody else host.") }

// inSettings says where the router's settings are, as far as it is known. It is a
// part of a sentence, as those below are.
func inSettings(s router.State) string {
	if p := page(s); p != "" {
		return lang.Say("in the router's settings at %s", p)
	}
	return lang.Say("in the router's settings at its own page")
}

func inItsSettings(s router.State) string {
	if p := page(s); p != "" {
		return lang.Say("in its settings at %s", p)
	}
	return lang.Say("in its settings at its own page")
}

func page(s router.State) string {
	switch {
	case s.Page != "":
		return s.Page
	case s.Gateway.Is4():
		return "http://" + s.Gateway.String() + "/"
	default:
		return ""
	}
}

func toInner(s router.State) string {
	if a := s.Inside.Addr(); a.IsValid() {
		return toAddress(a)
	}
	return lang.Say("to this computer")
}

func toOuter(s router.State) string {
	if s.External.IsValid() {
		return toAddress(s.External)
	}
	return lang.Say("to your first router")
}

func toAddress(a netip.Addr) string { return lang.Say("to %s", a.String()) }
