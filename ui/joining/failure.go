package joining

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Failure says why there is no chat, with what to do.
type Failure struct {
	Object fyne.CanvasObject

	OnRetry func() // nil: no such button
	OnBack  func()

	buttons []*kit.Button
}

// NewFailure makes the view.
func NewFailure(title, text, hint string, back, retry func()) *Failure {
	f := &Failure{OnBack: back, OnRetry: retry}
	f.buttons = []*kit.Button{kit.NewButton(kit.WordBackToStart, func() { f.OnBack() })}
	if retry != nil {
		f.buttons = append(f.buttons, kit.NewPrimary(kit.WordTryAgain, func() { f.OnRetry() }))
	}
	reason := kit.NewColumn(6, kit.NewBody(text))
	if hint != "" {
		reason.Add(kit.NewCaption(hint))
	}
	f.Object = kit.NewScreen(kit.NewHeading(title), kit.NewCard(reason), kit.NewButtons(f.buttons...))
	return f
}

// Focus gives the usual next step.
func (f *Failure) Focus() fyne.Focusable { return f.buttons[len(f.buttons)-1] }
