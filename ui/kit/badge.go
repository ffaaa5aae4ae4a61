package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Badge is a word on a coloured ground. It stands outside a name, so that no
// name can imitate it.
type Badge struct {
	widget.BaseWidget

	text string
	fill fyne.ThemeColorName
	ink  fyne.ThemeColorName
	sign fyne.Resource // before the word; nil: none
}

// BadgeLook is how much a badge asks to be looked at.
type BadgeLook int

// The looks.
const (
	BadgePlain BadgeLook = iota
	BadgeAccent
	BadgeGood
	BadgeBad
)

// NewBadge makes a badge.
func NewBadge(text string, look BadgeLook) *Badge {
	b := &Badge{}
	b.ExtendBaseWidget(b)
	b.Set(text, look)
	return b
}

// NewLockBadge makes a badge with a lock before its word.
func NewLockBadge(text string, look BadgeLook) *Badge {
	b := NewBadge(text, look)
	b.sign = lockSign
	b.Refresh()
	return b
}

// Set shows another word; an empty one hides the badge.
func (b *Badge) Set(text string, look BadgeLook) {
	b.text = text
	switch look {
	case BadgeAccent:
		b.fill, b.ink = theme.ColorNamePrimary, theme.ColorNameForegroundOnPrimary
	case BadgeGood:
		b.fill, b.ink = theme.ColorNameSuccess, theme.ColorNameForegroundOnSuccess
	case BadgeBad:
		b.fill, b.ink = theme.ColorNameError, theme.ColorNameForegroundOnError
	default:
		b.fill, b.ink = theme.ColorNameButton, ColorMuted
	}
	b.Hidden = text == ""
	b.Refresh()
}

// Text gives the word shown.
func (b *Badge) Text() string { return b.text }

// CreateRenderer implements fyne.Widget.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	r := &badgeRenderer{badge: b, ground: canvas.NewRectangle(nil), word: canvas.NewText("", nil), sign: &canvas.Image{}}
	r.word.TextStyle.Bold = true
	r.paint()
	return r
}

type badgeRenderer struct {
	badge  *Badge
	ground *canvas.Rectangle
	word   *canvas.Text
	sign   *canvas.Image
}

func (r *badgeRenderer) Destroy() {}

func (r *badgeRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	text := r.word.MinSize()
	x := (size.Width - text.Width - r.signWidth()) / 2
	side := Scaled(signSide)
	r.sign.Resize(fyne.NewSquareSize(side))
	r.sign.Move(fyne.NewPos(x, (size.Height-side)/2))
	r.word.Resize(text)
	r.word.Move(fyne.NewPos(x+r.signWidth(), (size.Height-text.Height)/2))
}

func (r *badgeRenderer) MinSize() fyne.Size {
	return r.word.MinSize().AddWidthHeight(Scaled(2*badgeEdge)+r.signWidth(), Scaled(2*badgeBrim))
}

// signWidth gives the room for the sign before the word.
func (r *badgeRenderer) signWidth() float32 {
	if r.badge.sign == nil {
		return 0
	}
	return Scaled(signSide + signGap)
}

func (r *badgeRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.sign, r.word}
}

func (r *badgeRenderer) Refresh() {
	r.paint()
	r.Layout(r.badge.Size())
	r.ground.Refresh()
	r.word.Refresh()
}

func (r *badgeRenderer) paint() {
	r.ground.FillColor = Color(r.badge.fill)
	r.ground.CornerRadius = canvas.RadiusMaximum
	r.word.Text = turnedLabel(r.badge.text)
	r.word.Color = Color(r.badge.ink)
	r.word.TextSize = Scaled(badgeSize)
	r.sign.Hidden = r.badge.sign == nil
	if !r.sign.Hidden {
		r.sign.Resource = theme.NewColoredResource(r.badge.sign, r.badge.ink)
		r.sign.Refresh()
	}
}
