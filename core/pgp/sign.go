package pgp

import (
	"bytes"
	"crypto"
	"fmt"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp/packet"
	"github.com/ProtonMail/gopenpgp/v2/constants"
)

const (
	// MaxContext is the longest context, in bytes.
	MaxContext = 255
	// MaxSignature is the longest signature packet read, in bytes: RSA-4096 with
	// the longest context makes some 900.
	MaxSignature = 1 << 10
)

// Sign makes a detached binary signature over data, bound to context (1 to
// MaxContext bytes, else ErrContext), by the key that signs for the identity.
// ErrDestroyed after Destroy or Wipe.
func (p *Participant) Sign(context string, data []byte) ([]byte, error) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	if p.chat == nil {
		return nil, ErrDestroyed
	}
	return p.secret.detached(latest(p.clock.now(), p.created), context, data)
}

// Sign makes a detached binary signature by the long-term key over data, bound
// to context (1 to MaxContext bytes, else ErrContext). ErrDestroyed after Wipe.
func (i *Identity) Sign(context string, data []byte) ([]byte, error) {
	return i.secret.detached(latest(wall(), i.secret.signer.CreationTime), context, data)
}

func (s *longTerm) detached(at time.Time, context string, data []byte) ([]byte, error) {
	sig, err := s.sign(at, context, data)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := sig.Serialize(&b); err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	return b.Bytes(), nil
}

// sign dates the signature at.
func (s *longTerm) sign(at time.Time, context string, data []byte) (*packet.Signature, error) {
	if err := checkContext(context); err != nil {
		return nil, err
	}
	sig := unsigned(&s.signer.PublicKey, at, context)
	h, err := sig.PrepareSign(nil)
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	h.Write(data)
	if err := s.use(func() error { return sig.Sign(h, s.signer, nil) }); err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	return sig, nil
}

func unsigned(signer *packet.PublicKey, at time.Time, context string) *packet.Signature {
	keyID := signer.KeyId
	return &packet.Signature{
		Version:      4,
		SigType:      packet.SigTypeBinary,
		PubKeyAlgo:   signer.PubKeyAlgo,
		Hash:         crypto.SHA256,
		CreationTime: at,
		IssuerKeyId:  &keyID,
		// Not critical: GnuPG calls a signature with a critical notation that it
		// does not know bad. signedBy requires it all the same.
		Notations: []*packet.Notation{{
			Name:            constants.SignatureContextName,
			Value:           []byte(context),
			IsHumanReadable: true,
		}},
	}
}

func checkContext(context string) error {
	if context == "" || len(context) > MaxContext {
		return fmt.Errorf("context of %d bytes: %w", len(context), ErrContext)
	}
	return nil
}
