package terminal

import "realtalk/app"

// Chat is the part of *app.Chat that a conversation needs.
type Chat interface {
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

var _ Chat = (*app.Chat)(nil)

// Host hosts a chat of a and gives the exit status at its end. Without a
// password in o one is asked for; an empty one is replaced by one made up.
func Host(a *app.App, o Options) int {
	return run(o, func(password string) Chat { return a.Host(password) }, a.SuggestPassword)
}

// Join joins the chat that line leads to and gives the exit status at its end.
func Join(a *app.App, line app.Line, o Options) int {
	return run(o, func(string) Chat { return a.Join(line) }, nil)
}
