package pgp

import (
	"crypto/rsa"
	"math/big"
	"sync"

	"github.com/ProtonMail/go-crypto/openpgp/ecdh"
	"github.com/ProtonMail/go-crypto/openpgp/eddsa"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// longTerm is the secret half of an identity. The identity and its participants
// share it: a copy would be one more place where the secret lies.
type longTerm struct {
	mu      sync.RWMutex       // guards what follows
	primary *packet.PrivateKey // a stub if the primary secret is elsewhere
	signer  *packet.PrivateKey // the primary, or the subkey that signs for it
	opener  *packet.PrivateKey // the encryption subkey; nil if there is none
	gone    bool
}

// use lends the secrets to f. They must not be used as the zeros that they are
// after wipe.
func (s *longTerm) use(f func() error) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.gone {
		return ErrDestroyed
	}
	return f()
}

// wipe waits for calls under way. The key objects stay, so that nobody holds a
// nil pointer; what is secret in them does not.
func (s *longTerm) wipe() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gone = true
	for _, key := range []*packet.PrivateKey{s.primary, s.signer, s.opener} {
		wipe(key)
	}
}

// wipe overwrites what can be reached of an unlocked secret and lets go of it.
func wipe(key *packet.PrivateKey) {
	if key == nil {
		return
	}
	switch secret := key.PrivateKey.(type) {
	case *ecdh.PrivateKey:
		clear(secret.D)
	case *eddsa.PrivateKey:
		clear(secret.D)
	case *rsa.PrivateKey:
		wipeRSA(secret)
	}
	key.PrivateKey = nil
}

func wipeRSA(key *rsa.PrivateKey) {
	pre := &key.Precomputed
	for _, n := range append(key.Primes, key.D, pre.Dp, pre.Dq, pre.Qinv) {
		wipeInt(n)
	}
}

func wipeInt(n *big.Int) {
	if n != nil {
		clear(n.Bits())
	}
}
