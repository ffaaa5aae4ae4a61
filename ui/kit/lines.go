package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// CopyLines shows lines to hand on, each with a button that copies it. The
// button of the line copied last says so.
type CopyLines struct {
	Object *fyne.Container

	// OnCopy is asked to put a text on the clipboard.
	OnCopy func(text string)

	lines   []string
	buttons []*Button
}

// NewCopyLines makes an empty list.
func NewCopyLines() *CopyLines {
	return &CopyLines{Object: NewColumn(GapForm)}
}

// Set shows other lines. The same ones stay as they are, with the focus on them.
func (l *CopyLines) Set(lines []string) {
	if slices.Equal(lines, l.lines) {
		return
	}
	l.lines, l.buttons = slices.Clone(lines), nil
	l.Object.RemoveAll()
	for _, line := range lines {
		l.add(line)
	}
	l.Object.Refresh()
}

// Buttons gives the copy buttons from top to bottom.
func (l *CopyLines) Buttons() []*Button { return l.buttons }

func (l *CopyLines) add(line string) {
	text := widget.NewLabelWithStyle(line, fyne.TextAlignLeading, fyne.TextStyle{Monospace: true})
	text.Wrapping = fyne.TextWrapBreak
	text.SizeName = theme.SizeNameCaptionText
	button := NewButton(WordCopy(), nil)
	button.OnTapped = func() {
		for _, b := range l.buttons {
			b.SetText(WordCopy())
		}
		button.SetText(WordCopied())
		if l.OnCopy != nil {
			l.OnCopy(line)
		}
	}
	l.buttons = append(l.buttons, button)
	row := NewTrailing(text, button)
	l.Object.Add(row)
}

// trailing gives the last object the width it needs at the end of the row and
// the first one the rest; both stand in the middle of the height.
type trailing struct{ width float32 }

// NewTrailing puts a small object at the end of a wide one.
func NewTrailing(wide, small fyne.CanvasObject) *fyne.Container {
	return container.New(&trailing{}, wide, small)
}

// Layout implements fyne.Layout.
func (t *trailing) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	t.width = size.Width
	wide, small := objects[0], objects[1]
	end := small.MinSize()
	rest := size.Width - end.Width - buttonGap
	if !small.Visible() {
		rest = size.Width
	}
	h := heightAt(wide, rest)
	wide.Resize(fyne.NewSize(rest, h))
	wide.Move(fyne.NewPos(0, (size.Height-h)/2))
	small.Resize(end)
	small.Move(fyne.NewPos(size.Width-end.Width, (size.Height-end.Height)/2))
}

// MinSize implements fyne.Layout.
func (t *trailing) MinSize(objects []fyne.CanvasObject) fyne.Size {
	wide, small := objects[0], objects[1]
	if !small.Visible() {
		return wide.MinSize()
	}
	end := small.MinSize()
	min := fyne.NewSize(wide.MinSize().Width+buttonGap+end.Width, 0)
	height := wide.MinSize().Height
	if t.width > 0 {
		height = heightAt(wide, t.width-end.Width-buttonGap)
	}
	min.Height = fyne.Max(height, end.Height)
	return min
}
