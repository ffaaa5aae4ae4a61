package ui

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"realtalk/app"
	"realtalk/ui/kit"
)

// fakeBackend remembers what it was asked.
type fakeBackend struct {
	name   string
	kept   bool
	refuse error // of SetName
	words  int
	calls  []string
	talk   *fakeTalk

	blocked  []app.Blocked
	happened []app.SecurityEntry
	fails    error // of whatever is asked of the lists next
	settings app.Settings
	lists    []app.AddressList
	update   func(ctx context.Context, progress func(done, total int64)) error
	desk     func(n app.DesktopNotice, onClick func()) error
	badge    int // on the icon

	awake     string // why the computer stays so
	trayThere bool
	askedTray int

	autostart   bool
	noAutostart error // of SetAutostart

	fakeReach
	fakeSelf
}

func (b *fakeBackend) Version() string { return "1.2.3" }

func (b *fakeBackend) Autostart() (bool, error) { return b.autostart, nil }

func (b *fakeBackend) SetAutostart(on bool) error {
	if b.noAutostart == nil {
		b.autostart = on
	}
	return b.noAutostart
}

func (b *fakeBackend) called(parts ...string) { b.calls = append(b.calls, strings.Join(parts, " ")) }

func (b *fakeBackend) Awake() (on bool, reason string) { return b.awake != "", b.awake }

func (b *fakeBackend) Name() string   { return b.name }
func (b *fakeBackend) NameKept() bool { return b.kept }

func (b *fakeBackend) SetName(name string) error {
	if b.refuse != nil {
		return b.refuse
	}
	b.name, b.kept = name, true
	b.called("name", name)
	return nil
}

func (b *fakeBackend) SuggestPassword() string {
	b.words++
	return []string{"velvet-harbor-crayon-lemon", "otter-basin-tulip-dragon"}[b.words%2]
}

func (b *fakeBackend) Host(o app.HostOptions) Conversation {
	b.called("host", o.Password)
	b.opened = o
	b.talk = newTalk(b)
	return b.talk
}

func (b *fakeBackend) Join(invite app.Invite, o app.JoinOptions) Conversation {
	if o.Reply {
		b.called("reply to", invite.String())
	} else {
		b.called("join", invite.String())
	}
	b.talk = newTalk(b)
	return b.talk
}

// fakeTalk hands out the events that a test sends: one event, one batch.
type fakeTalk struct {
	b      *fakeBackend
	events chan app.Event
	people []app.Person
	rules  app.DoorRules
	refuse error // of whatever is asked next
	phrase string
}

func newTalk(b *fakeBackend) *fakeTalk {
	return &fakeTalk{b: b, events: make(chan app.Event), people: []app.Person{{Name: b.name, Fingerprint: "me", You: true}}}
}

func (f *fakeTalk) do(parts ...string) error {
	f.b.called(parts...)
	err := f.refuse
	f.refuse = nil
	return err
}

func (f *fakeTalk) Events() <-chan app.Event  { return f.events }
func (f *fakeTalk) Password(password string)  { _ = f.do("password", password) }
func (f *fakeTalk) Send(text string) error    { return f.do("send", text) }
func (f *fakeTalk) Kick(who string) error     { return f.do("kick", who) }
func (f *fakeTalk) Block(what string) error   { return f.do("remove and block", what) }
func (f *fakeTalk) LetIn(who string) error    { return f.do("let in", who) }
func (f *fakeTalk) Decline(who string) error  { return f.do("decline", who) }
func (f *fakeTalk) Door() app.DoorRules       { return f.rules }
func (f *fakeTalk) InviteText() string        { return testInvite().String() }
func (f *fakeTalk) DialBack(r string) error   { return f.do("dial back", r) }
func (f *fakeTalk) SetAddress(a string) error { return f.do("address", a) }
func (f *fakeTalk) People() []app.Person      { return f.people }
func (f *fakeTalk) Safety() string            { return cmp.Or(f.phrase, "velvet harbor crayon lemon") }
func (f *fakeTalk) End()                      { _ = f.do("end") }

func (f *fakeTalk) SetDoor(r app.DoorRules) error {
	err := f.do("door", fmt.Sprintf("%+v", r))
	if err == nil {
		f.rules = r
	}
	return err
}

// bench is a window with a fake backend, a queue instead of the toolkit's
// goroutine, and timers that a test lets go.
type bench struct {
	*testing.T
	*window
	b         *fakeBackend
	queue     chan func()
	timers    []func()
	copied    []string
	notified  []notified
	withdrawn []string // what the desktop was told and does not show any more
	raised    int
	closed    bool
}

// notified is what the desktop was told.
type notified struct {
	app.DesktopNotice

	click func()
}

func newBench(t *testing.T, b *fakeBackend, start Start) *bench {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	win := test.NewWindow(nil)
	d := &bench{T: t, b: b, queue: make(chan func())}
	t.Cleanup(func() {
		if !d.closed {
			win.Close()
		}
	})
	d.window = newWindow(win, b, func(f func()) { d.queue <- f })
	d.after = func(_ time.Duration, f func()) { d.timers = append(d.timers, f) }
	d.copy = func(text string) { d.copied = append(d.copied, text) }
	d.beside = func(do, then func()) { do(); then() }
	d.desktop = func(n app.DesktopNotice, click func()) { d.notified = append(d.notified, notified{n, click}) }
	d.withdraw = func(about string) { d.withdrawn = append(d.withdrawn, about) }
	d.raise = func() { d.raised++ }
	d.folder = t.TempDir()
	d.setFocused(true)
	t.Cleanup(d.stop)
	win.SetOnClosed(func() { d.closed = true })
	win.Resize(fyne.NewSize(900, 640))
	d.begin(start)
	return d
}

// testInvite is what somebody was sent.
func testInvite() *app.Invite {
	i, err := app.ParseInvite("rt", "203.0.113.1", "40213")
	if err != nil {
		panic(err)
	}
	return &i
}

// send lets events happen, one after another, and shows each.
func (d *bench) send(events ...app.Event) {
	d.Helper()
	for _, ev := range events {
		d.b.talk.events <- ev
		(<-d.queue)()
	}
}

// over ends the stream of events.
func (d *bench) over() {
	close(d.b.talk.events)
	(<-d.queue)()
}

// hosted is a bench with an open chat, the invitation closed.
func hosted(t *testing.T) *bench {
	t.Helper()
	return hostedWith(t, &fakeBackend{name: "Jo", kept: true})
}

func hostedWith(t *testing.T, b *fakeBackend) *bench {
	t.Helper()
	d := newBench(t, b, Start{Host: true})
	d.press(kit.WordStart())
	d.send(testHosting(), app.Joined{Host: true, Name: "Jo"})
	d.press(kit.WordDone())
	return d
}

// testHosting says that the chat is up, with the way in from the same network.
func testHosting() app.Hosting {
	return app.Hosting{Port: 40213, Password: "pass", Local: []string{"rt 192.168.1.10 40213"}, Invite: nearText}
}

// guest is a bench in somebody else's chat.
func guest(t *testing.T) *bench {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{Join: testInvite()})
	d.send(app.Joined{Name: "Jo"})
	return d
}

// come lets somebody come in.
func (d *bench) come(name string, trust app.Trust) {
	d.b.talk.people = append(d.b.talk.people, app.Person{Name: name, Fingerprint: "print of " + name, Trust: trust})
	d.send(app.MemberJoined{
		Name: name, Fingerprint: "print of " + name, Trust: trust, Text: kit.Name(name) + " joined.", Address: "203.0.113.7",
	})
}

// top gives what can be seen and used: the uppermost sheet, else the screen.
func (d *bench) top() fyne.CanvasObject {
	if o := d.win.Canvas().Overlays().Top(); o != nil {
		return o
	}
	return d.win.Content()
}

// walk visits what is visible.
func walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			walk(child, visit)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			walk(child, visit)
		}
	}
}

// texts gives everything that can be read.
func (d *bench) texts() string {
	var all []string
	walk(d.top(), func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *kit.Prose:
			all = append(all, o.Text())
		case *kit.Badge:
			all = append(all, o.Text())
		case *widget.Label:
			all = append(all, o.Text)
		case *kit.Button:
			all = append(all, o.Text)
		case *canvas.Text: // of a message, or of what comes before
			all = append(all, o.Text)
		}
	})
	return strings.Join(slices.Compact(all), "\n")
}

func (d *bench) wantText(part string) {
	d.Helper()
	if !strings.Contains(d.texts(), part) {
		d.Fatalf("%q is not shown; shown is:\n%s", part, d.texts())
	}
}

func (d *bench) wantNoText(part string) {
	d.Helper()
	if strings.Contains(d.texts(), part) {
		d.Fatalf("%q is shown", part)
	}
}

// button finds a button by its word.
func (d *bench) button(word string) *kit.Button {
	d.Helper()
	var found *kit.Button
	walk(d.top(), func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && b.Text == word && found == nil {
			found = b
		}
	})
	if found == nil {
		d.Fatalf("no button %q; shown is:\n%s", word, d.texts())
	}
	return found
}

func (d *bench) press(word string) {
	d.Helper()
	test.Tap(d.button(word))
}

// key types a key as the driver does: to what has the focus, else to the
// canvas.
func (d *bench) key(name fyne.KeyName) {
	ev := &fyne.KeyEvent{Name: name}
	c := d.win.Canvas()
	if name == fyne.KeyTab {
		c.FocusNext()
	} else if focused := c.Focused(); focused != nil {
		focused.TypedKey(ev)
	} else {
		c.OnTypedKey()(ev)
	}
}

func (d *bench) typing(text string) {
	d.Helper()
	focused := d.win.Canvas().Focused()
	if focused == nil {
		d.Fatal("nothing has the focus")
	}
	test.Type(focused, text)
}

// ctrl does what a key does with Ctrl: the toolkit's test canvas knows no
// shortcuts.
func (d *bench) ctrl(key fyne.KeyName) {
	d.Helper()
	for _, k := range d.keys {
		if k.key == key {
			k.do()
			return
		}
	}
	d.Errorf("no key %s", key)
}

func (d *bench) wantCalls(want ...string) {
	d.Helper()
	if got := strings.Join(d.b.calls, "; "); got != strings.Join(want, "; ") {
		d.Fatalf("asked %q, want %q", got, want)
	}
}

var errRefused = &app.Trouble{Code: "no", Text: "That did not work.", Hint: "Try another one."}
