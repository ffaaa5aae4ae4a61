package chat

import (
	"time"

	"realtalk/ui/kit"
)

// Begin says that the user is in, and from then on for how long.
func (p *Pane) Begin() {
	p.since = p.Now()
	p.rounds++
	p.tick(p.rounds)
}

// tick shows how long the user is in, and does so again in a minute unless the
// chat is over or began anew.
func (p *Pane) tick(round int) {
	if p.over || p.rounds != round {
		return
	}
	p.showStatus()
	p.After(time.Minute, func() { p.tick(round) })
}

// Stop lets the clock stand still: the pane is not shown any more.
func (p *Pane) Stop() { p.rounds++ }

// SetHost names the chat by who hosts it.
func (p *Pane) SetHost(name string) {
	p.host = name
	p.title.SetText(kit.ChatOf(name))
	p.showStatus()
}

// showStatus says what the user is here, how the words travel, and for how long.
func (p *Pane) showStatus() {
	if p.over {
		return
	}
	who := kit.TextStatusGuest()
	switch {
	case p.hosting:
		who = kit.TextStatusHosting()
	case p.host != "":
		who = kit.StatusGuestOf(p.host)
	}
	if p.broken {
		p.status.SetText(kit.Joined(who, kit.TextStatusBroken()))
		p.head.Refresh()
		return
	}
	long := ""
	if !p.since.IsZero() {
		long = kit.StatusFor(p.Now().Sub(p.since))
	}
	p.status.SetText(kit.Joined(who, kit.StatusEncrypted(), kit.StatusDirect(), long))
	p.head.Refresh()
}
