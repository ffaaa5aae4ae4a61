package chat

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// lost is what stands above the transcript of a chat whose connection broke. As
// long as it is made again by itself there is nothing to press.
type lost struct {
	object *kit.Panel
	text   *kit.Prose
	how    *kit.Prose
	again  *kit.Button
	back   *kit.Button
}

func newLost(again, back func()) *lost {
	l := &lost{
		text: kit.NewStrong(kit.TextLost()), how: kit.NewCaption(kit.TextLostHow()),
		again: kit.NewPrimary(kit.WordJoinAgain(), again), back: kit.NewButton(kit.WordBackToStart(), back),
	}
	l.object = kit.NewBar(kit.NewAside(kit.NewColumn(kit.GapBelow, l.text, l.how), l.back, l.again))
	l.object.Fill = kit.ColorAlert
	l.object.Hide()
	return l
}

func (l *lost) show(text string, forGood bool) {
	l.text.SetText(text)
	for _, o := range []fyne.CanvasObject{l.how, l.again, l.back} {
		setVisible(o, forGood)
	}
	l.object.Show()
	l.object.Refresh()
}

// Broken says that the connection broke and is made again.
func (p *Pane) Broken(text string) {
	p.Note(text)
	p.broken = true
	p.lost.show(text, false)
	p.showStatus()
	p.resized()
}

// Mended says that the connection stands again.
func (p *Pane) Mended(text string) {
	p.Note(text)
	p.broken = false
	p.lost.object.Hide()
	p.showStatus()
	p.resized()
}

// Unsure marks what is on its way: nobody knows whether it arrived.
func (p *Pane) Unsure() { p.transcript.fail(kit.TextUnsure()) }

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
	p.lost.show(text, true)
	p.end.Hide()
	p.resized()
}

func (p *Pane) stop(text string) {
	p.transcript.fail(kit.TextNotSent())
	p.Note(text)
	p.over, p.broken = true, false
	p.lost.object.Hide()
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
