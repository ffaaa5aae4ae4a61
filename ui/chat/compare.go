package chat

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// NewComparison shows the words that are the same on the screens of two people,
// and the same once more for a camera.
func NewComparison(name, words, code string) fyne.CanvasObject {
	phrase := kit.NewPhrase()
	phrase.Set(words)
	square := kit.NewQR()
	square.SetText(code)
	how := kit.NewBeside(kit.NewColumn(2, kit.NewBody(kit.CompareHow(name)), kit.NewCaption(kit.CompareQR())), square)
	return kit.NewColumn(8, phrase.Object, how)
}

// NewChanged says that a name came from another computer before: the fact in
// text, and what one of the choices means.
func NewChanged(text string) fyne.CanvasObject {
	return kit.NewColumn(4,
		kit.NewInset(kit.NewTools(kit.NewBadge(kit.TrustChanged.Badge()))),
		kit.NewBody(text), kit.NewCaption(kit.ChangedKnowAbout()),
	)
}
