package chat

import (
	"time"

	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Pane is the view of a chat.
type Pane struct {
	Object *fyne.Container

	OnSend     func(text string) (taken bool) // the text stays in the composer if it was not taken
	OnCopy     func(text string)
	OnPick     func(p Person)
	OnInvite   func()
	OnSecurity func()
	OnSafety   func()
	OnSave     func()
	OnEnd      func()
	OnDoor     func()
	OnLetIn    func(a Asker) (taken bool)
	OnDecline  func(a Asker) (taken bool)
	OnLink     func(address string) // that somebody wrote: to be asked about before it opens
	OnAgain    func()               // into the chat whose connection was lost

	// Now gives the time; it decides where a line with the date stands, and
	// how long somebody still waits.
	Now func() time.Time

	// After runs f on the user interface's goroutine once d has passed.
	After func(d time.Duration, f func())

	hosting bool
	host    string    // whose guest the user is, as far as it is known
	since   time.Time // the user is in
	rounds  int       // of the clock that says how long
	over    bool
	broken  bool      // the connection is made again
	day     time.Time // of the newest line
	rows    int       // of the composer
	count   int       // of the people

	title, status *kit.Prose
	rules         *fyne.Container // of the door, where they are not the usual ones
	lobby         *lobby
	lost          *lost
	transcript    *transcript
	people        *people
	composer      *kit.Box
	send          *kit.Button
	peopleButton  *kit.Button
	invite        *kit.Button
	door          *kit.Button
	security      *kit.Bell
	safety        *kit.Button
	save          *kit.Button
	end           *kit.Button
	frame         *frame
	head          *fyne.Container
	bar           *kit.Panel // around head
	sides         *sides
	body          *fyne.Container
}

// HeadEnd gives where title and buttons end, those who wait to be let in, and what
// is said of a lost connection.
func (p *Pane) HeadEnd() float32 {
	end := p.bar.MinSize().Height
	if p.lobby.object.Visible() {
		end += p.lobby.object.MinSize().Height
	}
	if p.lost.object.Visible() {
		end += p.lost.object.MinSize().Height
	}
	return end
}

// SetUnseen tells the host how many security notices nobody has seen.
func (p *Pane) SetUnseen(n int) {
	p.security.SetCount(n)
	p.head.Refresh()
}

// Asks shows that somebody waits to be let in. The focus stays where it is: a
// key that was meant for the composer must let nobody in.
func (p *Pane) Asks(a Asker) {
	p.lobby.add(a, p.Now())
	p.resized()
	p.lobby.countDown(p.Now)
}

// Asked shows that somebody waits no longer.
func (p *Pane) Asked(fingerprint string) {
	p.answered(p.lobby.drop(fingerprint))
	p.resized()
}

// answered gives the focus back to the composer when what had it answers
// nothing any more.
func (p *Pane) answered(done bool) bool {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.composer); done && c != nil {
		c.Focus(p.Focus())
	}
	return done
}

// Waiting counts those who wait to be let in.
func (p *Pane) Waiting() int { return len(p.lobby.rows) }

// FirstAsker gives what answers the one who waits longest, to be focused; nil:
// nobody waits.
func (p *Pane) FirstAsker() fyne.Focusable {
	if len(p.lobby.rows) == 0 {
		return nil
	}
	return p.lobby.rows[0].decline
}

// place lays the view out without painting all of it anew, which takes long where
// much is written in the composer.
func (p *Pane) place() { p.frame.Layout(p.Object.Objects, p.Object.Size()) }

// resized lays the view out after its head became higher or lower.
func (p *Pane) resized() {
	p.head.Refresh()
	p.bar.Refresh()
	p.Object.Refresh()
}
