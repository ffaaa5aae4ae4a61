package identity

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Unlock is the screen that asks for the passphrase of the user's key.
type Unlock struct {
	Object fyne.CanvasObject

	OnUnlock    func(passphrase string)
	OnForgotten func()

	field  *Passphrase
	unlock *kit.Button
}

// NewUnlock makes the screen.
func NewUnlock() *Unlock {
	u := &Unlock{field: NewPassphrase(kit.UnlockLead(), kit.UnlockWait())}
	u.field.OnPassphrase = func(passphrase string) { u.OnUnlock(passphrase) }
	u.unlock = kit.NewPrimary(kit.WordUnlock(), u.field.Submit)
	u.field.OnBusy = func(busy bool) { u.unlock.SetEnabled(!busy) }
	u.field.OnResize = func() { u.Object.Refresh() }
	forgotten := kit.NewQuiet(kit.WordForgotten(), func() { u.OnForgotten() })
	u.Object = kit.NewScreen(
		kit.NewHeading(kit.UnlockTitle()), kit.NewCard(u.field.Object), kit.NewButtons(forgotten, u.unlock),
	)
	return u
}

// Focus gives the field to type in.
func (u *Unlock) Focus() fyne.Focusable { return u.field.Focus() }

// Problem says why the key is still locked, and asks again.
func (u *Unlock) Problem(text string) { u.field.Problem(text) }
