//go:build !cgo || ci

package main

import "realtalk/app"

// windowBuilt tells whether this build has the window.
const windowBuilt = false

func hasDisplay() bool { return false }

func window(*app.App, start) int { panic("built without a window") }
