package core

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"

	"realtalk/core/pgp"
)

// storeSecret is the length of a secret in the key store, in bytes.
const storeSecret = 32

// open gives the identity of the file.
func (k *Keeper) open(kept keptIdentity, passphrase []byte) (*pgp.Identity, error) {
	switch kept.as {
	case KeptUnderPassphrase:
		return openTyped(kept.key, passphrase)
	case KeptInStore:
		return k.openStored(kept)
	default:
		id, err := pgp.ParseIdentity(kept.key)
		return id, damaged(err)
	}
}

func openTyped(key, passphrase []byte) (*pgp.Identity, error) {
	if len(passphrase) == 0 {
		return nil, pgp.ErrLocked
	}
	id, err := pgp.UnlockIdentity(key, passphrase)
	if errors.Is(err, pgp.ErrPassphrase) {
		return nil, err
	}
	return id, damaged(err)
}

func (k *Keeper) openStored(kept keptIdentity) (*pgp.Identity, error) {
	if k.secrets == nil {
		return nil, fmt.Errorf("%w: there is none", ErrKeyStore)
	}
	text, err := k.secrets.Get(kept.entries[0].name())
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKeyStore, err)
	}
	secret := make([]byte, storeSecret)
	defer clear(secret)
	if len(text) != hex.EncodedLen(storeSecret) {
		return nil, fmt.Errorf("%w: not our secret in the key store", ErrIdentity)
	}
	if _, err := hex.Decode(secret, []byte(text)); err != nil {
		return nil, fmt.Errorf("%w: not our secret in the key store", ErrIdentity)
	}
	id, err := pgp.UnlockIdentity(kept.key, secret)
	return id, damaged(err)
}

// damaged does not wrap what pgp says: that a kept key is locked otherwise than
// its file says is nothing that a passphrase of the user could mend.
func damaged(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %v", ErrIdentity, err)
}

// keep locks the identity, replaces the file, and deletes the entries that the
// file before it had in the key store.
func (k *Keeper) keep(id *pgp.Identity, passphrase []byte, replaced []entry) error {
	kept, err := k.lock(id, passphrase)
	defer clear(kept.key)
	if err != nil {
		return fmt.Errorf("keep identity: %w", err)
	}
	kept.fingerprint = id.Fingerprint()
	kept.entries = append(kept.entries, replaced...)
	kept.entries = kept.entries[:min(len(kept.entries), maxEntries)]
	// On an error the new entry stays in the store: the file may be there.
	if err := k.write(kept); err != nil {
		return err
	}
	k.sweep(kept)
	return nil
}

func (k *Keeper) lock(id *pgp.Identity, passphrase []byte) (keptIdentity, error) {
	if len(passphrase) > 0 {
		key, err := id.Lock(passphrase, pgp.Guessable)
		return keptIdentity{as: KeptUnderPassphrase, key: key}, err
	}
	if k.secrets != nil {
		kept, err := k.lockStored(id)
		if err == nil || errors.Is(err, pgp.ErrDestroyed) {
			return kept, err
		}
		clear(kept.key)
	}
	key, err := id.Marshal()
	return keptIdentity{as: KeptInFile, key: key}, err
}

// lockStored reads back what it wrote: key stores say that they kept a secret
// also when their owner closed the window in which they asked.
func (k *Keeper) lockStored(id *pgp.Identity) (keptIdentity, error) {
	secret := make([]byte, storeSecret)
	defer clear(secret)
	rand.Read(secret) // never fails
	key, err := id.Lock(secret, pgp.Random)
	if err != nil {
		return keptIdentity{}, err
	}
	e := newEntry()
	kept := keptIdentity{as: KeptInStore, entries: []entry{e}, key: key}
	text := hex.EncodeToString(secret)
	if err := k.secrets.Set(e.name(), text); err != nil {
		return kept, err
	}
	back, err := k.secrets.Get(e.name())
	if err == nil && subtle.ConstantTimeCompare([]byte(back), []byte(text)) == 1 {
		return kept, nil
	}
	return kept, errors.Join(ErrKeyStore, err, k.secrets.Delete(e.name()))
}

// sweep deletes replaced entries and says so in the file. What cannot be done
// now is done when the identity is loaded the next time; a store that failed
// once is not asked again, for each time it may wait for its owner.
func (k *Keeper) sweep(kept keptIdentity) {
	left := kept.replaced()
	if k.secrets == nil || len(left) == 0 {
		return
	}
	for len(left) > 0 {
		if err := k.secrets.Delete(left[0].name()); err != nil && !errors.Is(err, fs.ErrNotExist) {
			break
		}
		left = left[1:]
	}
	if len(left) == len(kept.replaced()) {
		return
	}
	kept.entries = append(kept.inUse(), left...)
	_ = k.write(kept) // the next sweep finds them deleted
}
