package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"realtalk/app"
	"realtalk/ui/terminal"
)

func (p *program) blocklistCommand() *cobra.Command {
	var order string
	c := &cobra.Command{
		Use:   "blocklist [SEARCH]",
		Short: "the addresses that are not let in",
		Long: `Lists the addresses that are not let in, those that match SEARCH if it is given.
Changes act at once, also on a chat that you are hosting.`,
		Args: cobra.ArbitraryArgs,
		RunE: p.withApp(func(a *app.App, args []string) error {
			blocked, err := a.Blocklist()
			if err != nil {
				return err
			}
			if !terminal.Sort(blocked, order) {
				return terminal.Usage(fmt.Sprintf("The list cannot be sorted by “%s”.", order), "Sort it by address, name, since or tries.")
			}
			return p.list("blocklist", terminal.Blocklist(blocked, strings.Join(args, " ")))
		}),
	}
	c.Flags().StringVar(&order, "sort", "address", "by `WHAT`: address, name, since or tries")
	c.AddCommand(p.blockCommand(), p.unblockCommand(), p.noteCommand(), p.exportBlocklistCommand(), p.importBlocklistCommand())
	return c
}

func (p *program) blockCommand() *cobra.Command {
	var length, note string
	c := &cobra.Command{
		Use:   "add ADDRESS",
		Short: "let nobody in from an address, or from a network like 203.0.113.0/24",
		Args:  arguments(1, "an address"),
		RunE: p.withApp(func(a *app.App, args []string) error {
			d, err := terminal.ParseLength(length)
			if err != nil {
				return err
			}
			if err := a.Block(app.BlockRequest{Address: args[0], For: d, Note: note}); err != nil {
				return err
			}
			return p.tell("blocklist", terminal.NowBlocked(args[0], d))
		}),
	}
	c.Flags().StringVar(&length, "for", "good", "`TIME`: 1h, 1d or the like, or good")
	c.Flags().StringVar(&note, "note", "", "`TEXT` to find beside it later")
	return c
}

func (p *program) unblockCommand() *cobra.Command {
	var reset bool
	c := &cobra.Command{
		Use:   "remove ADDRESS",
		Short: "let an address in again",
		Args:  arguments(1, "an address"),
		RunE: p.withApp(func(a *app.App, args []string) error {
			if err := a.Unblock(args[0], reset); err != nil {
				return err
			}
			return p.tell("blocklist", args[0]+" is not blocked any more.")
		}),
	}
	c.Flags().BoolVar(&reset, "reset", false, "forget its wrong passwords, too")
	return c
}

func (p *program) noteCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "note ADDRESS TEXT",
		Short: "put a note beside a blocked address; \"\" takes it away",
		Args:  arguments(2, "an address and a text"),
		RunE: p.withApp(func(a *app.App, args []string) error {
			if err := a.Annotate(args[0], args[1]); err != nil {
				return err
			}
			return p.tell("blocklist", terminal.Noted(args[1]))
		}),
	}
}

// list prints a list; with --json each entry is a notice of its own.
func (p *program) list(code string, l terminal.Listing) error {
	if !p.flags.json {
		return p.tell(code, l.String())
	}
	for _, entry := range l.Entries {
		if err := p.tell(code, entry); err != nil {
			return err
		}
	}
	return nil
}
