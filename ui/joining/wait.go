package joining

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Wait says what goes on, with a way out.
type Wait struct {
	Object fyne.CanvasObject

	OnCancel func()

	text   *kit.Prose
	cancel *kit.Button
}

// NewWait makes the view.
func NewWait(text, hint string) *Wait {
	w := &Wait{text: kit.NewSubheading(text).Centered()}
	w.cancel = kit.NewButton(kit.WordCancel(), func() { w.OnCancel() })
	w.Object = kit.NewScreen(w.text, kit.NewCaption(hint).Centered(), kit.NewCentered(w.cancel))
	return w
}

// Focus gives the way out.
func (w *Wait) Focus() fyne.Focusable { return w.cancel }
