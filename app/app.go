package app

import (
	"context"
	"errors"
	"io/fs"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"

	"realtalk/app/lang"
	"realtalk/core"
	"realtalk/core/profile"
	"realtalk/platform"
)

// Options says how to run. The zero value is what most people need.
type Options struct {
	Profile  string     // folder that keeps everything; "" for the user's own
	Name     string     // the name others see this time; "" for the kept one
	Listen   string     // address to listen on; "" for every IPv4 and IPv6 address
	Port     int        // 0 finds a free one
	NoRouter bool       // ask no router, open no door, tell nobody nearby
	Address  netip.Addr // this computer's address on the Internet, if the user knows it
	AskFirst bool       // hosting: ask before anybody comes in, whatever the settings say
	Limit    int        // hosting: people at most; 0 for what the settings say
	Version  string     // of the program, to be shown
}

// App is one running Real Talk. All methods may be called from any goroutine.
type App struct {
	options Options
	profile *profile.Profile
	self    *self
	met     book
	meeting meetings
	journal *journal
	disk    *unkept
	geo     *geo
	hosting atomic.Pointer[core.Chat] // the chat that is hosted here; nil: none
	desktop desktop
	awake   *awake
	ctx     context.Context
	cancel  context.CancelFunc

	mu    sync.Mutex // guards what follows
	name  string     // kept on disk; "" while it was never asked
	chats sync.WaitGroup
}

const nameFile = "name"

// Open opens the profile. The error is a *Trouble.
func Open(o Options) (*App, error) {
	dir := o.Profile
	if dir == "" {
		own, err := platform.ProfileDir()
		if err != nil {
			return nil, &Trouble{
				Code: "no_folder", Text: lang.Say("This account has no folder of its own to keep things in."),
				Hint: lang.Say("Name one with --profile."), err: err,
			}
		}
		dir = own
	}
	p, err := profile.Open(dir)
	if isAny(err, diskFull) {
		return nil, explain(err)
	}
	if err != nil {
		return nil, &Trouble{
			Code: "profile", Text: lang.Say("The folder %s cannot be written.", dir),
			Hint: lang.Say("Real Talk keeps your identity there. Make the folder writable or choose another with --profile."), err: err,
		}
	}
	if o.Name != "" {
		if o.Name, err = core.CleanName(o.Name); err != nil {
			return nil, explain(err)
		}
	}
	if o.Limit != 0 {
		if err := checkLimit(o.Limit); err != nil {
			return nil, err
		}
	}
	disk := &unkept{dir: p.Dir()}
	a := &App{options: o, profile: p, disk: disk, meeting: meetings{disk: disk}, journal: &journal{profile: p, disk: disk}, awake: newAwake(), geo: &geo{profile: p, apart: o.Profile != ""}}
	a.ctx, a.cancel = context.WithCancel(context.Background())
	a.self = &self{keeper: core.NewKeeper(p, keyStore(o)), name: a.Name}
	if err := a.readName(); err != nil {
		return nil, explain(err)
	}
	return a, nil
}

// keyStore gives that of the operating system; nil if there is none, or if
// everything is to be kept in a folder of the user's choice.
func keyStore(o Options) core.Secrets {
	if o.Profile != "" {
		return nil
	}
	store, err := platform.OpenSecrets()
	if err != nil {
		return nil
	}
	return store
}

func (a *App) readName() error {
	b, err := a.profile.Read(nameFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	a.name = strings.TrimSpace(string(b))
	return err
}

// Name is the name that others see.
func (a *App) Name() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	switch {
	case a.options.Name != "":
		return a.options.Name
	case a.name != "":
		return a.name
	default:
		return platform.AccountName()
	}
}

// Version is that of the program.
func (a *App) Version() string { return a.options.Version }

// NameKept tells whether the user has ever been asked for a name.
func (a *App) NameKept() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.name != "" || a.options.Name != ""
}

// SetName keeps the name that others see from the next chat on.
func (a *App) SetName(name string) error {
	clean, err := core.CleanName(name)
	if err != nil {
		return explain(err)
	}
	if err := a.profile.Write(nameFile, []byte(clean+"\n")); err != nil {
		return explain(err)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.name, a.options.Name = clean, ""
	return nil
}

// SuggestPassword gives four random words. Where the system has no randomness
// left to give, it gives nothing, and a password must be typed.
func (a *App) SuggestPassword() string {
	password, err := core.SuggestPassword()
	if err != nil {
		return ""
	}
	return password
}

// Fingerprint names this user's key, as others are shown it: SHA-256, hex.
func (a *App) Fingerprint() (string, error) {
	id, err := a.Identity()
	return id.Fingerprint, err
}

// ArmoredKey is this user's public key for OpenPGP programs.
func (a *App) ArmoredKey() (string, error) {
	id, release, err := a.self.use()
	if err != nil {
		return "", explain(err)
	}
	defer release()
	key, err := id.ArmoredPublicKey()
	if err != nil {
		return "", explain(err)
	}
	return key, nil
}

// Close ends every chat and waits for them, at most a few seconds, and writes
// down what is not on disk yet.
func (a *App) Close() error {
	a.cancel()
	a.chats.Wait()
	a.meeting.close()
	a.self.close()
	a.journal.close()
	a.geo.close()
	a.desktop.notifier.Close()
	a.desktop.badge.Close()
	return nil
}
