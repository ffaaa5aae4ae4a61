package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// ringed adds a line around what the toolkit draws: it shows the focus by a
// tint, which can hardly be told from none (WCAG 2.2, 1.4.11).
type ringed struct {
	fyne.WidgetRenderer

	ring  *canvas.Rectangle
	inset float32
	paint func(ring *canvas.Rectangle)
}

// newRinged makes the renderer; paint gives the ring its state.
func newRinged(inner fyne.WidgetRenderer, inset float32, paint func(ring *canvas.Rectangle)) *ringed {
	r := &ringed{inner, canvas.NewRectangle(color.Transparent), inset, paint}
	r.ring.CornerRadius = theme.Size(theme.SizeNameButtonRadius) - inset
	paint(r.ring)
	return r
}

// Layout implements fyne.WidgetRenderer.
func (r *ringed) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.ring.Move(fyne.NewPos(r.inset, r.inset))
	r.ring.Resize(size.SubtractWidthHeight(2*r.inset, 2*r.inset))
}

// Objects implements fyne.WidgetRenderer.
func (r *ringed) Objects() []fyne.CanvasObject {
	return append(r.WidgetRenderer.Objects(), r.ring)
}

// Refresh implements fyne.WidgetRenderer.
func (r *ringed) Refresh() {
	r.WidgetRenderer.Refresh()
	r.paint(r.ring)
	r.ring.Refresh()
}

// showFocus draws a ring while there is the focus.
func showFocus(ring *canvas.Rectangle, focused bool, ink fyne.ThemeColorName) {
	ring.Hidden = !focused
	ring.StrokeColor, ring.StrokeWidth = Color(ink), ringWidth
}
