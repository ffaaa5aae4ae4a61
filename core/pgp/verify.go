package pgp

import (
	"fmt"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp/packet"
	"github.com/ProtonMail/gopenpgp/v2/constants"
)

// Verify checks a detached signature as Sign makes it: one packet, by this
// certificate's primary key, over data, for exactly this context, made no more
// than Tolerance in the future. Nil only if all of that holds; else ErrTooLong,
// ErrMalformed, ErrSignature, ErrContext or ErrClock.
func (c *Certificate) Verify(context string, data, signature []byte) error {
	return c.VerifyAt(time.Now(), context, data, signature)
}

// VerifyAt is Verify as of the time now.
func (c *Certificate) VerifyAt(now time.Time, context string, data, signature []byte) error {
	if len(signature) > MaxSignature {
		return fmt.Errorf("signature of %d bytes: %w", len(signature), ErrTooLong)
	}
	f, rest, err := nextFrame(signature)
	if err != nil {
		return err
	}
	if len(rest) != 0 {
		return fmt.Errorf("%w: not one signature packet", ErrMalformed)
	}
	sig, err := readSignature(f)
	if err != nil {
		return err
	}
	return c.check(now, sig, context, data)
}

// check is the one place where a signature over data is believed.
func (c *Certificate) check(now time.Time, sig *packet.Signature, context string, data []byte) error {
	if err := checkContext(context); err != nil {
		return err
	}
	if sig.SigType != packet.SigTypeBinary || !sig.CheckKeyIdOrFingerprint(c.primary) {
		return ErrSignature
	}
	h, err := sig.PrepareVerify()
	if err != nil {
		return ErrSignature
	}
	h.Write(data)
	if err := c.primary.VerifySignature(h, sig); err != nil {
		return ErrSignature
	}
	if !signedFor(sig, context) {
		return ErrContext
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
