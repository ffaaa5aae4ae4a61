package chat

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"realtalk/ui/kit"
)

// door is a pane whose answers and timers are kept.
type door struct {
	*Pane

	win     fyne.Window
	answers []string
	refuse  bool
	now     time.Time
	timers  []func()
}

func newDoorPane(t *testing.T, w, h float32) *door {
	p, win := pane(t, true, w, h)
	d := &door{Pane: p, win: win, now: noon}
	answer := func(word string) func(Asker) bool {
		return func(a Asker) bool {
			d.answers = append(d.answers, word+" "+a.Fingerprint)
			return !d.refuse
		}
	}
	p.OnLetIn, p.OnDecline = answer("let in"), answer("decline")
	p.OnSend = func(text string) bool { d.answers = append(d.answers, "send "+text); return true }
	p.Now = func() time.Time { return d.now }
	p.After = func(_ time.Duration, f func()) { d.timers = append(d.timers, f) }
	return d
}

// fire runs the timers that wait.
func (d *door) fire() {
	timers := d.timers
	d.timers = nil
	for _, f := range timers {
		f()
	}
}

func (d *door) ask(fingerprints ...string) {
	for _, f := range fingerprints {
		d.Asks(Asker{Name: "Name " + f, Fingerprint: f, Where: "203.0.113.7", Until: d.now.Add(2 * time.Minute)})
	}
}

func (d *door) wantAnswers(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(d.answers, want) {
		t.Fatalf("answers %q, want %q", d.answers, want)
	}
}

func TestNobodyIsLetInByWhoTypes(t *testing.T) {
	d := newDoorPane(t, 900, 600)
	c := d.win.Canvas()
	c.Focus(d.composer)
	test.Type(d.composer, "hel")
	d.ask("a", "b")
	if c.Focused() != fyne.Focusable(d.composer) {
		t.Fatal("the focus was taken")
	}
	test.Type(d.composer, "lo")
	for range 3 {
		c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	d.wantAnswers(t, "send hello")
}

func TestEachAnswerIsAboutItsRow(t *testing.T) {
	d := newDoorPane(t, 900, 600)
	d.ask("a", "b", "c")
	test.Tap(d.lobby.rows[1].letIn)
	test.Tap(d.lobby.rows[1].letIn) // the answer is on its way
	test.Tap(d.lobby.rows[1].decline)
	d.Asked("b")
	d.fire()
	test.Tap(d.lobby.rows[1].decline)
	d.wantAnswers(t, "let in b", "decline c")
	d.Asked("a")
	d.Asked("c")
	d.Asked("c")
	if d.Waiting() != 0 || d.lobby.object.Visible() || d.FirstAsker() != nil {
		t.Fatalf("%d wait", d.Waiting())
	}
}

func TestAnAnswerThatWasNotTakenCanBeGivenAgain(t *testing.T) {
	d := newDoorPane(t, 900, 600)
	d.ask("a")
	d.refuse = true
	test.Tap(d.lobby.rows[0].letIn)
	d.refuse = false
	test.Tap(d.lobby.rows[0].letIn)
	d.wantAnswers(t, "let in a", "let in a")
}

// Who goes away must not put somebody else under the pointer that is about to
// press.
func TestRowsThatMovedAnswerNothingForAMoment(t *testing.T) {
	d := newDoorPane(t, 900, 600)
	d.ask("a", "b", "c")
	d.fire() // the clock
	d.Asked("b")
	test.Tap(d.lobby.rows[1].letIn) // c, where b was
	d.wantAnswers(t)
	test.Tap(d.lobby.rows[0].decline) // a has not moved
	d.fire()
	test.Tap(d.lobby.rows[1].letIn)
	d.wantAnswers(t, "decline a", "let in c")
}

func TestTheFocusGoesBackToTheComposer(t *testing.T) {
	d := newDoorPane(t, 900, 600)
	d.ask("a", "b")
	d.win.Canvas().Focus(d.FirstAsker())
	d.Asked("b")
	if d.win.Canvas().Focused() != d.FirstAsker() {
		t.Fatal("the focus left a row that is still there")
	}
	d.Asked("a")
	if d.win.Canvas().Focused() != fyne.Focusable(d.composer) {
		t.Fatal("the focus is not in the composer")
	}
}

func TestTheTimeThatIsLeftIsCountedDown(t *testing.T) {
	d := newDoorPane(t, 900, 600)
	d.ask("a")
	for _, want := range []string{"2:00", "1:59", "1:58"} {
		if got := d.lobby.rows[0].where.Text(); !strings.HasPrefix(got, want+" ") {
			t.Fatalf("shows %q, want %s", got, want)
		}
		d.now = d.now.Add(time.Second)
		d.fire()
	}
	d.now = noon.Add(time.Hour)
	d.fire()
	if got := d.lobby.rows[0].where.Text(); !strings.HasPrefix(got, "0:00 ") {
		t.Fatalf("shows %q", got)
	}
	d.Asked("a")
	d.fire()
	if len(d.timers) != 0 {
		t.Fatal("the clock goes on though nobody waits")
	}
}

func TestTheSamePersonAsksOnce(t *testing.T) {
	d := newDoorPane(t, 900, 600)
	d.ask("a", "a")
	if d.Waiting() != 1 {
		t.Fatalf("%d wait", d.Waiting())
	}
}

func TestTwentyWhoAskLeaveRoomForTheChat(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 360, Height: 480}, {Width: 480, Height: 480}, {Width: 960, Height: 660}} {
		d := newDoorPane(t, size.Width, size.Height)
		for i := range 20 {
			d.ask(fmt.Sprint(i))
		}
		d.Say(said(1, "Anna", "words"))
		if h := d.transcript.Size().Height; h < 80 {
			t.Errorf("%v: the transcript has %v", size, h)
		}
		if end := d.lobby.object.Position().Y + d.lobby.object.Size().Height; end != d.HeadEnd() || end > d.body.Position().Y {
			t.Errorf("%v: those who ask end at %v, the chat begins at %v", size, end, d.body.Position().Y)
		}
		first := d.lobby.rows[0].letIn
		if room := d.lobby.scroll.Size().Width - first.Size().Width; room < 0 || d.lobby.rows[0].object.Size().Width > d.lobby.scroll.Size().Width-8 {
			t.Errorf("%v: the buttons lie below the scroll bar", size)
		}
	}
}

func TestTheHeadShowsHowTheDoorStands(t *testing.T) {
	p, _ := pane(t, true, 900, 600)
	for _, c := range []struct {
		rules Rules
		want  string
	}{
		{Rules{}, ""},
		{Rules{Locked: true}, kit.BadgeLocked()},
		{Rules{AskFirst: true, Limit: 5}, kit.BadgeAsks() + " " + kit.BadgeLimit(5)},
	} {
		p.SetRules(c.rules)
		var words []string
		for _, o := range p.rules.Objects {
			words = append(words, o.(*kit.Badge).Text())
		}
		if got := strings.Join(words, " "); got != c.want || p.rules.Visible() != (c.want != "") {
			t.Errorf("%+v shows %q", c.rules, got)
		}
	}
}

func TestDoorCard(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	d := NewDoor(Rules{AskFirst: true, Limit: 7})
	var got []Rules
	refuse := false
	d.OnChange = func(r Rules) bool { got = append(got, r); return !refuse }
	test.NewTempWindow(t, d.Object)
	test.Tap(d.lock)
	d.ask.Tick.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	refuse = true
	test.Tap(d.lock)
	want := []Rules{{AskFirst: true, Locked: true, Limit: 7}, {Locked: true, Limit: 7}, {Limit: 7}}
	if !slices.Equal(got, want) {
		t.Fatalf("asked for %+v, want %+v", got, want)
	}
	if !d.lock.Tick.Checked {
		t.Error("it looks open though the lock was not taken away")
	}
}

func TestEachTrustHasItsLook(t *testing.T) {
	p, _ := pane(t, false, 900, 600)
	seen := map[string]kit.Trust{}
	for _, trust := range []kit.Trust{kit.TrustNew, kit.TrustKnown, kit.TrustVerified, kit.TrustChanged} {
		p.Came("Anna joined.", trust)
		it := p.transcript.items[len(p.transcript.items)-1]
		r := p.transcript.shown[it]
		if !r.badge.Visible() || !r.came.Visible() || r.notice.Visible() {
			t.Fatalf("%s: the wrong parts are shown", trust)
		}
		look := fmt.Sprint(r.badge.Text(), r.noticeColor())
		if other, ok := seen[look]; ok {
			t.Errorf("%s looks like %s", trust, other)
		}
		seen[look] = trust
		if r.badge.Position().X+r.badge.Size().Width > r.came.Position().X+r.measure.inset {
			t.Errorf("%s: the badge lies over the words", trust)
		}
	}
	p.Note("plain")
	last := p.transcript.items[len(p.transcript.items)-1]
	if r := p.transcript.shown[last]; r.badge.Visible() || r.came.Visible() || !r.notice.Visible() {
		t.Error("a plain notice looks like somebody who came")
	}
}
