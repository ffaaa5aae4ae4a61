package chat

import "fyne.io/fyne/v2"

// toEnd shows the newest line.
func (t *transcript) toEnd() {
	t.atEnd = true
	t.layout()
}

// page moves by pages of what is in view, up if negative.
func (t *transcript) page(pages float32) {
	view := t.scroll.Size().Height
	t.scrollTo(t.scroll.Offset.Y + pages*view*0.9)
}

func (t *transcript) scrollTo(y float32) {
	y = max(0, min(y, t.heights.total()-t.scroll.Size().Height))
	t.scroll.ScrollToOffset(fyne.NewPos(0, y))
	t.scrolled()
}

func (t *transcript) scrolled() {
	if t.busy {
		return
	}
	t.atEnd = t.scroll.Offset.Y+t.scroll.Size().Height >= t.heights.total()-4
	t.layout()
}

// placeJump puts the button over the lower edge.
func (t *transcript) placeJump() {
	size, jump := t.scroll.Size(), t.jump.MinSize()
	t.jump.Resize(jump)
	t.jump.Move(fyne.NewPos((size.Width-jump.Width)/2, size.Height-jump.Height-8))
}
