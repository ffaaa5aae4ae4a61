package main

import (
	"github.com/spf13/cobra"

	"realtalk/app"
	"realtalk/ui/terminal"
)

func (p *program) securityCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "security",
		Short: "what happened at the door of your chats, the newest first",
		Args:  arguments(0, ""),
		RunE: p.withApp(func(a *app.App, _ []string) error {
			list, err := a.SecurityList()
			if err != nil {
				return err
			}
			return p.list("security", terminal.SecurityList(list))
		}),
	}
	c.AddCommand(&cobra.Command{
		Use:   "export [FILE]",
		Short: "write the list as text, to a file or to standard output",
		Args:  between(0, 1, ""),
		RunE: p.withApp(func(a *app.App, args []string) error {
			return p.export("security", args, a.ExportSecurityList)
		}),
	}, &cobra.Command{
		Use:   "clear",
		Short: "empty the list",
		Args:  arguments(0, ""),
		RunE: p.withApp(func(a *app.App, _ []string) error {
			if err := a.ClearSecurityList(); err != nil {
				return err
			}
			return p.tell("security", "The list is empty.")
		}),
	})
	return c
}
