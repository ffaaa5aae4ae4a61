package joining

import (
	"strings"

	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// maxPaste bounds what is looked through for a line: more is a mistake, and
// laying it out would hold the window up.
const maxPaste = 64 << 10

// Found is the invite that was found in a text.
type Found struct {
	Line string // the only line, as it is shown; "": it is more than a line
	Ways int    // how many ways in it holds
	Near bool   // it works only on the host's own network
}

func (f Found) says() string {
	if f.Line != "" {
		return kit.JoinFound(kit.Text(f.Line), f.Near)
	}
	return kit.JoinFoundInvite(f.Ways, f.Near)
}

// Paste is the form that takes any text with an invite or a line in it, or a
// chat of this network. Return connects.
type Paste struct {
	Object fyne.CanvasObject

	// OnFind looks for the invite in a text.
	OnFind    func(text string) (Found, bool)
	OnConnect func(name, text string)
	OnNear    func(Near)
	OnBack    func()

	asksName bool
	name     *kit.Entry
	box      *kit.Box
	verdict  *kit.Prose
	problem  *kit.Prose
	connect  *kit.Button
	nearby   *Nearby
}

// NewPaste makes the form. It asks for the name too where askName is set.
func NewPaste(name string, askName bool) *Paste {
	p := &Paste{
		asksName: askName, name: kit.NewEntry(kit.WordYourName()), box: kit.NewBox(kit.TextJoinPlaceholder, 4),
		verdict: kit.NewCaption(""), problem: kit.NewWarning(),
	}
	p.name.SetText(name)
	p.name.OnSubmitted = func(string) { p.submit() }
	p.box.OnChanged = p.look
	p.box.OnSend = p.submit
	p.connect = kit.NewPrimary(kit.WordConnect(), p.submit)
	p.connect.Disable()
	back := kit.NewButton(kit.WordBack(), func() { p.OnBack() })
	var fields []fyne.CanvasObject
	if askName {
		fields = append(fields, kit.NewStrong(kit.WordYourName()), p.name)
	}
	fields = append(fields, p.box, p.verdict)
	p.verdict.Hide()
	p.nearby = NewNearby("")
	p.nearby.OnPick = func(c Near) {
		p.Problem("")
		p.OnNear(c)
	}
	p.Object = kit.NewForm(kit.NewColumn(kit.GapSmall, p.problem, kit.NewButtons(back, p.connect)),
		kit.NewHeading(kit.TextJoinTitle()), p.nearby.Object, kit.NewBody(kit.TextJoinLead()),
		kit.NewCard(kit.NewColumn(kit.GapForm, fields...)),
	)
	return p
}

// Focus gives the field to begin in.
func (p *Paste) Focus() fyne.Focusable {
	if p.asksName && p.name.Text == "" {
		return p.name
	}
	return p.box
}

// SetText puts a text into the box.
func (p *Paste) SetText(text string) { p.box.SetText(text) }

// SetNearby shows the chats of this network.
func (p *Paste) SetNearby(chats []Near) {
	p.nearby.Set(chats)
	p.Object.Refresh()
}

// Name gives the name that was typed, or that was known.
func (p *Paste) Name() string { return strings.TrimSpace(p.name.Text) }

// Problem shows what was wrong with the form.
func (p *Paste) Problem(text string) {
	p.problem.SetText(text)
	p.Object.Refresh()
}

func (p *Paste) look(text string) {
	if len(text) > maxPaste {
		p.box.SetText(text[:maxPaste]) // looks again
		return
	}
	found, ok := p.OnFind(text)
	switch {
	case strings.TrimSpace(text) == "":
		p.verdict.SetText("")
	case ok:
		p.verdict.SetText(found.says())
	default:
		p.verdict.SetText(kit.TextJoinNothing())
	}
	p.connect.SetEnabled(ok)
	p.Object.Refresh()
}

func (p *Paste) submit() {
	if p.connect.Disabled() {
		return
	}
	p.Problem("")
	p.OnConnect(p.Name(), p.box.Text)
}
