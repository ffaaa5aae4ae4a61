package main

import (
	"fmt"
	"os"
	"time"

	"realtalk/app"
	"realtalk/ui/terminal"
)

// start says how a run begins.
type start struct {
	host     bool        // straight to hosting
	named    bool        // --name was given
	hidden   bool        // in the tray
	join     *app.Invite // straight to joining
	line     string      // what join was read from
	password *string     // nil: ask
}

// noDisplay is the line for a fall-back that may surprise.
const noDisplay = "There is no display for a window, so Real Talk goes on in the terminal."

// chat runs the window or a conversation in the terminal.
func (p *program) chat(s start) error {
	password, err := p.password()
	if err != nil {
		return err
	}
	passphrase, err := p.passphrase()
	if err != nil {
		return err
	}
	s.password, s.named, s.hidden = password, p.flags.name != "", p.flags.hidden
	windowed := p.windowed()
	if s.hidden && !windowed {
		return noWindow
	}
	if windowed && password != nil {
		return terminal.Usage("The window asks for the password itself.", "Use --password-file together with --terminal.")
	}
	a, err := p.flags.open()
	if err != nil {
		return err
	}
	defer closeSoon(a)
	if windowed {
		p.leaveConsole()
		p.status = window(a, s)
		return nil
	}
	o := terminal.Options{JSON: p.flags.json, Password: s.password, Passphrase: passphrase, In: os.Stdin, Out: os.Stdout, Nearby: p.flags.nearby, Reply: p.flags.reply}
	if s.join != nil {
		p.status = terminal.Join(a, *s.join, o)
	} else {
		p.status = terminal.Host(a, o)
	}
	return nil
}

// noWindow answers who wants to start hidden. A conversation in the terminal is
// not what somebody meant who has it start at login.
var noWindow = &app.Trouble{
	Code: "no_window", Text: "There is no window that could start hidden.",
	Hint: "Leave out --hidden, or start Real Talk on a desktop.",
}

// windowed tells whether the window is wanted and can be shown.
func (p *program) windowed() bool {
	if p.flags.terminal || p.flags.json || !windowBuilt {
		return false
	}
	if !hasDisplay() {
		if !p.flags.hidden {
			fmt.Fprintln(p.errOut, noDisplay)
		}
		return false
	}
	return true
}

// closeTimeout bounds the end of the app: a chat that ended in order has left
// nothing to wait for, one that was broken off must not keep the program.
const closeTimeout = 300 * time.Millisecond

func closeSoon(a *app.App) {
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		_ = a.Close()
	}()
	select {
	case <-closed:
	case <-time.After(closeTimeout):
	}
}
