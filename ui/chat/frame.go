package chat

import "fyne.io/fyne/v2"

// frame lays out the view from top to bottom: title and buttons, those who ask
// to come in or what is said of a lost connection, transcript and people,
// composer. What wraps is asked for its height at the width it gets; the
// transcript has the rest.
type frame struct{ lobby *lobby }

const (
	lobbyLeast = 100 // of the height of the list of those who ask
	lobbyMost  = 220
	lobbyShare = 0.45 // of what it and the transcript have together
)

// Layout implements fyne.Layout.
func (f *frame) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	bar, lobby, lost, body, composer := objects[0], objects[1], objects[2], objects[3], objects[4]
	fit(bar, size.Width)
	fit(composer, size.Width)
	top, bottom := bar.Size().Height, size.Height-composer.Size().Height
	f.lobby.most = min(max((bottom-top)*lobbyShare, lobbyLeast), lobbyMost)
	bar.Move(fyne.NewPos(0, 0))
	for _, o := range []fyne.CanvasObject{lobby, lost} {
		if o.Visible() {
			fit(o, size.Width)
			o.Move(fyne.NewPos(0, top))
			top += o.Size().Height
		}
	}
	body.Move(fyne.NewPos(0, top))
	body.Resize(fyne.NewSize(size.Width, max(0, bottom-top)))
	composer.Move(fyne.NewPos(0, bottom))
}

// MinSize implements fyne.Layout.
func (f *frame) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var min fyne.Size
	for _, o := range objects {
		if o.Visible() && o != objects[1] { // which takes from the transcript
			min.Width = max(min.Width, o.MinSize().Width)
			min.Height += o.MinSize().Height
		}
	}
	return min
}
