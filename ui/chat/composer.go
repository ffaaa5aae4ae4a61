package chat

import (
	"strings"

	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

func (p *Pane) buildComposer() fyne.CanvasObject {
	p.composer = kit.NewBox(kit.TextCompose(), 1)
	p.composer.OnSend = p.submit
	p.composer.OnPage = p.transcript.page
	p.composer.OnChanged = p.grow
	p.send = kit.NewPrimary(kit.WordSend(), p.submit)
	return kit.NewBar(kit.NewTrailing(p.composer, p.send))
}

// SetEnterWraps swaps what Return does with what Shift and Return do.
func (p *Pane) SetEnterWraps(on bool) {
	p.composer.LineBreaks = on
	p.invitesText()
}

// invitesText says in the empty composer what it is for.
func (p *Pane) invitesText() {
	switch {
	case p.over:
		p.composer.SetPlaceHolder(kit.TextComposeOver())
	case p.composer.LineBreaks:
		p.composer.SetPlaceHolder(kit.TextComposeWraps())
	default:
		p.composer.SetPlaceHolder(kit.TextCompose())
	}
}

// Focus gives the composer, or what to do next when the chat is over.
func (p *Pane) Focus() fyne.Focusable {
	switch {
	case p.lost.object.Visible():
		return p.lost.again
	case p.composer.Disabled():
		return p.end
	}
	return p.composer
}

// compose gives the focus to the composer.
func (p *Pane) compose() *kit.Box {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.composer); c != nil {
		c.Focus(p.Focus())
	}
	return p.composer
}

// Type goes on writing a message with a character.
func (p *Pane) Type(r rune) { p.compose().TypedRune(r) }

// submit sends what is written. It stays there unless it was taken.
func (p *Pane) submit() {
	text := strings.TrimSpace(p.composer.Text)
	if text == "" || p.composer.Disabled() || !p.OnSend(text) {
		return
	}
	p.composer.SetText("")
	p.swapPeople(false)
	p.markDay()
	p.transcript.sending(text, p.Now())
}

const (
	tallest   = 5    // lines that the composer grows to
	longDraft = 2000 // bytes that fill it in any case
)

// grow makes the composer as high as what is written in it.
func (p *Pane) grow(text string) {
	p.transcript.measure.refresh()
	width := max(60, p.composer.Size().Width-4*p.transcript.measure.inset)
	rows := tallest
	if len(text) < longDraft {
		rows = min(tallest, p.transcript.measure.lines(text, width))
	}
	if rows != p.rows {
		p.rows = rows
		p.composer.SetMinRowsVisible(rows)
		p.place()
	}
}
