package pgp

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// addSignature takes a signature to what stands before it. Those by other
// people, of other kinds and wrong ones are passed over, as GnuPG does. A
// revocation is believed unverified: it can only make us refuse.
func (k *keyBlock) addSignature(f frame) error {
	kind := signatureType(f)
	switch target := k.target.(type) {
	case *secretPacket:
		if kind == packet.SigTypeKeyRevocation {
			return ErrRevoked
		}
	case *boundUser:
		return k.addToUser(target, f, kind)
	case *secretSubkey:
		return k.addToSubkey(target, f, kind)
	}
	return nil
}

// signatureType reads the type without parsing the rest: a revocation counts
// even if its hash is none that we accept. Zero for versions without one.
func signatureType(f frame) packet.SignatureType {
	switch {
	case len(f.body) >= 2 && f.body[0] == 4:
		return packet.SignatureType(f.body[1])
	case len(f.body) >= 3 && f.body[0] == 3:
		return packet.SignatureType(f.body[2])
	}
	return 0
}

func (k *keyBlock) addToUser(user *boundUser, f frame, kind packet.SignatureType) error {
	sig, err := k.bySelf(f)
	switch {
	case sig == nil:
		return err
	case kind == packet.SigTypeCertificationRevocation:
		user.revoked = true
		return nil
	case kind < packet.SigTypeGenericCert || kind > packet.SigTypePositiveCert:
		return nil
	case user.self != nil && !sig.CreationTime.After(user.self.CreationTime):
		return nil
	}
	if acceptedSelf(sig) && k.primary.public.VerifyUserIdSignature(user.id.Id, k.primary.public, sig) == nil {
		user.self = sig
	}
	return nil
}

func (k *keyBlock) addToSubkey(sub *secretSubkey, f frame, kind packet.SignatureType) error {
	if kind == packet.SigTypeSubkeyRevocation {
		sub.revoked = true
		return nil
	}
	sig, err := k.bySelf(f)
	if sig == nil || kind != packet.SigTypeSubkeyBinding ||
		sub.binding != nil && !sig.CreationTime.After(sub.binding.CreationTime) {
		return err
	}
	if acceptedSelf(sig) && verifyBinding(k.primary.public, sub.public, sig) == nil {
		sub.binding = sig
	}
	return nil
}

// bySelf parses a signature that claims to be by the primary key; nil for all
// others. Those need not be parsed: who claims that names the key's ID.
func (k *keyBlock) bySelf(f frame) (*packet.Signature, error) {
	keyID := binary.BigEndian.AppendUint64(nil, k.primary.public.KeyId)
	if len(f.body) > maxSelfSignature || !bytes.Contains(f.body, keyID) {
		return nil, nil
	}
	if k.claims++; k.claims > maxSelfSignatures {
		return nil, fmt.Errorf("%w: %w: over %d self-signatures", ErrIdentity, ErrTooLong, maxSelfSignatures)
	}
	p, err := readPacket(f)
	if err != nil {
		return nil, nil
	}
	sig, ok := p.(*packet.Signature)
	if !ok || !sig.CheckKeyIdOrFingerprint(k.primary.public) {
		return nil, nil
	}
	return sig, nil
}
