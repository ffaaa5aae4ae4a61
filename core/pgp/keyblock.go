package pgp

import (
	"fmt"

	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

const (
	// maxPackets and maxSelfSignatures bound what a file makes us walk, and parse
	// and verify. A key that was certified by a thousand people, and whose ten
	// user IDs were prolonged for twenty years, is below.
	maxPackets        = 10_000
	maxSelfSignatures = 512
	// maxSelfSignature and maxOwnUserID keep what goes into a certificate far
	// below MaxCertificate, in bytes.
	maxSelfSignature = 2 << 10
	maxOwnUserID     = 1 << 10
)

// keyBlock is one transferable secret key (RFC 4880 section 11.2) whose
// self-signatures were verified and whose secrets were not touched.
type keyBlock struct {
	primary *secretPacket
	users   []*boundUser
	subkeys []*secretSubkey

	target any // what the next signature belongs to; nil: nothing that matters
	claims int // signatures so far that claim to be by the primary key
}

type boundUser struct {
	id      *packet.UserId
	self    *packet.Signature // the newest; nil: none
	revoked bool
}

type secretSubkey struct {
	*secretPacket
	binding *packet.Signature // the newest; nil: none
	revoked bool
}

func readKeyBlock(b []byte) (*keyBlock, error) {
	block := &keyBlock{}
	for n := 0; len(b) > 0; n++ {
		if n == maxPackets {
			return nil, fmt.Errorf("%w: %w: over %d packets", ErrIdentity, ErrTooLong, maxPackets)
		}
		f, rest, err := nextFrame(b)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrIdentity, err)
		}
		if err := block.add(f); err != nil {
			return nil, err
		}
		b = rest
	}
	if block.primary == nil {
		return nil, fmt.Errorf("%w: empty", ErrIdentity)
	}
	return block, nil
}

func (k *keyBlock) add(f frame) error {
	if k.primary == nil {
		return k.begin(f)
	}
	switch f.tag {
	case tagSecretKey, tagPublicKey:
		return ErrSeveralKeys
	case tagSecretSubkey:
		k.addSubkey(f)
	case tagUserID:
		k.addUser(f)
	case tagSignature:
		return k.addSignature(f)
	default: // pictures, public subkeys and what only GnuPG understands
		k.target = nil
	}
	return nil
}

func (k *keyBlock) begin(f frame) error {
	switch f.tag {
	case tagPublicKey:
		return ErrPublicKey
	case tagSecretKey:
	default:
		return fmt.Errorf("%w: begins with a packet of type %d", ErrIdentity, f.tag)
	}
	primary, err := readSecretPacket(f)
	if err != nil {
		return err
	}
	if err := checkPrimary(primary.public); err != nil {
		return fmt.Errorf("%w: %w", ErrIdentity, err)
	}
	k.primary, k.target = primary, primary
	return nil
}

// addSubkey passes over subkeys of kinds that rt has no use for, instead of
// refusing a key for what somebody has beside it.
func (k *keyBlock) addSubkey(f frame) {
	k.target = nil
	sub, err := readSecretPacket(f)
	if err != nil || checkSubkey(sub.public) != nil {
		return
	}
	added := &secretSubkey{secretPacket: sub}
	k.subkeys, k.target = append(k.subkeys, added), added
}

func (k *keyBlock) addUser(f frame) {
	k.target = nil
	if len(f.body) > maxOwnUserID {
		return
	}
	p, err := readPacket(f)
	if err != nil {
		return
	}
	added := &boundUser{id: p.(*packet.UserId)}
	k.users, k.target = append(k.users, added), added
}
