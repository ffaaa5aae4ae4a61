package terminal

import (
	"fmt"

	"realtalk/app"
)

// maxPassphrases is how often one may be typed.
const maxPassphrases = 3

const (
	passphraseText      = "Please enter the passphrase of your key:\n"
	wrongPassphraseText = "This passphrase is wrong, %s left. Please enter it again:\n"
)

var noPassphrase = &app.Trouble{
	Code: "no_passphrase",
	Text: "The passphrase of your key is asked for, but no more input comes.",
	Hint: "Give it on standard input or with --passphrase-file.",
}

// unlock begins, or asks for the passphrase that opens the key first.
func (c *conversation) unlock() error {
	needed, err := c.key.NeedsPassphrase()
	switch {
	case err != nil:
		return err
	case !needed:
		return c.begin()
	case c.passphrase != nil:
		if err := c.key.Unlock(*c.passphrase); err != nil {
			return err
		}
		return c.begin()
	}
	c.phase = locked
	if err := c.face.askPassphrase(maxPassphrases); err != nil {
		return err
	}
	c.ask()
	return nil
}

// tryPassphrase takes one that was typed.
func (c *conversation) tryPassphrase(e entry) error {
	if e.kind == entryTooLong {
		return c.face.show(app.Failed{Trouble: longPassword})
	}
	err := c.key.Unlock(e.text)
	if err == nil {
		return c.begin()
	}
	t := trouble(err)
	if c.tries++; t.Code != "wrong_passphrase" || c.tries == maxPassphrases {
		c.tries = maxPassphrases
		c.leave.begin()
		return c.face.show(app.Failed{Trouble: *t})
	}
	return c.face.askPassphrase(maxPassphrases - c.tries)
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
