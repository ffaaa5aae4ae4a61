package ui

import "realtalk/app"

// Backend is what the window asks of the program. All methods may be called
// on the user interface's goroutine: none waits for the network.
type Backend interface {
	Name() string
	NameKept() bool
	SetName(name string) error
	SuggestPassword() string
	Host(password string) Conversation
	Join(line app.Line) Conversation
	Blocklist() ([]app.Blocked, error)
	Unblock(address string) error
}

// Conversation is what the window asks of one chat. Events must be read until
// it is closed.
type Conversation interface {
	Events() <-chan app.Event
	Password(password string)
	Send(text string) error
	Kick(who string) error
	Block(what string) error
	Unblock(address string) error
	Blocklist() ([]app.Blocked, error)
	Invite() []string
	People() []app.Person
	Safety() string
	End()
}

// backend lets *app.App be a Backend.
type backend struct{ *app.App }

func (b backend) Host(password string) Conversation { return b.App.Host(password) }

func (b backend) Join(line app.Line) Conversation { return b.App.Join(line) }
