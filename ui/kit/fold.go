package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// fold puts objects side by side, and goes on in further lines where they do
// not fit.
type fold struct {
	gap   float32
	align fyne.TextAlign // of each line
	width float32
}

// Layout implements fyne.Layout.
func (f *fold) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	var y float32
	for _, line := range f.lines(objects, size.Width) {
		var x, height float32
		switch f.align {
		case fyne.TextAlignTrailing:
			x = size.Width - f.lineWidth(line)
		case fyne.TextAlignCenter:
			x = (size.Width - f.lineWidth(line)) / 2
		}
		for _, o := range line {
			min := o.MinSize()
			min.Width = fyne.Min(min.Width, size.Width)
			o.Resize(min)
			o.Move(fyne.NewPos(fyne.Max(x, 0), y))
			x += min.Width + f.gap
			height = fyne.Max(height, min.Height)
		}
		y += height + f.gap
	}
}

// MinSize implements fyne.Layout.
func (f *fold) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var min fyne.Size
	for _, o := range objects {
		if o.Visible() {
			min.Width = fyne.Max(min.Width, o.MinSize().Width)
		}
	}
	lines := f.lines(objects, fyne.Max(f.width, min.Width))
	for i, line := range lines {
		var height float32
		for _, o := range line {
			height = fyne.Max(height, o.MinSize().Height)
		}
		if i > 0 {
			height += f.gap
		}
		min.Height += height
	}
	return min
}

func (f *fold) lines(objects []fyne.CanvasObject, width float32) [][]fyne.CanvasObject {
	var lines [][]fyne.CanvasObject
	var line []fyne.CanvasObject
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if len(line) > 0 && f.lineWidth(append(line[:len(line):len(line)], o)) > width {
			lines, line = append(lines, line), nil
		}
		line = append(line, o)
	}
	if len(line) > 0 {
		lines = append(lines, line)
	}
	return lines
}

func (f *fold) lineWidth(line []fyne.CanvasObject) float32 {
	width := f.gap * float32(len(line)-1)
	for _, o := range line {
		width += o.MinSize().Width
	}
	return width
}

// NewButtons puts buttons at the end of the line, in further lines where they
// do not fit.
func NewButtons(buttons ...*Button) *fyne.Container {
	return newFold(&fold{gap: buttonGap, align: fyne.TextAlignTrailing}, buttons)
}

// NewActions puts buttons at the beginning of the line, in further lines where
// they do not fit.
func NewActions(buttons ...*Button) *fyne.Container {
	return newFold(&fold{gap: buttonGap, align: fyne.TextAlignLeading}, buttons)
}

// NewLinks puts buttons, and bells, in the middle of the line, in further lines
// where they do not fit.
func NewLinks(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&fold{gap: linkGap, align: fyne.TextAlignCenter}, objects...)
}

func newFold(f *fold, buttons []*Button) *fyne.Container {
	objects := make([]fyne.CanvasObject, len(buttons))
	for i, b := range buttons {
		objects[i] = b
	}
	return container.New(f, objects...)
}

// NewTools puts objects at the beginning of the line.
func NewTools(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&fold{gap: linkGap}, objects...)
}

// NewCentered puts an object in the middle of its line, as small as it is.
func NewCentered(o fyne.CanvasObject) *fyne.Container { return container.NewCenter(o) }
