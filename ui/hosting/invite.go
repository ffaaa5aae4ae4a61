package hosting

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Invite is the card with what to send to the others.
type Invite struct {
	Object *fyne.Container

	// Address asks the host for this computer's own address, where that helps.
	Address *kit.Address

	// OnCopy is asked to put a text on the clipboard.
	OnCopy     func(text string)
	OnLetIn    func() // somebody cannot connect
	OnHandOver func() // somebody else should host
	OnResize   func() // the card needs more or less room than before

	door   Door
	all    *kit.Handout
	code   *kit.QR
	good   *kit.Prose // what the invite is good for
	how    *kit.Prose
	secret *kit.CopyLines
	steps  steps
	away   away
	lines  lines
	hosts  []fyne.CanvasObject // what only a host is shown
}

// NewInvite makes a card without an invite, with the name of the web service
// that can be asked for this computer's address.
func NewInvite(service string) *Invite {
	i := &Invite{
		Address: kit.NewAddress(service), all: kit.NewToken(kit.WordCopyInvite()), code: kit.NewQR(),
		good: kit.NewStrong(kit.TextInviteNone()), how: kit.NewCaption(""), secret: kit.NewCopyLines(),
	}
	i.how.Hide()
	i.all.OnCopy = i.copy
	i.secret.OnCopy = i.copy
	i.Address.OnResize = i.resized
	i.steps = newSteps()
	i.away = newAway(i)
	i.lines = newLines(i)
	password := kit.NewColumn(0, kit.NewStrong(kit.TextSecretTitle()), i.secret.Object, kit.NewCaption(kit.TextSecretHow()))
	i.hosts = []fyne.CanvasObject{i.steps.object, password, i.away.object, i.lines.object}
	i.Object = kit.NewColumn(kit.GapUsual,
		i.steps.object,
		kit.NewBeside(kit.NewColumn(2, i.good, i.all.Object, i.how), i.code),
		password, i.away.object, i.lines.object,
	)
	return i
}

// SetDoor shows how people can come in, as it is now.
func (i *Invite) SetDoor(d Door) {
	i.door = d
	i.set(d.Invite, d.good())
	i.steps.set(d)
	i.away.set(d)
	i.lines.set(d)
	i.resized()
}

// Door gives what is shown.
func (i *Invite) Door() Door { return i.door }

// SetPassword shows the password that opens this chat.
func (i *Invite) SetPassword(password string) {
	i.secret.Set([]string{password})
	i.resized()
}

// SetAwake says that this computer is kept awake, and why; "" says nothing of it.
func (i *Invite) SetAwake(reason string) {
	if i.steps.computer.Hint() == reason {
		return
	}
	i.steps.setAwake(reason)
	i.resized()
}

// SetGuest turns the card into that of a guest, who knows what it came by and
// has no password to show.
func (i *Invite) SetGuest(invite string) {
	i.set(invite, kit.TextInviteGuest())
	for _, o := range i.hosts {
		o.Hide()
	}
	i.resized()
}

func (i *Invite) set(invite, good string) {
	i.good.SetText(good)
	i.all.Set(invite)
	i.code.SetText(invite)
	i.how.SetText("")
	if invite != "" {
		i.how.SetText(kit.TextInviteHow())
	}
}

func (i *Invite) copy(text string) { i.OnCopy(text) }

func (i *Invite) resized() {
	i.Object.Refresh()
	if i.OnResize != nil {
		i.OnResize()
	}
}
