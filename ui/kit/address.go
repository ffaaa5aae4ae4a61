package kit

import (
	"strings"

	"fyne.io/fyne/v2"
)

// Address asks for this computer's address on the Internet: it can be typed, or
// a web service asked, which is named on the button. Nobody is asked before
// that button is pressed.
type Address struct {
	Object *fyne.Container

	OnUse    func(text string)
	OnAsk    func()
	OnResize func() // it needs more or less room than before

	entry   *Entry
	use     *Button
	ask     *Button
	hint    *Prose
	outcome *Outcome
}

// NewAddress makes the question, with the name of the web service.
func NewAddress(service string) *Address {
	a := &Address{entry: NewEntry(AddressExample), hint: NewCaption(""), outcome: NewOutcome()}
	a.entry.OnSubmitted = func(string) { a.submit() }
	a.use = NewButton(WordUseAddress(), a.submit)
	a.ask = NewButton("", func() { a.OnAsk() })
	a.Object = NewColumn(GapSmall,
		NewStrong(AddressTitle()), NewTrailing(a.entry, a.use), NewTools(a.ask), a.hint, a.outcome.Object,
	)
	a.SetService(service)
	return a
}

// SetService names another web service.
func (a *Address) SetService(name string) {
	a.ask.SetText(AskService(name))
	a.hint.SetText(AskServiceHint(name))
	a.Object.Refresh()
}

// Focus gives the field.
func (a *Address) Focus() fyne.Focusable { return a.entry }

// SetText fills the field.
func (a *Address) SetText(text string) { a.entry.SetText(text) }

// Wait says that something goes on: nothing else can be begun until Say.
func (a *Address) Wait(text string) {
	a.enable(false)
	a.say(text, "", false)
}

// Say tells what became of it.
func (a *Address) Say(text, hint string, bad bool) {
	a.enable(true)
	a.say(text, hint, bad)
}

func (a *Address) say(text, hint string, bad bool) {
	a.outcome.Set(text, hint, bad)
	a.Object.Refresh()
	a.OnResize()
}

func (a *Address) enable(on bool) {
	a.use.SetEnabled(on)
	a.ask.SetEnabled(on)
}

func (a *Address) submit() {
	text := strings.TrimSpace(a.entry.Text)
	if text == "" || a.use.Disabled() {
		return
	}
	a.OnUse(text)
}
