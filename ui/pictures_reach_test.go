package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"realtalk/app"
	"realtalk/ui/kit"
)

// longText is an invite with as many ways as it can hold.
const longText = "rt:agoreaicamcakbqgeaaq3oarcercemztircfkvlgmcdcaainxaircircgmzuircvkvtgdhitqyqacdnyceiseirtgnceivkvmzrj2fegeaaq3oarcercemztircfkvlgmoorlbraaeg3qeireirdgm2eirkvkztetulimiabbw4bcejceiztgrcekvkwmzm5c6dcaainxaircircgmzuircvkvtgnhiyqyqacdnyceiseirtgnceivkvmztz2glkba"

// reachScenes are what a host meets who invites, and a guest on the way in.
var reachScenes = map[string]func(d *bench){
	"invite":        showInvite(app.Router{State: app.RouterAsking, Invite: nearText, Local: routerOpen.Local, Text: "Your router is being asked to let people in from the Internet."}),
	"invite-open":   showInvite(routerOpen),
	"invite-shut":   showInvite(routerShut),
	"invite-none":   showInvite(app.Router{State: app.RouterNotFound, Text: "This computer is connected to no router, so only people on the same network can join.", Hint: "Connect to the Internet, and the line appears here by itself."}),
	"invite-tested": showInvite(tested()),
	"invite-lines": func(d *bench) {
		showInvite(tested())(d)
		d.press(kit.TextLines())
		d.scrollDown()
	},
	"invite-help": func(d *bench) {
		showInvite(routerShut)(d)
		d.b.fails = &app.Trouble{
			Text: "address.example did not tell this computer's address.",
			Hint: "Try again later, or type the address: your router's page shows it.",
		}
		d.press(kit.AskService("address.example"))
		d.scrollDown()
	},
	"let-in": func(d *bench) {
		showInvite(routerShut)(d)
		d.press(kit.WordLetInStuck())
		d.send(app.Dialing{
			State: app.DialingFailed, Text: "The two computers did not find each other in half a minute: at least one of the routers lets nothing through.",
			Hint: "Ask for a new reply line and try once more. If it fails again, let somebody else host.",
		})
	},
	"hand-over": func(d *bench) {
		showInvite(routerShut)(d)
		d.press(kit.WordElseHosts())
	},
	"setup": func(d *bench) {
		d.b.private = true
		d.showSetup()
	},
	"setup-end": func(d *bench) {
		d.b.private = true
		d.showSetup()
		d.scrollDown()
	},
	"setup-first": func(d *bench) {
		d.b.kept, d.b.asks = false, true
		d.showSetup()
		d.typing("1234")
	},
	"start-known": func(d *bench) {
		d.b.chats, d.b.stopped = make(chan []app.Nearby), make(chan struct{}, 9)
		d.b.recent = recents()
		d.chat.drop()
		d.showStart()
		d.nearby(annas(), app.Nearby{Name: longName, Invite: *testInvite()})
	},
	"start-known-end": func(d *bench) {
		d.b.recent = recents()
		d.chat.drop()
		d.showStart()
		d.scrollDown()
	},
	"start-first": func(d *bench) {
		d.b.kept = false
		d.chat.drop()
		d.showStart()
	},
	"join": func(d *bench) { d.showPaste(allText) },
	"join-nearby": func(d *bench) {
		d.b.chats, d.b.stopped = make(chan []app.Nearby), make(chan struct{}, 9)
		d.showPaste("rt 192.168.1.10 40213")
		d.nearby(annas(), app.Nearby{Name: longName, Invite: *testInvite()}, app.Nearby{Invite: *testInvite()})
	},
	"failure": func(d *bench) {
		d.join(*testInvite())
		d.send(notReached)
	},
	"reply": func(d *bench) {
		d.reply(*testInvite())
		d.send(app.Reply{
			Line: replyText, Text: "Send this line to the host, by the way that the invite came. The host pastes it under “Let someone in who cannot connect”.",
			Hint: "Then both computers dial each other, and this one goes on by itself. It keeps trying for 15 minutes.",
		}, app.Dialing{State: app.DialingTrying, Text: "This computer dials the host's and waits until it dials back."})
	},
	"reply-address": func(d *bench) {
		d.reply(*testInvite())
		d.send(app.Reply{
			Text: "This computer's address on the Internet is not known, and the host's computer needs it.",
			Hint: "Type it: the page of your router shows it.",
		})
	},
}

// recents are chats that somebody was in.
func recents() []app.Recent {
	return []app.Recent{
		{Line: "rt 203.0.113.1 40213", Host: "Anna", When: goldenNoon},
		{Line: "rt 203.0.113.2 40213", Host: longName, When: goldenNoon.AddDate(0, 0, -3)},
	}
}

// scrollDown shows the end of what is on top.
func (d *bench) scrollDown() {
	walk(d.top(), func(o fyne.CanvasObject) {
		if s, ok := o.(*container.Scroll); ok {
			s.ScrollToBottom()
		}
	})
}

// tested is a router with every way in that there can be.
func tested() app.Router {
	r := routerOpen
	r.Invite, r.Tested, r.Text = longText, true, "Somebody from outside has come in by a line that stands here: it works."
	return r
}

// showInvite shows the invitation of a host whose router says so.
func showInvite(r app.Router) func(d *bench) {
	return func(d *bench) {
		d.press(kit.WordInvite())
		d.send(r)
	}
}
