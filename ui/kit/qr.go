package kit

import (
	"image"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
	"github.com/skip2/go-qrcode"
)

// QR shows a text as a QR code (ISO/IEC 18004) for a camera: dark on white in
// both palettes, for many cameras read nothing else. The text is encoded in
// upper case, where each letter takes less room; what it stands for must not
// depend on the case. The least correction of errors is enough on a screen, and
// leaves the largest squares.
type QR struct {
	widget.BaseWidget

	text    string
	modules [][]bool // true is dark; with the quiet zone of four on each side
}

// NewQR makes a code of nothing, which is hidden.
func NewQR() *QR {
	q := &QR{}
	q.Hide()
	q.ExtendBaseWidget(q)
	return q
}

// SetText shows another text. An empty one, and one too long for a code, hides
// the widget.
func (q *QR) SetText(text string) {
	if text == q.text {
		return
	}
	q.text, q.modules = text, nil
	if code, err := qrcode.New(strings.ToUpper(text), qrcode.Low); err == nil && text != "" {
		q.modules = code.Bitmap()
	}
	q.Hidden = q.modules == nil
	q.Refresh() // its size may be another
}

// CreateRenderer implements fyne.Widget.
func (q *QR) CreateRenderer() fyne.WidgetRenderer {
	r := &qrRenderer{q: q, ground: canvas.NewRectangle(color.White)}
	r.ground.CornerRadius = qrInset
	r.picture = canvas.NewRaster(func(w, h int) image.Image { return drawModules(q.modules, w, h) })
	r.picture.ScaleMode = canvas.ImageScalePixels
	return r
}

type qrRenderer struct {
	q       *QR
	ground  *canvas.Rectangle
	picture *canvas.Raster
}

func (r *qrRenderer) Destroy() {}

func (r *qrRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.picture.Move(fyne.NewPos(qrInset, qrInset))
	r.picture.Resize(size.SubtractWidthHeight(2*qrInset, 2*qrInset))
}

// MinSize gives each module whole units, as many as fit.
func (r *qrRenderer) MinSize() fyne.Size {
	side := qrSide
	if n := len(r.q.modules); n > 0 {
		side = n * max(1, qrSide/n)
	}
	return fyne.NewSquareSize(float32(side) + 2*qrInset)
}

func (r *qrRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.picture}
}

func (r *qrRenderer) Refresh() {
	r.ground.Refresh()
	r.picture.Refresh()
}

// drawModules draws a code in the middle of w times h pixels, each module of as
// many whole pixels as there is room for: a scaled picture has grey edges.
func drawModules(modules [][]bool, w, h int) image.Image {
	img := image.NewGray(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = 0xff
	}
	n := len(modules)
	if n == 0 {
		return img
	}
	scale := min(w, h) / n
	left, top := (w-n*scale)/2, (h-n*scale)/2
	for y := range n * scale {
		for x := range n * scale {
			if modules[y/scale][x/scale] {
				img.Pix[img.PixOffset(left+x, top+y)] = 0
			}
		}
	}
	return img
}
