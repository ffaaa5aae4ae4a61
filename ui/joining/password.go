package joining

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Password asks for the password of a chat. Return sends it; the form then
// waits until it is asked again.
type Password struct {
	Object fyne.CanvasObject

	OnPassword func(password string)
	OnCancel   func()

	entry   *kit.Entry
	tries   *kit.Prose
	wrong   *kit.Prose
	connect *kit.Button
}

// NewPassword makes the form.
func NewPassword() *Password {
	p := &Password{
		entry: kit.NewPasswordEntry(kit.WordPassword()), tries: kit.NewCaption(""), wrong: kit.NewWarning(),
	}
	p.entry.OnSubmitted = func(string) { p.submit() }
	p.connect = kit.NewPrimary(kit.WordConnect(), p.submit)
	cancel := kit.NewButton(kit.WordCancel(), func() { p.OnCancel() })
	found := kit.NewStep(kit.TextChatFound())
	found.Set(kit.StepDone, kit.TextPasswordLead(), "")
	p.Object = kit.NewForm(kit.NewButtons(cancel, p.connect),
		kit.NewHeading(kit.TextPasswordTitle()),
		kit.NewCard(kit.NewColumn(kit.GapForm, found.Object, p.entry, p.wrong, p.tries)),
	)
	return p
}

// Focus gives the field to type in.
func (p *Password) Focus() fyne.Focusable { return p.entry }

// Ask lets the user type, with so many tries left.
func (p *Password) Ask(left int) {
	if p.wrong.Text() == "" { // which says it already
		p.tries.SetText(kit.TriesLeft(left))
	}
	p.entry.Enable()
	p.connect.Enable()
	p.Object.Refresh()
}

// Wrong says that the last password was wrong.
func (p *Password) Wrong(left int) {
	p.wrong.SetText(kit.WrongPassword(left))
	p.tries.SetText("")
	p.Object.Refresh()
}

func (p *Password) submit() {
	if p.connect.Disabled() || p.entry.Text == "" {
		return
	}
	password := p.entry.Text
	p.entry.SetText("")
	p.entry.Disable()
	p.connect.Disable()
	p.wrong.SetText("")
	p.tries.SetText(kit.TextChecking())
	p.Object.Refresh()
	p.OnPassword(password)
}
