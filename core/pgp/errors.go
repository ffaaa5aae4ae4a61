package pgp

import (
	"errors"
	"fmt"
)

// Errors to compare with errors.Is. None carries secrets or plaintext.
var (
	// ErrCertificate is what every CertificateError is.
	ErrCertificate = errors.New("pgp: certificate refused")
	// ErrTooLong says that an input is over its limit; it was not parsed.
	ErrTooLong = errors.New("pgp: too long")
	// ErrMalformed says that bytes are not the packets that belong there.
	ErrMalformed = errors.New("pgp: malformed")
	// ErrDecrypt says that a key does not open a packet, or that it was changed.
	ErrDecrypt = errors.New("pgp: cannot be decrypted with this key")
	// ErrSignature says that the certificate's primary key did not sign this.
	ErrSignature = errors.New("pgp: not signed by this certificate")
	// ErrContext says that a signature was made for something else, or that a
	// context is empty or over MaxContext.
	ErrContext = errors.New("pgp: wrong context")
	// ErrClock says that something was made more than Tolerance in the future.
	ErrClock = errors.New("pgp: made in the future")
	// ErrDestroyed says that the secret asked for is gone.
	ErrDestroyed = errors.New("pgp: key was destroyed")
	// ErrIdentity says that a secret key cannot serve as an identity.
	ErrIdentity = errors.New("pgp: not usable as an identity")
	// ErrLocked is the ErrIdentity of a key under a passphrase.
	ErrLocked = fmt.Errorf("%w: locked with a passphrase", ErrIdentity)
	// ErrPassphrase is the ErrIdentity of a key that a passphrase does not open.
	ErrPassphrase = fmt.Errorf("%w: wrong passphrase", ErrIdentity)
	// ErrNoPrimary is the ErrIdentity of a key whose primary secret is elsewhere
	// or may not sign, and that has not both subkeys that could stand in for it.
	ErrNoPrimary = fmt.Errorf("%w: neither a primary secret key nor subkeys to sign and decrypt", ErrIdentity)
	// ErrPublicKey is the ErrIdentity of a public key.
	ErrPublicKey = fmt.Errorf("%w: a public key", ErrIdentity)
	// ErrSeveralKeys is the ErrIdentity of more than one key.
	ErrSeveralKeys = fmt.Errorf("%w: more than one key", ErrIdentity)
	// ErrRevoked is the ErrIdentity of a key that was revoked, or of whose user
	// IDs none is left.
	ErrRevoked = fmt.Errorf("%w: revoked", ErrIdentity)
	// ErrExpired says that a key is over, by the clock of this computer.
	ErrExpired = errors.New("pgp: key has expired")
	// ErrNoEncryption says that a key has no long-term key to encrypt to.
	ErrNoEncryption = errors.New("pgp: key cannot be encrypted to")
)

// Reason tells why a certificate was refused.
type Reason uint8

// The reasons.
const (
	TooLong   Reason = iota + 1 // over MaxCertificate
	Malformed                   // not OpenPGP packets of definite length
	Private                     // holds secret key material
	Algorithm                   // a version, algorithm, size or hash that is not accepted
	Layout                      // other packets than the accepted sequence
	Signature                   // a self-signature that is missing or wrong
	Revoked                     // holds a revocation
	Expired                     // over, by the clock of this computer
	Clock                       // made more than Tolerance in the future
	Unusable                    // cannot sign, or nothing in it can be encrypted to
)

var reasons = [...]string{
	"unknown", "too long", "malformed", "private key", "algorithm", "layout",
	"signature", "revoked", "expired", "clock", "unusable",
}

// String gives one or two English words for logs.
func (r Reason) String() string {
	if int(r) >= len(reasons) {
		return reasons[0]
	}
	return reasons[r]
}

// CertificateError tells why ParseCertificate refused; it is ErrCertificate,
// and ErrClock or ErrTooLong where those fit.
type CertificateError struct {
	Reason Reason
	Err    error // what exactly; never nil
}

// Error names the reason and the detail.
func (e *CertificateError) Error() string {
	return fmt.Sprintf("%v: %v: %v", ErrCertificate, e.Reason, e.Err)
}

// Unwrap gives ErrCertificate and the detail.
func (e *CertificateError) Unwrap() []error { return []error{ErrCertificate, e.Err} }

func refuse(r Reason, format string, args ...any) error {
	return &CertificateError{Reason: r, Err: fmt.Errorf(format, args...)}
}
