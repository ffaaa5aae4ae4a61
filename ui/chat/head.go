package chat

import "fyne.io/fyne/v2"

// wide is the width from which people stand beside the transcript and the
// buttons beside the title.
const wide = 760

// head lays out the title (first object) and the buttons: beside it where the
// window is wide, below it, in as many lines as needed, where it is not.
type head struct{ width float32 }

const headGap = 2

// Layout implements fyne.Layout.
func (h *head) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	h.width = size.Width
	title, buttons := objects[0], objects[1:]
	if size.Width >= wide {
		x := size.Width
		for i := len(buttons) - 1; i >= 0; i-- {
			if !buttons[i].Visible() {
				continue
			}
			min := buttons[i].MinSize()
			x -= min.Width
			buttons[i].Resize(min)
			buttons[i].Move(fyne.NewPos(x, (size.Height-min.Height)/2))
			x -= headGap
		}
		fit(title, x)
		title.Move(fyne.NewPos(0, (size.Height-title.Size().Height)/2))
		return
	}
	fit(title, size.Width)
	title.Move(fyne.NewPos(0, 0))
	h.flow(buttons, size.Width, title.Size().Height)
}

// flow places buttons from left to right and gives the height below them.
func (h *head) flow(buttons []fyne.CanvasObject, width, y float32) float32 {
	var x, line float32
	for _, b := range buttons {
		if !b.Visible() {
			continue
		}
		min := b.MinSize()
		if x > 0 && x+min.Width > width {
			x, y = 0, y+line+headGap
		}
		b.Resize(min)
		b.Move(fyne.NewPos(x, y))
		x += min.Width + headGap
		line = max(line, min.Height)
	}
	return y + line
}

// MinSize implements fyne.Layout.
func (h *head) MinSize(objects []fyne.CanvasObject) fyne.Size {
	title, buttons := objects[0], objects[1:]
	if h.width >= wide {
		height := title.MinSize().Height
		for _, b := range buttons {
			height = max(height, b.MinSize().Height)
		}
		return fyne.NewSize(200, height)
	}
	width := max(h.width, 200)
	fit(title, width)
	return fyne.NewSize(200, h.flow(buttons, width, title.Size().Height))
}

// fit gives an object with wrapped text a width and the height it needs then.
func fit(o fyne.CanvasObject, width float32) {
	if o.Size().Width != width {
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
	}
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
}

// sides lays out the transcript and the people: side by side where the window
// is wide, one of them where it is not.
type sides struct {
	main, people fyne.CanvasObject
	width        float32
	showPeople   bool // instead of the transcript, in a narrow window
	alone        bool // there are no people to show any more
	onNarrow     func(narrow bool)
}

const peopleWidth = 250

// Layout implements fyne.Layout.
func (s *sides) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	narrow := size.Width < wide
	if changed := narrow != (s.width < wide) || s.width == 0; changed {
		s.onNarrow(narrow)
	}
	s.width = size.Width
	main, people := size, size
	if narrow || s.alone {
		setVisible(s.main, !s.showPeople)
		setVisible(s.people, s.showPeople)
		s.people.Move(fyne.NewPos(0, 0))
	} else {
		setVisible(s.main, true)
		setVisible(s.people, true)
		main.Width -= peopleWidth
		people.Width = peopleWidth
		s.people.Move(fyne.NewPos(main.Width, 0))
	}
	s.main.Resize(main)
	s.people.Resize(people)
}

// MinSize implements fyne.Layout.
func (s *sides) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(220, 120) }

func setVisible(o fyne.CanvasObject, on bool) {
	if on == o.Visible() {
		return
	}
	if on {
		o.Show()
		return
	}
	o.Hide()
}
