package chat

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// text shows what somebody wrote: in lines, with links that can be pressed, each
// paragraph from the side from which it is written. What is selected by the
// pointer can be copied. It is a stop of the Tab key only while it is selected:
// else there was one for every message on screen.
type text struct {
	widget.BaseWidget

	deeds   *deeds
	onMenu  func(at fyne.Position) // on the canvas
	onHover func(in bool)

	runes  []rune
	links  []span
	lines  []line
	height float32 // of a line
	width  float32 // that the lines were made for
	size   float32 // of letters
	inset  float32 // free around the text

	selection

	marks []*canvas.Rectangle // on what is selected
	words []*canvas.Text      // one for each run
	rules []*canvas.Rectangle // below links
}

func newText(d *deeds) *text {
	t := &text{deeds: d}
	t.ExtendBaseWidget(t)
	return t
}

// set shows a text in lines of a width at most, and gives the size that it takes.
func (t *text) set(s string, width float32) fyne.Size {
	size := theme.Size(theme.SizeNameText)
	if s != string(t.runes) {
		t.runes = []rune(s)
		t.links = findLinks(t.runes)
		t.selection.clear()
		t.width = 0
	}
	if t.width != width || t.size != size {
		t.width, t.size, t.inset = width, size, theme.Size(theme.SizeNameInnerPadding)
		t.height = fyne.MeasureText("M", size, fyne.TextStyle{}).Height
		t.lines = setLines(t.runes, t.links, width-2*t.inset, func(s string) float32 {
			return fyne.MeasureText(s, size, fyne.TextStyle{}).Width
		})
	}
	t.draw()
	var widest float32
	for _, l := range t.lines {
		widest = max(widest, l.width)
	}
	return fyne.NewSize(min(widest, width-2*t.inset)+2*t.inset, float32(len(t.lines))*t.height+2*t.inset)
}

// shown gives the text.
func (t *text) shown() string { return string(t.runes) }

// forget ends the selection and what went on, before another text is shown.
func (t *text) forget() {
	held := t.focused
	t.selection = selection{focused: held}
	if held {
		t.deeds.compose()
	}
}

// Refresh implements fyne.CanvasObject.
func (t *text) Refresh() {
	t.draw()
	canvas.Refresh(t)
}

// Resize implements fyne.CanvasObject.
func (t *text) Resize(size fyne.Size) {
	t.BaseWidget.Resize(size)
	t.place()
	t.mark()
}

// CreateRenderer implements fyne.Widget.
func (t *text) CreateRenderer() fyne.WidgetRenderer { return &textRenderer{t} }

// textRenderer leaves the layout to place.
type textRenderer struct{ text *text }

func (*textRenderer) Destroy() {}

func (*textRenderer) Layout(fyne.Size) {}

func (*textRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *textRenderer) Objects() []fyne.CanvasObject {
	t := r.text
	all := make([]fyne.CanvasObject, 0, len(t.marks)+len(t.words)+len(t.rules))
	for _, o := range t.marks {
		all = append(all, o)
	}
	for _, o := range t.words {
		all = append(all, o)
	}
	for _, o := range t.rules {
		all = append(all, o)
	}
	return all
}

func (r *textRenderer) Refresh() { canvas.Refresh(r.text) }
