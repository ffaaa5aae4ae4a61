package hosting

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Setup is the form that opens a chat. Return in either field starts it.
type Setup struct {
	Object fyne.CanvasObject

	OnStart   func(name, password string)
	OnSuggest func() string // another password
	OnBack    func()

	name     *kit.Entry
	password *kit.Entry
	strength *kit.Prose
	problem  *kit.Prose
	words    *kit.Button
	start    *kit.Button
}

// NewSetup makes the form with what is known already.
func NewSetup(name, password string) *Setup {
	s := &Setup{
		name: kit.NewEntry(kit.WordYourName), password: kit.NewEntry(kit.WordPassword),
		strength: kit.NewCaption(""), problem: kit.NewWarning(),
	}
	s.name.SetText(name)
	s.password.SetText(password)
	s.strength.Hide()
	s.password.OnChanged = func(string) { s.judge() }
	s.name.OnSubmitted = func(string) { s.submit() }
	s.password.OnSubmitted = func(string) { s.submit() }
	s.words = kit.NewButton(kit.WordNewWords, func() { s.password.SetText(s.OnSuggest()) })
	s.start = kit.NewPrimary(kit.WordStart, s.submit)
	back := kit.NewButton(kit.WordBack, func() { s.OnBack() })
	s.Object = kit.NewScreen(
		kit.NewHeading(kit.TextSetupTitle),
		kit.NewBody(kit.TextSetupLead),
		kit.NewCard(kit.NewColumn(6,
			kit.NewStrong(kit.WordYourName), s.name,
			kit.NewStrong(kit.TextSetupPassword), kit.NewTrailing(s.password, s.words), s.strength,
			kit.NewCaption(kit.TextSetupRule),
		)),
		s.problem,
		kit.NewButtons(back, s.start),
	)
	return s
}

// Focus gives the field to begin in: Return there starts with what is filled
// in already.
func (s *Setup) Focus() fyne.Focusable {
	if s.name.Text == "" {
		return s.name
	}
	return s.password
}

// Problem shows what was wrong with the form.
func (s *Setup) Problem(text string) {
	s.problem.SetText(text)
	s.Object.Refresh()
}

func (s *Setup) submit() {
	password := strings.TrimSpace(s.password.Text)
	if password == "" {
		s.Problem(kit.TextPasswordEmpty)
		return
	}
	s.Problem("")
	s.OnStart(strings.TrimSpace(s.name.Text), password)
}

// easy is the number of characters below which a password is called short.
const easy = 12

func (s *Setup) judge() {
	text := strings.TrimSpace(s.password.Text)
	if text != "" && utf8.RuneCountInString(text) < easy {
		s.strength.SetText(kit.TextPasswordShort)
	} else {
		s.strength.SetText("")
	}
	s.Object.Refresh()
}
