package chat

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// lost is what stands above the transcript of a chat whose connection broke.
type lost struct {
	object *kit.Panel
	text   *kit.Prose
	again  *kit.Button
}

func newLost(again, back func()) *lost {
	l := &lost{text: kit.NewStrong(kit.TextLost()), again: kit.NewPrimary(kit.WordJoinAgain(), again)}
	says := kit.NewColumn(kit.GapBelow, l.text, kit.NewCaption(kit.TextLostHow()))
	l.object = kit.NewBar(kit.NewAside(says, kit.NewButton(kit.WordBackToStart(), back), l.again))
	l.object.Fill = kit.ColorAlert
	l.object.Hide()
	return l
}

// Over says that the chat has ended; what was said stays to be read.
func (p *Pane) Over(text string) {
	p.stop(text)
	p.end.SetText(kit.WordBackToStart())
	p.resized()
}

// Lost says that the connection broke and how to join again, which takes what is
// in the composer along. It may be called again, with why that did not work.
func (p *Pane) Lost(text string) {
	p.stop(text)
	p.lost.text.SetText(text)
	p.lost.object.Show()
	p.end.Hide()
	p.resized()
}

func (p *Pane) stop(text string) {
	p.transcript.fail()
	p.Note(text)
	p.over = true
	p.status.SetText(kit.TextStatusOver())
	p.invitesText()
	p.composer.Disable()
	p.send.Disable()
	p.people.set(nil)
	p.sides.alone, p.sides.showPeople = true, false
	p.body.Refresh()
	p.setInside(false)
	p.lobby.clear()
	p.SetRules(Rules{})
}

// Again goes on after Lost.
func (p *Pane) Again() {
	p.over, p.sides.alone = false, false
	p.lost.object.Hide()
	p.invitesText()
	p.composer.Enable()
	p.send.Enable()
	p.end.Show()
	p.setInside(true)
	p.body.Refresh()
	p.resized()
}

// setInside shows the buttons that mean something in a chat alone.
func (p *Pane) setInside(in bool) {
	narrow := p.sides.width < wide
	for o, on := range map[fyne.CanvasObject]bool{
		p.invite: in, p.safety: in, p.door: in && p.hosting, p.security: in && p.hosting, p.peopleButton: in && narrow,
	} {
		setVisible(o, on)
	}
}

// Ending says that the end is under way.
func (p *Pane) Ending() {
	p.status.SetText(kit.EndingText())
	p.composer.Disable()
	p.send.Disable()
	p.head.Refresh()
}
