package identity

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Passphrase takes the passphrase of a key that exists. Return hands it on; the
// form then waits until Problem is called, or it goes away.
type Passphrase struct {
	Object *fyne.Container

	OnPassphrase func(passphrase string)
	OnBusy       func(busy bool)
	OnResize     func() // it needs more or less room than before

	wait    string
	entry   *kit.Entry
	says    *kit.Prose
	problem *kit.Prose
}

// NewPassphrase makes the form with what it asks, and what it says while the
// passphrase is tried.
func NewPassphrase(lead, wait string) *Passphrase {
	p := &Passphrase{
		wait: wait, entry: kit.NewPasswordEntry(kit.WordPassphrase()),
		says: kit.NewCaption(""), problem: kit.NewWarning(),
	}
	p.says.Hide()
	p.entry.OnSubmitted = func(string) { p.Submit() }
	p.Object = kit.NewColumn(6, kit.NewBody(lead), p.entry, p.problem, p.says)
	return p
}

// Focus gives the field.
func (p *Passphrase) Focus() fyne.Focusable { return p.entry }

// Submit hands on what was typed.
func (p *Passphrase) Submit() {
	if p.entry.Disabled() || p.entry.Text == "" {
		return
	}
	passphrase := p.entry.Text
	p.entry.SetText("")
	p.set("", p.wait)
	p.OnPassphrase(passphrase)
}

// Problem says what was wrong, and asks again.
func (p *Passphrase) Problem(text string) {
	p.set(text, "")
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.entry); c != nil {
		c.Focus(p.entry)
	}
}

func (p *Passphrase) set(problem, says string) {
	p.problem.SetText(problem)
	p.says.SetText(says)
	busy := says != ""
	if busy {
		p.entry.Disable()
	} else {
		p.entry.Enable()
	}
	p.OnBusy(busy)
	p.Object.Refresh()
	p.OnResize()
}
