package pgp

import (
	"fmt"
	"sync"

	"github.com/ProtonMail/gopenpgp/v2/constants"
	"github.com/ProtonMail/gopenpgp/v2/crypto"
)

const sessionKeySize = 32 // AES-256

// SessionKey is the AES-256 key of one sender for one stretch of messages.
// Copies share the secret, so that wiping one wipes all. The zero value counts
// as wiped. Safe for concurrent use.
type SessionKey struct{ secret *sessionSecret }

type sessionSecret struct {
	mu  sync.RWMutex
	key []byte // guarded by mu; nil once wiped
}

// NewSessionKey makes a random key. It fails only if the system has no
// randomness to give.
func NewSessionKey() (SessionKey, error) {
	k, err := crypto.GenerateSessionKeyAlgo(constants.AES256)
	if err != nil {
		return SessionKey{}, fmt.Errorf("session key: %w", err)
	}
	return sessionKeyOf(k.Key), nil
}

// sessionKeyOf takes over the 32 bytes it is given.
func sessionKeyOf(key []byte) SessionKey {
	return SessionKey{secret: &sessionSecret{key: key}}
}

// Wipe overwrites the secret, for all copies of k, and waits for calls that use
// it. After it Seal, Open and EncryptKey with k give ErrDestroyed. What it
// cannot reach is told in the package comment.
func (k SessionKey) Wipe() {
	if k.secret == nil {
		return
	}
	k.secret.mu.Lock()
	defer k.secret.mu.Unlock()
	clear(k.secret.key)
	k.secret.key = nil
}

// use lends the secret to f; a wiped key must never be used as zeros.
func (k SessionKey) use(f func(key []byte) error) error {
	if k.secret == nil {
		return ErrDestroyed
	}
	k.secret.mu.RLock()
	defer k.secret.mu.RUnlock()
	if k.secret.key == nil {
		return ErrDestroyed
	}
	return f(k.secret.key)
}
