package pgp

import (
	"errors"

	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// use is what a subkey may be used for here.
type use uint8

const (
	toNothing use = iota
	toEncrypt     // session keys
	toSign        // in the primary key's place
)

var errBackSignature = errors.New("signing subkey without a signature of its own of type 0x19")

// usage judges by the key flags (RFC 4880 section 5.2.3.21). A subkey for both
// is for nothing: who can have an RSA key decrypt could have it sign.
func usage(key *packet.PublicKey, binding *packet.Signature) use {
	if !binding.FlagsValid {
		return toNothing
	}
	encrypts := binding.FlagEncryptCommunications || binding.FlagEncryptStorage
	switch {
	case binding.FlagSign && !encrypts && !binding.FlagCertify && key.PubKeyAlgo.CanSign():
		return toSign
	case binding.FlagEncryptCommunications && !binding.FlagSign && !binding.FlagCertify && key.PubKeyAlgo.CanEncrypt():
		return toEncrypt
	}
	return toNothing
}

// verifyBinding verifies a binding signature, and inside that of a signing
// subkey the one by the subkey: without it a key could adopt somebody else's
// subkey and claim what that signed. The library verifies the latter, but takes
// it with any type and hash.
func verifyBinding(primary, sub *packet.PublicKey, binding *packet.Signature) error {
	if err := primary.VerifyKeySignature(sub, binding); err != nil {
		return err
	}
	if !binding.FlagSign {
		return nil
	}
	back := binding.EmbeddedSignature
	if back == nil || back.SigType != packet.SigTypePrimaryKeyBinding || !acceptedSelf(back) {
		return errBackSignature
	}
	return nil
}

// acceptedSelf holds a self-signature to version 4, the accepted hashes and no
// critical notation, since none is known.
func acceptedSelf(sig *packet.Signature) bool {
	return sig.Version == 4 && acceptedHash(sig.Hash) && !hasCriticalNotation(sig)
}

func hasCriticalNotation(sig *packet.Signature) bool {
	for _, n := range sig.Notations {
		if n.IsCritical {
			return true
		}
	}
	return false
}
