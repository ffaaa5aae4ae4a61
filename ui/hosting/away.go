package hosting

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// away is the part of the card that helps where people elsewhere cannot come in.
type away struct {
	object   *fyne.Container
	address  *fyne.Container
	handOver *kit.Button
}

func newAway(i *Invite) away {
	a := away{address: i.Address.Object}
	letIn := kit.NewButton(kit.WordLetInStuck(), func() { i.OnLetIn() })
	a.handOver = kit.NewButton(kit.WordElseHosts(), func() { i.OnHandOver() })
	a.object = kit.NewColumn(kit.GapSmall, kit.NewStrong(kit.TextLinesAway()), kit.NewButtons(a.handOver, letIn), a.address)
	a.object.Hide()
	return a
}

func (a *away) set(d Door) {
	a.object.Hidden = d.State == ""
	a.address.Hidden, a.handOver.Hidden = !d.shut(), !d.shut()
	a.object.Refresh()
}

// lines is the part with the single lines, folded away.
type lines struct {
	object     *fyne.Container
	here, away *kit.CopyLines
	hereNone   *kit.Prose
	awayNone   *kit.Prose
}

func newLines(i *Invite) lines {
	l := lines{
		here: kit.NewCopyLines(), hereNone: kit.NewCaption(kit.TextInviteNone()),
		away: kit.NewCopyLines(), awayNone: kit.NewCaption(kit.TextLinesNoAway()),
	}
	l.here.OnCopy, l.away.OnCopy = i.copy, i.copy
	l.object = kit.NewDrawer(kit.TextLines(), kit.NewColumn(4,
		kit.NewCaption(kit.TextLinesHow()),
		kit.NewStrong(kit.TextLinesHere()), l.here.Object, l.hereNone,
		kit.NewStrong(kit.TextLinesAway()), l.away.Object, l.awayNone,
	), i.resized)
	return l
}

func (l *lines) set(d Door) {
	l.here.Set(d.Local)
	l.away.Set(d.Internet)
	l.hereNone.Hidden, l.awayNone.Hidden = len(d.Local) > 0, len(d.Internet) > 0
	l.object.Refresh()
}
