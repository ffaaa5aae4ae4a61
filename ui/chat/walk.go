package chat

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// FocusGained implements fyne.Focusable: the newest message in view is marked.
func (t *transcript) FocusGained() {
	t.focused = true
	if t.current == nil || t.shown[t.current] == nil {
		t.current = nil
		for i := len(t.rows.Objects) - 1; i >= 0 && t.current == nil; i-- {
			r := t.rows.Objects[i].(*row)
			if r.item.said != nil && r.Position().Y < t.scroll.Offset.Y+t.scroll.Size().Height {
				t.current = r.item
			}
		}
	}
	t.layout()
}

// FocusLost implements fyne.Focusable.
func (t *transcript) FocusLost() {
	t.focused = false
	t.layout()
}

// Disabled implements fyne.Disableable: where nothing was said there is nothing to
// go to.
func (t *transcript) Disabled() bool { return t.step(len(t.items), -1) < 0 }

// Enable implements fyne.Disableable.
func (*transcript) Enable() {}

// Disable implements fyne.Disableable.
func (*transcript) Disable() {}

// Tapped implements fyne.Tappable: a click beside the messages changes nothing.
func (t *transcript) Tapped(*fyne.PointEvent) { t.deeds.compose() }

// TypedRune implements fyne.Focusable: what is typed belongs to the composer.
func (t *transcript) TypedRune(r rune) {
	if r != ' ' {
		t.deeds.compose().TypedRune(r)
	}
}

// TypedKey implements fyne.Focusable.
func (t *transcript) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyUp:
		t.walk(t.index(), -1)
	case fyne.KeyDown:
		t.walk(t.index(), 1)
	case fyne.KeyHome:
		t.walk(-1, 1)
	case fyne.KeyEnd:
		t.walk(len(t.items), -1)
	case fyne.KeyPageUp:
		t.walkPage(-1)
	case fyne.KeyPageDown:
		t.walkPage(1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, desktop.KeyMenu:
		if r := t.shown[t.current]; r != nil {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.bubble)
			r.showMenu(at.AddXY(r.measure.inset, r.measure.line))
		}
	default:
		handBack(t.deeds, ev)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (t *transcript) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutCopy); ok && t.current != nil {
		t.deeds.copy(t.current.said.Text)
		return
	}
	handOn(t, t.deeds, s)
}

// index gives where the marked message is, or the end.
func (t *transcript) index() int {
	if r := t.shown[t.current]; r != nil {
		i := t.heights.find(r.Position().Y + 1)
		if i >= 0 && t.items[i] == t.current {
			return i
		}
	}
	for i, it := range t.items {
		if it == t.current {
			return i
		}
	}
	return len(t.items)
}

// step gives the next message from a line on, -1 if there is none.
func (t *transcript) step(i, by int) int {
	for i += by; i >= 0 && i < len(t.items); i += by {
		if t.items[i].said != nil {
			return i
		}
	}
	return -1
}

// walk marks the next message from a line on, and shows it.
func (t *transcript) walk(from, by int) {
	if i := t.step(from, by); i >= 0 {
		t.current = t.items[i]
		t.reveal(i)
	}
}

func (t *transcript) walkPage(pages float32) {
	t.page(pages)
	t.walk(t.heights.find(t.scroll.Offset.Y)-1, 1)
}

// reveal scrolls as little as shows a line.
func (t *transcript) reveal(i int) {
	// What comes into view becomes as high as it is, so once more then.
	for range 3 {
		top, bottom := t.heights.before(i), t.heights.before(i+1)
		view := t.scroll.Size().Height
		switch {
		case top < t.scroll.Offset.Y:
			t.scrollTo(top)
		case bottom > t.scroll.Offset.Y+view:
			t.scrollTo(min(top, bottom-view))
		default:
			t.layout()
			return
		}
	}
}
