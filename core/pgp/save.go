package pgp

import (
	"bytes"
	"fmt"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// savedContext keeps what somebody saved, and with it the words of others, from
// ever passing for something that they said.
const savedContext = "realtalk/1:saved"

// SealForSelf makes one armored OpenPGP message of text that the owner of the
// key opens with GnuPG: signed by the long-term key, dated made (but not before
// the key), encrypted to the long-term encryption subkey, without compression.
// ErrNoEncryption if the key has nothing to encrypt to; ErrDestroyed after Wipe.
func (i *Identity) SealForSelf(text []byte, made time.Time) ([]byte, error) {
	to, err := i.lasting()
	if err != nil {
		return nil, err
	}
	made = latest(made, i.secret.signer.CreationTime)
	sig, err := i.secret.sign(made, savedContext, text)
	if err != nil {
		return nil, err
	}
	signed, err := signedPackets(sig, uint32(made.Unix()), text)
	if err != nil {
		return nil, fmt.Errorf("save: %w", err)
	}
	defer clear(signed)
	message, err := sealTo(to, signed)
	if err != nil {
		return nil, fmt.Errorf("save: %w", err)
	}
	return armored("PGP MESSAGE", message)
}

// lasting gives the key that outlives every chat to encrypt to: the encryption
// subkey, else an RSA primary key that is for encryption, too.
func (i *Identity) lasting() (*packet.PublicKey, error) {
	if i.secret.opener != nil {
		return &i.secret.opener.PublicKey, nil
	}
	self := i.self()
	if self.FlagsValid && self.FlagEncryptCommunications && i.entity.PrimaryKey.PubKeyAlgo.CanEncrypt() {
		return i.entity.PrimaryKey, nil
	}
	return nil, ErrNoEncryption
}

func sealTo(to *packet.PublicKey, plaintext []byte) ([]byte, error) {
	key, err := NewSessionKey()
	if err != nil {
		return nil, err
	}
	defer key.Wipe()
	b := bytes.NewBuffer(make([]byte, 0, len(plaintext)+MaxKeyPacket+sealOverhead))
	err = key.use(func(secret []byte) error {
		if err := packet.SerializeEncryptedKeyAEAD(b, to, packet.CipherAES256, false, secret, nil); err != nil {
			return err
		}
		return encrypt(b, secret, plaintext)
	})
	return b.Bytes(), err
}
