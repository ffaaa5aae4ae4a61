package pgp

import (
	"bytes"
	"fmt"

	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// MaxKeyPacket is the longest session-key packet read, in bytes: RSA-4096 makes
// 527, Curve25519 96.
const MaxKeyPacket = 1 << 10

// EncryptKey encrypts key to the certificate's newest encryption subkey: one
// session-key packet of version 3 (RFC 4880 section 5.1), 96 bytes for a
// Curve25519 subkey. ErrDestroyed if key was wiped.
func (c *Certificate) EncryptKey(key SessionKey) ([]byte, error) {
	var b bytes.Buffer
	err := key.use(func(secret []byte) error {
		return packet.SerializeEncryptedKeyAEAD(&b, c.encrypt, packet.CipherAES256, false, secret, nil)
	})
	if err != nil {
		return nil, fmt.Errorf("encrypt session key: %w", err)
	}
	return b.Bytes(), nil
}

// OpenKey opens a session-key packet with the chat subkey (without forward
// secrecy the lasting one); no other key is tried, and one addressed to nobody
// in particular is not for us. ErrTooLong, ErrMalformed, ErrDecrypt;
// ErrDestroyed after Destroy or Wipe.
func (p *Participant) OpenKey(b []byte) (SessionKey, error) {
	if len(b) > MaxKeyPacket {
		return SessionKey{}, fmt.Errorf("session-key packet of %d bytes: %w", len(b), ErrTooLong)
	}
	sealed, err := readKeyPacket(b)
	if err != nil {
		return SessionKey{}, err
	}
	p.mu.RLock()
	defer p.mu.RUnlock()
	if p.chat == nil {
		return SessionKey{}, ErrDestroyed
	}
	if sealed.Algo != p.chat.PubKeyAlgo || sealed.KeyId != p.chat.KeyId {
		return SessionKey{}, fmt.Errorf("session key for another key: %w", ErrDecrypt)
	}
	err = p.secret.use(func() error {
		if sealed.Decrypt(p.chat, nil) != nil {
			return ErrDecrypt
		}
		return nil
	})
	if err != nil {
		return SessionKey{}, fmt.Errorf("session key: %w", err)
	}
	if sealed.CipherFunc != packet.CipherAES256 || len(sealed.Key) != sessionKeySize {
		clear(sealed.Key)
		return SessionKey{}, fmt.Errorf("%w: session key is not for AES-256", ErrMalformed)
	}
	return sessionKeyOf(sealed.Key), nil
}

func readKeyPacket(b []byte) (*packet.EncryptedKey, error) {
	f, rest, err := nextFrame(b)
	if err != nil {
		return nil, err
	}
	if f.tag != tagSessionKey || len(rest) != 0 {
		return nil, fmt.Errorf("%w: not one session-key packet", ErrMalformed)
	}
	p, err := readPacket(f)
	if err != nil {
		return nil, err
	}
	sealed, ok := p.(*packet.EncryptedKey)
	if !ok || sealed.Version != 3 {
		return nil, fmt.Errorf("%w: version of a session-key packet", ErrMalformed)
	}
	return sealed, nil
}
