package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Option is something to be switched on or off, with what that means below its
// name. A press anywhere on it switches, as do Return and Space.
type Option struct {
	widget.BaseWidget

	Tick *Tick // takes the focus

	content *fyne.Container
}

// NewOption makes an option. changed is called when the user switches it.
func NewOption(name, hint string, on bool, changed func(on bool)) *Option {
	o := &Option{Tick: newTick(on, changed)}
	text := NewColumn(GapBelow, NewBody(name), NewCaption(hint))
	o.content = container.New(&leading{}, o.Tick, text)
	o.ExtendBaseWidget(o)
	return o
}

// Set shows the state without a call of changed.
func (o *Option) Set(on bool) {
	o.Tick.Checked = on
	o.Tick.Refresh()
}

// Tapped implements fyne.Tappable.
func (o *Option) Tapped(*fyne.PointEvent) { o.Tick.SetChecked(!o.Tick.Checked) }

// CreateRenderer implements fyne.Widget.
func (o *Option) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(o.content) }

// Tick is the box of an Option.
type Tick struct {
	widget.Check

	focused bool
}

func newTick(on bool, changed func(bool)) *Tick {
	t := &Tick{}
	t.Checked, t.OnChanged = on, changed
	t.ExtendBaseWidget(t)
	return t
}

// FocusGained implements fyne.Focusable.
func (t *Tick) FocusGained() {
	t.focused = true
	t.Check.FocusGained()
	reveal(t)
}

// FocusLost implements fyne.Focusable.
func (t *Tick) FocusLost() {
	t.focused = false
	t.Check.FocusLost()
}

// CreateRenderer implements fyne.Widget.
func (t *Tick) CreateRenderer() fyne.WidgetRenderer {
	return newRinged(t.Check.CreateRenderer(), 0, func(ring *canvas.Rectangle) {
		showFocus(ring, t.focused, theme.ColorNamePrimary)
	})
}

// TypedKey implements fyne.Focusable.
func (t *Tick) TypedKey(ev *fyne.KeyEvent) {
	if !Escape(t, ev) && isReturn(ev) {
		t.SetChecked(!t.Checked)
	}
}

// leading gives the first object the width it needs at the beginning of the
// row and the second one the rest.
type leading struct{ width float32 }

// Layout implements fyne.Layout.
func (l *leading) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	small, wide := objects[0], objects[1]
	begin := small.MinSize()
	small.Resize(begin)
	small.Move(fyne.NewPos(0, 0))
	rest := size.Width - begin.Width
	wide.Resize(fyne.NewSize(rest, heightAt(wide, rest)))
	wide.Move(fyne.NewPos(begin.Width, 0))
}

// MinSize implements fyne.Layout.
func (l *leading) MinSize(objects []fyne.CanvasObject) fyne.Size {
	begin, wide := objects[0].MinSize(), objects[1].MinSize()
	if l.width > 0 {
		wide.Height = heightAt(objects[1], l.width-begin.Width)
	}
	return fyne.NewSize(begin.Width+wide.Width, fyne.Max(begin.Height, wide.Height))
}
