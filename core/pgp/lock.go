package pgp

import (
	"bytes"
	"crypto"
	"fmt"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
	"github.com/ProtonMail/go-crypto/openpgp/s2k"
)

// Cost is what a guess at a passphrase costs whoever has the locked key.
type Cost int

// The costs, in bytes that are hashed for one guess (RFC 4880 section 3.7.1.3).
const (
	Guessable Cost = iota // 65,011,712, the most there is: a person typed the passphrase
	Random                // 65,536, the least the library makes: it is 32 random bytes
)

var s2kCounts = [...]int{Guessable: 65011712, Random: 65536}

// Lock gives the binary secret key under a passphrase, which must not be empty
// (ErrPassphrase): AES-256 and an iterated, salted SHA-256 of the given cost,
// which GnuPG 2.2 imports. ErrDestroyed after Wipe.
func (i *Identity) Lock(passphrase []byte, c Cost) ([]byte, error) {
	if len(passphrase) == 0 {
		return nil, fmt.Errorf("lock identity: empty: %w", ErrPassphrase)
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	var b bytes.Buffer
	err := i.secret.use(func() error {
		locked, err := lockedCopy(i.entity, passphrase, c)
		if err != nil {
			return err
		}
		return locked.SerializePrivateWithoutSigning(&b, nil)
	})
	if err != nil {
		return nil, fmt.Errorf("lock identity: %w", err)
	}
	return b.Bytes(), nil
}

// lockedCopy leaves the entity as it is: the library locks a key object by
// dropping its secret, of which the copy has a pointer only.
func lockedCopy(e *openpgp.Entity, passphrase []byte, c Cost) (*openpgp.Entity, error) {
	locked := *e
	primary := *e.PrivateKey
	locked.PrivateKey = &primary
	keys := []*packet.PrivateKey{&primary}
	locked.Subkeys = nil
	for _, sub := range e.Subkeys {
		key := *sub.PrivateKey
		sub.PrivateKey = &key
		keys = append(keys, &key)
		locked.Subkeys = append(locked.Subkeys, sub)
	}
	config := &packet.Config{
		DefaultCipher: packet.CipherAES256,
		S2KConfig:     &s2k.Config{S2KMode: s2k.IteratedSaltedS2K, S2KCount: s2kCounts[c], Hash: crypto.SHA256},
	}
	return &locked, packet.EncryptPrivateKeys(keys, passphrase, config)
}

// UnlockIdentity reads what Lock gave. ErrPassphrase if the passphrase is wrong;
// ErrIdentity for everything else, also for a key that is not locked at all:
// who can write to where it is kept must not be able to take the lock away
// unnoticed.
func UnlockIdentity(b, passphrase []byte) (*Identity, error) {
	if len(b) > MaxIdentity {
		return nil, fmt.Errorf("%w: %d bytes: %w", ErrIdentity, len(b), ErrTooLong)
	}
	if len(passphrase) == 0 {
		return nil, ErrPassphrase
	}
	block, err := readKeyBlock(b)
	if err != nil {
		return nil, err
	}
	parts, err := block.choose(time.Time{})
	if err != nil {
		return nil, err
	}
	if err := parts.allLocked(block.primary); err != nil {
		return nil, err
	}
	return block.open(parts, passphrase)
}

func (c chosen) allLocked(primary *secretPacket) error {
	keys := []*secretPacket{primary}
	for _, sub := range []*secretSubkey{c.signer, c.opener} {
		if sub != nil {
			keys = append(keys, sub.secretPacket)
		}
	}
	for _, key := range keys {
		if key.absent() {
			continue
		}
		locked, err := key.locked()
		if err != nil {
			return err
		}
		if !locked {
			return fmt.Errorf("%w: not locked", ErrIdentity)
		}
	}
	return nil
}
