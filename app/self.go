package app

import (
	"encoding/hex"
	"errors"
	"io"
	"sync"

	"realtalk/core"
	"realtalk/core/contacts"
	"realtalk/core/pgp"
)

// self is this user's identity. Its secret is in memory while somebody uses it: a
// chat as long as it lasts, a change of the contacts for a moment. One that a
// passphrase opened stays until the program ends, since it could not be opened
// again without asking.
type self struct {
	keeper *core.Keeper
	name   func() string // the user ID, if an identity has to be made

	mu    sync.Mutex // guards what follows
	id    *pgp.Identity
	users int
	typed bool // a passphrase opened it
}

// use gives the identity until release is called. The error is the keeper's.
func (s *self) use() (id *pgp.Identity, release func(), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.id == nil {
		if s.id, err = s.keeper.Load(s.name(), nil); err != nil {
			s.id = nil
			return nil, nil, err
		}
	}
	s.users++
	return s.id, sync.OnceFunc(s.release), nil
}

func (s *self) release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.users--
	s.rest()
}

// rest wipes what nobody uses and can be had again, with mu held.
func (s *self) rest() {
	if s.id != nil && s.users == 0 && !s.typed {
		s.id.Wipe()
		s.id = nil
	}
}

// unlock opens an identity that is kept under a passphrase.
func (s *self) unlock(passphrase []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.id != nil {
		return nil
	}
	id, err := s.keeper.Load(s.name(), passphrase)
	if err != nil {
		return err
	}
	kept, err := s.keeper.Kept()
	if err != nil {
		id.Wipe()
		return err
	}
	s.id, s.typed = id, kept == core.KeptUnderPassphrase
	s.rest()
	return nil
}

// locked tells whether a passphrase has to be typed before use.
func (s *self) locked() (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.id != nil {
		return false, nil
	}
	kept, err := s.keeper.Kept()
	return kept == core.KeptUnderPassphrase, err
}

// setPassphrase keeps the identity under another passphrase, "" for none.
func (s *self) setPassphrase(passphrase []byte) error {
	id, release, err := s.use()
	if err != nil {
		return err
	}
	defer release()
	if err := s.keeper.SetPassphrase(id, passphrase); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.typed = len(passphrase) > 0
	return nil
}

// errInUse: a chat is on that the identity is part of.
var errInUse = errors.New("identity is in use")

// replace puts another identity in place of this one.
func (s *self) replace(next *pgp.Identity) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.users > 0 {
		return errInUse
	}
	if err := s.keeper.Replace(next, nil); err != nil {
		return err
	}
	if s.id != nil {
		s.id.Wipe()
	}
	s.id, s.typed = nil, false
	return nil
}

func (s *self) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.id != nil {
		s.id.Wipe()
	}
}

// Sign makes self a contacts.Signer that needs the secret only at a change.
func (s *self) Sign(context string, data []byte) ([]byte, error) {
	id, release, err := s.use()
	if err != nil {
		return nil, err
	}
	defer release()
	return id.Sign(context, data)
}

// Verify checks what Sign made.
func (s *self) Verify(context string, data, signature []byte) error {
	id, release, err := s.use()
	if err != nil {
		return err
	}
	defer release()
	return id.Verify(context, data, signature)
}

// Identity is what can be told of this user's key. InKeyStore: the operating system
// keeps it; else it lies in a file that only this user can read. Without
// ForwardSecret whoever gets the key later can read recordings of chats.
type Identity struct {
	Fingerprint   string // SHA-256, as others are shown it
	OpenPGP       string // as OpenPGP programs show it
	Passphrase    bool
	InKeyStore    bool
	ForwardSecret bool
}

// Identity tells of this user's key. The error is a *Trouble.
func (a *App) Identity() (Identity, error) {
	id, release, err := a.self.use()
	if err != nil {
		return Identity{}, explain(err)
	}
	defer release()
	kept, err := a.self.keeper.Kept()
	f := id.Fingerprint()
	return Identity{
		Fingerprint: hex.EncodeToString(f[:]), OpenPGP: id.OpenPGPFingerprint(), ForwardSecret: id.ForwardSecret(),
		Passphrase: kept == core.KeptUnderPassphrase, InKeyStore: kept == core.KeptInStore,
	}, explain(err)
}

// NeedsPassphrase tells whether Unlock has to be called before anything that uses
// this user's key. The error is a *Trouble.
func (a *App) NeedsPassphrase() (bool, error) {
	locked, err := a.self.locked()
	return locked, explain(err)
}

// Unlock opens this user's key. The error is a *Trouble, with the code
// wrong_passphrase if it is that.
func (a *App) Unlock(passphrase string) error {
	b := []byte(passphrase)
	defer clear(b)
	return explain(a.self.unlock(b))
}

// SetPassphrase has a passphrase asked for at each start; "" takes it away. The
// error is a *Trouble.
func (a *App) SetPassphrase(passphrase string) error {
	b := []byte(passphrase)
	defer clear(b)
	return explain(a.self.setPassphrase(b))
}

// ImportKey makes an OpenPGP secret key of the user's own, as GnuPG exports it, this
// user's identity; passphrase opens it. The contacts stay. Friends are told that
// this user has another key, until they compare. Not while a chat is on. The error is
// a *Trouble: key_locked asks for the passphrase.
func (a *App) ImportKey(r io.Reader, passphrase string) error {
	data, err := io.ReadAll(io.LimitReader(r, pgp.MaxIdentity+1))
	defer clear(data)
	if err != nil {
		return explain(err)
	}
	b := []byte(passphrase)
	defer clear(b)
	next, err := pgp.ImportIdentity(data, b)
	if err != nil {
		return explainImport(err)
	}
	return a.replaceIdentity(next)
}

// NewIdentity makes a new key for this user, whom friends are then told not to have
// met. The old one is gone. Not while a chat is on. The error is a *Trouble.
func (a *App) NewIdentity() error {
	next, err := pgp.NewIdentity(a.Name())
	if err != nil {
		return explain(err)
	}
	return a.replaceIdentity(next)
}

// replaceIdentity hands the contacts to the next identity before the old one is
// gone, so that whenever the program is killed one of the two can open them.
func (a *App) replaceIdentity(next *pgp.Identity) error {
	defer next.Wipe()
	hosting, err := a.profile.LockHosting() // of whatever program of this user
	if err != nil {
		return explain(err)
	}
	defer hosting.Release()
	book, err := a.contacts()
	if errors.Is(err, pgp.ErrLocked) || errors.Is(err, core.ErrIdentity) {
		// A passphrase that is forgotten, or a damaged key: nobody can open the
		// contacts any more, and the next chat says that they are put aside.
		return explain(a.self.replace(next))
	}
	if err != nil {
		return explain(err)
	}
	if err := book.Resign(next); err != nil && !errors.Is(err, contacts.ErrTampered) {
		return explain(err)
	}
	err = a.self.replace(next)
	return explain(errors.Join(err, book.Resign(a.self))) // whichever it is now
}
