package ui

import (
	"fmt"
	"maps"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"realtalk/app"
	"realtalk/ui/kit"
)

func init() { maps.Copy(scenes, chatScenes) }

// chatScenes are what is said, by whom, and what can be done with it.
var chatScenes = map[string]func(d *bench){
	"talk": func(d *bench) { talk(d) },
	"talk-scripts": func(d *bench) {
		for i, text := range scripts {
			d.send(saidBy("Anna", i, text))
		}
	},
	"talk-status": func(d *bench) {
		d.send(saidBy("Anna", 1, "Are you there?"))
		d.typing("Yes, since noon.")
		d.key(fyne.KeyReturn)
		d.send(app.Message{ID: "own 1", From: "Jo", Text: "Yes, since noon.", Own: true, Sent: time.Now()}, app.Delivered{ID: "own 1", To: 1, Of: 3})
		d.typing("And I wait.")
		d.key(fyne.KeyReturn)
		d.typing("A first line" + strings.Repeat("\nand one more", 6))
	},
	"talk-menu": func(d *bench) {
		talk(d)
		d.key(fyne.KeyTab)
		for d.focusedKind() != "*chat.transcript" {
			d.key(fyne.KeyTab)
		}
		d.key(fyne.KeyUp)
		d.key(fyne.KeyUp)
		d.key(fyne.KeyReturn)
	},
	"talk-new": func(d *bench) {
		talk(d)
		d.key(fyne.KeyPageUp)
		d.key(fyne.KeyPageUp)
		d.send(saidBy("Anna", 50, "one"), saidBy("Anna", 51, "two"))
	},
	"link": func(d *bench) {
		d.chat.showLink("https://example.org/" + strings.Repeat("a-long-path/", 12) + "?q=" + strings.Repeat("x", 80))
	},
	"link-foreign": func(d *bench) { d.chat.showLink("https://аpple.example/login") },
	"over": func(d *bench) {
		talk(d)
		d.send(app.Ended{Reason: app.EndKicked, Text: "You were removed from the chat."})
	},
	"lost": func(d *bench) {
		talk(d)
		d.chat.hosting = false
		d.typing("This is on its way, and will not arrive any more, as it seems.")
		d.key(fyne.KeyReturn)
		d.typing("Only half of this is wri")
		d.send(app.Ended{Reason: app.EndLost, Text: "The connection to the host was lost."})
	},
	"broken": func(d *bench) {
		people(d)
		talk(d)
		d.b.talk.people[1].Away, d.b.talk.people[3].Away = true, true
		d.send(app.Connection{State: app.ConnectionLost, Text: "Your connection dropped, trying again. What you write is sent as soon as it is back."})
		d.typing("Are you there?")
		d.key(fyne.KeyReturn)
		d.chat.refreshPeople()
	},
	"person-people": func(d *bench) {
		people(d)
		d.chat.withPerson("print of Ben", d.chat.showPerson)
	},
	"people": func(d *bench) {
		people(d)
		d.ctrl(fyne.KeyP)
	},
}

func (d *bench) focusedKind() string { return fmt.Sprintf("%T", d.win.Canvas().Focused()) }

func people(d *bench) {
	for i, name := range []string{"Ben", "Cora", longName, "Dan"} {
		ev := app.MemberJoined{Name: name, Fingerprint: "print of " + name, Trust: comers[i].Trust, Text: kit.Name(name) + " joined."}
		ev.Address, ev.Place, ev.Owner = "2001:db8:1:2::7", "Villeurbanne-Charpennes, France", "Orange S.A."
		d.b.talk.people = append(d.b.talk.people, app.Person{Name: name, Fingerprint: ev.Fingerprint, Trust: ev.Trust, Since: time.Now()})
		if ev.Trust == app.TrustChanged {
			ev.Trust = app.TrustKnown
		}
		d.send(ev)
	}
	d.toasts.Clear()
}

func saidBy(name string, i int, text string) app.Message {
	return app.Message{
		ID: fmt.Sprint(name, i), From: name, Fingerprint: "print of " + name, Text: text,
		Sent: time.Date(2026, 5, 3, 14, 5, i, 0, time.Local),
	}
}

// talk is a conversation of a few people about many things.
func talk(d *bench) {
	for i, text := range []string{
		"Hello!", "I have found it: https://example.org/tickets/2026 and https://example.org/a/very/long/path/that/goes/on/and/on/until/it/wraps?and=more",
	} {
		d.send(saidBy("Anna", i, text))
	}
	d.send(app.Message{ID: "own", From: "Jo", Text: "Thanks, that is what I was looking for 👍", Own: true, Sent: time.Now()}, app.Delivered{ID: "own", To: 2, Of: 2})
	d.send(saidBy(longName, 3, strings.Repeat("A long text that goes over several lines. ", 8)+"\n\nAnd a second paragraph."))
	d.send(saidBy(longName, 4, "x"+strings.Repeat("xyz", 70)))
}

// scripts are texts that are written in other ways.
var scripts = []string{
	"😀 😂 ❤️ 👍🏽 👩‍👩‍👧 🇫🇷 ☕ ✅ in a text",
	"שלום, מה שלומך? הפגישה ב־14:30 (ליד הים).",
	"مرحبا بكم في المحادثة، الساعة 14:30 (قرب البحر).",
	"Mixed: שלום and مرحبا in one line.",
	"הקישור: https://example.org/a?b=c כאן",
	"你好，世界。我们在三点见面，请不要迟到，这里没有空格。",
	"नमस्ते दुनिया", "สวัสดีชาวโลก", "こんにちは、世界",
}
