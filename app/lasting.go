package app

import (
	"sync"

	"realtalk/app/lang"
	"realtalk/core"
	"realtalk/core/wire"
)

// ConnectionState tells how this user's own connection to the host stands.
type ConnectionState string

// The states.
const (
	ConnectionLost ConnectionState = "lost" // it is made again, for two minutes
	ConnectionBack ConnectionState = "back"
)

// Connection tells a guest that its connection broke, or that it stands again.
// Nothing is lost meanwhile: what the user says waits, and so does what others say.
type Connection struct {
	State ConnectionState
	Text  string
}

// MemberAway tells that somebody's connection broke, or that the person is Back.
type MemberAway struct {
	Name        string
	Fingerprint string
	Back        bool
	Text        string
}

func (Connection) event() {}
func (MemberAway) event() {}

func connectionLost() Connection {
	return Connection{ConnectionLost, lang.Say("Your connection dropped, trying again. What you write is sent as soon as it is back.")}
}

func connectionBack() Connection {
	return Connection{ConnectionBack, lang.Say("Your connection is back. Nothing was lost.")}
}

// NoticeGap is the code of the notice that something is missing, and that own
// messages which have not come back will not.
const NoticeGap = "gap"

// gap says what is missing after a break, and what to do.
func gap(e core.Gap) Notice {
	text := lang.Say("While your connection was down more was said than is kept for you, so some of it is missing here. Ask the others for it.")
	if e.Unsure > 0 {
		text = lang.Sentences(text, lang.Count(e.Unsure,
			"The last %d message of yours may not have arrived; if nobody answers, say it again.",
			"The last %d messages of yours may not have arrived; if nobody answers, say them again."))
	}
	return Notice{Code: NoticeGap, Text: text}
}

func (t *teller) memberAway(e core.MemberAway) MemberAway {
	p := t.chat.person(e.Person)
	t.chat.away.set(e.Person.ID, !e.Back)
	text := lang.Say("%s's connection dropped, trying again.", called(p.Name))
	if e.Back {
		text = lang.Say("%s is back.", called(p.Name))
	}
	return MemberAway{Name: p.Name, Fingerprint: p.Fingerprint, Back: e.Back, Text: text}
}

// away are those whose connection broke. The zero value is ready.
type away struct {
	mu  sync.Mutex // guards what follows
	ids map[wire.ID]bool
}

func (a *away) set(id wire.ID, is bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !is {
		delete(a.ids, id)
		return
	}
	if a.ids == nil {
		a.ids = map[wire.ID]bool{}
	}
	a.ids[id] = true
}

func (a *away) has(id wire.ID) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.ids[id]
}
