//go:build cgo && !ci

package main

import (
	"context"
	"errors"
	"os"

	"realtalk/app"
	"realtalk/platform"
	"realtalk/ui"
)

// windowBuilt tells whether this build has the window.
const windowBuilt = true

func hasDisplay() bool { return platform.HasDisplay() }

// window shows the window and gives the exit status when it is closed. If there
// is one already, that one gets what this start was for. Without an answer of
// it, a second window is better than none.
func window(a *app.App, s start) int {
	more := make(chan ui.Start)
	instance, err := a.Claim(s.message(), func(ctx context.Context, message []byte) bool {
		next, ok := readCall(message)
		if !ok || next.hidden {
			return true // nothing to be shown, now or later
		}
		select {
		case more <- next.shown():
			return true
		case <-ctx.Done():
			return false
		}
	})
	switch {
	case errors.Is(err, app.ErrHandedOver):
		return app.ExitOK
	case err == nil:
		defer instance.Close()
	}
	return ui.Run(a, s.shown(), more, func(exit int) {
		closeSoon(a)
		os.Exit(exit)
	})
}

func (s start) shown() ui.Start {
	return ui.Start{Host: s.host, Join: s.join, Named: s.named, Hidden: s.hidden}
}
