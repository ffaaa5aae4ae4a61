package terminal

import (
	"strings"
	"time"

	"realtalk/app"
)

// phase is where a conversation stands:
//
//	locked --passphrase--> choosing --password--> waiting --PasswordPrompt--> asked
//	                                                |  ^--------password--------'
//	                                                '--Joined--> in
//
// It begins at locked only if this user's key has a passphrase, and passes choosing
// by when the host's password is known or a chat is joined.
type phase uint8

const (
	locked   phase = iota // the key is not open
	choosing              // the host has not given a password yet
	waiting               // for the other side; input is held back
	asked                 // the next line is a password
	in                    // lines are messages and commands
)

// conversation is one chat at one terminal. One goroutine runs it.
type conversation struct {
	face  face
	input input
	leave *leaving
	key   Lock
	start func(password string) Chat
	door  Door // nil when joining

	given      *string // a password that answers the first prompt
	passphrase *string // opens the key
	tries      int     // passphrases that were typed
	compared   string  // the phrase that this user was shown last
	endQuits   bool    // the end of the input is the wish to leave
	phase      phase
	chat       Chat             // nil while choosing
	events     <-chan app.Event // of chat
	held       *entry           // came before anybody asked
	ended      bool             // no more input will come
	gaveUp     bool             // a password was asked for that nobody can give
	leaveSeen  bool
	service    <-chan error     // what a web service that was asked came to
	unheard    int              // own messages that have not come back yet
	quit       <-chan time.Time // not nil: leaving when unheard is 0 or this comes
	status     int
}

// maxUnheard is how many own messages may be under way before more input is asked
// for: a file that is piped in goes out as fast as the chat takes it, and all of it
// gets there. As many of the longest ones are fewer bytes than core refuses.
const maxUnheard = 32

// quitTimeout bounds how long what was said before /quit may take to get out.
const quitTimeout = 2 * time.Second

// run runs the conversation to its end and gives the exit status.
func (c *conversation) run() int {
	c.status = app.ExitError
	if err := c.unlock(); err != nil {
		_ = c.face.show(app.Failed{Trouble: *trouble(err)})
		return app.ExitError
	}
	leave := c.leave.asked
	for {
		var err error
		select {
		case e, ok := <-c.events:
			if !ok {
				return c.status
			}
			err = c.event(e)
		case e := <-c.input.entries():
			err = c.take(e)
		case refused := <-c.service:
			if refused != nil {
				err = c.face.show(app.Failed{Trouble: *trouble(refused)})
			}
		case <-c.quit:
			c.leave.begin()
		case <-leave:
			leave = nil
			c.leaveSeen = true
			if c.chat == nil && c.phase == locked && (c.gaveUp || c.tries == maxPassphrases) {
				return app.ExitError
			}
			if c.chat == nil {
				_ = c.face.show(app.Ended{Reason: app.EndYouLeft, Text: "You left before the chat began."})
				return app.ExitOK
			}
			c.chat.End()
			c.input.ask(askNothing, "")
		}
		if err != nil { // nobody reads any more
			c.leave.begin()
		}
	}
}

// begin starts the chat, or asks the host for the password first.
func (c *conversation) begin() error {
	switch {
	case c.door == nil:
		c.open("")
	case c.given != nil:
		password := *c.given
		c.given = nil
		c.open(password)
	default:
		if err := c.face.choosePassword(); err != nil {
			return err
		}
		c.phase = choosing
	}
	c.ask()
	return nil
}

// open starts the chat.
func (c *conversation) open(password string) {
	c.chat = c.start(password)
	c.events = c.chat.Events()
	c.phase = waiting
}

// event shows an event and acts on those that change what input is for.
func (c *conversation) event(e app.Event) error {
	switch e := e.(type) {
	case app.PasswordPrompt:
		if c.given != nil {
			password := *c.given
			c.given = nil
			c.chat.Password(password)
			return nil
		}
		return c.enter(asked, e)
	case app.Joined:
		c.status = app.ExitError
		return c.enter(in, e)
	case app.PasswordWrong:
		c.status = app.ExitWrongPassword // should nobody try again
	case app.Message:
		c.heard(e)
	case app.Notice:
		if e.Code == app.NoticeGap {
			c.forgetUnheard()
		}
	case app.Ended:
		c.status = c.endStatus(e)
		c.phase = waiting
		c.input.ask(askNothing, "")
	case app.Failed:
		if c.phase != in {
			c.status = Status(&e.Trouble)
		}
	}
	return c.face.show(e)
}

// endStatus is that of the reason; leaving for want of a password is no order.
func (c *conversation) endStatus(e app.Ended) int {
	if e.Reason == app.EndYouLeft && c.gaveUp {
		return c.status
	}
	return e.Reason.ExitStatus()
}

// enter shows e and goes to a phase in which input is taken.
func (c *conversation) enter(p phase, e app.Event) error {
	if err := c.face.show(e); err != nil {
		return err
	}
	c.phase = p
	if c.ended {
		return c.noMore()
	}
	if e := c.held; e != nil {
		c.held = nil
		return c.take(*e)
	}
	c.ask()
	return nil
}

// ask tells the input what the next line is for.
func (c *conversation) ask() {
	switch {
	case c.leaveSeen || c.held != nil:
	case c.phase == choosing, c.phase == locked:
		c.input.ask(askSecret, "")
	case c.phase == asked:
		c.input.ask(askSecret, passwordPrompt)
	case c.phase == in && c.unheard >= maxUnheard: // asked for when one has come back
	case c.phase == in:
		c.input.ask(askMessage, messagePrompt)
	default:
		c.input.ask(askNothing, "")
	}
}

// take acts on one entry of the input.
func (c *conversation) take(e entry) error {
	if c.leaveSeen || c.quit != nil {
		return nil
	}
	if e.kind == entryEnd {
		c.ended = true
		return c.noMore()
	}
	err := c.line(e)
	c.ask()
	return err
}

// line acts on a line according to the phase.
func (c *conversation) line(e entry) error {
	switch c.phase {
	case locked:
		return c.tryPassphrase(e)
	case choosing:
		return c.choose(e)
	case asked:
		if e.kind == entryTooLong {
			return c.face.show(app.Failed{Trouble: longPassword})
		}
		if strings.TrimSpace(e.text) == "" {
			return nil // asked again: it cannot be right, and would cost a try
		}
		c.phase = waiting
		c.chat.Password(e.text)
	case in:
		return c.message(e)
	default:
		if e.text == "/quit" {
			c.leave.begin()
		} else {
			c.held = &e
		}
	}
	return nil
}

// choose takes the host's password.
func (c *conversation) choose(e entry) error {
	if e.kind == entryTooLong {
		return c.face.show(app.Failed{Trouble: longPassword})
	}
	if e.text == "" {
		e.text = c.door.SuggestPassword()
	}
	c.open(e.text)
	return nil
}

// message sends what was said or carries out a command, and shows a refusal.
func (c *conversation) message(e entry) error {
	err := error(longMessage)
	if e.kind != entryTooLong {
		err = c.say(e.text)
	}
	if err == nil {
		return nil
	}
	return c.face.show(app.Failed{Trouble: *trouble(err)})
}

var (
	longPassword = app.Trouble{
		Code: "too_long",
		Text: "That is too long for a password.",
		Hint: "Type a shorter one.",
	}
	longMessage = &app.Trouble{
		Code: "too_long",
		Text: "That is longer than one message can be (65,536 bytes), so it was not sent.",
		Hint: "Send it in parts.",
	}
)

// sayGoodbye leaves once all that was said has come back, so that a script may
// say something and quit.
func (c *conversation) sayGoodbye() {
	if c.unheard == 0 {
		c.leave.begin()
		return
	}
	c.quit = time.After(quitTimeout)
}

// heard counts own messages that came back.
func (c *conversation) heard(e app.Message) {
	if !e.Own || c.unheard == 0 {
		return
	}
	c.unheard--
	if c.unheard == 0 && c.quit != nil {
		c.leave.begin()
	}
	if c.unheard == maxUnheard-1 {
		c.ask()
	}
}

// forgetUnheard goes on without what may not have arrived: it does not come back.
func (c *conversation) forgetUnheard() {
	c.unheard = 0
	c.ask()
}

// noMore acts on the end of the input. A chat that nobody talks to any more goes
// on, for somebody may listen; a question that nobody answers does not.
func (c *conversation) noMore() error {
	switch {
	case c.endQuits:
		c.leave.begin()
	case c.phase == locked:
		c.gaveUp = true
		c.leave.begin()
		return c.face.show(app.Failed{Trouble: *noPassphrase})
	case c.phase == choosing:
		c.open(c.door.SuggestPassword())
	case c.phase == asked:
		c.gaveUp = true
		c.leave.begin()
		return c.face.show(app.Failed{Trouble: app.Trouble{
			Code: "no_password",
			Text: "A password is asked for, but no more input comes.",
			Hint: "Give one on standard input or with --password-file.",
		}})
	}
	return nil
}
