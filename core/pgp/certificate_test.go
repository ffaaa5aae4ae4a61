package pgp_test

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"encoding/binary"
	"errors"
	"math/big"
	"testing"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/ecdh"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
	"realtalk/core/pgp"
)

func TestParseCertificateRefuses(t *testing.T) {
	_, p, _ := newPerson(t, "Anna")
	good := p.Certificate()
	secret := secretOf(t, makeEntity(t, nil))
	primary, uid, rest := parts(t, good)
	for name, tt := range map[string]struct {
		in   []byte
		want pgp.Reason
	}{
		"nothing":                  {nil, pgp.Layout},
		"garbage":                  {[]byte("garbage"), pgp.Malformed},
		"too long":                 {append(bytes.Clone(good), make([]byte, pgp.MaxCertificate)...), pgp.TooLong},
		"secret key":               {secret, pgp.Private},
		"secret subkey":            {concat(primary, uid, secretSubkey(t)), pgp.Private},
		"two keys":                 {concat(good, good), pgp.Layout},
		"no user ID":               {concat(primary, rest), pgp.Layout},
		"user ID unsigned":         {concat(primary, []byte{0xcd, 4}, []byte("Anna"), rest), pgp.Layout},
		"two user IDs":             {concat(primary, uid, uid, rest), pgp.Layout},
		"two self-signatures":      {concat(primary, uid, uid[6:], rest), pgp.Layout},
		"user attribute":           {concat(good, newPacket(17, []byte("x"))), pgp.Layout},
		"four subkeys":             {concat(primary, uid, rest, rest, rest, rest), pgp.Layout},
		"no subkey":                {concat(primary, uid), pgp.Unusable},
		"unknown packet":           {concat(good, newPacket(60, []byte("x"))), pgp.Layout},
		"marker":                   {concat(good, newPacket(10, []byte("PGP"))), pgp.Layout},
		"padding":                  {concat(good, newPacket(21, []byte("x"))), pgp.Layout},
		"trust":                    {concat(primary, newPacket(12, []byte("x")), uid, rest), pgp.Layout},
		"one byte after":           {concat(good, []byte{0}), pgp.Malformed},
		"partial length":           {concat([]byte{0xc6, 0xe5}, primary[2:]), pgp.Malformed},
		"indeterminate length":     {concat([]byte{0x9b}, primary[2:]), pgp.Malformed},
		"longer than its key":      {concat([]byte{0xc6, primary[1] + 1}, primary[2:], []byte{0}, uid, rest), pgp.Malformed},
		"another's user ID":        {concat(primary, bytes.Replace(uid, []byte("Anna"), []byte("Annb"), 1), rest), pgp.Signature},
		"another's subkey":         {concat(primary, uid, subkeyPackets(t, makeEntity(t, nil))), pgp.Layout},
		"signature is no such":     {concat(primary, uid[:6], newPacket(2, make([]byte, 60)), rest), pgp.Signature},
		"SHA-1":                    {concat(primary, uid[:6], withHash(uid[6:], 2), rest), pgp.Signature},
		"binding for the name":     {concat(primary, uid[:6], bindingOf(t, rest), rest), pgp.Layout},
		"name for the binding":     {concat(primary, uid, subkeyOf(t, rest), uid[6:]), pgp.Layout},
		"changed subkey":           {concat(primary, uid, changed(rest, 40)), pgp.Signature},
		"revoked":                  {edited(t, revokeKey), pgp.Revoked},
		"revoked subkey":           {edited(t, revokeSubkey), pgp.Revoked},
		"revoked user ID":          {edited(t, revokeUserID), pgp.Revoked},
		"certifies only":           {edited(t, certifiesOnly), pgp.Unusable},
		"critical notation":        {edited(t, criticalNotation), pgp.Signature},
		"subkey of low order":      {edited(t, lowOrder), pgp.Unusable},
		"signing subkey alone":     {edited(t, signingSubkeyAlone), pgp.Unusable},
		"subkey for storage":       {edited(t, storageOnly), pgp.Unusable},
		"subkey P-256":             {edited(t, subkeyOfP256), pgp.Algorithm},
		"direct-key signature":     {edited(t, directSignature), pgp.Layout},
		"expired":                  {ofKind(t, &packet.Config{KeyLifetimeSecs: 60, Time: hoursFromNow(-1)}), pgp.Expired},
		"self-signature expired":   {selfSignatureExpired(t), pgp.Expired},
		"26 hours from now":        {ofKind(t, &packet.Config{Time: hoursFromNow(26)}), pgp.Clock},
		"P-256":                    {ofKind(t, &packet.Config{Algorithm: packet.PubKeyAlgoECDSA, Curve: packet.CurveNistP256}), pgp.Algorithm},
		"Ed448":                    {ofKind(t, &packet.Config{Curve: packet.Curve448}), pgp.Algorithm},
		"algorithm 27":             {ofKind(t, &packet.Config{Algorithm: packet.PubKeyAlgoEd25519}), pgp.Algorithm},
		"v6":                       {ofKind(t, &packet.Config{Algorithm: packet.PubKeyAlgoEd25519, V6Keys: true}), pgp.Algorithm},
		"RSA-1024":                 {ofKind(t, &packet.Config{Algorithm: packet.PubKeyAlgoRSA, RSABits: 1024}), pgp.Algorithm},
		"RSA-4104":                 {rsaPacket(4104), pgp.Algorithm},
		"RSA-2047":                 {rsaPacket(2047), pgp.Algorithm},
		"old v3 key":               {newPacket(6, append([]byte{3}, make([]byte, 50)...)), pgp.Malformed},
		"secret in public's place": {concat([]byte{0xc6}, secret[1:]), pgp.Malformed},
	} {
		c, err := pgp.ParseCertificate(tt.in)
		if c != nil || reasonOf(err) != tt.want {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}

func TestParseCertificateAccepts(t *testing.T) {
	for name, in := range map[string][]byte{
		"Ed25519":               ofKind(t, nil),
		"RSA-2048":              ofKind(t, &packet.Config{Algorithm: packet.PubKeyAlgoRSA, RSABits: 2048}),
		"24 hours from now":     ofKind(t, &packet.Config{Time: hoursFromNow(24)}),
		"years old":             ofKind(t, &packet.Config{Time: hoursFromNow(-5 * 365 * 24)}),
		"expires in an hour":    ofKind(t, &packet.Config{KeyLifetimeSecs: 3600}),
		"with a signing subkey": edited(t, addSigningSubkey),
		"three subkeys":         edited(t, threeSubkeys),
	} {
		c, err := pgp.ParseCertificate(in)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if _, err := c.EncryptKey(newKey(t)); err != nil {
			t.Errorf("%s: cannot be encrypted to: %v", name, err)
		}
	}
}

func TestEveryTruncationOfACertificateFails(t *testing.T) {
	_, p, _ := newPerson(t, "Anna")
	b := p.Certificate()
	for n := range b {
		if c, err := pgp.ParseCertificate(b[:n]); c != nil || reasonOf(err) == 0 {
			t.Errorf("%d of %d bytes: %v", n, len(b), err)
		}
	}
}

// What a signature does not cover may change (the hash tells); no change may
// make another key of it.
func TestEveryChangeOfACertificateFailsOrIsTheSameKey(t *testing.T) {
	_, p, cert := newPerson(t, "Anna")
	b := p.Certificate()
	for n := range b {
		altered := changed(b, n)
		c, err := pgp.ParseCertificate(altered)
		if err != nil {
			if reasonOf(err) == 0 {
				t.Errorf("byte %d: %v", n, err)
			}
			continue
		}
		if c.Fingerprint() != cert.Fingerprint() || c.Hash() == cert.Hash() {
			t.Errorf("byte %d: changed, and another key or the same hash", n)
		}
	}
}

func TestNewestSubkeyIsUsed(t *testing.T) {
	for name, hours := range map[string][]float64{"last": {-3, -2, -1}, "first": {-1, -2, -3}, "middle": {-3, -1, -2}} {
		e := makeEntity(t, &packet.Config{Time: hoursFromNow(-10)})
		e.Subkeys = nil
		var want uint64
		for _, h := range hours {
			if err := e.AddEncryptionSubkey(&packet.Config{Algorithm: packet.PubKeyAlgoECDH, Time: hoursFromNow(h)}); err != nil {
				t.Fatal(err)
			}
			if h == -1 {
				want = e.Subkeys[len(e.Subkeys)-1].PublicKey.KeyId
			}
		}
		sealed := encryptKey(t, parse(t, publicOf(t, e)), newKey(t))
		if got := binary.BigEndian.Uint64(sealed[3:]); got != want {
			t.Errorf("%s: encrypted to %x, not to %x", name, got, want)
		}
	}
}

// A member's key that expires must not stop everybody's key distribution, as
// the library's EncryptSessionKey does for a whole ring; TestExpiryInTheChat
// shows it over time. Here: an expired subkey beside a valid one.
func TestExpiredSubkeyIsPassedOver(t *testing.T) {
	e := makeEntity(t, &packet.Config{Time: hoursFromNow(-10)})
	if err := e.AddEncryptionSubkey(&packet.Config{Algorithm: packet.PubKeyAlgoECDH, Time: hoursFromNow(-1), KeyLifetimeSecs: 60}); err != nil {
		t.Fatal(err)
	}
	sealed := encryptKey(t, parse(t, publicOf(t, e)), newKey(t))
	if got := binary.BigEndian.Uint64(sealed[3:]); got != e.Subkeys[0].PublicKey.KeyId {
		t.Error("encrypted to the expired subkey")
	}
	e.Subkeys = e.Subkeys[1:]
	if _, err := pgp.ParseCertificate(publicOf(t, e)); reasonOf(err) != pgp.Unusable {
		t.Errorf("expired subkey alone: %v", err)
	}
}

func TestReasonsHaveNames(t *testing.T) {
	seen := map[string]bool{}
	for r := pgp.Reason(0); r <= pgp.Unusable+1; r++ {
		seen[r.String()] = true
	}
	if len(seen) != int(pgp.Unusable)+1 || !seen["unknown"] {
		t.Errorf("names: %v", seen)
	}
	_, err := pgp.ParseCertificate(make([]byte, pgp.MaxCertificate+1))
	if !errors.Is(err, pgp.ErrTooLong) || !errors.Is(err, pgp.ErrCertificate) {
		t.Errorf("too long: %v", err)
	}
	_, err = pgp.ParseCertificate(ofKind(t, &packet.Config{Time: hoursFromNow(26)}))
	if !errors.Is(err, pgp.ErrClock) {
		t.Errorf("from the future: %v", err)
	}
}

// parts splits a certificate of a four-letter name: the primary key, the user
// ID (6 bytes) with its signature, the rest.
func parts(t testing.TB, b []byte) (primary, uid, rest []byte) {
	t.Helper()
	e, err := openpgp.ReadEntity(packet.NewReader(bytes.NewReader(b)))
	if err != nil {
		t.Fatal(err)
	}
	own := e.PrimaryIdentity()
	primary = packets(t, e.PrimaryKey.Serialize)
	uid = packets(t, own.UserId.Serialize, own.SelfSignature.Serialize)
	rest = subkeyPackets(t, e)
	if !bytes.Equal(concat(primary, uid, rest), b) {
		t.Fatal("the parts are not the whole")
	}
	return primary, uid, rest
}

func subkeyOf(t testing.TB, rest []byte) []byte {
	t.Helper()
	if rest[0] != 0xce || rest[1] >= 192 {
		t.Fatal("no subkey there")
	}
	return rest[:2+int(rest[1])]
}

func bindingOf(t testing.TB, rest []byte) []byte {
	t.Helper()
	return rest[len(subkeyOf(t, rest)):]
}

func changed(b []byte, n int) []byte {
	b = bytes.Clone(b)
	b[n] ^= 1
	return b
}

// withHash changes the hash algorithm a signature packet names.
func withHash(sig []byte, id byte) []byte {
	sig = bytes.Clone(sig)
	header := 2
	if sig[1] >= 192 {
		header = 3
	}
	sig[header+3] = id
	return sig
}

func secretSubkey(t testing.TB) []byte {
	t.Helper()
	sub := makeEntity(t, nil).Subkeys[0]
	return packets(t, sub.PrivateKey.Serialize, sub.Sig.Serialize)
}

func ofKind(t testing.TB, config *packet.Config) []byte {
	t.Helper()
	return publicOf(t, makeEntity(t, config))
}

func edited(t *testing.T, change func(*testing.T, *openpgp.Entity)) []byte {
	t.Helper()
	e := makeEntity(t, nil)
	change(t, e)
	return publicOf(t, e)
}

func revokeKey(t *testing.T, e *openpgp.Entity) {
	must(t, e.RevokeKey(packet.KeyRetired, "", nil))
}

func revokeSubkey(t *testing.T, e *openpgp.Entity) {
	must(t, e.RevokeSubkey(&e.Subkeys[0], packet.KeyRetired, "", nil))
}

func resign(t *testing.T, e *openpgp.Entity, change func(*packet.Signature)) {
	own := e.PrimaryIdentity()
	change(own.SelfSignature)
	must(t, own.SelfSignature.SignUserId(own.Name, e.PrimaryKey, e.PrivateKey, nil))
}

func certifiesOnly(t *testing.T, e *openpgp.Entity) {
	resign(t, e, func(s *packet.Signature) { s.FlagSign = false })
}

func criticalNotation(t *testing.T, e *openpgp.Entity) {
	resign(t, e, func(s *packet.Signature) { s.Notations = []*packet.Notation{{Name: "x@y", IsCritical: true}} })
}

func selfSignatureExpired(t *testing.T) []byte {
	e := makeEntity(t, &packet.Config{Time: hoursFromNow(-1)})
	minute := uint32(60)
	resign(t, e, func(s *packet.Signature) { s.SigLifetimeSecs = &minute })
	return publicOf(t, e)
}

func storageOnly(t *testing.T, e *openpgp.Entity) {
	e.Subkeys[0].Sig.FlagEncryptCommunications = false
	must(t, e.Subkeys[0].Sig.SignKey(e.Subkeys[0].PublicKey, e.PrivateKey, nil))
}

func lowOrder(t *testing.T, e *openpgp.Entity) {
	point := *e.Subkeys[0].PublicKey.PublicKey.(*ecdh.PublicKey)
	point.Point = make([]byte, 32)
	key := packet.NewECDHPublicKey(e.PrimaryKey.CreationTime, &point)
	key.IsSubkey = true
	e.Subkeys[0].PublicKey = key
	must(t, e.Subkeys[0].Sig.SignKey(key, e.PrivateKey, nil))
}

func addSigningSubkey(t *testing.T, e *openpgp.Entity) {
	must(t, e.AddSigningSubkey(&packet.Config{Algorithm: packet.PubKeyAlgoEdDSA}))
}

func signingSubkeyAlone(t *testing.T, e *openpgp.Entity) {
	e.Subkeys = nil
	addSigningSubkey(t, e)
}

func threeSubkeys(t *testing.T, e *openpgp.Entity) {
	addSigningSubkey(t, e)
	must(t, e.AddEncryptionSubkey(&packet.Config{Algorithm: packet.PubKeyAlgoECDH}))
}

func subkeyOfP256(t *testing.T, e *openpgp.Entity) {
	must(t, e.AddEncryptionSubkey(&packet.Config{Algorithm: packet.PubKeyAlgoECDH, Curve: packet.CurveNistP256}))
}

func directSignature(t *testing.T, e *openpgp.Entity) {
	sig := &packet.Signature{
		Version: 4, SigType: packet.SigTypeDirectSignature, PubKeyAlgo: e.PrimaryKey.PubKeyAlgo,
		Hash: crypto.SHA256, CreationTime: e.PrimaryKey.CreationTime, IssuerKeyId: &e.PrimaryKey.KeyId,
	}
	must(t, sig.SignDirectKeyBinding(e.PrimaryKey, e.PrivateKey, nil))
	e.Signatures = append(e.Signatures, sig)
}

// rsaPacket gives a public-key packet with a modulus of that many bits, which
// nobody knows the factors of.
func rsaPacket(bits int) []byte {
	n := new(big.Int).SetBit(new(big.Int), bits-1, 1)
	low, err := rand.Int(rand.Reader, n)
	if err != nil {
		panic(err)
	}
	n.Or(n, low).SetBit(n, 0, 1)
	var b bytes.Buffer
	if err := packet.NewRSAPublicKey(time.Now(), &rsa.PublicKey{N: n, E: 65537}).Serialize(&b); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
