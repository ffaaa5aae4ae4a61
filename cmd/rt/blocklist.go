package main

import (
	"fmt"
	"io"
	"os"
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
			return p.tell("blocklist", terminal.Blocklist(blocked, strings.Join(args, " ")))
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
			return p.tell("blocklist", args[0]+" is blocked.")
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
		Short: "put a note beside a blocked address",
		Args:  arguments(2, "an address and a text"),
		RunE: p.withApp(func(a *app.App, args []string) error {
			if err := a.Annotate(args[0], args[1]); err != nil {
				return err
			}
			return p.tell("blocklist", "The note is kept.")
		}),
	}
}

func (p *program) exportBlocklistCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "export [FILE]",
		Short: "write the list as text, to a file or to standard output",
		Args:  cobra.MaximumNArgs(1),
		RunE: p.withApp(func(a *app.App, args []string) error {
			return p.export("blocklist", args, a.ExportBlocklist)
		}),
	}
}

func (p *program) importBlocklistCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE",
		Short: "block what a text lists; - is standard input",
		Args:  arguments(1, "a file"),
		RunE: p.withApp(func(a *app.App, args []string) error {
			in := io.Reader(os.Stdin)
			if args[0] != "-" {
				f, err := os.Open(args[0])
				if err != nil {
					return cannotOpen(args[0], err)
				}
				defer f.Close()
				in = f
			}
			n, err := a.ImportBlocklist(in)
			if err != nil {
				return err
			}
			return p.tell("blocklist", fmt.Sprintf("%d addresses are blocked by this list.", n))
		}),
	}
}

// export writes to the file that is named, else to standard output.
func (p *program) export(code string, args []string, write func(io.Writer) error) error {
	if len(args) == 0 {
		var text strings.Builder
		if err := write(&text); err != nil {
			return err
		}
		return p.tell(code, strings.TrimSuffix(text.String(), "\n"))
	}
	f, err := os.OpenFile(args[0], os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return cannotOpen(args[0], err)
	}
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return cannotOpen(args[0], err)
	}
	return p.tell(code, "Written to "+args[0]+".")
}

func cannotOpen(name string, err error) error {
	return &app.Trouble{
		Code: "file", Text: fmt.Sprintf("The file %s cannot be used: %v.", name, err), Hint: "Check its name and who may use it.",
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
