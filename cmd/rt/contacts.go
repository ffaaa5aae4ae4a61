package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"realtalk/app"
	"realtalk/ui/terminal"
)

func (p *program) contactsCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "contacts",
		Short: "the people you have met",
		Args:  arguments(0, ""),
		RunE: p.withApp(p.withKey(func(a *app.App, _ []string) error {
			list, err := a.Contacts()
			if err != nil {
				return err
			}
			return p.tellEach(contactLines(list))
		})),
	}
	c.AddCommand(
		p.contactCommand("rename NAME [ALIAS]", "give somebody a name that only you see, or take it away", 2,
			func(a *app.App, c app.Contact, alias string) (string, error) {
				return "Done.", a.RenameContact(c.Fingerprint, alias)
			}),
		p.contactCommand("note NAME [TEXT]", "put a note beside somebody, or take it away", 2,
			func(a *app.App, c app.Contact, note string) (string, error) {
				return "Done.", a.NoteContact(c.Fingerprint, note)
			}),
		p.contactCommand("forget NAME", "forget that you have met somebody", 1,
			func(a *app.App, c app.Contact, _ string) (string, error) {
				return terminal.Visible(c.Name) + " is somebody new the next time.", a.ForgetContact(c.Fingerprint)
			}),
	)
	return c
}

func (p *program) contactCommand(use, short string, most int, do func(*app.App, app.Contact, string) (string, error)) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: short, Args: between(1, most, "a name, or the beginning of a fingerprint"),
		RunE: p.withApp(p.withKey(func(a *app.App, args []string) error {
			c, err := a.FindContact(args[0])
			if err != nil {
				return err
			}
			text, err := do(a, c, strings.Join(args[1:], " "))
			if err != nil {
				return err
			}
			return p.tell("contacts", text)
		})),
	}
}

func contactLines(list []app.Contact) []string {
	if len(list) == 0 {
		return []string{"You have met nobody yet."}
	}
	lines := make([]string, len(list))
	for i, c := range list {
		name := terminal.Visible(c.Name)
		if c.Alias != "" {
			name = fmt.Sprintf("%s (%s)", terminal.Visible(c.Alias), name)
		}
		lines[i] = fmt.Sprintf("%s [%s] %s, last met on %s", name, c.Trust, c.Fingerprint, c.Last.Local().Format("2 January 2006"))
		if c.Note != "" {
			lines[i] += ": " + terminal.Visible(c.Note)
		}
	}
	return lines
}
