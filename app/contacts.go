package app

import (
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"realtalk/core"
	"realtalk/core/contacts"
)

// Contact is somebody that this user has met. Trust is TrustKnown or TrustVerified.
type Contact struct {
	Name        string // as they called themselves last
	Alias       string // what this user calls them; "": nothing
	Note        string // of this user
	Fingerprint string
	Trust       Trust
	First, Last time.Time // when they met
}

// book is the list of people on disk, once it was opened.
type book struct {
	mu       sync.Mutex // guards what follows
	open     *contacts.Book
	tampered bool // it was put aside, and nobody has been told
}

// contacts opens the book. Its file may have been tampered with: then it is empty,
// and who chats next is told.
func (a *App) contacts() (*contacts.Book, error) {
	a.met.mu.Lock()
	defer a.met.mu.Unlock()
	if a.met.open != nil {
		return a.met.open, nil
	}
	open, err := contacts.Open(a.profile, a.self)
	if errors.Is(err, contacts.ErrTampered) {
		a.met.tampered, err = true, nil
	}
	if err != nil {
		return nil, err
	}
	a.met.open = open
	return open, nil
}

// toldTampered tells once that the book was put aside.
func (a *App) toldTampered() bool {
	a.met.mu.Lock()
	defer a.met.mu.Unlock()
	tampered := a.met.tampered
	a.met.tampered = false
	return tampered
}

// Contacts lists who was met, by name. The error is a *Trouble.
func (a *App) Contacts() ([]Contact, error) {
	book, err := a.contacts()
	if err != nil {
		return nil, explain(err)
	}
	var list []Contact
	for _, c := range book.List() {
		list = append(list, contact(c))
	}
	slices.SortStableFunc(list, func(x, y Contact) int {
		return strings.Compare(strings.ToLower(x.shown()), strings.ToLower(y.shown()))
	})
	return list, nil
}

func contact(c contacts.Contact) Contact {
	trust := TrustKnown
	if !c.Verified.IsZero() {
		trust = TrustVerified
	}
	return Contact{
		Name: c.Name, Alias: c.Alias, Note: c.Note, Fingerprint: hex.EncodeToString(c.ID[:]), Trust: trust, First: c.First, Last: c.Last,
	}
}

func (c Contact) shown() string {
	if c.Alias != "" {
		return c.Alias
	}
	return c.Name
}

// FindContact gives the one contact of that name, that this user calls so, or whose
// fingerprint begins so. The error is a *Trouble.
func (a *App) FindContact(who string) (Contact, error) {
	list, err := a.Contacts()
	if err != nil {
		return Contact{}, err
	}
	who = strings.TrimSpace(who)
	for _, is := range []func(Contact) bool{
		func(c Contact) bool { return c.Fingerprint == strings.ToLower(who) },
		func(c Contact) bool { return c.Alias == who || c.Name == who },
		func(c Contact) bool { return core.SameName(c.Alias, who) || core.SameName(c.Name, who) },
		func(c Contact) bool { return len(who) >= 4 && strings.HasPrefix(c.Fingerprint, strings.ToLower(who)) },
	} {
		var found []Contact
		for _, c := range list {
			if is(c) {
				found = append(found, c)
			}
		}
		switch len(found) {
		case 0:
		case 1:
			return found[0], nil
		default:
			return Contact{}, explain(errSeveral)
		}
	}
	return Contact{}, explain(contacts.ErrUnknown)
}

// errSeveral: a name that more than one contact has.
var errSeveral = errors.New("several contacts of that name")

// RenameContact gives somebody a name that only this user sees; "" takes it away.
// The error is a *Trouble.
func (a *App) RenameContact(fingerprint, alias string) error {
	return a.editContact(fingerprint, func(b *contacts.Book, id [32]byte) error { return b.Rename(id, alias) })
}

// NoteContact keeps a line about somebody; "" takes it away. The error is a
// *Trouble.
func (a *App) NoteContact(fingerprint, note string) error {
	return a.editContact(fingerprint, func(b *contacts.Book, id [32]byte) error { return b.Note(id, note) })
}

// ForgetContact drops somebody, who is new the next time. The error is a *Trouble.
func (a *App) ForgetContact(fingerprint string) error {
	return a.editContact(fingerprint, (*contacts.Book).Forget)
}

func (a *App) editContact(fingerprint string, edit func(*contacts.Book, [32]byte) error) error {
	book, err := a.contacts()
	if err != nil {
		return explain(err)
	}
	id, err := hex.DecodeString(fingerprint)
	if err != nil || len(id) != 32 {
		return explain(contacts.ErrUnknown)
	}
	return explain(edit(book, [32]byte(id)))
}
