package app

import "realtalk/platform"

// FirewallAsks tells whether the system will ask the user to let others connect
// to this program when it hosts for the first time. It may wait for the disk.
func (a *App) FirewallAsks() bool { return platform.FirewallAsks() }
