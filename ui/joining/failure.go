package joining

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Reason is why there is no chat, and what can be done. What is nil has no
// button.
type Reason struct {
	Title string
	Text  string
	Hint  string

	OnBack  func()
	OnHost  func() // hosts a chat instead
	OnReply func() // makes a line for the host, so that both computers dial
	OnRetry func()
}

// Failure says why there is no chat.
type Failure struct {
	Object fyne.CanvasObject

	buttons []*kit.Button
}

// NewFailure makes the view.
func NewFailure(r Reason) *Failure {
	f := &Failure{}
	f.add(kit.NewButton, kit.WordBackToStart(), r.OnBack)
	f.add(kit.NewButton, kit.WordHostInstead(), r.OnHost)
	f.add(kit.NewButton, kit.WordMakeReply(), r.OnReply)
	f.add(kit.NewPrimary, kit.WordTryAgain(), r.OnRetry)
	reason := kit.NewColumn(6, kit.NewBody(r.Text))
	if r.Hint != "" {
		reason.Add(kit.NewCaption(r.Hint))
	}
	f.Object = kit.NewForm(kit.NewButtons(f.buttons...), kit.NewHeading(r.Title), kit.NewCard(reason))
	return f
}

func (f *Failure) add(button func(word string, do func()) *kit.Button, word string, do func()) {
	if do != nil {
		f.buttons = append(f.buttons, button(word, do))
	}
}

// Focus gives the usual next step.
func (f *Failure) Focus() fyne.Focusable { return f.buttons[len(f.buttons)-1] }
