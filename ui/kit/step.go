package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Step is a line of a list that ticks by itself: a sign and a name, with what is
// known below them. The signs differ in their shape, not in their colour alone,
// and the words say it too.
type Step struct {
	Object *fyne.Container

	state StepState
	sign  *canvas.Image // the toolkit's icons keep the colours of a theme that was left
	badge *Badge
	text  *Prose
	hint  *Prose
}

// StepState is how far a step is.
type StepState int

// The states.
const (
	StepWaiting  StepState = iota
	StepDone               // a tick
	StepNotThere           // not possible now: a cross
)

// NewStep makes a step that waits.
func NewStep(name string) *Step {
	s := &Step{sign: &canvas.Image{FillMode: canvas.ImageFillContain}, badge: NewBadge("", BadgePlain), text: NewCaption(""), hint: NewCaption("")}
	s.text.Hide()
	s.hint.Hide()
	words := NewColumn(GapWithin, NewNamed(name, s.badge), s.text, s.hint)
	s.Object = container.New(&leading{}, container.New(inLine{}, s.sign), words)
	s.Set(StepWaiting, "", "")
	return s
}

// Set shows how far it is, with what is known and what to do.
func (s *Step) Set(state StepState, text, hint string) {
	s.state = state
	switch state {
	case StepDone:
		s.sign.Resource = theme.NewSuccessThemedResource(theme.ConfirmIcon())
	case StepNotThere:
		s.sign.Resource = theme.NewErrorThemedResource(theme.CancelIcon())
	default:
		s.sign.Resource = theme.NewColoredResource(theme.MoreHorizontalIcon(), ColorMuted)
	}
	s.text.SetText(text)
	s.hint.SetText(hint)
	s.Object.Refresh()
}

// SetBadge says it in two words behind the name; none hide the badge.
func (s *Step) SetBadge(text string, look BadgeLook) {
	s.badge.Set(text, look)
	s.Object.Refresh()
}

// State gives how far it is.
func (s *Step) State() StepState { return s.state }

// Text gives what is said of it.
func (s *Step) Text() string { return s.text.Text() }

// Hint gives what is said to be done.
func (s *Step) Hint() string { return s.hint.Text() }

// inLine puts a sign where the first line of a text beside it is.
type inLine struct{}

// Layout implements fyne.Layout.
func (inLine) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	objects[0].Resize(fyne.NewSquareSize(theme.Size(theme.SizeNameInlineIcon)))
	objects[0].Move(fyne.NewPos(labelInset(), labelInset()))
}

// MinSize implements fyne.Layout.
func (inLine) MinSize([]fyne.CanvasObject) fyne.Size {
	side := theme.Size(theme.SizeNameInlineIcon)
	return fyne.NewSize(side+labelInset(), side+2*labelInset())
}
