package identity

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// NewPhrase takes a passphrase to be set, typed twice. Return goes from the
// first field to the second one, and there hands it on.
type NewPhrase struct {
	Object *fyne.Container

	OnPassphrase func(passphrase string)
	OnBusy       func(busy bool)
	OnResize     func() // it needs more or less room than before

	first, again *kit.Entry
	says         *kit.Prose
	problem      *kit.Prose
}

// NewNewPhrase makes the form.
func NewNewPhrase() *NewPhrase {
	p := &NewPhrase{
		first: kit.NewPasswordEntry(kit.WordPassphrase()), again: kit.NewPasswordEntry(kit.PassphraseAgain()),
		says: kit.NewCaption(kit.PassphraseLost()), problem: kit.NewWarning(),
	}
	p.first.OnSubmitted = func(string) { p.focus(p.again) }
	p.again.OnSubmitted = func(string) { p.Submit() }
	p.Object = kit.NewColumn(6, kit.NewBody(kit.PassphraseHow()), p.first, p.again, p.problem, p.says)
	return p
}

// Focus gives the field to begin in.
func (p *NewPhrase) Focus() fyne.Focusable { return p.first }

// Submit hands on what was typed, if it was typed twice.
func (p *NewPhrase) Submit() {
	first, again := p.first.Text, p.again.Text
	switch {
	case p.first.Disabled():
	case first == "":
		p.Problem(kit.PassphraseNone())
	case first != again:
		p.Problem(kit.PassphraseDiffer())
	default:
		p.clear()
		p.set("", kit.PassphraseWait(), false)
		p.OnPassphrase(first)
	}
}

// Problem says what was wrong, and asks again.
func (p *NewPhrase) Problem(text string) {
	p.clear()
	p.set(text, kit.PassphraseLost(), true)
	p.focus(p.first)
}

func (p *NewPhrase) clear() {
	p.first.SetText("")
	p.again.SetText("")
}

func (p *NewPhrase) set(problem, says string, enabled bool) {
	p.problem.SetText(problem)
	p.says.SetText(says)
	for _, e := range []*kit.Entry{p.first, p.again} {
		if enabled {
			e.Enable()
		} else {
			e.Disable()
		}
	}
	p.OnBusy(!enabled)
	p.Object.Refresh()
	p.OnResize()
}

func (p *NewPhrase) focus(on fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.first); c != nil {
		c.Focus(on)
	}
}
