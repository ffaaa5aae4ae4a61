package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/signal"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"realtalk/app"
	"realtalk/ui/terminal"
)

func (p *program) geoCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "geo [ADDRESS...]",
		Short: "where addresses are, from lists on this computer",
		Args:  cobra.ArbitraryArgs,
		RunE: p.withApp(func(a *app.App, args []string) error {
			if len(args) == 0 {
				return p.tell("geo", addressLists(a.GeoStatus()))
			}
			lines := make([]string, len(args))
			for i, address := range args {
				l, err := a.Locate(address)
				if err != nil {
					return err
				}
				lines[i] = located(l)
			}
			return p.tellEach(lines)
		}),
	}
	c.AddCommand(&cobra.Command{
		Use:   "status",
		Short: "which address lists are in use, how old they are and whose",
		Args:  arguments(0, ""),
		RunE: p.withApp(func(a *app.App, _ []string) error {
			return p.tell("geo", addressLists(a.GeoStatus()))
		}),
	}, &cobra.Command{
		Use:   "import FILE...",
		Short: "use address lists of your own (.mmdb or .mmdb.gz)",
		Args:  between(1, math.MaxInt, "a file"),
		RunE:  p.withApp(p.importLists),
	}, &cobra.Command{
		Use:   "reset",
		Short: "throw your own address lists away and use the built-in one",
		Args:  arguments(0, ""),
		RunE: p.withApp(func(a *app.App, _ []string) error {
			if err := a.GeoReset(); err != nil {
				return err
			}
			return p.tell("geo", addressLists(a.GeoStatus()))
		}),
	}, p.geoUpdateCommand())
	return c
}

// tellEach prints lines; with --json each is a notice of its own.
func (p *program) tellEach(lines []string) error {
	for _, line := range lines {
		if err := p.tell("geo", line); err != nil {
			return err
		}
	}
	return nil
}

// importLists tells of those that were taken before one was refused, too.
func (p *program) importLists(a *app.App, files []string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	taken, err := a.GeoImport(ctx, files...)
	if len(taken) > 0 {
		err = errors.Join(err, p.tell("geo", "In use now:\n"+addressLists(taken)))
	}
	return err
}

func located(l app.Location) string {
	text := l.Address + "  " + terminal.Visible(l.Place)
	if l.Owner == "" {
		return text
	}
	text += "; network: " + terminal.Visible(l.Owner)
	if number := fmt.Sprintf("AS%d", l.ASN); l.ASN != 0 && l.Owner != number {
		text += " (" + number + ")"
	}
	return text
}

func addressLists(lists []app.AddressList) string {
	var lines []string
	for _, l := range lists {
		lines = append(lines, fmt.Sprintf("%s (%s)", terminal.Visible(l.Name), listState(l)))
		for _, text := range []string{l.Source, l.Licence} {
			if text != "" {
				lines = append(lines, "    "+terminal.Visible(text))
			}
		}
	}
	return strings.Join(lines, "\n")
}

func listState(l app.AddressList) string {
	if l.Problem != "" {
		return "not in use: " + terminal.Visible(l.Problem)
	}
	what := map[string]string{"place": "places", "owner": "networks", "both": "places and networks"}[l.Role]
	if l.Date.IsZero() {
		return what
	}
	return what + ", of " + l.Date.Format("2 January 2006")
}

func (p *program) geoUpdateCommand() *cobra.Command {
	var from []string
	var yes bool
	var c *cobra.Command
	c = &cobra.Command{
		Use:   "update",
		Short: "fetch newer address lists; says first what from where",
		Args:  arguments(0, ""),
		RunE: p.withApp(func(a *app.App, _ []string) error {
			if c.Flags().Changed("from") {
				if err := a.SetGeoSources(from); err != nil {
					return err
				}
			}
			if err := p.tell("geo", a.GeoPlan().Text); err != nil {
				return err
			}
			if !yes {
				if agreed, err := p.agree("Fetch them now? (y/n) ", "Nothing is fetched before somebody has agreed."); err != nil || !agreed {
					return err
				}
			}
			return p.update(a)
		}),
	}
	c.Flags().StringSliceVar(&from, "from", nil, "fetch from these `URL`s from now on, separated by commas; \"\" for the usual ones")
	c.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return c
}

// agree asks a person at a terminal; nobody else can have agreed.
func (p *program) agree(question, refusal string) (bool, error) {
	if p.flags.json || !term.IsTerminal(int(os.Stdin.Fd())) {
		return false, terminal.Usage(refusal, "Add --yes if you do.")
	}
	fmt.Fprint(p.errOut, question)
	answer, err := bufio.NewReader(io.LimitReader(os.Stdin, 100)).ReadString('\n')
	if err != nil && err != io.EOF {
		return false, err
	}
	answer = strings.ToLower(strings.TrimSpace(answer))
	return answer == "y" || answer == "yes", nil
}

// update fetches until it is done or Ctrl-C is pressed.
func (p *program) update(a *app.App) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	show := p.progress()
	err := a.GeoUpdate(ctx, show)
	if show != nil {
		fmt.Fprintln(p.errOut)
	}
	if err != nil {
		return err
	}
	return p.tell("geo", "In use now:\n"+addressLists(a.GeoStatus()))
}

// progress shows at a terminal how much is here, a few times a second.
func (p *program) progress() func(done, total int64) {
	if p.flags.json || !term.IsTerminal(int(os.Stderr.Fd())) {
		return nil
	}
	var shown time.Time
	return func(done, total int64) {
		if now := time.Now(); now.Sub(shown) > 200*time.Millisecond || done == total {
			shown = now
			fmt.Fprintf(p.errOut, "\r%.1f of %.1f MB ", float64(done)/1e6, float64(total)/1e6)
		}
	}
}
