package ui

import (
	"context"
	"io"

	"realtalk/app"
)

// Backend is what the window asks of the program. What belongs to Guard and
// Places may wait for the disk or for another program, and runs beside the
// user interface; nothing else here waits.
type Backend interface {
	Name() string
	NameKept() bool
	SetName(name string) error
	SuggestPassword() string
	Host(password string) Conversation
	Join(line app.Line) Conversation
	Settings() app.Settings
	SetSettings(app.Settings) error
	Guard
	Places
	Desktop
}

// Guard keeps the lists of blocked addresses and of what happened at the door.
type Guard interface {
	Blocklist() ([]app.Blocked, error)
	Block(app.BlockRequest) error
	Unblock(address string, reset bool) error
	Annotate(address, note string) error
	ExportBlocklist(w io.Writer) error
	ImportBlocklist(r io.Reader) (added int, err error)
	SecurityList() ([]app.SecurityEntry, error)
	ExportSecurityList(w io.Writer) error
	ClearSecurityList() error
}

// Places knows where addresses are.
type Places interface {
	GeoStatus() []app.AddressList
	GeoImport(ctx context.Context, paths ...string) ([]app.AddressList, error)
	GeoReset() error
	GeoPlan() app.GeoPlan
	GeoUpdate(ctx context.Context, progress func(done, total int64)) error
	GeoSources() []string
	SetGeoSources(sources []string) error
}

// Desktop is what surrounds the window. Both may be called on any goroutine.
type Desktop interface {
	// NotifyDesktop calls onClick on a goroutine of its own.
	NotifyDesktop(n app.DesktopNotice, onClick func()) error
	TrayThere() bool
}

// Conversation is what the window asks of one chat. Events must be read until
// it is closed.
type Conversation interface {
	Events() <-chan app.Event
	Password(password string)
	Send(text string) error
	Kick(who string) error
	Block(what string) error
	Door() app.DoorRules
	SetDoor(app.DoorRules) error
	LetIn(who string) error
	Decline(who string) error
	Invite() []string
	People() []app.Person
	Safety() string
	End()
}

// backend lets *app.App be a Backend.
type backend struct{ *app.App }

func (b backend) Host(password string) Conversation { return b.App.Host(password) }

func (b backend) Join(line app.Line) Conversation { return b.App.Join(line) }
