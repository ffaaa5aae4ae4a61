package ui

import (
	"context"
	"io"

	"realtalk/app"
)

// Backend is what the window asks of the program. What belongs to Guard,
// Places, Reach and Visited may wait for the disk or for another program, and runs
// beside the user interface; nothing else here waits.
type Backend interface {
	Name() string
	NameKept() bool
	SetName(name string) error
	SuggestPassword() string
	Host(app.HostOptions) Conversation
	Join(app.Invite, app.JoinOptions) Conversation
	Settings() app.Settings
	SetSettings(app.Settings) error
	Version() string
	Guard
	Places
	Desktop
	Reach
	Self
	Met
	Visited
}

// Visited is the chats that the user was in.
type Visited interface {
	Recent() []app.Recent
	ForgetRecent(line string) error
}

// Self is the user's own key. All of it but NeedsPassphrase takes a while.
type Self interface {
	NeedsPassphrase() (bool, error)
	Unlock(passphrase string) error
	Identity() (app.Identity, error)
	SetPassphrase(passphrase string) error
	ImportKey(r io.Reader, passphrase string) error
	NewIdentity() error
	ArmoredKey() (string, error)
}

// Met is the people whom the user has met. All of it may wait for the disk.
type Met interface {
	Contacts() ([]app.Contact, error)
	RenameContact(fingerprint, alias string) error
	NoteContact(fingerprint, note string) error
	ForgetContact(fingerprint string) error
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

// Reach knows what surrounds this computer. All of it but LooksNearby and
// AddressService may wait, for the system or the network.
type Reach interface {
	NearbyDefault() bool
	FirewallAsks() bool
	LooksNearby() bool
	// BrowseNearby calls found on a goroutine of its own until ctx ends.
	BrowseNearby(ctx context.Context, found func([]app.Nearby)) error
	AddressService() string
	// AskAddress is called only where the user wished just that.
	AskAddress(ctx context.Context) (string, error)
}

// Desktop is what surrounds the window. All of it may be called on any goroutine.
type Desktop interface {
	// NotifyDesktop calls onClick on a goroutine of its own.
	NotifyDesktop(n app.DesktopNotice, onClick func()) error
	WithdrawDesktop(about string)
	TrayThere() bool
	Autostart() (bool, error)
	SetAutostart(on bool) error
	// SetBadge shows a number on the program's icon; 0 takes it off.
	SetBadge(n int)
	// Awake tells whether the computer is kept awake, and why.
	Awake() (on bool, reason string)
}

// Conversation is what the window asks of one chat. Events must be read until
// it is closed.
type Conversation interface {
	Events() <-chan app.Event
	// Matches, Confirm, AcceptChange and Save may wait for the disk.
	Matches(safety string) error
	Compare(who string) (app.Comparison, error)
	Confirm(who string) error
	AcceptChange(who string) error
	Save(w io.Writer, sealed bool) error
	Password(password string)
	Send(text string) error
	Kick(who string) error
	Block(what string) error
	Door() app.DoorRules
	SetDoor(app.DoorRules) error
	LetIn(who string) error
	Decline(who string) error
	InviteText() string
	SetAddress(text string) error
	DialBack(reply string) error
	People() []app.Person
	Safety() string
	End()
}

// backend lets *app.App be a Backend.
type backend struct{ *app.App }

func (b backend) Host(o app.HostOptions) Conversation { return b.App.Host(o) }

func (b backend) Join(i app.Invite, o app.JoinOptions) Conversation { return b.App.Join(i, o) }
