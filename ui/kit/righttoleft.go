package kit

import (
	"fyne.io/fyne/v2"

	"realtalk/app/lang"
)

// turnedLabel gives a text of one line as Fyne has to draw it.
func turnedLabel(text string) string {
	if !lang.RightToLeft() {
		return text
	}
	return lang.LineRightToLeft(text)
}

// turnedButton lets the toolkit draw the label of a button as it has to.
type turnedButton struct {
	fyne.WidgetRenderer

	button *Button
}

func newTurnedButton(b *Button) *turnedButton {
	said := b.Text
	b.Text = turnedLabel(said)
	defer func() { b.Text = said }()
	return &turnedButton{b.Button.CreateRenderer(), b}
}

// Refresh implements fyne.WidgetRenderer.
func (t *turnedButton) Refresh() {
	said := t.button.Text
	t.button.Text = turnedLabel(said)
	t.WidgetRenderer.Refresh()
	t.button.Text = said
}
