package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"realtalk/app"
)

// withKey opens the app and this user's key for a command that is no chat.
func (p *program) withKey(do func(a *app.App, args []string) error) func(a *app.App, args []string) error {
	return func(a *app.App, args []string) error {
		if err := p.unlock(a); err != nil {
			return err
		}
		return do(a, args)
	}
}

const passphraseTries = 3

// unlock opens the key with what --passphrase-file holds, or with what is typed.
func (p *program) unlock(a *app.App) error {
	needed, err := a.NeedsPassphrase()
	if err != nil || !needed {
		return err
	}
	given, err := p.passphrase()
	if err != nil {
		return err
	}
	if given != nil {
		return a.Unlock(*given)
	}
	for range passphraseTries {
		var typed string
		if typed, err = p.secret("The passphrase of your key: "); err != nil {
			return err
		}
		if err = a.Unlock(typed); err == nil {
			return nil
		}
		if t := (*app.Trouble)(nil); !errors.As(err, &t) || t.Code != "wrong_passphrase" || !typing() {
			return err
		}
		p.fail(err)
	}
	return err
}

// typing tells whether somebody sits at the input.
func typing() bool { return term.IsTerminal(int(os.Stdin.Fd())) }

// secret reads one line of standard input, which a terminal does not show.
func (p *program) secret(prompt string) (string, error) {
	if typing() {
		fmt.Fprint(p.errOut, prompt)
		b, err := term.ReadPassword(int(os.Stdin.Fd()))
		fmt.Fprintln(p.errOut)
		return string(b), err
	}
	if p.in == nil {
		p.in = bufio.NewReaderSize(os.Stdin, maxPassword+len("\r\n"))
	}
	if _, err := p.in.Peek(1); err == io.EOF {
		return "", &app.Trouble{Code: "no_passphrase", Text: "A passphrase is asked for, but no more input comes.", Hint: "Give it as a line of standard input."}
	}
	return firstLine(p.in)
}
