package main

import (
	"github.com/spf13/cobra"

	"realtalk/app"
	"realtalk/ui/terminal"
)

func (p *program) blocklistCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "blocklist",
		Short: "the addresses that are not let in",
		Args:  arguments(0, ""),
		RunE: p.withApp(func(a *app.App, _ []string) error {
			blocked, err := a.Blocklist()
			if err != nil {
				return err
			}
			return p.tell("blocklist", terminal.Blocklist(blocked))
		}),
	}
	c.AddCommand(&cobra.Command{
		Use:   "add ADDRESS",
		Short: "let nobody in from an address",
		Args:  arguments(1, "an address"),
		RunE: p.withApp(func(a *app.App, args []string) error {
			if err := a.Block(args[0]); err != nil {
				return err
			}
			return p.tell("blocklist", args[0]+" is blocked.")
		}),
	}, &cobra.Command{
		Use:   "remove ADDRESS",
		Short: "let an address in again",
		Args:  arguments(1, "an address"),
		RunE: p.withApp(func(a *app.App, args []string) error {
			if err := a.Unblock(args[0]); err != nil {
				return err
			}
			return p.tell("blocklist", args[0]+" is not blocked any more.")
		}),
	})
	return c
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
