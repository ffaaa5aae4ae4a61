package chat

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// copyIcon copies a message. It cannot have the focus, like the text that it
// belongs to.
type copyIcon struct {
	widget.Icon

	tapped func()
}

const copySide = 22

func newCopyIcon(tapped func()) *copyIcon {
	c := &copyIcon{tapped: tapped}
	c.Resource = theme.ContentCopyIcon()
	c.ExtendBaseWidget(c)
	return c
}

// Tapped implements fyne.Tappable.
func (c *copyIcon) Tapped(*fyne.PointEvent) { c.tapped() }

// Cursor implements desktop.Cursorable.
func (c *copyIcon) Cursor() desktop.Cursor { return desktop.PointerCursor }
