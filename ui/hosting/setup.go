package hosting

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"realtalk/ui/kit"
)

// Opening is how a chat is to begin.
type Opening struct {
	Name     string // "": it was not asked for
	Password string
	AskFirst bool // the host is asked before anybody comes in
	Nearby   bool // people on this network see the chat
	ShowName bool // with the host's name
}

// Verdict says in words how hard a password is to guess.
type Verdict struct {
	Text string // "": there is none
	Weak bool   // the user should choose another one
}

// Setup is the form that opens a chat. Return in a field starts it.
type Setup struct {
	Object fyne.CanvasObject

	OnStart   func(Opening)
	OnSuggest func() string // another password
	OnJudge   func(password, name string) Verdict
	OnBack    func()

	asksName bool
	name     *kit.Entry
	password *kit.Entry
	strength *kit.Prose
	problem  *kit.Prose
	words    *kit.Button
	hide     *kit.Button
	start    *kit.Button

	askFirst *kit.Option
	nearby   *kit.Option
	withName *kit.Option
	depends  *fyne.Container // holds withName
	chosen   bool            // the user has said whether the chat is shown
	firewall *kit.Prose
}

// NewSetup makes the form with what is known already. It asks for the name too
// where askName is set.
func NewSetup(name string, askName bool, password string) *Setup {
	s := &Setup{
		asksName: askName, name: kit.NewEntry(kit.WordYourName()), password: kit.NewEntry(kit.WordPassword()),
		strength: kit.NewCaption(""), problem: kit.NewWarning(), firewall: kit.NewCaption(kit.SetupFirewall()),
		OnJudge: func(string, string) Verdict { return Verdict{} },
	}
	s.name.SetText(name)
	s.password.SetText(password)
	s.strength.Hide()
	s.firewall.Hide()
	s.password.OnChanged = func(string) { s.Judge() }
	s.name.OnChanged = func(string) { s.Judge() }
	s.name.OnSubmitted = func(string) { s.submit() }
	s.password.OnSubmitted = func(string) { s.submit() }
	s.words = kit.NewButton(kit.WordNewWords(), func() { s.password.SetText(s.OnSuggest()) })
	s.hide = kit.NewButton(kit.WordHide(), s.toggle)
	s.start = kit.NewPrimary(kit.WordStart(), s.submit)
	back := kit.NewButton(kit.WordBack(), func() { s.OnBack() })
	s.Object = kit.NewForm(kit.NewColumn(kit.GapSmall, s.firewall, s.problem, kit.NewButtons(back, s.start)),
		kit.NewHeading(kit.TextSetupTitle()),
		kit.NewBody(kit.TextSetupLead()),
		kit.NewCard(kit.NewColumn(kit.GapForm, s.fields()...)),
		kit.NewCard(kit.NewColumn(kit.GapForm, s.options()...)),
	)
	return s
}

func (s *Setup) fields() []fyne.CanvasObject {
	var fields []fyne.CanvasObject
	if s.asksName {
		fields = append(fields, kit.NewStrong(kit.WordYourName()), s.name)
	}
	return append(fields,
		kit.NewStrong(kit.TextSetupPassword()), s.password, kit.NewAside(s.strength, s.words, s.hide),
		kit.NewCaption(kit.TextSetupRule()),
	)
}

func (s *Setup) options() []fyne.CanvasObject {
	s.askFirst = kit.NewOption(kit.DoorAsk(), kit.DoorAskHint(), false, func(bool) {})
	s.nearby = kit.NewOption(kit.SetupNearby(), kit.SetupNearbyHint(), false, func(on bool) {
		s.chosen = true
		s.showNearby(on)
	})
	s.withName = kit.NewOption(kit.SetupWithName(), kit.SetupNameHint(), true, func(bool) {})
	s.depends = kit.NewIndent(s.withName)
	s.depends.Hide()
	return []fyne.CanvasObject{s.askFirst, s.nearby, s.depends}
}

// Focus gives the field to begin in: Return there starts with what is filled
// in already.
func (s *Setup) Focus() fyne.Focusable {
	if s.asksName && s.name.Text == "" {
		return s.name
	}
	return s.password
}

// SetAskFirst says whether the host is asked before anybody comes in.
func (s *Setup) SetAskFirst(on bool) { s.askFirst.Set(on) }

// SetFirewall tells whether this system will ask the user to let others connect,
// which is explained before it happens.
func (s *Setup) SetFirewall(asks bool) {
	s.firewall.Hidden = !asks
	s.Object.Refresh()
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
	s.depends.Hidden = !on
	s.Object.Refresh()
}

// Problem shows what was wrong with the form.
func (s *Setup) Problem(text string) {
	s.problem.SetText(text)
	s.Object.Refresh()
}

// toggle hides the password from who looks over the shoulder, and shows it again.
func (s *Setup) toggle() {
	s.password.Password = !s.password.Password
	s.password.Refresh()
	word := kit.WordHide()
	if s.password.Password {
		word = kit.WordShow()
	}
	s.hide.SetText(word)
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
		Name: s.typedName(), Password: password, AskFirst: s.askFirst.Tick.Checked,
		Nearby: nearby, ShowName: nearby && s.withName.Tick.Checked,
	})
}

func (s *Setup) typedName() string { return strings.TrimSpace(s.name.Text) }

// Judge says how hard the password is to guess, now and while it is typed.
func (s *Setup) Judge() {
	v := s.OnJudge(s.password.Text, s.name.Text)
	color := kit.ColorMuted
	if v.Weak {
		color = theme.ColorNameError
	}
	s.strength.SetText(v.Text)
	s.strength.SetColor(color)
	s.Object.Refresh()
}
