package pgp

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
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

// Identity is somebody's long-term key pair. Safe for concurrent use, Wipe
// included.
type Identity struct {
	fingerprint Fingerprint
	openPGP     string
	fallback    bool // signs by a subkey and has no subkey for each chat

	mu     sync.Mutex // the library's serializers write to the signatures they serialize
	entity *openpgp.Entity
	secret *longTerm
}

// NewIdentity makes an Ed25519 and Curve25519 key pair whose user ID is name,
// without the characters that OpenPGP gives a meaning there and cut to 256
// bytes of UTF-8. Takes well below a millisecond.
func NewIdentity(name string) (*Identity, error) {
	key, err := crypto.GenerateKey(userID(name), "", "x25519", 0)
	if err != nil {
		return nil, fmt.Errorf("new identity: %w", err)
	}
	e := key.GetEntity()
	return identityOf(e, &longTerm{primary: e.PrivateKey, signer: e.PrivateKey, opener: e.Subkeys[0].PrivateKey})
}

// ParseIdentity reads one unlocked binary secret key: what Marshal gave.
// ErrTooLong over MaxIdentity; ErrLocked and others that are ErrIdentity where
// the key cannot serve. A key that has expired is given: Participant refuses it.
func ParseIdentity(b []byte) (*Identity, error) {
	if len(b) > MaxIdentity {
		return nil, fmt.Errorf("identity of %d bytes: %w", len(b), ErrTooLong)
	}
	return readIdentity(b, nil, time.Time{})
}

// readIdentity reads a binary secret key as of the time at; with a zero time
// without regard to expiry.
func readIdentity(b, passphrase []byte, at time.Time) (*Identity, error) {
	block, err := readKeyBlock(b)
	if err != nil {
		return nil, err
	}
	parts, err := block.choose(at)
	if err != nil {
		return nil, err
	}
	return block.open(parts, passphrase)
}

func identityOf(e *openpgp.Entity, secret *longTerm) (*Identity, error) {
	fingerprint, err := fingerprintOf(e.PrimaryKey)
	if err != nil {
		return nil, err
	}
	return &Identity{
		fingerprint: fingerprint,
		openPGP:     strings.ToUpper(hex.EncodeToString(e.PrimaryKey.Fingerprint)),
		fallback:    secret.signer != secret.primary,
		entity:      e,
		secret:      secret,
	}, nil
}

// Marshal gives the binary secret key, unlocked: RFC 4880 section 11.2. Keep it
// as the secret it is. ErrDestroyed after Wipe.
func (i *Identity) Marshal() ([]byte, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	b := bytes.NewBuffer(make([]byte, 0, 3*maxKeyFrame)) // large enough, for growing leaves copies behind
	err := i.secret.use(func() error { return i.entity.SerializePrivateWithoutSigning(b, nil) })
	if err != nil {
		return nil, fmt.Errorf("marshal identity: %w", err)
	}
	return b.Bytes(), nil
}

// Wipe overwrites the secrets as far as Go allows (see the package comment), for
// this identity and its participants. It waits for calls under way; later ones
// that need a secret give ErrDestroyed. Calling it again does nothing.
func (i *Identity) Wipe() { i.secret.wipe() }

// ForwardSecret says whether each chat gets a subkey of its own. It is false
// for a key whose primary secret is elsewhere or may not sign: then its lasting
// encryption subkey opens what it is sent, also years later.
func (i *Identity) ForwardSecret() bool { return !i.fallback }

// Fingerprint names the primary key; the same in every chat.
func (i *Identity) Fingerprint() Fingerprint { return i.fingerprint }

// OpenPGPFingerprint gives the 40 hex digits, in capitals, that GnuPG shows for
// this key. For showing only: it is SHA-1.
func (i *Identity) OpenPGPFingerprint() string { return i.openPGP }

// ArmoredPublicKey gives the public key for GnuPG and others: the primary key,
// the user ID and the long-term subkeys that are used here.
func (i *Identity) ArmoredPublicKey() (string, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	var b bytes.Buffer
	if err := i.entity.Serialize(&b); err != nil {
		return "", fmt.Errorf("public key: %w", err)
	}
	armored, err := armored(openpgp.PublicKeyType, b.Bytes())
	if err != nil {
		return "", fmt.Errorf("armor public key: %w", err)
	}
	return string(armored), nil
}

// self is the self-signature on the only user ID.
func (i *Identity) self() *packet.Signature {
	for _, user := range i.entity.Identities {
		return user.SelfSignature
	}
	return nil
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
