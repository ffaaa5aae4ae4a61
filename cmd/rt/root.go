package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"realtalk/app"
	"realtalk/ui/terminal"
)

const rootLong = `Real Talk is private chat between people, straight from computer to computer.
One person hosts; the others join with a line and a password.

  rt                    the app; without a window: host a chat
  rt ADDRESS PORT       join the chat at that line; also an invite, rt:...

If the app runs already, its window does what was asked for.

Exit status: 0 ended in order, 1 error, 2 usage, 3 could not reach the chat,
4 wrong password, 5 blocked.`

const rootExample = `  rt host
  rt 192.168.1.10 40213
  rt [2001:db8::7]:40213 --terminal
  rt host --json --password-file secret.txt`

const seeHelp = "“rt --help” shows what rt understands."

// root builds the command line.
func (p *program) root() *cobra.Command {
	c := &cobra.Command{
		Use:               "rt [ADDRESS PORT]",
		Long:              rootLong,
		Example:           rootExample,
		Args:              cobra.ArbitraryArgs,
		SilenceUsage:      true,
		SilenceErrors:     true,
		PersistentPreRunE: func(*cobra.Command, []string) error { return p.flags.check() },
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return p.chat(start{})
			}
			joins, err := joining(args...)
			if err != nil {
				return err
			}
			return p.chat(joins)
		},
	}
	c.CompletionOptions.DisableDefaultCmd = true
	c.SetFlagErrorFunc(func(_ *cobra.Command, err error) error {
		return terminal.Usage("The flags are not right: "+err.Error()+".", seeHelp)
	})
	p.flags.add(c)
	c.AddCommand(p.hostCommand(), p.nearbyCommand(), p.blocklistCommand(), p.securityCommand(), p.geoCommand(), p.keyCommand(), p.contactsCommand(), p.versionCommand())
	return c
}

// badLine makes a line that leads nowhere an error of usage.
func badLine(err error) error {
	if t, ok := err.(*app.Trouble); ok {
		return terminal.Usage(t.Text, t.Hint+" "+seeHelp)
	}
	return terminal.Usage(err.Error(), seeHelp)
}

func (p *program) hostCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "host",
		Short: "host a chat",
		Args:  arguments(0, ""),
		RunE:  func(*cobra.Command, []string) error { return p.chat(start{host: true}) },
	}
}

// withApp opens the app for a command that is no chat.
func (p *program) withApp(do func(a *app.App, args []string) error) func(*cobra.Command, []string) error {
	return func(_ *cobra.Command, args []string) error {
		a, err := p.flags.open()
		if err != nil {
			return err
		}
		defer closeSoon(a)
		return do(a, args)
	}
}

// arguments wants exactly n of them.
func arguments(n int, what string) cobra.PositionalArgs { return between(n, n, what) }

// between wants at least so many and at most so many; what names them.
func between(least, most int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return terminal.Usage(fmt.Sprintf("“%s” needs %s.", c.CommandPath(), what), fmt.Sprintf("Type: %s", c.UseLine()))
		case len(args) > most:
			return terminal.Usage(fmt.Sprintf("“%s” does not understand “%s”.", c.CommandPath(), args[most]),
				fmt.Sprintf("“%s --help” shows what it understands.", c.CommandPath()))
		default:
			return nil
		}
	}
}
