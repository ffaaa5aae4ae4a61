package pgp

import (
	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// certificateContent is a certificate whose signatures were verified; whether
// it is valid now is judge's matter.
type certificateContent struct {
	primary *packet.PublicKey
	self    *packet.Signature
	subkeys []boundSubkey
}

type boundSubkey struct {
	key     *packet.PublicKey
	binding *packet.Signature
}

// readCertificate walks the one accepted sequence of packets and verifies every
// signature on the way. The primary key is judged before the rest is touched.
func readCertificate(b []byte) (*certificateContent, error) {
	primary, rest, err := readPrimary(b)
	if err != nil {
		return nil, err
	}
	content := &certificateContent{primary: primary}
	if content.self, rest, err = readUserID(primary, rest); err != nil {
		return nil, err
	}
	for len(rest) > 0 {
		if len(content.subkeys) == maxSubkeys {
			return nil, refuse(Layout, "more than a key, a user ID and %d subkeys", maxSubkeys)
		}
		var sub boundSubkey
		if sub, rest, err = readSubkey(primary, rest); err != nil {
			return nil, err
		}
		content.subkeys = append(content.subkeys, sub)
	}
	return content, nil
}

func readPrimary(b []byte) (*packet.PublicKey, []byte, error) {
	f, rest, err := expect(b, tagPublicKey)
	if err != nil {
		return nil, nil, err
	}
	key, err := readPublicKey(f, checkPrimary)
	return key, rest, err
}

func readUserID(primary *packet.PublicKey, b []byte) (*packet.Signature, []byte, error) {
	f, rest, err := expect(b, tagUserID)
	if err != nil {
		return nil, nil, err
	}
	sig, rest, err := readSelfSignature(primary, rest)
	if err != nil {
		return nil, nil, err
	}
	if sig.SigType < packet.SigTypeGenericCert || sig.SigType > packet.SigTypePositiveCert {
		return nil, nil, refuse(Layout, "signature of type %#x after the user ID", uint8(sig.SigType))
	}
	if err := primary.VerifyUserIdSignature(string(f.body), primary, sig); err != nil {
		return nil, nil, refuse(Signature, "user ID: %w", err)
	}
	return sig, rest, nil
}

func readSubkey(primary *packet.PublicKey, b []byte) (boundSubkey, []byte, error) {
	f, rest, err := expect(b, tagPublicSubkey)
	if err != nil {
		return boundSubkey{}, nil, err
	}
	key, err := readPublicKey(f, checkSubkey)
	if err != nil {
		return boundSubkey{}, nil, err
	}
	binding, rest, err := readSelfSignature(primary, rest)
	if err != nil {
		return boundSubkey{}, nil, err
	}
	if binding.SigType != packet.SigTypeSubkeyBinding {
		return boundSubkey{}, nil, refuse(Layout, "signature of type %#x after a subkey", uint8(binding.SigType))
	}
	if err := verifyBinding(primary, key, binding); err != nil {
		return boundSubkey{}, nil, refuse(Signature, "subkey: %w", err)
	}
	return boundSubkey{key: key, binding: binding}, rest, nil
}

func readPublicKey(f frame, check func(*packet.PublicKey) error) (*packet.PublicKey, error) {
	p, err := readPacket(f)
	if err != nil {
		return nil, refuse(Malformed, "%w", err)
	}
	key, ok := p.(*packet.PublicKey)
	if !ok {
		return nil, refuse(Malformed, "not a public key")
	}
	if err := check(key); err != nil {
		return nil, refuse(Algorithm, "%w", err)
	}
	return key, nil
}

// readSelfSignature parses a signature that claims to be by the primary key;
// the caller verifies it.
func readSelfSignature(primary *packet.PublicKey, b []byte) (*packet.Signature, []byte, error) {
	f, rest, err := expect(b, tagSignature)
	if err != nil {
		return nil, nil, err
	}
	sig, err := readSignature(f)
	if err != nil {
		return nil, nil, refuse(Signature, "%w", err)
	}
	if isRevocation(sig) {
		return nil, nil, refuse(Revoked, "revocation of type %#x", uint8(sig.SigType))
	}
	if !sig.CheckKeyIdOrFingerprint(primary) {
		return nil, nil, refuse(Layout, "signature by another key")
	}
	if hasCriticalNotation(sig) {
		return nil, nil, refuse(Signature, "critical notation")
	}
	return sig, rest, nil
}
