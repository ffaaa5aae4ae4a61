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
