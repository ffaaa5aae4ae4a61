package chat

import (
	"time"
	"unicode"

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

// Disabled implements fyne.Disableable, for the Tab key to pass by.
func (t *text) Disabled() bool { return !t.focused }

// Enable implements fyne.Disableable.
func (*text) Enable() {}

// Disable implements fyne.Disableable.
func (*text) Disable() {}

// FocusGained implements fyne.Focusable.
func (t *text) FocusGained() {
	t.focused = true
	t.remark()
}

// FocusLost implements fyne.Focusable.
func (t *text) FocusLost() {
	t.focused = false
	t.remark()
}

// TypedRune implements fyne.Focusable: what is typed belongs to the composer.
func (t *text) TypedRune(r rune) { t.deeds.compose().TypedRune(r) }

// TypedKey implements fyne.Focusable.
func (t *text) TypedKey(ev *fyne.KeyEvent) {
	t.selection.clear()
	handBack(t.deeds, ev)
}

// TypedShortcut implements fyne.Shortcutable.
func (t *text) TypedShortcut(s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutCopy:
		t.deeds.copy(t.SelectedText())
	case *fyne.ShortcutSelectAll:
		t.from, t.to = 0, len(t.runes)
		t.remark()
	default:
		handOn(t, t.deeds, s)
	}
}

func (t *text) remark() {
	t.mark()
	canvas.Refresh(t)
}

// lineAt gives the line at a height, nil if there are none.
func (t *text) lineAt(y float32) *line {
	if len(t.lines) == 0 || t.height == 0 {
		return nil
	}
	i := int((y - t.inset) / t.height)
	return &t.lines[max(0, min(i, len(t.lines)-1))]
}

// runAt gives the run at a position of a line, or the one that is nearest.
func (t *text) runAt(l *line, x float32) *run {
	for i := range l.runs {
		if r := &l.runs[i]; x < r.x+r.width {
			return r
		}
	}
	if n := len(l.runs); n > 0 {
		return &l.runs[n-1]
	}
	return nil
}

// runeAt gives the character before which a position lies.
func (t *text) runeAt(at fyne.Position) int {
	l := t.lineAt(at.Y)
	if l == nil {
		return 0
	}
	x := at.X - t.start(*l)
	r := t.runAt(l, x)
	if r == nil {
		return l.begin
	}
	best, nearest := r.begin, float32(-1)
	for i := r.begin; i <= r.end; i++ {
		d := r.x + t.offset(*r, i) - x
		if d = max(d, -d); nearest < 0 || d < nearest {
			best, nearest = i, d
		}
	}
	return best
}

// linkAt gives the number of the link at a position, 0 if there is none.
func (t *text) linkAt(at fyne.Position) int {
	l := t.lineAt(at.Y)
	if l == nil || at.Y < t.inset || at.Y > t.inset+float32(len(t.lines))*t.height {
		return 0
	}
	x := at.X - t.start(*l)
	if r := t.runAt(l, x); r != nil && x >= r.x && x <= r.x+r.width {
		return r.link
	}
	return 0
}

// address gives a link as it was written.
func (t *text) address(link int) string {
	l := t.links[link-1]
	return string(t.runes[l.begin:l.end])
}

// wordAt gives the word around a character, or the character.
func (t *text) wordAt(i int) (from, to int) {
	part := func(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.M) || r == '_' }
	for from = i; from > 0 && part(t.runes[from-1]); {
		from--
	}
	for to = i; to < len(t.runes) && part(t.runes[to]); {
		to++
	}
	if from == to && to < len(t.runes) {
		to++
	}
	return from, to
}

// paragraphAt gives what stands between two line ends.
func (t *text) paragraphAt(i int) (from, to int) {
	for from = i; from > 0 && t.runes[from-1] != '\n'; {
		from--
	}
	for to = i; to < len(t.runes) && t.runes[to] != '\n'; {
		to++
	}
	return from, to
}
