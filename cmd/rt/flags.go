package main

import (
	"fmt"
	"net/netip"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"realtalk/app"
	"realtalk/ui/terminal"
)

// flags are the flags of every command.
type flags struct {
	terminal       bool
	json           bool
	hidden         bool
	name           string
	profile        string
	passwordFile   string
	passphraseFile string
	port           int
	listen         string
	noRouter       bool
	address        string
	reply          bool
	nearby         bool
	ask            bool
	limit          int
}

func (f *flags) add(c *cobra.Command) {
	s := c.PersistentFlags()
	s.SortFlags = false
	s.BoolVar(&f.terminal, "terminal", false, "terminal instead of window")
	s.BoolVar(&f.json, "json", false, "terminal, one JSON object a line on standard output")
	s.BoolVar(&f.hidden, "hidden", false, "start in the tray, where there is one")
	s.StringVar(&f.name, "name", "", "the `NAME` others see")
	s.StringVar(&f.profile, "profile", "", "keep everything in `DIR` instead of your own folder")
	s.StringVar(&f.passwordFile, "password-file", "", "take the password from the first line of file `F`")
	s.StringVar(&f.passphraseFile, "passphrase-file", "", "take your key's passphrase from the first line of file `F`")
	s.IntVar(&f.port, "port", 0, "listen on port `N`; 0 finds a free one")
	s.StringVar(&f.listen, "listen", "", "listen on `ADDRESS` only (default every IPv4 and IPv6 address)")
	s.BoolVar(&f.noRouter, "no-router", false, "ask no router, open no door, tell nobody nearby")
	s.StringVar(&f.address, "address", "", "this computer's `ADDRESS` on the Internet, if you know it")
	s.BoolVar(&f.reply, "reply", false, "joining: make a line that the host pastes, where nothing else gets through")
	s.BoolVar(&f.nearby, "nearby", false, "hosting in a terminal: show the chat to people on this network")
	s.BoolVar(&f.ask, "ask", false, "hosting: be asked before anybody comes in")
	s.IntVar(&f.limit, "limit", 0, "hosting: at most `N` people, yourself included")
}

// check refuses values that cannot be meant.
func (f *flags) check() error {
	if f.port < 0 || f.port > 65535 {
		return terminal.Usage(fmt.Sprintf("%d is not a port.", f.port), "A port is a number from 1 to 65535; 0 finds a free one.")
	}
	if f.address != "" {
		if _, err := app.ParseAddress(f.address); err != nil {
			return badLine(err)
		}
	}
	if f.listen == "" {
		return nil
	}
	if _, err := netip.ParseAddr(strings.Trim(f.listen, "[]")); err != nil {
		return terminal.Usage(fmt.Sprintf("“%s” is not an address to listen on.", f.listen),
			"Give an IP address of this computer, or leave out --listen for all of them.")
	}
	f.listen = strings.Trim(f.listen, "[]")
	return nil
}

// open opens the app as the flags say.
func (f *flags) open() (*app.App, error) {
	var address netip.Addr // checked before
	if f.address != "" {
		address, _ = app.ParseAddress(f.address)
	}
	return app.Open(app.Options{
		Profile: f.profile, Name: f.name, Listen: f.listen, Port: f.port, NoRouter: f.noRouter, Address: address,
		AskFirst: f.ask, Limit: f.limit, Version: version(debug.ReadBuildInfo()),
	})
}
