package pgp_test

import (
	"testing"

	"realtalk/core/pgp"
)

// Certificates as GnuPG exports them, whole. Rt's own are minimal; these come
// from another implementation, or from somebody who tries things.
func TestGPGCertificates(t *testing.T) {
	ed := func(t *testing.T, args ...string) gpgKey {
		return newGPGKey(t, "", "ed25519", "sign,cert", args...).withSubkey("cv25519", "encr", "0")
	}
	for name, tt := range map[string]struct {
		make func(t *testing.T) gpgKey
		want pgp.Reason // zero: accepted
	}{
		"plain":              {func(t *testing.T) gpgKey { return ed(t) }, 0},
		"SHA-512":            {func(t *testing.T) gpgKey { return ed(t, "--cert-digest-algo", "SHA512") }, 0},
		"notation":           {func(t *testing.T) gpgKey { return ed(t, "--cert-notation", "x@example.org=y") }, 0},
		"critical notation":  {func(t *testing.T) gpgKey { return ed(t, "--cert-notation", "!x@example.org=y") }, pgp.Signature},
		"policy":             {func(t *testing.T) gpgKey { return ed(t, "--cert-policy-url", "https://example.org") }, 0},
		"preferences":        {func(t *testing.T) gpgKey { return ed(t, "--default-preference-list", "3DES SHA1 ZLIB") }, 0},
		"signing subkey":     {func(t *testing.T) gpgKey { return ed(t).withSubkey("ed25519", "sign", "0") }, 0},
		"subkey to log in":   {func(t *testing.T) gpgKey { return ed(t).withSubkey("ed25519", "auth", "0") }, 0},
		"expired subkey":     {expiredBesideValid, 0},
		"expired subkey all": {expiredSubkeyAlone, pgp.Unusable},
		"expired": {func(t *testing.T) gpgKey {
			k := newGPGKey(t, "", "ed25519", "sign,cert", "--faked-system-time", longAgo)
			k.do("--faked-system-time", soonAfter, "--quick-set-expire", k.fingerprint, "1d")
			return k
		}, pgp.Expired},
		"two user IDs": {func(t *testing.T) gpgKey {
			k := ed(t)
			k.do("--quick-add-uid", k.fingerprint, "Robert <robert@example.org>")
			return k
		}, pgp.Layout},
		"picture": {func(t *testing.T) gpgKey {
			k := ed(t)
			return k.edit("addphoto", k.file("me.jpg", picture()), "y", "y")
		}, pgp.Layout},
		"revoked": {func(t *testing.T) gpgKey { return ed(t).edit("revkey", "y", "0", "", "y") }, pgp.Revoked},
		"four subkeys": {func(t *testing.T) gpgKey {
			return ed(t).withSubkey("cv25519", "encr", "0").withSubkey("cv25519", "encr", "0").withSubkey("cv25519", "encr", "0")
		}, pgp.Layout},
		"P-256 subkey":     {func(t *testing.T) gpgKey { return ed(t).withSubkey("nistp256", "encr", "0") }, pgp.Algorithm},
		"Brainpool subkey": {func(t *testing.T) gpgKey { return ed(t).withSubkey("brainpoolP256r1", "encr", "0") }, pgp.Algorithm},
		"ElGamal subkey":   {func(t *testing.T) gpgKey { return ed(t).withSubkey("elg1024", "encr", "0") }, pgp.Algorithm},
		"DSA":              {func(t *testing.T) gpgKey { return newGPGKey(t, "", "dsa1024", "sign,cert") }, pgp.Algorithm},
		"RSA-1024":         {func(t *testing.T) gpgKey { return newGPGKey(t, "", "rsa1024", "sign,cert") }, pgp.Algorithm},
		"P-384":            {func(t *testing.T) gpgKey { return newGPGKey(t, "", "nistp384", "sign,cert") }, pgp.Algorithm},
		"secp256k1":        {func(t *testing.T) gpgKey { return newGPGKey(t, "", "secp256k1", "sign,cert") }, pgp.Algorithm},
		"nothing to encrypt to": {func(t *testing.T) gpgKey {
			return newGPGKey(t, "", "ed25519", "sign,cert")
		}, pgp.Unusable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := tt.make(t)
			b := k.do("--export")
			c, err := pgp.ParseCertificate(b)
			if (c != nil) != (tt.want == 0) || reasonOf(err) != tt.want {
				t.Errorf("%v, want %v", err, tt.want)
			}
			if c != nil && c.ForwardSecret() == (name == "signing subkey") {
				t.Error("another signer than the flags say")
			}
		})
	}
}

func expiredBesideValid(t *testing.T) gpgKey {
	return newGPGKey(t, "", "ed25519", "sign,cert", "--faked-system-time", longAgo).
		withSubkey("cv25519", "encr", "1d", "--faked-system-time", soonAfter).
		withSubkey("cv25519", "encr", "0")
}

func expiredSubkeyAlone(t *testing.T) gpgKey {
	return newGPGKey(t, "", "ed25519", "sign,cert", "--faked-system-time", longAgo).
		withSubkey("cv25519", "encr", "1d", "--faked-system-time", soonAfter)
}
