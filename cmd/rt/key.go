package main

import (
	"strings"

	"github.com/spf13/cobra"

	"realtalk/app"
)

func (p *program) keyCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "key",
		Short: "the fingerprint of your key",
		Args:  arguments(0, ""),
		RunE: p.withApp(func(a *app.App, _ []string) error {
			fingerprint, err := a.Fingerprint()
			if err != nil {
				return err
			}
			return p.tell("key", fingerprint)
		}),
	}
	c.AddCommand(&cobra.Command{
		Use:   "export",
		Short: "your public key, for OpenPGP programs",
		Args:  arguments(0, ""),
		RunE: p.withApp(func(a *app.App, _ []string) error {
			key, err := a.ArmoredKey()
			if err != nil {
				return err
			}
			return p.tell("key", strings.TrimRight(key, "\n"))
		}),
	})
	return c
}
