package pgp

import (
	"bytes"
	"fmt"
	"sync"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/ecdh"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// Participant is an identity in one chat, with a subkey of that chat alone. Safe
// for concurrent use, Destroy included.
type Participant struct {
	fingerprint Fingerprint
	certificate []byte
	created     time.Time // of the chat subkey; no signature is dated before it

	mu      sync.RWMutex       // guards what follows
	primary *packet.PrivateKey // the identity's own, shared; nil once destroyed
	chat    *packet.PrivateKey // nil once destroyed
}

// Participant makes the chat subkey and the certificate that goes with it. The
// certificate is put through ParseCertificate, so that what others would refuse
// is an error here already: an expired or revoked key of the user's own
// (ErrCertificate), or one made more than Tolerance in the future, which tells
// of a wrong clock (ErrClock).
func (i *Identity) Participant() (*Participant, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	entity := minimal(i.key.GetEntity())
	self, _ := entity.PrimarySelfSignature()
	at, err := checkTime(entity.PrimaryKey.CreationTime, self.CreationTime)
	if err != nil {
		return nil, fmt.Errorf("participant: %w", err)
	}
	config := &packet.Config{Algorithm: packet.PubKeyAlgoECDH, Time: func() time.Time { return at }}
	if err := entity.AddEncryptionSubkey(config); err != nil {
		return nil, fmt.Errorf("chat subkey: %w", err)
	}
	var certificate bytes.Buffer
	if err := entity.Serialize(&certificate); err != nil {
		return nil, fmt.Errorf("certificate: %w", err)
	}
	if _, err := ParseCertificate(certificate.Bytes()); err != nil {
		return nil, fmt.Errorf("own key: %w", err)
	}
	return &Participant{
		fingerprint: i.fingerprint,
		certificate: certificate.Bytes(),
		created:     at,
		primary:     entity.PrivateKey,
		chat:        entity.Subkeys[0].PrivateKey,
	}, nil
}

// minimal leaves of an entity what a certificate holds before its subkey: the
// primary key and one user ID with one self-signature. The key itself is shared,
// for a copy would be one more place where the secret lies.
func minimal(e *openpgp.Entity) *openpgp.Entity {
	own := e.PrimaryIdentity()
	only := &openpgp.Identity{
		Name:          own.Name,
		UserId:        own.UserId,
		SelfSignature: own.SelfSignature,
		Signatures:    append([]*packet.Signature{own.SelfSignature}, own.Revocations...),
	}
	return &openpgp.Entity{
		PrimaryKey:  e.PrimaryKey,
		PrivateKey:  e.PrivateKey,
		Identities:  map[string]*openpgp.Identity{own.Name: only},
		Revocations: e.Revocations,
	}
}

// Fingerprint is that of the identity.
func (p *Participant) Fingerprint() Fingerprint { return p.fingerprint }

// Certificate gives what the others need: binary, at most MaxCertificate bytes,
// a copy of the caller's own. It outlives Destroy.
func (p *Participant) Certificate() []byte { return bytes.Clone(p.certificate) }

// Destroy wipes the chat subkey as far as Go allows (see the package comment)
// and lets go of the primary key. It waits for calls under way; later ones give
// ErrDestroyed. Calling it again does nothing.
func (p *Participant) Destroy() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.chat == nil {
		return
	}
	if secret, ok := p.chat.PrivateKey.(*ecdh.PrivateKey); ok {
		clear(secret.D)
	}
	p.chat, p.primary = nil, nil
}
