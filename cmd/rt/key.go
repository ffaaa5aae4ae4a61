package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"realtalk/app"
	"realtalk/ui/terminal"
)

func (p *program) keyCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "key",
		Short: "the fingerprint of your key; export it, or use another one",
		Args:  arguments(0, ""),
		RunE: p.withApp(p.withKey(func(a *app.App, _ []string) error {
			id, err := a.Identity()
			if err != nil {
				return err
			}
			if p.flags.json {
				return p.tell("key", id.Fingerprint)
			}
			return p.tell("key", id.Fingerprint+"\n"+aboutKey(id))
		})),
	}
	c.AddCommand(&cobra.Command{
		Use:   "export",
		Short: "your public key, for OpenPGP programs",
		Args:  arguments(0, ""),
		RunE: p.withApp(p.withKey(func(a *app.App, _ []string) error {
			key, err := a.ArmoredKey()
			if err != nil {
				return err
			}
			return p.tell("key", strings.TrimRight(key, "\n"))
		})),
	}, p.importKeyCommand(), p.newKeyCommand(), &cobra.Command{
		Use:   "passphrase",
		Short: "have a passphrase asked for at each start, or none any more",
		Args:  arguments(0, ""),
		RunE:  p.withApp(p.withKey(p.changePassphrase)),
	})
	return c
}

func aboutKey(id app.Identity) string {
	where := "It lies in a file that only you can read."
	switch {
	case id.Passphrase:
		where = "It lies under your passphrase."
	case id.InKeyStore:
		where = "It lies in this computer's key store."
	}
	text := fmt.Sprintf("For OpenPGP programs it is %s. %s", id.OpenPGP, where)
	if !id.ForwardSecret {
		text += " Who gets this key later can read recordings of your chats, for its main part is not on this computer."
	}
	return text
}

const otherKeyText = "Your present key is gone then, and cannot be had back. People who know you are warned that you have another key, until you compare words with them again. The people you have met stay known to you."

func (p *program) importKeyCommand() *cobra.Command {
	var yes bool
	c := &cobra.Command{
		Use:   "import FILE",
		Short: "use a GPG key of your own; - is standard input",
		Long:  "import takes what “gpg --export-secret-keys” writes. If the key has a passphrase it is asked for; Real Talk keeps the key without, see “rt key passphrase”.",
		Args:  arguments(1, "a file"),
	}
	c.Flags().BoolVar(&yes, "yes", false, "do not ask")
	c.RunE = p.withApp(p.withKey(func(a *app.App, args []string) error {
		data, err := readKey(args[0])
		if err != nil {
			return err
		}
		defer clear(data)
		if agreed, err := p.agreeToOtherKey(yes); err != nil || !agreed {
			return err
		}
		err = a.ImportKey(bytes.NewReader(data), "")
		if t := (*app.Trouble)(nil); errors.As(err, &t) && t.Code == "key_locked" {
			var passphrase string
			if passphrase, err = p.secret("The passphrase of this key: "); err == nil {
				err = a.ImportKey(bytes.NewReader(data), passphrase)
			}
		}
		if err != nil {
			return err
		}
		return p.tellKey(a)
	}))
	return c
}

// maxKeyFile is far above any key, and what the app refuses.
const maxKeyFile = 1 << 20

func readKey(name string) ([]byte, error) {
	in := os.Stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, badFile(name, err)
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, maxKeyFile))
	if err != nil {
		return nil, badFile(name, err)
	}
	return data, nil
}

func (p *program) newKeyCommand() *cobra.Command {
	var yes bool
	c := &cobra.Command{
		Use:   "new",
		Short: "make a new key for yourself",
		Args:  arguments(0, ""),
	}
	c.Flags().BoolVar(&yes, "yes", false, "do not ask")
	c.RunE = p.withApp(p.withKey(func(a *app.App, _ []string) error {
		if agreed, err := p.agreeToOtherKey(yes); err != nil || !agreed {
			return err
		}
		if err := a.NewIdentity(); err != nil {
			return err
		}
		return p.tellKey(a)
	}))
	return c
}

func (p *program) agreeToOtherKey(yes bool) (bool, error) {
	if yes {
		return true, nil
	}
	if !p.flags.json {
		fmt.Fprintln(p.errOut, otherKeyText)
	}
	return p.agree("Use the other key? (y/n) ", "Your key is not replaced before somebody has agreed.")
}

func (p *program) tellKey(a *app.App) error {
	fingerprint, err := a.Fingerprint()
	if err != nil {
		return err
	}
	return p.tell("key", "Your key is now "+fingerprint)
}

// changePassphrase asks twice where nobody sees what is typed.
func (p *program) changePassphrase(a *app.App, _ []string) error {
	passphrase, err := p.secret("The new passphrase, or nothing for none: ")
	if err != nil {
		return err
	}
	if typing() && passphrase != "" {
		again, err := p.secret("Once more: ")
		if err != nil {
			return err
		}
		if again != passphrase {
			return terminal.Usage("The two are not the same, so nothing was changed.", "Try again.")
		}
	}
	if err := a.SetPassphrase(passphrase); err != nil {
		return err
	}
	if passphrase == "" {
		return p.tell("key", "No passphrase is asked for any more.")
	}
	return p.tell("key", "The passphrase is asked for at each start. Without it nobody can use your key, you neither.")
}
