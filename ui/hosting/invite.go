package hosting

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Door is what is known of the way in for people elsewhere.
type Door struct {
	State string // "asking", "open", "not_public", "refused", "not_found", "off"; "" if not known
	Lines []string
	Text  string // what to tell the user; "" for the words of this program
	Hint  string
}

// Invite is the card with what to send to the others.
type Invite struct {
	Object fyne.CanvasObject

	// OnCopy is asked to put a text on the clipboard.
	OnCopy func(text string)

	here, away, secret             *kit.CopyLines
	hereHow, awayHow, awayHint     *kit.Prose
	hereTitle, awayTitle, passText *kit.Prose
	secretTitle                    *kit.Prose
}

// NewInvite makes a card without lines.
func NewInvite() *Invite {
	i := &Invite{
		here: kit.NewCopyLines(), away: kit.NewCopyLines(), secret: kit.NewCopyLines(),
		hereTitle: kit.NewStrong(kit.TextInviteHere), hereHow: kit.NewCaption(kit.TextInviteNone),
		awayTitle: kit.NewStrong(kit.TextInviteAway), awayHow: kit.NewCaption(kit.TextRouterAsking), awayHint: kit.NewCaption(""),
		secretTitle: kit.NewStrong(kit.TextSecretTitle), passText: kit.NewCaption(kit.TextSecretHow),
	}
	i.awayHint.Hide()
	for _, lines := range []*kit.CopyLines{i.here, i.away, i.secret} {
		lines.OnCopy = func(text string) { i.OnCopy(text) }
	}
	i.Object = kit.NewColumn(6,
		i.hereTitle, i.here.Object, i.hereHow,
		i.awayTitle, i.away.Object, i.awayHow, i.awayHint,
		i.secretTitle, i.secret.Object, i.passText,
	)
	return i
}

// SetLocal shows the lines for people of the same network, best first.
func (i *Invite) SetLocal(lines []string) {
	i.here.Set(lines)
	switch len(lines) {
	case 0:
		i.hereHow.SetText(kit.TextInviteNone)
	case 1:
		i.hereHow.SetText(kit.TextInviteHow)
	default:
		i.hereHow.SetText(kit.TextInviteMany)
	}
	i.Object.Refresh()
}

// SetDoor shows how people elsewhere can come in.
func (i *Invite) SetDoor(d Door) {
	i.away.Set(d.Lines)
	if d.Text == "" {
		d.Text = doorText(d.State)
	}
	i.awayHow.SetText(d.Text)
	i.awayHint.SetText(d.Hint)
	i.Object.Refresh()
}

// SetPassword shows the password that opens this chat.
func (i *Invite) SetPassword(password string) {
	i.secret.Set([]string{password})
	i.Object.Refresh()
}

// SetGuest turns the card into that of a guest, who knows one line and no
// password to show.
func (i *Invite) SetGuest(lines []string) {
	i.here.Set(lines)
	i.hereHow.SetText(kit.TextInviteGuest)
	for _, o := range []fyne.CanvasObject{
		i.hereTitle, i.awayTitle, i.away.Object, i.awayHow, i.awayHint, i.secret.Object, i.secretTitle,
	} {
		o.Hide()
	}
	i.Object.Refresh()
}

func doorText(state string) string {
	switch state {
	case "open":
		return kit.TextRouterOpen
	case "not_public":
		return kit.TextRouterNotPublic
	case "refused":
		return kit.TextRouterRefused
	case "not_found":
		return kit.TextRouterNotFound
	case "off":
		return kit.TextRouterOff
	}
	return kit.TextRouterAsking
}
