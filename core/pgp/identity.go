package pgp

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/gopenpgp/v2/crypto"
)

const (
	// MaxIdentity is the longest secret key ParseIdentity reads, in bytes.
	MaxIdentity = 256 << 10
	// maxUserID keeps a certificate far below MaxCertificate, in bytes.
	maxUserID = 256
	// noName is the user ID of somebody whose name has no usable character.
	noName = "Real Talk"
)

// Identity is somebody's long-term key pair. Safe for concurrent use.
type Identity struct {
	fingerprint Fingerprint
	openPGP     string

	mu  sync.Mutex // the library's serializers write to the signatures they serialize
	key *crypto.Key
}

// NewIdentity makes an Ed25519 and Curve25519 key pair whose user ID is name,
// without the characters that OpenPGP gives a meaning there and cut to 256
// bytes of UTF-8. Takes well below a millisecond.
func NewIdentity(name string) (*Identity, error) {
	key, err := crypto.GenerateKey(userID(name), "", "x25519", 0)
	if err != nil {
		return nil, fmt.Errorf("new identity: %w", err)
	}
	return identityOf(key)
}

// ParseIdentity reads one unlocked binary secret key: what Marshal gave, or one
// of the user's own exported by GnuPG. ErrTooLong over MaxIdentity; ErrLocked,
// ErrNoPrimary and others that are ErrIdentity where the key cannot serve.
func ParseIdentity(b []byte) (*Identity, error) {
	if len(b) > MaxIdentity {
		return nil, fmt.Errorf("identity of %d bytes: %w", len(b), ErrTooLong)
	}
	key, err := crypto.NewKey(b)
	if err != nil {
		return nil, fmt.Errorf("%w: not one OpenPGP key", ErrIdentity)
	}
	if err := checkIdentity(key.GetEntity()); err != nil {
		return nil, err
	}
	return identityOf(key)
}

func checkIdentity(e *openpgp.Entity) error {
	if e.PrivateKey == nil {
		return fmt.Errorf("%w: a public key", ErrIdentity)
	}
	if e.PrivateKey.Dummy() {
		return ErrNoPrimary
	}
	if e.PrivateKey.Encrypted {
		return ErrLocked
	}
	if err := checkPrimary(e.PrimaryKey); err != nil {
		return fmt.Errorf("%w: %w", ErrIdentity, err)
	}
	self, _ := e.PrimarySelfSignature()
	if self == nil || !self.FlagSign {
		return fmt.Errorf("%w: the primary key may not sign", ErrIdentity)
	}
	for _, sub := range e.Subkeys {
		if sub.PrivateKey == nil {
			return fmt.Errorf("%w: a subkey without its secret", ErrIdentity)
		}
	}
	return nil
}

func identityOf(key *crypto.Key) (*Identity, error) {
	primary := key.GetEntity().PrimaryKey
	fingerprint, err := fingerprintOf(primary)
	if err != nil {
		return nil, err
	}
	openPGP := strings.ToUpper(hex.EncodeToString(primary.Fingerprint))
	return &Identity{fingerprint: fingerprint, openPGP: openPGP, key: key}, nil
}

// Marshal gives the binary secret key, unlocked: RFC 4880 section 11.2. Keep it
// as the secret it is.
func (i *Identity) Marshal() ([]byte, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	var b bytes.Buffer
	if err := i.key.GetEntity().SerializePrivateWithoutSigning(&b, nil); err != nil {
		return nil, fmt.Errorf("marshal identity: %w", err)
	}
	return b.Bytes(), nil
}

// Fingerprint names the primary key; the same in every chat.
func (i *Identity) Fingerprint() Fingerprint { return i.fingerprint }

// OpenPGPFingerprint gives the 40 hex digits, in capitals, that GnuPG shows for
// this key. For showing only: it is SHA-1.
func (i *Identity) OpenPGPFingerprint() string { return i.openPGP }

// ArmoredPublicKey gives the public key for GnuPG and others, with all its user
// IDs and its long-term subkeys.
func (i *Identity) ArmoredPublicKey() (string, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	armored, err := i.key.GetArmoredPublicKeyWithCustomHeaders("", "")
	if err != nil {
		return "", fmt.Errorf("armor public key: %w", err)
	}
	return armored, nil
}

// userID drops from a name what an OpenPGP user ID cannot hold.
func userID(name string) string {
	clean := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || strings.ContainsRune("()<>", r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	if len(clean) > maxUserID {
		clean = strings.ToValidUTF8(clean[:maxUserID], "")
	}
	if clean = strings.TrimSpace(clean); clean == "" {
		return noName
	}
	return clean
}
