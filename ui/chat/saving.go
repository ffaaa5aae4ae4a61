package chat

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Saving asks how the conversation is to be saved.
type Saving struct {
	Object fyne.CanvasObject

	OnText   func()
	OnLocked func()

	locked *kit.Button
}

// NewSaving makes the question.
func NewSaving() *Saving {
	s := &Saving{}
	text := kit.NewButton(kit.WordSaveText(), func() { s.OnText() })
	s.locked = kit.NewButton(kit.WordSaveLocked(), func() { s.OnLocked() })
	s.Object = kit.NewColumn(12, kit.NewBody(kit.SavingLead()),
		kit.NewAside(kit.NewColumn(-10, kit.NewStrong(kit.SavingKey()), kit.NewCaption(kit.SavingKeyHow())), s.locked),
		kit.NewAside(kit.NewColumn(-10, kit.NewStrong(kit.SavingText()), kit.NewCaption(kit.SavingTextHow())), text),
	)
	return s
}

// Focus gives what tells nobody else.
func (s *Saving) Focus() fyne.Focusable { return s.locked }
