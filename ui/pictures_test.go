package ui

import (
	"context"
	"fmt"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"realtalk/app"
	"realtalk/app/lang"
	"realtalk/ui/kit"
)

// shade is the look of the window in one of its two palettes.
type shade struct {
	kit.Theme

	variant fyne.ThemeVariant
}

func (s shade) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	return s.Theme.Color(name, s.variant)
}

var shades = map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark}

var sizes = map[string]fyne.Size{"large": fyne.NewSize(960, 660), "small": fyne.NewSize(360, 480)}

const longName = "Donaudampfschifffahrtsgesellschaft Wilhelmine"

// scenes are what a host meets, with long names and many of everything.
var scenes = map[string]func(d *bench){
	"start": func(d *bench) { d.showStart() },
	"toast": func(d *bench) {
		d.send(wrongTwice, disconnected)
		d.come(longName, app.TrustNew)
	},
	"toasts": func(d *bench) {
		d.setUnseen(3)
		d.send(disconnected, underAttack)
		refusals(d, 4)
		d.come(longName, app.TrustNew)
		d.key(fyne.KeyF6)
	},
	"start-bell": func(d *bench) {
		d.setUnseen(120)
		d.chat.drop()
		d.showStart()
	},
	"alarm": func(d *bench) { d.send(underAttack) },
	"details": func(d *bench) {
		d.send(disconnected)
		d.press(kit.WordDetails())
	},
	"notices": func(d *bench) { d.showSecurity() },
	"blocklist": func(d *bench) {
		d.showBlocklist()
	},
	"blocked": func(d *bench) {
		d.showBlocklist()
		d.key(fyne.KeyReturn) // from the search into the list
		d.key(fyne.KeyReturn)
	},
	"block": func(d *bench) {
		d.showBlocklist()
		d.press(kit.WordBlockAddress())
	},
	"waiting":      func(d *bench) { askers(d, 3) },
	"waiting-many": func(d *bench) { askers(d, 20) },
	"lines": func(d *bench) {
		for _, m := range comers {
			d.send(m)
		}
		d.toasts.Clear()
		d.send(app.Door{Rules: app.DoorRules{Locked: true, AskFirst: true, Limit: 5}, Text: "The chat is locked: nobody else comes in."})
		d.setUnseen(3)
	},
	"safety": func(d *bench) {
		d.come(longName, app.TrustKnown)
		d.b.talk.phrase = "grandmother thunderstorm velvet harbor crayon lemon understanding marshmallow"
		d.chat.showSafety()
	},
	"differ": func(d *bench) { d.chat.advise(kit.SafetyDiffer(), kit.SafetyDifferHow(), func() {}) },
	"compare": func(d *bench) {
		d.come(longName, app.TrustKnown)
		d.chat.withPerson("print of "+longName, d.chat.showCompare)
	},
	"changed": func(d *bench) {
		d.come(longName, app.TrustChanged)
		d.hushed()
	},
	"contacts": func(d *bench) {
		for i := range 12 {
			d.b.met = append(d.b.met, app.Contact{
				Name: fmt.Sprint(longName, " ", i), Alias: []string{"", "Mum"}[i%2], Note: "met in Lyon, at the conference on postal history",
				Fingerprint: fmt.Sprint(i), Trust: []app.Trust{app.TrustKnown, app.TrustVerified}[i%2], First: time.Now(), Last: time.Now(),
			})
		}
		d.showContacts()
	},
	"contact": func(d *bench) {
		d.b.met = []app.Contact{{Name: longName, Alias: "Mum", Note: "met in Lyon", Fingerprint: "1", Trust: app.TrustVerified, First: time.Now(), Last: time.Now()}}
		d.showContacts()
		d.key(fyne.KeyReturn)
	},
	"key": func(d *bench) { d.showKey() },
	"passphrase": func(d *bench) {
		(&keySheet{w: d.window}).setPassphrase()
	},
	"import":   func(d *bench) { (&keySheet{w: d.window}).askImport() },
	"unlock":   func(d *bench) { d.showUnlock(func() {}) },
	"saving":   func(d *bench) { d.chat.showSaving() },
	"door":     func(d *bench) { d.chat.showDoor() },
	"settings": func(d *bench) { d.showSettings() },
	"settings-advanced": func(d *bench) {
		d.showSettings()
		d.press(kit.SettingsAdvanced())
		d.scrollDown()
	},
	"update": func(d *bench) {
		d.b.update = func(_ context.Context, progress func(done, total int64)) error {
			return &app.Trouble{Text: "The server sent something that is not an address list.", Hint: "Try again later."}
		}
		d.showSettings()
		d.press(kit.WordUpdateList())
	},
	"save": func(d *bench) {
		d.showSecurity()
		d.press(kit.WordExport())
	},
	"person": func(d *bench) {
		d.come(longName, app.TrustNew)
		d.press(kit.WordDetails())
	},
}

func init() { maps.Copy(scenes, reachScenes) }

// Every screen fits a small window, its buttons too. With RT_PICTURES naming a
// folder, each is drawn into a file there, in both sizes and palettes. RT_LANGUAGE
// names the language they speak.
func TestScreensFit(t *testing.T) {
	draws := os.Getenv("RT_PICTURES") != ""
	lang.Use(os.Getenv("RT_LANGUAGE"))
	t.Cleanup(func() { lang.Use(lang.English) })
	for scene, play := range scenes {
		for size, window := range sizes {
			for name, variant := range shades {
				if !draws && (size != "small" || name != "light") {
					continue
				}
				t.Run(scene+"-"+size+"-"+name, func(t *testing.T) {
					d := hostedWith(t, busyBackend())
					fyne.CurrentApp().Settings().SetTheme(shade{variant: variant})
					d.win.Resize(window)
					play(d)
					wantInside(d, window)
					if draws {
						draw(d, fmt.Sprintf("%s-%s-%s.png", scene, size, name))
					}
				})
			}
		}
	}
}

// wantInside looks for buttons outside the window, but for those that are
// scrolled to.
func wantInside(d *bench, window fyne.Size) {
	d.Helper()
	if got := d.win.Canvas().Size(); got != window {
		d.Errorf("the window became %v, not %v", got, window)
	}
	walk(d.top(), func(o fyne.CanvasObject) {
		b, ok := o.(*kit.Button)
		if !ok {
			return
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
		if at.X < 0 || at.X+b.Size().Width > window.Width+1 {
			d.Errorf("%q reaches from %v to %v of %v", b.Text, at.X, at.X+b.Size().Width, window.Width)
		}
	})
}

func draw(d *bench, name string) {
	d.Helper()
	f, err := os.Create(filepath.Join(os.Getenv("RT_PICTURES"), name))
	if err != nil {
		d.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, d.win.Canvas().Capture()); err != nil {
		d.Fatal(err)
	}
}

var (
	wrongTwice = app.Security{
		Kind: app.SecurityWrongPassword, Address: "2001:db8:1:2::7", Tries: 2, About: "2001:db8:1:2::/64", CanBlock: true,
		Text:  "Someone typed the wrong password twice. Address 2001:db8:1:2::7, probably Hamburg, Germany; network: Deutsche Telekom AG (address list of 3 May). They can try once more before they are disconnected.",
		Brief: "Someone typed the wrong password twice.",
	}
	disconnected = app.Security{
		Kind: app.SecurityDisconnected, Address: "203.0.113.7", Tries: 3, Place: "Lyon, France", Owner: "Orange",
		Text:    "Someone typed the wrong password 3 times and was disconnected. Address 203.0.113.7, probably Lyon, France; network: Orange (address list of 3 May). They can try 3 more times.",
		Brief:   "Someone typed the wrong password 3 times and was disconnected.",
		Details: "Time: 22 November 2026, 21:30:05\nAddress: 203.0.113.7\nPlace: Lyon, France\nNetwork: Orange\nWrong passwords: 3\nAddress list of: 3 May 2026",
		About:   "203.0.113.7/32", Urgent: true, CanBlock: true,
	}
	underAttack = app.Security{
		Kind: app.SecurityAttack, Tries: 41, About: aboutAttack, Urgent: true,
		Text:  "Many computers are trying passwords at the same time: 41 wrong ones from 12 addresses so far. Newcomers have to wait a little until it stops; people in the chat are not affected. If you expect nobody else, lock the chat.",
		Brief: "Many computers are trying passwords at the same time.",
	}
	comers = []app.MemberJoined{
		{Name: "Anna", Fingerprint: "1", Trust: app.TrustNew, Text: "Anna joined. You have not met this person here before."},
		{Name: "Ben", Fingerprint: "2", Trust: app.TrustKnown, Text: "Ben joined. It is the same Ben as before."},
		{Name: "Cora", Fingerprint: "3", Trust: app.TrustVerified, Text: "Cora joined. You have verified who this is."},
		{Name: longName, Fingerprint: "4", Trust: app.TrustChanged, Text: "CAREFUL: " + longName + " joined, but this is not the " + longName + " you met before. Ask " + longName + " in another way, by phone for instance, before you say anything private."},
	}
)

// askers lets people ask to come in.
func askers(d *bench, n int) {
	for i := range n {
		name, trust := fmt.Sprintf("Anna %d", i), app.TrustKnown
		if i == 1 {
			name, trust = longName, app.TrustNew
		}
		d.send(app.Asks{
			Name: name, Fingerprint: fmt.Sprint("print ", i), Trust: trust, Address: fmt.Sprintf("203.0.113.%d", i),
			Place: "Villeurbanne-Charpennes, France", Owner: "Orange S.A.", Until: time.Now().Add(107 * time.Second),
			Text: name + " knows the password and asks to come in.", Brief: "Somebody asks to come in.",
		})
	}
	d.toasts.Clear()
}

// busyBackend has 300 blocked addresses, a full list of notices and two lists
// of addresses.
func busyBackend() *fakeBackend {
	b := &fakeBackend{name: "Jo", kept: true, blocked: blockedMany(300)}
	day := time.Date(2026, 5, 3, 14, 5, 0, 0, time.Local)
	kinds := []app.Security{disconnected, wrongTwice, underAttack}
	for i := range 200 {
		s := kinds[i%len(kinds)]
		b.happened = append(b.happened, app.SecurityEntry{
			Time: day.Add(-time.Duration(i) * time.Hour), Kind: string(s.Kind), Address: s.Address, Place: s.Place, Owner: s.Owner, Text: s.Text,
		})
	}
	b.happened[1] = app.SecurityEntry{
		Time: time.Now(), Kind: app.EntryJoined, Name: "Anna", Address: "203.0.113.9", Place: "Lyon, France", Owner: "Orange",
		Text: "Anna joined. You have not met this person here before.",
	}
	b.lists = []app.AddressList{
		{Role: "both", Name: "Countries and network owners", Source: "geo-whois-asn-country and asn of ip-location-db", Licence: "CC0, CC BY 4.0", Date: day},
		{Role: "place", Name: "DBIP-City-Lite", Source: "dbip-city.mmdb", Own: true, Date: day, Problem: "The file has been changed since it was imported, so it is not used. Import it once more."},
	}
	return b
}

func blockedMany(n int) []app.Blocked {
	day := time.Date(2026, 5, 3, 14, 5, 0, 0, time.Local)
	all := make([]app.Blocked, n)
	for i := range all {
		all[i] = app.Blocked{
			Address: fmt.Sprintf("203.0.%d.%d", i/250, i%250+1), Place: "Lyon, France", Owner: "Orange",
			Why: "tries", WhyText: "6 wrong passwords", Since: day.Add(-time.Duration(i) * time.Hour), Tries: 6,
		}
	}
	all[0].Name, all[0].Note = longName, "The neighbour, or so it seems; ask "+strings.Repeat("again ", 20)
	if n > 1 {
		all[1].Address, all[1].Why, all[1].WhyText, all[1].Until = "2001:db8:1:2::/64", "host", "blocked by you", day.Add(24*time.Hour)
	}
	return all
}
