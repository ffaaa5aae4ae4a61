package chat

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// copyIcon copies a message, and says so until it is hidden. It cannot have the
// focus, like the text that it belongs to.
type copyIcon struct {
	widget.Icon

	tapped func()
}

func newCopyIcon(tapped func()) *copyIcon {
	c := &copyIcon{tapped: tapped}
	c.Resource = theme.ContentCopyIcon()
	c.ExtendBaseWidget(c)
	return c
}

// Tapped implements fyne.Tappable.
func (c *copyIcon) Tapped(*fyne.PointEvent) {
	c.SetResource(theme.ConfirmIcon())
	c.tapped()
}

// Hide implements fyne.CanvasObject.
func (c *copyIcon) Hide() {
	c.Icon.Hide()
	if c.Resource != theme.ContentCopyIcon() {
		c.SetResource(theme.ContentCopyIcon())
	}
}

// Cursor implements desktop.Cursorable.
func (c *copyIcon) Cursor() desktop.Cursor { return desktop.PointerCursor }
