package chat

import "fyne.io/fyne/v2"

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
	if handBack(t.deeds, ev) {
		t.selection.clear()
	}
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
