package chat

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// selection is what of a text is selected, and how it came about.
type selection struct {
	from, to int // runes; from is where it began
	focused  bool
	presses  int // that follow each other quickly in one place: a word, a line
	at       int // that place
	last     time.Time
	overLink bool
}

// again is the time in which a press follows another one.
const again = 350 * time.Millisecond

func (s *selection) clear() { s.from, s.to = 0, 0 }

// selected gives the selected runes in the order in which they are read.
func (s *selection) selected() (from, to int) { return min(s.from, s.to), max(s.from, s.to) }

// SelectedText gives what is selected. The toolkit asks for it, too: what has it
// may get the focus while Tab passes it by.
func (t *text) SelectedText() string {
	from, to := t.selected()
	return string(t.runes[from:to])
}

// MouseDown implements desktop.Mouseable. It takes the focus, or the toolkit would
// take it from the composer and give it to nobody.
func (t *text) MouseDown(ev *desktop.MouseEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		c.Focus(t)
	}
	if ev.Button == desktop.MouseButtonPrimary {
		t.press(t.runeAt(ev.Position), time.Now())
	}
}

// press begins a selection before a character, or widens the one that began just
// now.
func (t *text) press(i int, now time.Time) {
	t.presses++
	if now.Sub(t.last) > again || i != t.at {
		t.presses = 1
	}
	t.last, t.at = now, i
	switch t.presses {
	case 1:
		t.from, t.to = i, i
	case 2:
		t.from, t.to = t.wordAt(i)
	default:
		t.from, t.to = t.paragraphAt(i)
	}
	t.remark()
}

// MouseUp implements desktop.Mouseable.
func (t *text) MouseUp(*desktop.MouseEvent) {}

// Dragged implements fyne.Draggable.
func (t *text) Dragged(ev *fyne.DragEvent) {
	t.to = t.runeAt(ev.Position)
	t.remark()
}

// DragEnd implements fyne.Draggable.
func (t *text) DragEnd() {}

// Tapped implements fyne.Tappable. A click that selects nothing gives the focus
// back.
func (t *text) Tapped(ev *fyne.PointEvent) {
	if t.from != t.to {
		return
	}
	if link := t.linkAt(ev.Position); link > 0 {
		t.deeds.open(t.address(link))
		return
	}
	t.deeds.compose()
}

// TappedSecondary implements fyne.SecondaryTappable.
func (t *text) TappedSecondary(ev *fyne.PointEvent) { t.onMenu(ev.AbsolutePosition) }

// MouseIn implements desktop.Hoverable.
func (t *text) MouseIn(ev *desktop.MouseEvent) {
	t.onHover(true)
	t.MouseMoved(ev)
}

// MouseMoved implements desktop.Hoverable.
func (t *text) MouseMoved(ev *desktop.MouseEvent) { t.overLink = t.linkAt(ev.Position) > 0 }

// MouseOut implements desktop.Hoverable.
func (t *text) MouseOut() { t.onHover(false) }

// Cursor implements desktop.Cursorable.
func (t *text) Cursor() desktop.Cursor {
	if t.overLink {
		return desktop.PointerCursor
	}
	return desktop.TextCursor
}

func (t *text) remark() {
	t.mark()
	canvas.Refresh(t)
}
