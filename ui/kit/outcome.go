package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Outcome says how something goes, or what became of it, with what to do. It is
// hidden until there is something to say.
type Outcome struct {
	Object *fyne.Container

	text, hint *Prose
}

// NewOutcome makes one that says nothing.
func NewOutcome() *Outcome {
	o := &Outcome{text: NewBody(""), hint: NewCaption("")}
	o.text.Hide()
	o.hint.Hide()
	o.Object = NewColumn(-GapUsual, o.text, o.hint)
	o.Object.Hide()
	return o
}

// Set says something else; bad news are in the colour for them.
func (o *Outcome) Set(text, hint string, bad bool) {
	color := theme.ColorNameForeground
	if bad {
		color = theme.ColorNameError
	}
	o.text.SetText(text)
	o.text.SetColor(color)
	o.hint.SetText(hint)
	o.Object.Hidden = text == ""
	o.Object.Refresh()
}

// Text gives what is said.
func (o *Outcome) Text() string { return o.text.Text() }
