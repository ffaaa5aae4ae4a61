package kit

import (
	"slices"

	"fyne.io/fyne/v2"
)

// Focus gives the focus to the first button of the newest notice that is shown.
// It tells whether there is one.
func (t *Toasts) Focus() bool {
	on := t.canvas()
	if on == nil || len(t.shown) == 0 {
		return false
	}
	if t.focused == nil {
		t.from = on.Focused()
	}
	newest := slices.MaxFunc(t.shown, func(a, b *Toast) int { return a.came - b.came })
	on.Focus(newest.buttons[0])
	return true
}

// Leave gives the focus back to what had it before. It tells whether a notice
// had it.
func (t *Toasts) Leave() bool {
	on := t.canvas()
	if t.focused == nil || on == nil {
		return false
	}
	on.Unfocus()
	t.goHome()
	return true
}

// Forget tells that another screen came: what had the focus before is gone.
func (t *Toasts) Forget() { t.from = nil }

// goHome gives the focus, if nothing has it, to what had it before, else to where
// it belongs.
func (t *Toasts) goHome() {
	from, on := t.from, t.canvas()
	t.from = nil
	if on == nil || on.Focused() != nil {
		return
	}
	if from != nil {
		on.Focus(from)
	}
	if on.Focused() == nil && t.Home != nil {
		t.Home()
	}
}

func (t *Toasts) canvas() fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(t.Object)
}
