package hosting

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Opening is how a chat is to begin.
type Opening struct {
	Name     string
	Password string
	Nearby   bool // people on this network see the chat
	ShowName bool // with the host's name
}

// Setup is the form that opens a chat. Return in either field starts it.
type Setup struct {
	Object fyne.CanvasObject

	OnStart   func(Opening)
	OnSuggest func() string // another password
	OnBack    func()

	name     *kit.Entry
	password *kit.Entry
	strength *kit.Prose
	problem  *kit.Prose
	words    *kit.Button
	start    *kit.Button

	nearby   *kit.Option
	withName *kit.Option
	chosen   bool // the user has said whether the chat is shown
}

// NewSetup makes the form with what is known already.
func NewSetup(name, password string) *Setup {
	s := &Setup{
		name: kit.NewEntry(kit.WordYourName()), password: kit.NewEntry(kit.WordPassword()),
		strength: kit.NewCaption(""), problem: kit.NewWarning(),
	}
	s.name.SetText(name)
	s.password.SetText(password)
	s.strength.Hide()
	s.password.OnChanged = func(string) { s.judge() }
	s.name.OnSubmitted = func(string) { s.submit() }
	s.password.OnSubmitted = func(string) { s.submit() }
	s.words = kit.NewButton(kit.WordNewWords(), func() { s.password.SetText(s.OnSuggest()) })
	s.start = kit.NewPrimary(kit.WordStart(), s.submit)
	back := kit.NewButton(kit.WordBack(), func() { s.OnBack() })
	s.nearby = kit.NewOption(kit.SetupNearby(), kit.SetupNearbyHint(), false, func(on bool) {
		s.chosen = true
		s.showNearby(on)
	})
	s.withName = kit.NewOption(kit.SetupWithName(), kit.SetupNameHint(), true, func(bool) {})
	s.withName.Hide()
	s.Object = kit.NewScreen(
		kit.NewHeading(kit.TextSetupTitle()),
		kit.NewBody(kit.TextSetupLead()),
		kit.NewCard(kit.NewColumn(6,
			kit.NewStrong(kit.WordYourName()), s.name,
			kit.NewStrong(kit.TextSetupPassword()), kit.NewTrailing(s.password, s.words), s.strength,
			kit.NewCaption(kit.TextSetupRule()),
		)),
		kit.NewCard(kit.NewColumn(2, s.nearby, kit.NewIndent(s.withName))),
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

// SetNearby says whether the chat is shown to people on this network, unless the
// user has said so.
func (s *Setup) SetNearby(on bool) {
	if s.chosen {
		return
	}
	s.nearby.Set(on)
	s.showNearby(on)
}

func (s *Setup) showNearby(on bool) {
	s.withName.Hidden = !on
	s.Object.Refresh()
}

// Problem shows what was wrong with the form.
func (s *Setup) Problem(text string) {
	s.problem.SetText(text)
	s.Object.Refresh()
}

func (s *Setup) submit() {
	password := strings.TrimSpace(s.password.Text)
	if password == "" {
		s.Problem(kit.TextPasswordEmpty())
		return
	}
	s.Problem("")
	nearby := s.nearby.Tick.Checked
	s.OnStart(Opening{
		Name: strings.TrimSpace(s.name.Text), Password: password,
		Nearby: nearby, ShowName: nearby && s.withName.Tick.Checked,
	})
}

// easy is the number of characters below which a password is called short.
const easy = 12

func (s *Setup) judge() {
	text := strings.TrimSpace(s.password.Text)
	if text != "" && utf8.RuneCountInString(text) < easy {
		s.strength.SetText(kit.TextPasswordShort())
	} else {
		s.strength.SetText("")
	}
	s.Object.Refresh()
}
