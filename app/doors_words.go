package app

import (
	"fmt"
	"net/netip"

	"realtalk/core"
	"realtalk/core/reach/router"
)

const elseHosts = "Or let somebody else host."

// doorsText says why people elsewhere can or cannot come in, and what to do.
func doorsText(d core.Doors, port uint16) (text, hint string) {
	switch {
	case d.Tested:
		return "Somebody from outside has come in by a line that stands here: it works.", ""
	case !d.Asked:
		return offText(d)
	case d.Router.Answer == router.Asking:
		return "Your router is being asked to let people in from the Internet.", ""
	case d.Router.Answer == router.Opened && d.VPN:
		return "Your router has opened the way in, but a VPN is on, and what this computer answers goes through it: people elsewhere will hardly get in.",
			"Switch the VPN off while you host."
	case d.Hearsay:
		return "A guest says that a line which stands here leads to you. Nothing else tells whether that is so.",
			"If others cannot get in by it, let somebody else host."
	case d.Router.Why == router.NoGateway && len(d.Internet) > 0:
		return "This network has only the newer kind of Internet addresses, IPv6. Who has that too may come in by a line that stands here. Not tested from outside yet; your first guest will tell.",
			"If somebody cannot, let somebody else host."
	case d.Router.Answer == router.Opened:
		return "Your router has opened the way in. Not tested from outside yet; your first guest will tell.", ""
	}
	text, hint = closedText(d.Router, port)
	if d.VPN {
		text = "A VPN is on, so the Internet sees the VPN's computer instead of yours, and nobody can get through to you."
		hint = "Switch the VPN off while you host. " + elseHosts
	}
	if len(d.Internet) > 0 {
		text += " A line that may work all the same stands here. Not tested from outside yet; your first guest will tell."
	}
	return text, hint
}

func offText(d core.Doors) (text, hint string) {
	if len(d.Internet) > 0 {
		return "This computer has an address of its own on the Internet. Not tested from outside yet; your first guest will tell.",
			"If they cannot get in, let somebody host whose computer they can reach."
	}
	return "People outside of your computer network cannot join this chat: your router has not been asked to let them in.",
		"Everybody who uses the same network as you can join."
}

// closedText words why the router's door is not open.
func closedText(s router.State, port uint16) (text, hint string) {
	switch s.Why {
	case router.Carrier:
		return "Your Internet provider shares one address among many customers, so nobody on the Internet can reach this computer.",
			"Let somebody else host, or ask your provider for a public IPv4 address of your own."
	case router.SecondRouter:
		return "There is a second router between yours and the Internet, and it does not let people in.",
			fmt.Sprintf("In the settings of the second router, pass TCP port %d on to %s. %s", port, orElse(s.External, "your first router"), elseHosts)
	case router.NotAllowed:
		return "Your router does not allow programs to let people in.",
			fmt.Sprintf("Allow it in the router's settings at %s, or pass TCP port %d on to %s there. %s", page(s), port, inside(s), elseHosts)
	case router.PortTaken:
		return "Your router has given every port that was tried to other devices.",
			fmt.Sprintf("Restart the router, or pass TCP port %d on to %s in its settings at %s. %s", port, inside(s), page(s), elseHosts)
	case router.NoInternet:
		return "Your router has no address on the Internet of its own: your provider shares one address among many customers, or the line is down.",
			"If the Internet works on this computer, let somebody else host, or ask your provider for a public IPv4 address. Once the router has one, the line appears here by itself."
	case router.Forgets:
		return "Your router says that it lets people in, and forgets it at once.",
			fmt.Sprintf("Restart the router, or pass TCP port %d on to %s in its settings at %s. %s", port, inside(s), page(s), elseHosts)
	case router.NoGateway:
		return "This computer is connected to no router, so only people on the same network can join.",
			"Connect to the Internet, and the line appears here by itself."
	default:
		return "Your router does not answer. Most likely the setting that lets programs open the way is switched off.",
			fmt.Sprintf("Switch it on in the router's settings at %s, or pass TCP port %d on to %s there. %s", page(s), port, inside(s), elseHosts)
	}
}

// page is where the router's settings are, as far as it is known.
func page(s router.State) string {
	switch {
	case s.Page != "":
		return s.Page
	case s.Gateway.Is4():
		return "http://" + s.Gateway.String() + "/"
	default:
		return "its own page"
	}
}

func inside(s router.State) string { return orElse(s.Inside.Addr(), "this computer") }

func orElse(a netip.Addr, otherwise string) string {
	if a.IsValid() {
		return a.String()
	}
	return otherwise
}
