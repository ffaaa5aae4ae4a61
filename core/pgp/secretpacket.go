package pgp

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	pgperrors "github.com/ProtonMail/go-crypto/openpgp/errors"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// maxKeyFrame is the longest secret-key packet read, in bytes: RSA-4096 makes
// some 1,900.
const maxKeyFrame = 4 << 10

// String-to-key usage and modes in a secret-key packet: RFC 4880 sections 5.5.3
// and 3.7.1, and GnuPG's doc/DETAILS for the last.
const (
	usageNone     = 0
	usageSHA1     = 254
	usageChecksum = 255

	s2kSimple   = 0
	s2kSalted   = 1
	s2kIterated = 3
	s2kGNU      = 101
)

// secretPacket is a secret-key packet of which only the public half was parsed.
// The secret half is touched once it is known that the key is of use.
type secretPacket struct {
	tag    byte
	public *packet.PublicKey
	body   []byte // the whole
	secret []byte // the part of body after the public half
}

func readSecretPacket(f frame) (*secretPacket, error) {
	if len(f.body) > maxKeyFrame {
		return nil, fmt.Errorf("%w: secret key of %d bytes", ErrIdentity, len(f.body))
	}
	tag := byte(tagPublicKey)
	if f.tag == tagSecretSubkey {
		tag = tagPublicSubkey
	}
	raw := framed(tag, f.body)
	defer clear(raw)
	r := bytes.NewReader(raw)
	p, err := packet.Read(r)
	if err != nil {
		return nil, fmt.Errorf("%w: public half: %w", ErrIdentity, ErrMalformed)
	}
	public, ok := p.(*packet.PublicKey)
	if !ok {
		return nil, fmt.Errorf("%w: not a key", ErrIdentity)
	}
	return &secretPacket{tag: f.tag, public: public, body: f.body, secret: f.body[len(f.body)-r.Len():]}, nil
}

// framed puts a new-format header with a five-octet length before body.
func framed(tag byte, body []byte) []byte {
	b := make([]byte, 0, len(body)+6)
	b = append(b, 0xc0|tag, 255)
	b = binary.BigEndian.AppendUint32(b, uint32(len(body)))
	return append(b, body...)
}

// absent says whether the secret is elsewhere: in another file or on a card.
func (s *secretPacket) absent() bool {
	return len(s.secret) >= 3 && s.secret[0] >= usageSHA1 && s.secret[2] == s2kGNU
}

// locked says whether a passphrase is needed. ErrIdentity for locks that GnuPG
// 2.2 does not make, above all those whose cost in memory the file decides.
func (s *secretPacket) locked() (bool, error) {
	if len(s.secret) == 0 {
		return false, fmt.Errorf("%w: %w: no secret", ErrIdentity, ErrMalformed)
	}
	switch s.secret[0] {
	case usageNone:
		return false, nil
	case usageSHA1, usageChecksum:
		if len(s.secret) < 3 {
			return false, fmt.Errorf("%w: %w: lock is cut off", ErrIdentity, ErrMalformed)
		}
		if mode := s.secret[2]; mode != s2kSimple && mode != s2kSalted && mode != s2kIterated {
			return false, fmt.Errorf("%w: lock of mode %d", ErrIdentity, mode)
		}
		return true, nil
	}
	return false, fmt.Errorf("%w: lock of type %d", ErrIdentity, s.secret[0])
}

// open gives the unlocked key. ErrLocked without a passphrase, ErrPassphrase
// with a wrong one. The library checks that the secret belongs to the public
// half, without which an attacker who can change a locked file could make its
// owner sign with parameters of the attacker's choice.
func (s *secretPacket) open(passphrase []byte) (*packet.PrivateKey, error) {
	locked, err := s.locked()
	if err != nil {
		return nil, err
	}
	if locked && len(passphrase) == 0 {
		return nil, ErrLocked
	}
	raw := framed(s.tag, s.body)
	defer clear(raw)
	key, err := parseSecret(raw)
	if err != nil {
		return nil, err
	}
	if !locked {
		return key, nil
	}
	if err := key.Decrypt(passphrase); err != nil {
		return nil, lockError(err)
	}
	return key, nil
}

func lockError(err error) error {
	var checksum pgperrors.StructuralError
	if errors.As(err, &checksum) {
		return ErrPassphrase
	}
	return fmt.Errorf("%w: secret and public half differ", ErrIdentity)
}

func parseSecret(raw []byte) (*packet.PrivateKey, error) {
	r := bytes.NewReader(raw)
	p, err := packet.Read(r)
	if err != nil || r.Len() != 0 {
		return nil, fmt.Errorf("%w: %w: secret half", ErrIdentity, ErrMalformed)
	}
	key, ok := p.(*packet.PrivateKey)
	if !ok {
		return nil, fmt.Errorf("%w: not a secret key", ErrIdentity)
	}
	return key, nil
}

// stub gives the key without its secret, in the form that GnuPG gives a key
// whose secret was left out.
func (s *secretPacket) stub() (*packet.PrivateKey, error) {
	public := s.body[:len(s.body)-len(s.secret)]
	body := append(bytes.Clone(public), usageChecksum, 0, s2kGNU, 0, 'G', 'N', 'U', 1)
	return parseSecret(framed(s.tag, body))
}
