package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Panel is a ground with rounded corners behind a content.
type Panel struct {
	widget.BaseWidget

	Content fyne.CanvasObject
	Fill    fyne.ThemeColorName
	Stroke  fyne.ThemeColorName // "" for no border
	Radius  float32
	Inset   fyne.Size // between the border and the content
}

// NewCard makes the ordinary ground for things that belong together.
func NewCard(content fyne.CanvasObject) *Panel {
	return newPanel(&Panel{
		Content: content, Fill: ColorSurface, Stroke: theme.ColorNameSeparator,
		Radius: radiusCard, Inset: fyne.NewSize(16, 14),
	})
}

// NewBar makes a ground without corners or border, for the edges of a window.
func NewBar(content fyne.CanvasObject) *Panel {
	return newPanel(&Panel{Content: content, Fill: ColorSurface, Inset: fyne.NewSize(12, 8)})
}

func newPanel(p *Panel) *Panel {
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer implements fyne.Widget.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	r := &panelRenderer{panel: p, ground: canvas.NewRectangle(nil)}
	r.paint()
	return r
}

type panelRenderer struct {
	panel  *Panel
	ground *canvas.Rectangle
}

func (r *panelRenderer) Destroy() {}

func (r *panelRenderer) Layout(size fyne.Size) {
	in := r.panel.Inset
	r.ground.Resize(size)
	r.panel.Content.Move(fyne.NewPos(in.Width, in.Height))
	r.panel.Content.Resize(size.SubtractWidthHeight(2*in.Width, 2*in.Height))
}

func (r *panelRenderer) MinSize() fyne.Size {
	in := r.panel.Inset
	return r.panel.Content.MinSize().AddWidthHeight(2*in.Width, 2*in.Height)
}

func (r *panelRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.panel.Content}
}

func (r *panelRenderer) Refresh() {
	r.paint()
	r.ground.Refresh()
	r.Layout(r.panel.Size())
	r.panel.Content.Refresh()
}

func (r *panelRenderer) paint() {
	r.ground.FillColor = Color(r.panel.Fill)
	r.ground.CornerRadius = r.panel.Radius
	if r.panel.Stroke != "" {
		r.ground.StrokeColor = Color(r.panel.Stroke)
		r.ground.StrokeWidth = 1
	}
}
