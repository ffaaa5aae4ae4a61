package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Sheet is a card above the window that is answered before anything else. It
// keeps inside the window at every size; where there is no room for its title
// and buttons and some of its body, all of it is scrolled.
type Sheet struct {
	widget.BaseWidget

	// OnClose runs once, when the sheet went away for whatever reason.
	OnClose func()

	title   *Prose
	body    fyne.CanvasObject
	height  func(width float32) float32 // that the body wants
	beside  float32                     // room for a scroll bar
	says    *Prose
	buttons *fyne.Container
	all     *container.Scroll // these
	hush    *hush             // nil: its buttons answer from the beginning
	canvas  fyne.Canvas
	open    bool
	must    bool
}

// SheetContent is what a sheet shows.
type SheetContent struct {
	Title   string
	Body    fyne.CanvasObject
	Fills   bool           // the body scrolls by itself and takes all the room there is
	Buttons []*Button      // from left to right; the last one is the usual answer
	Focus   fyne.Focusable // nil: the last button
	Must    bool           // it stays until one of its buttons closes it
	OnClose func()

	// After runs f on the user interface's goroutine once d has passed. It is for
	// a sheet that comes by itself: what was meant for the screen below it presses
	// none of its buttons. nil: the user asked for the sheet.
	After func(d time.Duration, f func())
}

// ShowSheet puts a sheet on a canvas and the focus into it.
func ShowSheet(on fyne.Canvas, content SheetContent) *Sheet {
	s := &Sheet{
		OnClose: content.OnClose, canvas: on, open: true, must: content.Must,
		title: NewSubheading(content.Title), says: NewBody(""),
	}
	s.says.Hide()
	s.hold(content)
	s.buttons = NewButtons(content.Buttons...)
	if content.Focus == nil && len(content.Buttons) > 0 {
		content.Focus = content.Buttons[len(content.Buttons)-1]
	}
	if content.After != nil {
		s.hush = newHush(s, content)
		content.Focus = s.hush
	}
	s.all = container.NewVScroll(container.New(&sheetLayout{sheet: s}, s.title, s.body, s.says, s.buttons))
	s.ExtendBaseWidget(s)
	on.Overlays().Add(s)
	if content.Focus != nil {
		on.Focus(content.Focus)
	}
	return s
}

// hold takes the body; one that does not scroll by itself gets a scroller.
func (s *Sheet) hold(content SheetContent) {
	if content.Fills {
		s.body, s.height = content.Body, func(float32) float32 { return Scaled(sheetTallest) }
		return
	}
	scroll := NewScrolled(content.Body)
	s.body, s.height, s.beside = scroll, func(width float32) float32 { return heightAt(scroll.Content, width+scrollBar) }, scrollBar
}

// NewScrolled makes an object scroll, clear of the scroll bar on its right.
func NewScrolled(o fyne.CanvasObject) *container.Scroll {
	return container.NewVScroll(container.New(&leftOf{}, o))
}

// Top gives the sheet that is uppermost on a canvas, nil if there is none.
func Top(on fyne.Canvas) *Sheet {
	s, _ := on.Overlays().Top().(*Sheet)
	return s
}

// Close takes the sheet away. It may be called again.
func (s *Sheet) Close() {
	if !s.open {
		return
	}
	s.open = false
	s.canvas.Overlays().Remove(s)
	if s.OnClose != nil {
		s.OnClose()
	}
}

// Dismiss takes the sheet away unless it must be answered.
func (s *Sheet) Dismiss() {
	if !s.must {
		s.Close()
	}
}

// Say tells what became of something that was done on the sheet; bad news are
// in the colour for them. A notice of Toasts would lie below the sheet.
func (s *Sheet) Say(text string, bad bool) {
	color := theme.ColorNameForeground
	if bad {
		color = theme.ColorNameError
	}
	s.says.SetText(text)
	s.says.SetColor(color)
	s.Refresh()
}

// Open tells whether the sheet is still there.
func (s *Sheet) Open() bool { return s.open }

// Tapped implements fyne.Tappable: what is beside the card answers nothing.
func (s *Sheet) Tapped(*fyne.PointEvent) {
	if s.hush != nil && s.hush.Visible() {
		s.canvas.Focus(s.hush)
		s.hush.wait()
	}
}

// CreateRenderer implements fyne.Widget.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer {
	r := &sheetRenderer{sheet: s, shade: canvas.NewRectangle(nil), card: canvas.NewRectangle(nil)}
	r.paint()
	return r
}

type sheetRenderer struct {
	sheet       *Sheet
	shade, card *canvas.Rectangle
}

func (r *sheetRenderer) Destroy() {}

func (r *sheetRenderer) Layout(size fyne.Size) {
	s := r.sheet
	r.shade.Resize(size)
	width := fyne.Min(Scaled(sheetWidth), size.Width-2*sheetMargin)
	room := size.Height - 2*sheetMargin - 2*sheetInset
	parts := s.all.Content.(*fyne.Container).Layout.(*sheetLayout)
	parts.arrange(width-2*sheetInset, room)
	view := fyne.Min(parts.height, room)
	x, y := (size.Width-width)/2, (size.Height-view)/2-sheetInset
	r.card.Move(fyne.NewPos(x, y))
	r.card.Resize(fyne.NewSize(width, view+2*sheetInset))
	s.all.Move(fyne.NewPos(x+sheetInset, y+sheetInset))
	s.all.Resize(fyne.NewSize(width-sheetInset, view))
	s.all.Content.Refresh()
}

// sheetLayout puts the parts of a sheet below each other. It leaves an inset on
// the right, where scroll bars are.
type sheetLayout struct {
	sheet        *Sheet
	width        float32 // of the parts
	body, height float32 // of the body, and of all
}

// arrange finds the height of the parts, where there is so much room. The body
// takes what the others leave, but never less than can be read.
func (l *sheetLayout) arrange(width, room float32) {
	s := l.sheet
	l.width = width
	fixed := heightAt(s.title, width) + heightAt(s.buttons, width) + 2*sheetGap
	if s.says.Visible() {
		fixed += heightAt(s.says, width) + sheetGap
	}
	wants := s.height(width)
	l.body = fyne.Min(wants, fyne.Max(room-fixed, Scaled(sheetLeast)))
	l.height = fixed + l.body
}

// Layout implements fyne.Layout.
func (l *sheetLayout) Layout([]fyne.CanvasObject, fyne.Size) {
	s := l.sheet
	var top float32
	place := func(o fyne.CanvasObject, width, height float32) {
		o.Move(fyne.NewPos(0, top))
		o.Resize(fyne.NewSize(width, height))
		top += height + sheetGap
	}
	place(s.title, l.width, heightAt(s.title, l.width))
	place(s.body, l.width+s.beside, l.body)
	if s.says.Visible() {
		place(s.says, l.width, heightAt(s.says, l.width))
	}
	place(s.buttons, l.width, heightAt(s.buttons, l.width))
}

// MinSize implements fyne.Layout.
func (l *sheetLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, l.height) }

// leftOf keeps an object clear of the scroll bar on its right.
type leftOf struct{ width float32 }

// Layout implements fyne.Layout.
func (l *leftOf) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width - scrollBar
	objects[0].Resize(fyne.NewSize(l.width, heightAt(objects[0], l.width)))
}

// MinSize implements fyne.Layout.
func (l *leftOf) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := objects[0].MinSize().Height
	if l.width > 0 {
		height = heightAt(objects[0], l.width)
	}
	return fyne.NewSize(objects[0].MinSize().Width+scrollBar, height)
}

func (r *sheetRenderer) MinSize() fyne.Size { return fyne.NewSize(200, 150) }

func (r *sheetRenderer) Objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.shade, r.card, r.sheet.all}
	if r.sheet.hush != nil {
		all = append(all, r.sheet.hush)
	}
	return all
}

func (r *sheetRenderer) Refresh() {
	r.paint()
	r.Layout(r.sheet.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *sheetRenderer) paint() {
	r.shade.FillColor = Color(theme.ColorNameShadow)
	r.card.FillColor = Color(ColorSurface)
	r.card.StrokeColor = Color(theme.ColorNameSeparator)
	r.card.StrokeWidth = 1
	r.card.CornerRadius = radiusSheet
}
