package chat

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"realtalk/ui/kit"
)

var noon = time.Date(2026, 3, 9, 12, 0, 0, 0, time.Local)

func said(i int, from, text string) Message {
	return Message{ID: fmt.Sprint(i), From: from, Fingerprint: from, Text: text, Sent: noon.Add(time.Duration(i) * time.Second)}
}

func shown(t *testing.T, w, h float32) (*transcript, fyne.Window) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	tr := newTranscript(noDeeds())
	win := test.NewTempWindow(t, tr)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
	return tr, win
}

// noDeeds does nothing with messages.
func noDeeds() *deeds {
	return &deeds{open: func(string) {}, copy: func(string) {}, compose: func() *kit.Box { return kit.NewBox("", 1) }}
}

func fill(tr *transcript, n int) {
	tr.held = true
	for i := range n {
		tr.say(said(i, fmt.Sprint("person ", i/3%5), fmt.Sprintf("%d %s", i, strings.Repeat("word ", i*7%60))))
	}
	tr.held = false
	tr.layout()
}

// wantTiled checks that rows lie one below the other without holes, each as
// high as it wants to be, and that they cover the view.
func wantTiled(t *testing.T, tr *transcript) {
	t.Helper()
	y := float32(-1)
	for _, o := range tr.rows.Objects {
		r := o.(*row)
		if y >= 0 && abs(r.Position().Y-y) > 0.6 {
			t.Fatalf("a row begins at %v where the one before ends at %v", r.Position().Y, y)
		}
		if r.Size().Height != r.height {
			t.Fatalf("a row of %v stands on %v", r.height, r.Size().Height)
		}
		y = r.Position().Y + r.Size().Height
	}
	top, bottom := tr.scroll.Offset.Y, tr.scroll.Offset.Y+tr.scroll.Size().Height
	if total := tr.heights.total(); tr.rows.Objects[0].Position().Y > top || (y < bottom-1 && y < total-1) {
		t.Fatalf("rows from %v to %v do not cover the view from %v to %v of %v", tr.rows.Objects[0].Position().Y, y, top, bottom, total)
	}
}

func abs(x float32) float32 { return max(x, -x) }

// first gives the line at the upper edge of the view and how far it is
// scrolled out of it.
func first(tr *transcript) (*item, float32) {
	i := tr.heights.find(tr.scroll.Offset.Y)
	return tr.items[i], tr.scroll.Offset.Y - tr.heights.before(i)
}

func TestTenThousandMessages(t *testing.T) {
	tr, win := shown(t, 700, 500)
	fill(tr, 10_000)
	wantTiled(t, tr)
	last := tr.rows.Objects[len(tr.rows.Objects)-1].(*row)
	if last.item != tr.items[9999] {
		t.Fatal("the newest message is not in view")
	}
	for _, y := range []float32{0, 1e5, 2.5e5, 17} {
		tr.scrollTo(y)
		wantTiled(t, tr)
	}
	for range 30 {
		tr.page(-1)
		wantTiled(t, tr)
	}
	win.Resize(fyne.NewSize(480, 480))
	wantTiled(t, tr)
	if n := len(tr.shown) + len(tr.free); n > 80 {
		t.Fatalf("%d rows were made", n)
	}
}

func TestViewFollowsTheEnd(t *testing.T) {
	tr, win := shown(t, 500, 400)
	for i := range 60 {
		tr.say(said(i, "Anna", strings.Repeat("word ", i)))
		wantTiled(t, tr)
		if end := tr.scroll.Offset.Y + tr.scroll.Size().Height; end < tr.heights.total()-1 && tr.heights.total() > 400 {
			t.Fatalf("after %d messages the view ends at %v of %v", i, end, tr.heights.total())
		}
	}
	win.Resize(fyne.NewSize(900, 300))
	if end := tr.scroll.Offset.Y + tr.scroll.Size().Height; abs(end-tr.heights.total()) > 1 {
		t.Fatalf("after a change of size the view ends at %v of %v", end, tr.heights.total())
	}
}

func TestViewStaysWhereTheUserReads(t *testing.T) {
	tr, win := shown(t, 700, 400)
	fill(tr, 500)
	tr.scrollTo(9000)
	before, into := first(tr)
	for i := range 20 {
		tr.say(said(1000+i, "Anna", "new"))
	}
	if after, now := first(tr); after != before || abs(now-into) > 0.6 {
		t.Fatal("new messages moved the view")
	}
	tr.note("Ben left the chat.", false) // is no message
	if !tr.jump.Visible() || tr.jump.Text != kit.NewMessages(20) {
		t.Fatalf("the button says %q", tr.jump.Text)
	}
	for _, width := range []float32{480, 900, 620} {
		win.Resize(fyne.NewSize(width, 400))
		if after, _ := first(tr); after != before {
			t.Fatalf("at a width of %v the view is elsewhere", width)
		}
		wantTiled(t, tr)
	}
	test.Tap(tr.jump)
	if tr.jump.Visible() || !tr.atEnd {
		t.Fatal("the button does not go to the end")
	}
	wantTiled(t, tr)
}

func TestOldestLinesGo(t *testing.T) {
	tr, _ := shown(t, 700, 400)
	fill(tr, maxItems+10)
	if n := len(tr.items); n > maxItems || n < maxItems-trimItems {
		t.Fatalf("%d lines are kept", n)
	}
	if tr.items[0].said.ID != fmt.Sprint(trimItems) || tr.heights.len() != len(tr.items) {
		t.Fatalf("kept from %s on, %d heights", tr.items[0].said.ID, tr.heights.len())
	}
	wantTiled(t, tr)
}

func TestGroups(t *testing.T) {
	tr, _ := shown(t, 700, 400)
	tr.say(said(0, "Anna", "a"))
	tr.say(said(1, "Anna", "b"))
	tr.say(said(2, "Bert", "c"))
	tr.say(said(3, "Anna", "d"))
	tr.note("somebody came", false)
	tr.say(said(4, "Anna", "e"))
	tr.say(said(4+600, "Anna", "f"))
	impostor := said(605, "Anna", "g")
	impostor.Fingerprint = "another"
	tr.say(impostor)
	var got []string
	for _, it := range tr.items {
		if it.said != nil {
			got = append(got, fmt.Sprint(it.text, it.first))
		}
	}
	want := "atrue bfalse ctrue dtrue etrue ftrue gtrue"
	if strings.Join(got, " ") != want {
		t.Fatalf("got %v", got)
	}
}

func TestOwnMessagesAreMarked(t *testing.T) {
	tr, _ := shown(t, 700, 400)
	tr.say(said(0, "Anna", "theirs"))
	own := said(1, "Anna", "mine") // whoever has my name
	own.Own = true
	tr.say(own)
	theirs, mine := tr.shown[tr.items[0]], tr.shown[tr.items[1]]
	if mine.name.Text != kit.WordYou() || mine.bubble.FillColor == theirs.bubble.FillColor {
		t.Fatalf("name %q, same colour %v", mine.name.Text, mine.bubble.FillColor == theirs.bubble.FillColor)
	}
	if mine.bubble.Position().X < 350 || theirs.bubble.Position().X > 50 {
		t.Fatal("own and others' messages stand on one side")
	}
	if mine.aside.Text != kit.TextSent() || theirs.aside.Visible() {
		t.Fatalf("status %q", mine.aside.Text)
	}
	tr.setStatus("1", kit.DeliveredTo(1, 2))
	tr.setStatus("0", kit.DeliveredTo(1, 2)) // not an own one
	if mine.aside.Text != "Delivered to 1 of 2" || theirs.aside.Visible() {
		t.Fatalf("status %q", mine.aside.Text)
	}
	if theirs.clock.Text != "12:00" {
		t.Fatalf("time %q", theirs.clock.Text)
	}
}

func TestLongMessageCanBeCopiedWhole(t *testing.T) {
	tr, _ := shown(t, 480, 400)
	var copied string
	tr.deeds.copy = func(text string) { copied = text }
	whole := strings.Repeat("long ", 13_000)
	tr.say(said(0, "Anna", whole))
	r := tr.shown[tr.items[0]]
	if len(r.text.shown()) > 20_000 || !r.more.Visible() {
		t.Fatalf("%d bytes are laid out", len(r.text.shown()))
	}
	r.MouseIn(nil)
	if !r.copy.Visible() {
		t.Fatal("no copy button")
	}
	test.Tap(r.copy)
	if copied != whole {
		t.Fatalf("%d bytes were copied", len(copied))
	}
	r.MouseOut()
	if r.copy.Visible() {
		t.Fatal("the copy button stays")
	}
}

func TestLongNameLeavesRoomForTheTime(t *testing.T) {
	tr, _ := shown(t, 300, 400)
	tr.say(said(0, strings.Repeat("W", 500), "text"))
	r := tr.shown[tr.items[0]]
	if end := r.clock.Position().X + r.clock.Size().Width; end > 300 {
		t.Fatalf("the time ends at %v", end)
	}
}

func BenchmarkLayoutWithoutChange(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(kit.Theme{})
	tr := newTranscript(noDeeds())
	test.NewTempWindow(b, tr).Resize(fyne.NewSize(700, 500))
	fill(tr, 10_000)
	for b.Loop() {
		tr.layout()
	}
}

// BenchmarkScroll100000 turns the wheel once, and BenchmarkSay100000 takes one more
// message, at the end of as many as are kept.
func BenchmarkScroll100000(b *testing.B) {
	tr := full(b)
	y := tr.scroll.Offset.Y
	for b.Loop() {
		y -= 40
		if y < 0 {
			y = tr.heights.total() - 500
		}
		tr.scrollTo(y)
	}
}

func BenchmarkSay100000(b *testing.B) {
	tr := full(b)
	n := maxItems
	for b.Loop() {
		n++
		tr.say(said(n, "Anna", "one more"))
	}
}

func full(b *testing.B) *transcript {
	b.Helper()
	test.NewTempApp(b).Settings().SetTheme(kit.Theme{})
	tr := newTranscript(noDeeds())
	test.NewTempWindow(b, tr).Resize(fyne.NewSize(700, 500))
	fill(tr, maxItems)
	return tr
}

// BenchmarkRescale100000 gives all of them another width, as a window does that is
// drawn wider.
func BenchmarkRescale100000(b *testing.B) {
	tr := full(b)
	width := float32(700)
	for b.Loop() {
		width = 1300 - width
		tr.rescale(width)
	}
}
