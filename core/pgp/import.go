package pgp

import (
	"bytes"
	"fmt"
	"io"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/armor"
)

// MaxImport is the longest file ImportIdentity reads, in bytes: a key that many
// have certified, with a picture, in armor.
const MaxImport = 1 << 20

const (
	armorBegin = "-----BEGIN PGP "
	// maxArmorHead bounds the first line of armor with its headers, in bytes.
	maxArmorHead = 4 << 10
)

// ImportIdentity reads a secret key as GnuPG exports it, binary or armored, and
// takes of it what is used here: the primary key, one user ID and the subkeys
// that sign and encrypt. Without a passphrase (nil) a locked key is ErrLocked,
// with a wrong one ErrPassphrase. ErrRevoked, ErrExpired, ErrNoPrimary,
// ErrPublicKey, ErrSeveralKeys, ErrTooLong over MaxImport, and ErrIdentity for
// everything else. Others would take the key: it is tried as a participant.
func ImportIdentity(data, passphrase []byte) (*Identity, error) {
	if len(data) > MaxImport {
		return nil, fmt.Errorf("import of %d bytes: %w", len(data), ErrTooLong)
	}
	binary, err := unarmored(data)
	if err != nil {
		return nil, err
	}
	if !isBinary(data) {
		defer clear(binary)
	}
	id, err := readIdentity(binary, passphrase, time.Now())
	if err != nil {
		return nil, err
	}
	p, err := id.Participant()
	if err != nil {
		id.Wipe()
		return nil, fmt.Errorf("%w: %w", ErrIdentity, err)
	}
	p.Destroy()
	return id, nil
}

// isBinary: a packet begins with a byte over 127, which no armor holds there.
func isBinary(data []byte) bool { return len(data) > 0 && data[0]&0x80 != 0 }

// unarmored gives binary data as it is, not a copy.
func unarmored(data []byte) ([]byte, error) {
	if isBinary(data) {
		return data, nil
	}
	if bytes.Count(data, []byte(armorBegin)) > 1 {
		return nil, ErrSeveralKeys
	}
	_, head, _ := bytes.Cut(data, []byte(armorBegin))
	head = head[:min(len(head), maxArmorHead)]
	if !bytes.Contains(head, []byte("\n\n")) && !bytes.Contains(head, []byte("\n\r\n")) {
		// The library would copy a long header once for every 100 bytes of it.
		return nil, fmt.Errorf("%w: no key in it", ErrIdentity)
	}
	return decodeArmor(data)
}

func decodeArmor(data []byte) ([]byte, error) {
	block, err := armor.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: no key in it", ErrIdentity)
	}
	switch block.Type {
	case openpgp.PrivateKeyType:
	case openpgp.PublicKeyType:
		return nil, ErrPublicKey
	default:
		return nil, fmt.Errorf("%w: no key in it", ErrIdentity)
	}
	binary, err := io.ReadAll(block.Body)
	if err != nil {
		clear(binary)
		return nil, fmt.Errorf("%w: damaged armor", ErrIdentity)
	}
	return binary, nil
}

func armored(kind string, b []byte) ([]byte, error) {
	var text bytes.Buffer
	w, err := armor.Encode(&text, kind, nil)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(b); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	text.WriteByte('\n')
	return text.Bytes(), nil
}
