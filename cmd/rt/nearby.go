package main

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"realtalk/app"
	"realtalk/ui/terminal"
)

// lookTime is how long "rt nearby" waits for answers: computers of one network
// answer within a fraction of a second, sleepy ones within two.
const lookTime = 2500 * time.Millisecond

func (p *program) nearbyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "nearby",
		Short: "the chats on this network whose hosts let them be seen",
		Args:  arguments(0, ""),
		RunE: p.withApp(func(a *app.App, _ []string) error {
			ctx, cancel := context.WithTimeout(context.Background(), lookTime)
			defer cancel()
			var last []app.Nearby
			if err := a.BrowseNearby(ctx, func(chats []app.Nearby) { last = chats }); err != nil {
				return err
			}
			return p.tell("nearby", strings.Join(terminal.Nearby(last), "\n"))
		}),
	}
}
