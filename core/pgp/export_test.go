package pgp

import (
	"bytes"
	"crypto/rsa"
	"math/big"
	"time"
	"unsafe"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/ecdh"
	"github.com/ProtonMail/go-crypto/openpgp/eddsa"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// Entity gives a participant with all its secrets, for tests that hand it to
// GnuPG or do with it what this package never would.
func (p *Participant) Entity() (*openpgp.Entity, error) {
	e, err := openpgp.ReadEntity(packet.NewReader(bytes.NewReader(p.certificate)))
	if err != nil {
		return nil, err
	}
	e.PrivateKey, e.Subkeys[0].PrivateKey = p.secret.primary, p.chat
	return e, nil
}

// SessionKeyOf makes a key of known bytes.
func SessionKeyOf(key []byte) SessionKey { return sessionKeyOf(bytes.Clone(key)) }

// Bytes gives a copy of the secret.
func (k SessionKey) Bytes() []byte { return bytes.Clone(k.secret.key) }

// ChatScalar gives the very memory that holds the chat subkey's secret.
func (p *Participant) ChatScalar() *[]byte {
	d := p.chat.PrivateKey.(*ecdh.PrivateKey).D
	return &d
}

// Created is the time before which nothing is signed.
func (p *Participant) Created() time.Time { return p.created }

// EncryptionKey is what session keys are encrypted to.
func (c *Certificate) EncryptionKey() *packet.PublicKey { return c.encrypt }

// SecretBytes gives the very memory that holds the long-term secrets, as far as
// it can be reached.
func (i *Identity) SecretBytes() [][]byte {
	var all [][]byte
	for _, key := range []*packet.PrivateKey{i.secret.primary, i.secret.signer, i.secret.opener} {
		switch secret := key.PrivateKey.(type) {
		case *ecdh.PrivateKey:
			all = append(all, secret.D)
		case *eddsa.PrivateKey:
			all = append(all, secret.D)
		case *rsa.PrivateKey:
			for _, n := range []*big.Int{secret.D, secret.Primes[0], secret.Primes[1], secret.Precomputed.Dp, secret.Precomputed.Qinv} {
				words := n.Bits()
				all = append(all, unsafe.Slice((*byte)(unsafe.Pointer(&words[0])), len(words)*int(unsafe.Sizeof(words[0]))))
			}
		}
	}
	return all
}

// PublicBytes gives all that is public of an identity.
func (i *Identity) PublicBytes() []byte {
	var b bytes.Buffer
	if err := i.entity.Serialize(&b); err != nil {
		panic(err)
	}
	return b.Bytes()
}
