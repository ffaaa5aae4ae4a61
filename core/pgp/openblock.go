package pgp

import (
	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// open unlocks the chosen keys and puts them together. Subkeys that are not
// used stay locked and are left behind.
func (k *keyBlock) open(parts chosen, passphrase []byte) (*Identity, error) {
	secret, err := k.openAll(parts, passphrase)
	if err != nil {
		secret.wipe()
		return nil, err
	}
	return identityOf(k.entity(parts, secret), secret)
}

// openAll gives what was opened so far, even with an error.
func (k *keyBlock) openAll(parts chosen, passphrase []byte) (secret *longTerm, err error) {
	secret = &longTerm{}
	if secret.primary, err = k.primary.openIf(parts.signer == nil, passphrase); err != nil {
		return secret, err
	}
	secret.signer = secret.primary
	if parts.signer != nil {
		if secret.signer, err = parts.signer.open(passphrase); err != nil {
			return secret, err
		}
	}
	if parts.opener != nil {
		secret.opener, err = parts.opener.openIf(!parts.opener.absent(), passphrase)
	}
	return secret, err
}

// openIf gives a stub of a key whose secret is not here or not needed.
func (s *secretPacket) openIf(wanted bool, passphrase []byte) (*packet.PrivateKey, error) {
	if !wanted {
		return s.stub()
	}
	return s.open(passphrase)
}

func (k *keyBlock) entity(parts chosen, secret *longTerm) *openpgp.Entity {
	user := &openpgp.Identity{
		Name:          parts.user.id.Id,
		UserId:        parts.user.id,
		SelfSignature: parts.user.self,
		Signatures:    []*packet.Signature{parts.user.self},
	}
	e := &openpgp.Entity{
		PrimaryKey: &secret.primary.PublicKey,
		PrivateKey: secret.primary,
		Identities: map[string]*openpgp.Identity{user.Name: user},
	}
	e.Subkeys = appendSubkey(e.Subkeys, parts.signer, secret.signer)
	e.Subkeys = appendSubkey(e.Subkeys, parts.opener, secret.opener)
	return e
}

func appendSubkey(all []openpgp.Subkey, sub *secretSubkey, key *packet.PrivateKey) []openpgp.Subkey {
	if sub == nil {
		return all
	}
	return append(all, openpgp.Subkey{PublicKey: &key.PublicKey, PrivateKey: key, Sig: sub.binding})
}
