package terminal

import (
	"context"
	"io"

	"realtalk/app"
)

// Chat is the part of *app.Chat that a conversation needs.
type Chat interface {
	Events() <-chan app.Event
	Password(password string)
	Send(text string) error
	Kick(who string) error
	Block(what string) error
	Door() app.DoorRules
	SetDoor(app.DoorRules) error
	Asking() []app.Asks
	LetIn(who string) error
	Decline(who string) error
	Invite() []string
	InviteText() string
	SetAddress(address string) error
	DialBack(reply string) error
	People() []app.Person
	Safety() string
	Matches(safety string) error
	Compare(who string) (app.Comparison, error)
	Confirm(who string) error
	AcceptChange(who string) error
	Save(w io.Writer, sealed bool) error
	End()
}

var _ Chat = (*app.Chat)(nil)

// Door is the part of *app.App that a host needs beside the chat.
type Door interface {
	SuggestPassword() string
	Blocklist() ([]app.Blocked, error)
	Block(app.BlockRequest) error
	Unblock(address string, reset bool) error
	Annotate(address, note string) error
	SecurityList() ([]app.SecurityEntry, error)
	AddressService() string
	AskAddress(ctx context.Context) (string, error)
}

var _ Door = (*app.App)(nil)

// Lock is what may keep this user's key shut.
type Lock interface {
	NeedsPassphrase() (bool, error)
	Unlock(passphrase string) error
}

var _ Lock = (*app.App)(nil)

// Host hosts a chat of a and gives the exit status at its end. Without a
// password in o one is asked for; an empty one is replaced by one made up.
func Host(a *app.App, o Options) int {
	return run(o, a, func(password string) Chat {
		return a.Host(app.HostOptions{Password: password, Nearby: o.Nearby, ShowName: true})
	}, a)
}

// Join joins the chat that an invite leads to and gives the exit status at its
// end.
func Join(a *app.App, i app.Invite, o Options) int {
	return run(o, a, func(string) Chat { return a.Join(i, app.JoinOptions{Reply: o.Reply}) }, nil)
}
