package pgp_test

import (
	"crypto"
	"testing"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
	"realtalk/core/pgp"
)

func TestSigningSubkeysThatAreRefused(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*testing.T, *openpgp.Entity)
		want   pgp.Reason
	}{
		"two":                          {twoSigningSubkeys, pgp.Layout},
		"for encryption, too":          {signsAndEncrypts, pgp.Unusable},
		"for certification, too":       {signsAndCertifies, pgp.Unusable},
		"expired":                      {signingSubkeyExpired, pgp.Expired},
		"no signature of its own":      {noBackSignature, pgp.Signature},
		"its signature for another":    {adopted, pgp.Signature},
		"its signature of another day": {backSignatureFromTheFuture, pgp.Clock},
		"its signature expired":        {backSignatureExpired, pgp.Expired},
		"its signature critical":       {backSignatureCritical, pgp.Signature},
		"its signature by SHA-224":     {backSignatureSHA224, pgp.Signature},
		"primary may not sign either":  {certifiesOnly, pgp.Unusable},
	} {
		c, err := pgp.ParseCertificate(edited(t, tt.change))
		if c != nil || reasonOf(err) != tt.want {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}

// A primary key that may not sign is no hindrance where a subkey signs for it.
func TestCertifyingPrimaryWithASigningSubkey(t *testing.T) {
	c := parse(t, edited(t, func(t *testing.T, e *openpgp.Entity) {
		addSigningSubkey(t, e)
		certifiesOnly(t, e)
	}))
	if c.ForwardSecret() {
		t.Error("forward secrecy is claimed")
	}
}

func twoSigningSubkeys(t *testing.T, e *openpgp.Entity) {
	addSigningSubkey(t, e)
	addSigningSubkey(t, e)
}

// rebind changes the binding of the signing subkey and signs it anew.
func rebind(t *testing.T, e *openpgp.Entity, change func(binding *packet.Signature)) {
	t.Helper()
	sub := &e.Subkeys[len(e.Subkeys)-1]
	change(sub.Sig)
	must(t, sub.Sig.SignKey(sub.PublicKey, e.PrivateKey, nil))
}

// resignBack changes the subkey's own signature, signs it anew for primary, and
// the binding around it.
func resignBack(t *testing.T, e *openpgp.Entity, primary *packet.PublicKey, change func(back *packet.Signature)) {
	t.Helper()
	sub := &e.Subkeys[len(e.Subkeys)-1]
	back := &packet.Signature{
		Version: 4, SigType: packet.SigTypePrimaryKeyBinding, PubKeyAlgo: sub.PublicKey.PubKeyAlgo,
		Hash: crypto.SHA256, CreationTime: sub.Sig.CreationTime, IssuerKeyId: &sub.PublicKey.KeyId,
	}
	change(back)
	must(t, back.CrossSignKey(sub.PublicKey, primary, sub.PrivateKey, nil))
	rebind(t, e, func(binding *packet.Signature) { binding.EmbeddedSignature = back })
}

func signsAndEncrypts(t *testing.T, e *openpgp.Entity) {
	must(t, e.AddSigningSubkey(rsa2048))
	rebind(t, e, func(s *packet.Signature) { s.FlagEncryptCommunications = true })
}

func signsAndCertifies(t *testing.T, e *openpgp.Entity) {
	addSigningSubkey(t, e)
	rebind(t, e, func(s *packet.Signature) { s.FlagCertify = true })
}

func signingSubkeyExpired(t *testing.T, e *openpgp.Entity) {
	must(t, e.AddSigningSubkey(&packet.Config{Algorithm: packet.PubKeyAlgoEdDSA, Time: hoursFromNow(-1), KeyLifetimeSecs: 60}))
}

func noBackSignature(t *testing.T, e *openpgp.Entity) {
	addSigningSubkey(t, e)
	rebind(t, e, func(s *packet.Signature) { s.EmbeddedSignature = nil })
}

// adopted binds a subkey that signed to belong to somebody else: whoever could
// do that could claim what that person says.
func adopted(t *testing.T, e *openpgp.Entity) {
	addSigningSubkey(t, e)
	resignBack(t, e, makeEntity(t, nil).PrimaryKey, func(*packet.Signature) {})
}

func backSignatureFromTheFuture(t *testing.T, e *openpgp.Entity) {
	addSigningSubkey(t, e)
	resignBack(t, e, e.PrimaryKey, func(back *packet.Signature) { back.CreationTime = hoursFromNow(26)() })
}

func backSignatureExpired(t *testing.T, e *openpgp.Entity) {
	must(t, e.AddSigningSubkey(&packet.Config{Algorithm: packet.PubKeyAlgoEdDSA, Time: hoursFromNow(-1)}))
	minute := uint32(60)
	resignBack(t, e, e.PrimaryKey, func(back *packet.Signature) { back.SigLifetimeSecs = &minute })
}

func backSignatureCritical(t *testing.T, e *openpgp.Entity) {
	addSigningSubkey(t, e)
	resignBack(t, e, e.PrimaryKey, func(back *packet.Signature) {
		back.Notations = []*packet.Notation{{Name: "x@y", IsCritical: true}}
	})
}

func backSignatureSHA224(t *testing.T, e *openpgp.Entity) {
	addSigningSubkey(t, e)
	resignBack(t, e, e.PrimaryKey, func(back *packet.Signature) { back.Hash = crypto.SHA224 })
}
