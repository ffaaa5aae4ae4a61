package pgp

import (
	"fmt"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp/packet"
	"github.com/ProtonMail/gopenpgp/v2/constants"
)

// Verify checks a detached signature as Sign makes it: one packet, by this
// certificate's signer (its signing subkey, else its primary key), over data, for exactly this context, made no more
// than Tolerance in the future. Nil only if all of that holds; else ErrTooLong,
// ErrMalformed, ErrSignature, ErrContext or ErrClock.
func (c *Certificate) Verify(context string, data, signature []byte) error {
	return c.VerifyAt(c.now(), context, data, signature)
}

// VerifyAt is Verify as of the time now.
func (c *Certificate) VerifyAt(now time.Time, context string, data, signature []byte) error {
	sig, err := readDetached(signature)
	if err != nil {
		return err
	}
	return c.check(now, sig, context, data)
}

// Verify checks a detached signature as Sign makes it, by this identity's own
// signing key. Unlike [Certificate.Verify] it asks no clock: what this computer
// signed for itself stays its own when its clock was set back. ErrTooLong,
// ErrMalformed, ErrSignature, ErrContext. It works after Wipe, too.
func (i *Identity) Verify(context string, data, signature []byte) error {
	sig, err := readDetached(signature)
	if err != nil {
		return err
	}
	return signedBy(&i.secret.signer.PublicKey, sig, context, data)
}

func readDetached(signature []byte) (*packet.Signature, error) {
	if len(signature) > MaxSignature {
		return nil, fmt.Errorf("signature of %d bytes: %w", len(signature), ErrTooLong)
	}
	f, rest, err := nextFrame(signature)
	if err != nil {
		return nil, err
	}
	if len(rest) != 0 {
		return nil, fmt.Errorf("%w: not one signature packet", ErrMalformed)
	}
	return readSignature(f)
}

// check believes a signature of this certificate as of the time now.
func (c *Certificate) check(now time.Time, sig *packet.Signature, context string, data []byte) error {
	if err := signedBy(c.signer, sig, context, data); err != nil {
		return err
	}
	at, err := checkTime(now, sig.CreationTime)
	if err != nil {
		return err
	}
	if sig.SigExpired(at) {
		return fmt.Errorf("%w any more: it expired", ErrSignature)
	}
	return nil
}

// signedBy is the one place where a signature over data is believed, times
// apart.
func signedBy(signer *packet.PublicKey, sig *packet.Signature, context string, data []byte) error {
	if err := checkContext(context); err != nil {
		return err
	}
	if sig.SigType != packet.SigTypeBinary || !sig.CheckKeyIdOrFingerprint(signer) {
		return ErrSignature
	}
	h, err := sig.PrepareVerify()
	if err != nil {
		return ErrSignature
	}
	h.Write(data)
	if err := signer.VerifySignature(h, sig); err != nil {
		return ErrSignature
	}
	if !signedFor(sig, context) {
		return ErrContext
	}
	return nil
}

// signedFor says whether sig carries the context exactly once, as text, and no
// critical notation that this package does not know.
func signedFor(sig *packet.Signature, context string) bool {
	found := 0
	for _, n := range sig.Notations {
		if n.Name != constants.SignatureContextName {
			if n.IsCritical {
				return false
			}
			continue
		}
		if !n.IsHumanReadable || string(n.Value) != context {
			return false
		}
		found++
	}
	return found == 1
}
