package core

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"realtalk/core/pgp"
	"realtalk/core/profile"
)

const (
	// identityFile is its name, and that of the lock beside it.
	identityFile = "identity"

	// keeperPatience is how long one program waits while another has the
	// identity: longer than a key store may take to ask its owner.
	keeperPatience = 2 * time.Minute
)

// Keeper keeps the user's identity in the profile, under one of the locks that
// KeptAs names; the layout is that of keptIdentity.
//
// Whenever a program is killed, the identity can be used: a new secret goes to
// the key store first, under a name of its own, then the file is replaced, then
// what the file before it needed is deleted. The new file lists that, so that
// whoever loads it next deletes what is left. A kill before the file is replaced
// leaves a random secret behind that opens nothing.
//
// All methods may be called from any goroutine, and several programs may keep
// one identity: they take turns, so each call may wait two minutes for another
// one, and it may wait for the key store. Buffers of keys and secrets are
// overwritten after use. What cannot be: the text of a secret, which Go's
// strings keep until their memory is used again, and what the disk holds of a
// file that was replaced.
type Keeper struct {
	profile *profile.Profile
	secrets Secrets
}

// NewKeeper keeps an identity in p, with the key store of the operating system
// or, if secrets is nil, without one.
func NewKeeper(p *profile.Profile, secrets Secrets) *Keeper {
	return &Keeper{profile: p, secrets: secrets}
}

// Kept tells how the identity is kept, without opening it: KeptNowhere before
// the first start. ErrIdentity if the file is damaged.
func (k *Keeper) Kept() (KeptAs, error) {
	kept, err := k.read()
	defer clear(kept.key)
	if errors.Is(err, fs.ErrNotExist) {
		return KeptNowhere, nil
	}
	return kept.as, err
}

// Load gives the identity. At the first start it makes one, for which name is
// the user ID, and keeps it under the passphrase or, if that is empty, in the
// key store or, if that fails, in a file that only the user can read. Two
// programs that start for the first time at once get the same identity.
//
// The passphrase is used only by KeptUnderPassphrase, and stays the caller's.
// The error is pgp.ErrLocked if it is empty, pgp.ErrPassphrase if it is wrong;
// ErrKeyStore; ErrIdentity; or that of the disk. An identity that is there is
// never replaced here: who knows this user would be shown a stranger.
func (k *Keeper) Load(name string, passphrase []byte) (*pgp.Identity, error) {
	release, err := k.alone()
	if err != nil {
		return nil, err
	}
	defer release()
	kept, err := k.read()
	if errors.Is(err, fs.ErrNotExist) {
		return k.begin(name, passphrase)
	}
	if err != nil {
		return nil, err
	}
	defer clear(kept.key)
	id, err := k.open(kept, passphrase)
	if err != nil {
		return nil, err
	}
	if id.Fingerprint() != kept.fingerprint {
		id.Wipe()
		return nil, fmt.Errorf("%w: another key than it names", ErrIdentity)
	}
	k.sweep(kept)
	return id, nil
}

// SetPassphrase keeps the identity under another passphrase or, if that is
// empty, as Load does at the first start: this is how a key goes to the key
// store later, too. ErrReplaced if the profile has another identity by now.
func (k *Keeper) SetPassphrase(id *pgp.Identity, passphrase []byte) error {
	release, err := k.alone()
	if err != nil {
		return err
	}
	defer release()
	kept, err := k.read()
	defer clear(kept.key)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	case kept.fingerprint != id.Fingerprint():
		return ErrReplaced
	}
	return k.keep(id, passphrase, kept.entries)
}

// Replace keeps id in place of the identity that was there, even if that was
// damaged, locked as SetPassphrase does. The old key cannot be had back.
func (k *Keeper) Replace(id *pgp.Identity, passphrase []byte) error {
	release, err := k.alone()
	if err != nil {
		return err
	}
	defer release()
	kept, err := k.read()
	defer clear(kept.key)
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, ErrIdentity) {
		return err
	}
	return k.keep(id, passphrase, kept.entries)
}

func (k *Keeper) begin(name string, passphrase []byte) (*pgp.Identity, error) {
	id, err := pgp.NewIdentity(name)
	if err != nil {
		return nil, err
	}
	if err := k.keep(id, passphrase, nil); err != nil {
		id.Wipe()
		return nil, err
	}
	return id, nil
}

// alone keeps everybody else from the identity until release.
func (k *Keeper) alone() (release func(), err error) {
	ctx, cancel := context.WithTimeout(context.Background(), keeperPatience)
	defer cancel()
	if release, err = k.profile.Lock(ctx, identityFile); err != nil {
		return nil, fmt.Errorf("identity: %w", err)
	}
	return release, nil
}
