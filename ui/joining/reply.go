package joining

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Reply shows a guest the line to send back to the host, and how it goes then.
// While there is none it asks for what is missing.
type Reply struct {
	Object fyne.CanvasObject

	// Address asks for this computer's own address while there is no line.
	Address *kit.Address

	OnCopy   func(text string)
	OnCancel func()

	title   *kit.Prose
	text    *kit.Prose
	hint    *kit.Prose
	line    *kit.Handout
	steps   *fyne.Container
	outcome *kit.Outcome
	cancel  *kit.Button
}

// NewReply makes the view, with the name of the web service that can be asked
// for this computer's address.
func NewReply(service string) *Reply {
	r := &Reply{
		Address: kit.NewAddress(service), title: kit.NewHeading(""), text: kit.NewBody(""), hint: kit.NewCaption(""),
		line: kit.NewToken(kit.WordCopyLine()), outcome: kit.NewOutcome(),
	}
	r.text.Hide()
	r.hint.Hide()
	r.Address.OnResize = func() { r.Object.Refresh() }
	r.line.OnCopy = func(text string) { r.OnCopy(text) }
	r.steps = kit.NewColumn(-8, kit.NewBody(kit.ReplyStepSend()), kit.NewBody(kit.ReplyStepPaste()), kit.NewBody(kit.ReplyStepWait()))
	r.cancel = kit.NewButton(kit.WordCancel(), func() { r.OnCancel() })
	r.Object = kit.NewScreen(
		r.title,
		kit.NewCard(kit.NewColumn(6, r.text, r.line.Object, r.steps, r.hint, r.Address.Object)),
		r.outcome.Object,
		kit.NewButtons(r.cancel),
	)
	return r
}

// Set shows the line; without one, what is missing and what to do.
func (r *Reply) Set(line, text, hint string) {
	title := kit.ReplyTitle()
	if line == "" {
		title = kit.ReplyNoLine()
	} else {
		text = "" // the steps say it
	}
	r.title.SetText(title)
	r.text.SetText(text)
	r.hint.SetText(hint)
	r.line.Set(line)
	r.Address.Object.Hidden, r.steps.Hidden = line != "", line == ""
	r.Object.Refresh()
}

// SetProgress says how it goes.
func (r *Reply) SetProgress(text, hint string, bad bool) {
	r.outcome.Set(text, hint, bad)
	r.Object.Refresh()
}

// Focus gives the usual next step.
func (r *Reply) Focus() fyne.Focusable {
	if r.line.Text() == "" {
		return r.Address.Focus()
	}
	return r.line.Button
}
