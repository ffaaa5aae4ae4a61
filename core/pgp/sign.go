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

// Sign makes a detached binary signature by the primary key over data, bound to
// context (1 to MaxContext bytes, else ErrContext). ErrDestroyed after Destroy.
func (p *Participant) Sign(context string, data []byte) ([]byte, error) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	sig, err := p.sign(context, data)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := sig.Serialize(&b); err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	return b.Bytes(), nil
}

// sign needs p.mu held for reading.
func (p *Participant) sign(context string, data []byte) (*packet.Signature, error) {
	if p.primary == nil {
		return nil, ErrDestroyed
	}
	if err := checkContext(context); err != nil {
		return nil, err
	}
	sig := p.unsigned(context)
	h, err := sig.PrepareSign(nil)
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	h.Write(data)
	if err := sig.Sign(h, p.primary, nil); err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	return sig, nil
}

func (p *Participant) unsigned(context string) *packet.Signature {
	keyID := p.primary.KeyId
	return &packet.Signature{
		Version:      4,
		SigType:      packet.SigTypeBinary,
		PubKeyAlgo:   p.primary.PubKeyAlgo,
		Hash:         crypto.SHA256,
		CreationTime: latest(time.Now(), p.created),
		IssuerKeyId:  &keyID,
		// Not critical: GnuPG calls a signature with a critical notation that it
		// does not know bad. Certificate.check requires it all the same.
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
