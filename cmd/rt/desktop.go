//go:build cgo && !ci

package main

import (
	"realtalk/app"
	"realtalk/platform"
	"realtalk/ui"
)

// windowBuilt tells whether this build has the window.
const windowBuilt = true

func hasDisplay() bool { return platform.HasDisplay() }

// window shows the window and gives the exit status when it is closed.
func window(a *app.App, s start) int {
	return ui.Run(a, ui.Start{Host: s.host, Join: s.join, Named: s.named}, nil)
}
