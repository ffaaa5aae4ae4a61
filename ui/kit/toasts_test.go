package kit

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// toastBench is a window with a field, notices over it, and timers that a test
// lets go.
type toastBench struct {
	*testing.T
	*Toasts

	win    fyne.Window
	field  *Entry
	timers []func()
}

func newToastBench(t *testing.T, w, h float32) *toastBench {
	t.Helper()
	b := &toastBench{T: t, Toasts: NewToasts(), field: NewEntry("")}
	b.After = func(_ time.Duration, f func()) { b.timers = append(b.timers, f) }
	b.win = window(t, container.NewStack(NewColumn(GapUsual, b.field), b.Object), w, h)
	b.win.SetPadded(false)
	return b
}

// pass lets the time of everything pass that has one now.
func (b *toastBench) pass() {
	timers := b.timers
	b.timers = nil
	for _, f := range timers {
		f()
	}
}

func (b *toastBench) showAll(texts ...string) {
	for _, text := range texts {
		b.Show(&Toast{Text: text, Alert: strings.HasPrefix(text, "!")})
	}
}

// want compares what is shown and what waits, those that wait behind a bar.
func (b *toastBench) want(want string) {
	b.Helper()
	var shown, waiting []string
	for _, toast := range b.Shown() {
		shown = append(shown, toast.Text)
	}
	for _, toast := range b.Waiting() {
		waiting = append(waiting, toast.Text)
	}
	got := strings.Join(shown, " ")
	if len(waiting) > 0 {
		got += " | " + strings.Join(waiting, " ")
	}
	if got != want {
		b.Fatalf("shows %q, want %q", got, want)
	}
}

// press presses a button of a notice that is shown.
func (b *toastBench) press(i int, word string) {
	b.Helper()
	toast := b.Shown()[i]
	at := slices.IndexFunc(toast.buttons, func(button *Button) bool { return button.Text == word })
	if at < 0 {
		b.Fatalf("%q has no button %q", toast.Text, word)
	}
	test.Tap(toast.buttons[at])
}

func (b *toastBench) focused() fyne.Focusable { return b.win.Canvas().Focused() }

func TestToastsWaitForRoomAndNoneIsLost(t *testing.T) {
	b := newToastBench(t, 480, 600)
	b.showAll("a", "b", "c", "d", "e", "f", "g")
	b.want("a b c | d e f g")
	if b.more.button.Text != AndMoreToasts(4) || b.Object.Objects[len(b.Object.Objects)-1] != fyne.CanvasObject(b.more) {
		t.Errorf("the line below says %q", b.more.button.Text)
	}
	b.press(1, WordClose())
	b.want("a c d | e f g")
	b.pass()
	b.want("e f g")
	if n := len(b.Object.Objects); n != 3 {
		t.Errorf("%d objects for 3 notices, none of which waits", n)
	}
	b.pass()
	b.want("")
}

// Those that must be closed come first; one place is left for the others.
func TestAlertsComeFirst(t *testing.T) {
	b := newToastBench(t, 480, 600)
	b.showAll("a", "b", "c", "!d", "!e", "!f", "g")
	b.want("a b !d | c !e !f g")
	b.pass()
	b.want("!d !e c | !f g")
	b.press(0, WordClose())
	b.want("!e c !f | g")
	for range 2 {
		b.pass()
	}
	b.want("!e !f")
}

// One that was there becomes one that must be closed: a place is left for the
// others even then.
func TestAnAlertInThePlaceOfAToast(t *testing.T) {
	b := newToastBench(t, 480, 600)
	b.showAll("!a", "!b")
	b.Show(&Toast{Text: "c", About: "x"})
	b.Show(&Toast{Text: "!c", About: "x", Alert: true})
	b.showAll("d")
	b.want("!a !b d | !c")
}

func TestAToastReplacesTheOneAboutTheSame(t *testing.T) {
	b := newToastBench(t, 480, 600)
	for i, about := range []string{"", "x", "", "y", "z"} {
		b.Show(&Toast{Text: fmt.Sprint(i), About: about, Alert: about == "x"})
	}
	b.want("0 1 2 | 3 4")
	b.Show(&Toast{Text: "shown", About: "x"})
	b.Show(&Toast{Text: "waits", About: "y"})
	b.want("0 shown 2 | waits 4")
	if !b.Shown()[1].Alert {
		t.Error("what had to be closed goes by itself")
	}
	b.Show(&Toast{Text: "0"}) // says the same once more
	b.want("0 shown 2 | waits 4")
	b.DismissAbout("y")
	b.DismissAbout("unknown")
	b.want("0 shown 2 | 4")
	if b.Has("y") || !b.Has("x") || !b.Has("z") {
		t.Error("does not know what it is about")
	}
}

func TestTheTimeOfAReplacedToastIsNotThatOfItsSuccessor(t *testing.T) {
	b := newToastBench(t, 480, 600)
	b.Show(&Toast{Text: "old", About: "x"})
	old := b.timers
	b.timers = nil
	b.Show(&Toast{Text: "new", About: "x"})
	for _, f := range old {
		f()
	}
	b.want("new")
	b.pass()
	b.want("")
}

func TestATimeThatIsUpTakesNoOtherToast(t *testing.T) {
	b := newToastBench(t, 480, 600)
	first := &Toast{Text: "a"}
	b.Show(first)
	b.Dismiss(first)
	b.Dismiss(first)
	b.showAll("b")
	b.timers[0]()
	b.want("b")
}

// Time passes while somebody looks, and begins anew when they come back.
func TestToastsWaitForSomebodyToLook(t *testing.T) {
	b := newToastBench(t, 480, 600)
	b.showAll("a")
	b.SetAway(true)
	b.showAll("b")
	b.pass()
	b.want("a b")
	b.SetAway(false)
	b.SetAway(false)
	if len(b.timers) != 2 {
		t.Fatalf("%d timers for two notices", len(b.timers))
	}
	b.pass()
	b.want("")
}

// No time passes while the pointer is on a notice, whichever part of it.
func TestToastsWaitForThePointer(t *testing.T) {
	b := newToastBench(t, 480, 600)
	b.showAll("a", "b", "c")
	card := b.Shown()[1].object
	card.MouseIn(nil)
	card.MouseOut()
	b.Shown()[1].buttons[0].MouseIn(nil) // from the text to the button
	b.pass()
	b.want("a b c")
	b.Shown()[1].buttons[0].MouseOut()
	b.pass()
	b.want("")
}

// What the pointer is at stays where it is, even for one that must be closed.
func TestNoToastMovesUnderThePointer(t *testing.T) {
	b := newToastBench(t, 480, 600)
	b.showAll("a", "b", "c")
	card := b.Shown()[2].object
	card.MouseIn(nil)
	b.showAll("!d")
	b.want("a b c | !d")
	card.MouseOut()
	b.want("a b !d | c")
}

func TestToastsWaitForTheFocus(t *testing.T) {
	b := newToastBench(t, 480, 600)
	b.showAll("a", "b")
	b.Focus()
	b.pass()
	b.want("a b")
	b.Leave()
	b.pass()
	b.want("")
}

func TestNoToastTakesTheFocus(t *testing.T) {
	b := newToastBench(t, 480, 600)
	b.win.Canvas().Focus(b.field)
	b.showAll("a", "!b", "c", "!d", "e")
	b.pass()
	b.Clear()
	if b.focused() != fyne.Focusable(b.field) {
		t.Fatalf("the focus is at %v", b.focused())
	}
}

// The newest is not always the last one: it may have come in the place of
// another one.
func TestTheFocusGoesToTheNewestToastAndBack(t *testing.T) {
	b := newToastBench(t, 480, 600)
	if b.Focus() || b.Leave() {
		t.Fatal("there is none")
	}
	b.win.Canvas().Focus(b.field)
	b.Show(&Toast{Text: "a", About: "x", Alert: true})
	b.showAll("b")
	b.Show(&Toast{Text: "c", About: "x", Actions: []Action{{Word: "Do", Do: func() {}}}})
	if !b.Focus() || b.focused() != fyne.Focusable(b.Shown()[0].buttons[0]) {
		t.Fatalf("the focus is at %v", b.focused())
	}
	b.win.Canvas().FocusNext() // to its next button
	if b.focused() != fyne.Focusable(b.Shown()[0].buttons[1]) {
		t.Fatal("Tab leads elsewhere")
	}
	b.Focus()
	if !b.Leave() || b.focused() != fyne.Focusable(b.field) {
		t.Fatalf("it goes back to %v", b.focused())
	}
	if b.Leave() {
		t.Error("it was not there any more")
	}
}

// However a notice goes, the focus that was in it goes back.
func TestAToastThatGoesGivesTheFocusBack(t *testing.T) {
	for how, do := range map[string]func(b *toastBench){
		"by a key":      func(b *toastBench) { typed(b.focused(), fyne.KeyReturn) },
		"by the screen": func(b *toastBench) { b.DismissAbout("x") },
		"all":           func(b *toastBench) { b.Clear() },
		"replaced":      func(b *toastBench) { b.Show(&Toast{Text: "b", About: "x"}) },
		"without room": func(b *toastBench) {
			b.showAll("!c", "!d")
			b.Top = func() float32 { return 560 }
			b.Place()
		},
	} {
		b := newToastBench(t, 480, 600)
		if how == "without room" {
			b.showAll("!a")
		}
		b.win.Canvas().Focus(b.field)
		b.Show(&Toast{Text: "a", About: "x"})
		b.Focus()
		do(b)
		if b.focused() != fyne.Focusable(b.field) {
			t.Errorf("%s: the focus is at %v", how, b.focused())
		}
	}
}

// Where there is nothing to go back to, the screen knows where the focus belongs:
// a press of the pointer takes it from everything.
func TestTheFocusGoesHome(t *testing.T) {
	b := newToastBench(t, 480, 600)
	homes := 0
	b.Home = func() { homes++; b.win.Canvas().Focus(b.field) }
	b.win.Canvas().Focus(b.field)
	b.showAll("a")
	b.press(0, WordClose())
	if homes != 1 || b.focused() != fyne.Focusable(b.field) {
		t.Fatalf("after a press: home %d times, at %v", homes, b.focused())
	}
	other := NewEntry("")
	b.win.Canvas().Focus(b.field)
	b.showAll("b")
	b.Focus()
	b.win.SetContent(container.NewStack(other, b.Object))
	b.Forget()
	b.Home = func() { b.win.Canvas().Focus(other) }
	b.Focus()
	b.Leave()
	if b.focused() != fyne.Focusable(other) {
		t.Fatalf("on another screen: at %v", b.focused())
	}
}

func TestToastsKeepBetweenHeadAndFoot(t *testing.T) {
	long := strings.Repeat("Somebody typed a wrong password. ", 12)
	for height, percents := range map[float32][]int{660: {100, 200}, 480: {100, 200}, 360: {100}} {
		for _, percent := range percents {
			b := newToastBench(t, 360, height)
			b.Top, b.Bottom = func() float32 { return 60 }, func() float32 { return 50 }
			fyne.CurrentApp().Settings().SetTheme(Theme{Percent: percent})
			for i := range 5 {
				b.Show(&Toast{Text: fmt.Sprint(i, long), Alert: i%2 == 0, Actions: []Action{{Word: "Block", Do: func() {}}, {Word: "Details", Do: func() {}, Quiet: true}}})
			}
			if len(b.Shown()) == 0 || len(b.Shown())+len(b.Waiting()) != 5 {
				t.Fatalf("%d are shown, %d wait", len(b.Shown()), len(b.Waiting()))
			}
			end := float32(60)
			for _, o := range b.Object.Objects {
				if o.Position().Y < end || o.Size().Height <= 0 {
					t.Errorf("%v high, %d %%: one begins at %v, before %v", height, percent, o.Position().Y, end)
				}
				end = o.Position().Y + o.Size().Height
			}
			if end > height-50 {
				t.Errorf("%v high, %d %%: they end at %v", height, percent, end)
			}
			for _, button := range b.Shown()[0].buttons {
				at := fyne.CurrentApp().Driver().AbsolutePositionForObject(button)
				if at.Y+button.Size().Height > height-50 || at.X+button.Size().Width > 360 {
					t.Errorf("%v high, %d %%: %q is at %v", height, percent, button.Text, at)
				}
			}
		}
	}
}

// Where the head takes nearly all of a window they cover some of it, and not what
// the user writes.
func TestToastsInAWindowThatIsNearlyAllHead(t *testing.T) {
	b := newToastBench(t, 480, 480)
	b.Top, b.Bottom = func() float32 { return 420 }, func() float32 { return 50 }
	b.showAll("a", "b")
	b.want("a | b")
	last := b.Object.Objects[len(b.Object.Objects)-1]
	if end := last.Position().Y + last.Size().Height; end > 430 {
		t.Errorf("they end at %v", end)
	}
	button := b.Shown()[0].buttons[0]
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(button)
	if at.Y < 0 || at.Y+button.Size().Height > 430 {
		t.Errorf("the button is at %v", at)
	}
}

// In a window that becomes smaller the last ones wait again, and come back.
func TestToastsFollowTheWindow(t *testing.T) {
	b := newToastBench(t, 360, 600)
	b.showAll("a", "b", "c")
	b.win.Resize(fyne.NewSize(360, 200))
	b.want("a | b c")
	b.win.Resize(fyne.NewSize(360, 600))
	b.want("a b c")
	foot := float32(0)
	b.Bottom = func() float32 { return foot }
	foot = 400
	b.Place()
	b.want("a | b c")
}

// Two that must be closed do not keep all others from being seen: what the user
// did just now may have gone wrong.
func TestAToastIsSeenBesideAlertsInASmallWindow(t *testing.T) {
	b := newToastBench(t, 360, 340)
	long := "!" + strings.Repeat("many words ", 9)
	b.showAll(long+"1", long+"2", long+"3")
	if len(b.Shown()) != 2 || len(b.Waiting()) != 1 {
		t.Fatalf("%d are shown, there is room for two and the line that counts", len(b.Shown()))
	}
	b.showAll("wrong")
	if len(b.Shown()) != 2 || b.Shown()[1].Text != "wrong" || len(b.Waiting()) != 2 {
		t.Fatalf("%d are shown, the last is %q", len(b.Shown()), b.Shown()[1].Text)
	}
	b.pass()
	if len(b.Shown()) != 2 || b.Shown()[1].Text != long+"2" || len(b.Waiting()) != 1 {
		t.Fatalf("then %d are shown, the last is %q", len(b.Shown()), b.Shown()[1].Text)
	}
}

// A notice that had to go back has no time until it is shown again.
func TestNoTimePassesForAToastThatWaits(t *testing.T) {
	b := newToastBench(t, 480, 600)
	b.showAll("a", "b", "c")
	old := b.timers
	b.timers = nil
	b.showAll("!d")
	b.want("a b !d | c")
	b.Shown()[0].object.MouseIn(nil) // a and b stay where they are
	for _, f := range old {
		f()
	}
	b.want("a b !d | c")
}

// One that must be closed gets the room of as many others as it needs.
func TestAnAlertGetsRoomInASmallWindow(t *testing.T) {
	b := newToastBench(t, 360, 330)
	b.showAll("a", "b")
	b.want("a b")
	b.showAll("!" + strings.Repeat("many words ", 30))
	if len(b.Shown()) == 0 || !b.Shown()[len(b.Shown())-1].Alert {
		t.Fatalf("shown is %q", b.Shown()[0].Text)
	}
}

func TestTheLineBelowLeadsToTheList(t *testing.T) {
	b := newToastBench(t, 480, 600)
	for i := range 9 {
		b.Show(&Toast{Text: fmt.Sprint(i), Listed: i != 5})
	}
	if !b.more.button.Disabled() {
		t.Error("it leads nowhere and looks as if it did")
	}
	b.OnMore = b.Seen
	b.Place()
	test.Tap(b.more.button)
	b.want("0 1 2 | 5") // is in no list
}

// Whoever rings without an end fills no memory with it.
func TestVeryManyToastsAreCounted(t *testing.T) {
	b := newToastBench(t, 480, 600)
	const all = 3 * maxWaiting
	for i := range all {
		b.Show(&Toast{Text: fmt.Sprint(i), Alert: true, Listed: true})
	}
	if len(b.Waiting()) != maxWaiting || b.more.button.Text != AndMoreToasts(all-len(b.Shown())) {
		t.Fatalf("%d wait, told is %q", len(b.Waiting()), b.more.button.Text)
	}
	b.Seen()
	b.Clear()
	if n := len(b.Object.Objects); n != 0 {
		t.Errorf("%d objects are left", n)
	}
}

func TestTheButtonsOfAToast(t *testing.T) {
	b := newToastBench(t, 480, 600)
	var got []string
	add := func(word string) Action {
		return Action{Word: word, Do: func() { got = append(got, fmt.Sprint(word, len(b.Shown()))) }, Quiet: word == "quiet"}
	}
	for _, word := range []string{"loud", "leave it", "quiet"} {
		b.Show(&Toast{Actions: []Action{add("quiet"), add("loud")}, Close: "leave it"})
		var order []string
		for _, button := range b.Shown()[0].buttons {
			order = append(order, button.Text)
		}
		if strings.Join(order, ",") != "loud,leave it,quiet" {
			t.Errorf("in the order %q", order)
		}
		b.press(0, word)
		b.want("")
	}
	if strings.Join(got, ",") != "loud0,quiet0" { // the notice goes first
		t.Errorf("did %q", got)
	}
}

// The same notice may be shown once more.
func TestAToastComesBack(t *testing.T) {
	b := newToastBench(t, 480, 600)
	toast := &Toast{Text: "a", About: "x"}
	for range 2 {
		b.Show(toast)
		b.Show(toast)
		b.press(0, WordClose())
		b.want("")
	}
}
