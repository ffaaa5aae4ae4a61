package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Handout is one text to be handed on as it is, larger than CopyLines shows it,
// with a button that copies it. While there is no text it is hidden.
type Handout struct {
	Object *fyne.Container

	// OnCopy is asked to put a text on the clipboard.
	OnCopy func(text string)

	// Button copies.
	Button *Button

	word  string
	shown *widget.Label
}

// newHandout makes a handout of nothing, with the word for its button.
func newHandout(word string) *Handout {
	h := &Handout{word: word, shown: widget.NewLabel("")}
	h.Button = NewPrimary(word, func() {
		h.OnCopy(h.shown.Text)
		h.Button.SetText(WordCopied())
	})
	h.Object = NewColumn(GapUsual, newGround(h.shown), NewButtons(h.Button))
	h.Object.Hide()
	return h
}

// NewLetter makes a handout of words to be read.
func NewLetter(word string) *Handout {
	h := newHandout(word)
	h.shown.Wrapping = fyne.TextWrapWord
	return h
}

// NewToken makes a handout of letters that mean nothing to a reader: they break
// anywhere.
func NewToken(word string) *Handout {
	h := newHandout(word)
	h.shown.TextStyle.Monospace = true
	h.shown.Wrapping = fyne.TextWrapBreak
	return h
}

// Text gives what is handed on.
func (h *Handout) Text() string { return h.shown.Text }

// Set shows another text, which has not been copied yet.
func (h *Handout) Set(text string) {
	if text == h.shown.Text {
		return
	}
	h.shown.SetText(text)
	h.Button.SetText(h.word)
	h.Object.Hidden = text == ""
	h.Object.Refresh()
}

// newGround sets a text apart that is not the program's own words.
func newGround(content fyne.CanvasObject) *Panel {
	return newPanel(&Panel{
		Content: NewColumn(GapNone, content), Fill: theme.ColorNameInputBackground, Stroke: theme.ColorNameInputBorder,
		Radius: radiusField, Inset: fyne.NewSize(2, 0),
	})
}
