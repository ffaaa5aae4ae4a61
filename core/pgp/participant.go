package pgp

import (
	"bytes"
	"fmt"
	"sync"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// Participant is an identity in one chat, with a subkey of that chat alone, or
// with the lasting one if [Identity.ForwardSecret] is false. Safe for concurrent
// use, Destroy included.
type Participant struct {
	fingerprint Fingerprint
	certificate []byte
	public      *Certificate // the same, as others see it
	clock       steady       // dates what is signed
	created     time.Time    // of the chat subkey; no signature is dated before it
	secret      *longTerm    // the identity's own, shared
	fallback    bool

	mu   sync.RWMutex       // guards what follows; taken before secret.mu
	chat *packet.PrivateKey // opens session keys; nil once destroyed
}

// Participant makes the certificate and, if the identity is forward secret, the
// chat subkey in it. The certificate is put through ParseCertificate, so that
// what others would refuse is an error here already: an expired key of the
// user's own (ErrCertificate, ErrExpired), or one made more than Tolerance in
// the future, which tells of a wrong clock (ErrClock). ErrDestroyed after Wipe.
func (i *Identity) Participant() (*Participant, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	clock := steadyFrom(wall())
	at, err := checkTime(clock.shown, i.self().CreationTime, i.secret.signer.CreationTime)
	if err != nil {
		return nil, fmt.Errorf("participant: %w", err)
	}
	var p *Participant
	if err := i.secret.use(func() (err error) { p, err = i.participate(at); return err }); err != nil {
		return nil, err
	}
	p.clock = clock
	if p.public, err = ParseCertificateAt(p.certificate, clock.shown); err != nil {
		return nil, fmt.Errorf("own key: %w", err)
	}
	return p, nil
}

func (i *Identity) participate(at time.Time) (*Participant, error) {
	inChat, opener := i.entity, i.secret.opener
	if i.fallback {
		opener = withoutOracle(opener)
	} else {
		var err error
		if inChat, err = withChatSubkey(i.entity, at); err != nil {
			return nil, err
		}
		opener = inChat.Subkeys[0].PrivateKey
	}
	var certificate bytes.Buffer
	if err := inChat.Serialize(&certificate); err != nil {
		return nil, fmt.Errorf("certificate: %w", err)
	}
	return &Participant{
		fingerprint: i.fingerprint,
		certificate: certificate.Bytes(),
		created:     at,
		secret:      i.secret,
		fallback:    i.fallback,
		chat:        opener,
	}, nil
}

// withChatSubkey gives the primary key and the user ID with a fresh subkey in
// place of the lasting ones. The primary key is shared, for a copy would be one
// more place where the secret lies.
func withChatSubkey(e *openpgp.Entity, at time.Time) (*openpgp.Entity, error) {
	inChat := *e
	inChat.Subkeys = nil
	config := &packet.Config{Algorithm: packet.PubKeyAlgoECDH, Time: func() time.Time { return at }}
	if err := inChat.AddEncryptionSubkey(config); err != nil {
		return nil, fmt.Errorf("chat subkey: %w", err)
	}
	return &inChat, nil
}

// Fingerprint is that of the identity.
func (p *Participant) Fingerprint() Fingerprint { return p.fingerprint }

// Certificate gives what the others need: binary, at most MaxCertificate bytes,
// a copy of the caller's own. It outlives Destroy.
func (p *Participant) Certificate() []byte { return bytes.Clone(p.certificate) }

// Public is the certificate as it was read when the participant was made, whatever
// the clock says by now.
func (p *Participant) Public() *Certificate { return p.public }

// Destroy wipes the chat subkey as far as Go allows (see the package comment)
// and lets go of the long-term key. It waits for calls under way; later ones
// give ErrDestroyed. Calling it again does nothing.
func (p *Participant) Destroy() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.fallback {
		wipe(p.chat)
	}
	p.chat = nil
}
