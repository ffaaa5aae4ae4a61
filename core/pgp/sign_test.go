package pgp_test

import (
	"bytes"
	"crypto"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
	"github.com/ProtonMail/gopenpgp/v2/constants"
	"realtalk/core/pgp"
)

func TestVerifyWhatWasSigned(t *testing.T) {
	_, p, cert := newPerson(t, "Anna")
	for _, context := range []string{"x", testContext, strings.Repeat("x", pgp.MaxContext)} {
		for _, data := range [][]byte{nil, []byte("hello"), make([]byte, 1<<20)} {
			sig := sign(t, p, context, data)
			if len(sig) > pgp.MaxSignature {
				t.Errorf("signature of %d bytes", len(sig))
			}
			if err := cert.Verify(context, data, sig); err != nil {
				t.Errorf("%d bytes under %.10q: %v", len(data), context, err)
			}
		}
	}
}

func TestContextsOfWrongLengthAreRefused(t *testing.T) {
	_, p, cert := newPerson(t, "Anna")
	key := newKey(t)
	good := sign(t, p, "x", nil)
	sealed := seal(t, p, key, "x", nil)
	for _, context := range []string{"", strings.Repeat("x", pgp.MaxContext+1)} {
		if b, err := p.Sign(context, nil); b != nil || !errors.Is(err, pgp.ErrContext) {
			t.Errorf("Sign: %v", err)
		}
		if b, err := p.Seal(key, context, nil); b != nil || !errors.Is(err, pgp.ErrContext) {
			t.Errorf("Seal: %v", err)
		}
		if err := cert.Verify(context, nil, good); !errors.Is(err, pgp.ErrContext) {
			t.Errorf("Verify: %v", err)
		}
		if b, err := cert.Open(key, context, sealed, maxBody); b != nil || !errors.Is(err, pgp.ErrContext) {
			t.Errorf("Open: %v", err)
		}
	}
}

// Without a context a signed message could be wrapped anew and shown in another
// chat as said there (surreptitious forwarding).
func TestSignedForAnotherChatIsRefused(t *testing.T) {
	_, p, cert := newPerson(t, "Anna")
	key, otherChatsKey := newKey(t), newKey(t)
	other := strings.Replace(testContext, "1111", "1112", 1)

	inner := decryptWith(t, key, seal(t, p, key, testContext, []byte("I agree")))
	rewrapped := sealPackets(t, otherChatsKey, inner)
	if b, err := cert.Open(otherChatsKey, other, rewrapped, maxBody); b != nil || !errors.Is(err, pgp.ErrContext) {
		t.Errorf("message for another chat: %q, %v", b, err)
	}
	if b, err := cert.Open(otherChatsKey, testContext, rewrapped, maxBody); err != nil || string(b) != "I agree" {
		t.Errorf("the test's wrapping is at fault: %v", err)
	}
	sig := sign(t, p, testContext, []byte("I agree"))
	if err := cert.Verify(other, []byte("I agree"), sig); !errors.Is(err, pgp.ErrContext) {
		t.Errorf("statement for another chat: %v", err)
	}
}

// GnuPG says BADSIG to a critical notation it does not know.
func TestContextIsNotCritical(t *testing.T) {
	_, p, _ := newPerson(t, "Anna")
	read, err := packet.Read(bytes.NewReader(sign(t, p, testContext, nil)))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, n := range read.(*packet.Signature).Notations {
		if n.IsCritical {
			t.Errorf("notation %s is critical", n.Name)
		}
		if n.Name == constants.SignatureContextName && string(n.Value) == testContext && n.IsHumanReadable {
			found++
		}
	}
	if found != 1 {
		t.Errorf("%d contexts", found)
	}
}

func TestVerifyRefuses(t *testing.T) {
	e := makeEntity(t, &packet.Config{Time: hoursFromNow(-2)})
	id, err := pgp.ParseIdentity(secretOf(t, e))
	if err != nil {
		t.Fatal(err)
	}
	p := participant(t, id)
	cert := parse(t, p.Certificate())
	data := []byte("hello")
	good := sign(t, p, testContext, data)
	_, mallory, _ := newPerson(t, "Mallory")
	for name, tt := range map[string]struct {
		sig  []byte
		want error
	}{
		"nothing":               {nil, pgp.ErrMalformed},
		"signer":                {sign(t, mallory, testContext, data), pgp.ErrSignature},
		"other data":            {sign(t, p, testContext, []byte("hellO")), pgp.ErrSignature},
		"two signatures":        {append(bytes.Clone(good), good...), pgp.ErrMalformed},
		"byte after":            {append(bytes.Clone(good), 0), pgp.ErrMalformed},
		"too long":              {make([]byte, pgp.MaxSignature+1), pgp.ErrTooLong},
		"literal packet":        {newPacket(11, []byte("b\x00\x00\x00\x00\x00x")), pgp.ErrMalformed},
		"longer than content":   {newPacket(2, append(bytes.Clone(good[3:]), 0)), pgp.ErrMalformed},
		"partial length":        {append([]byte{0xc2, 0xe9}, make([]byte, 512)...), pgp.ErrMalformed},
		"no context":            {detached(t, e, data, &packet.Config{}), pgp.ErrContext},
		"two contexts":          {detached(t, e, data, notations(context(), context())), pgp.ErrContext},
		"context not text":      {detached(t, e, data, notations(&packet.Notation{Name: constants.SignatureContextName, Value: []byte(testContext)})), pgp.ErrContext},
		"unknown critical":      {detached(t, e, data, notations(context(), &packet.Notation{Name: "x@y", IsCritical: true})), pgp.ErrContext},
		"SHA3":                  {detached(t, e, data, with(func(c *packet.Config) { c.DefaultHash = crypto.SHA3_256 })), pgp.ErrMalformed},
		"expired":               {detached(t, e, data, with(func(c *packet.Config) { c.SigLifetimeSecs, c.Time = 60, hoursFromNow(-1) })), pgp.ErrSignature},
		"26 hours from now":     {detached(t, e, data, with(func(c *packet.Config) { c.Time = hoursFromNow(26) })), pgp.ErrClock},
		"of text":               {textSignature(t, e, data), pgp.ErrSignature},
		"v6 key":                {detached(t, makeEntity(t, &packet.Config{V6Keys: true, Algorithm: packet.PubKeyAlgoEd25519}), data, notations(context())), pgp.ErrMalformed},
		"of algorithm 27":       {detached(t, makeEntity(t, &packet.Config{Algorithm: packet.PubKeyAlgoEd25519}), data, notations(context())), pgp.ErrSignature},
		"names another issuer":  {claimIssuer(t, p, mallory, data), pgp.ErrSignature},
		"claims another issuer": {claimIssuer(t, mallory, p, data), pgp.ErrSignature},
	} {
		if err := cert.Verify(testContext, data, tt.sig); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
	for name, config := range map[string]*packet.Config{
		"known notation":    notations(context(), &packet.Notation{Name: "x@y", Value: []byte("z")}),
		"SHA-384":           with(func(c *packet.Config) { c.DefaultHash = crypto.SHA384 }),
		"24 hours from now": with(func(c *packet.Config) { c.Time = hoursFromNow(24) }),
	} {
		if err := cert.Verify(testContext, data, detached(t, e, data, config)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEveryTruncationOfASignatureFails(t *testing.T) {
	_, p, cert := newPerson(t, "Anna")
	sig := sign(t, p, testContext, nil)
	for n := range sig {
		if err := cert.Verify(testContext, nil, sig[:n]); err == nil {
			t.Errorf("%d of %d bytes verify", n, len(sig))
		}
	}
}

// Exactly one key signs for a certificate: where a signing subkey is bound, the
// primary key's signatures count no more, and the other way round.
func TestSigningSubkeyIsTheOnlySigner(t *testing.T) {
	e := makeEntity(t, nil)
	without := parse(t, publicOf(t, e))
	must(t, e.AddSigningSubkey(&packet.Config{Algorithm: packet.PubKeyAlgoEdDSA, Time: hoursFromNow(1)}))
	cert := parse(t, publicOf(t, e))
	config := with(func(c *packet.Config) { c.Time = hoursFromNow(2) })
	bySubkey := detached(t, e, nil, config)
	config.SigningKeyId = e.PrimaryKey.KeyId
	byPrimary := detached(t, e, nil, config)
	must(t, cert.Verify(testContext, nil, bySubkey))
	must(t, without.Verify(testContext, nil, byPrimary))
	if err := cert.Verify(testContext, nil, byPrimary); !errors.Is(err, pgp.ErrSignature) {
		t.Errorf("by the primary key: %v", err)
	}
	if err := without.Verify(testContext, nil, bySubkey); !errors.Is(err, pgp.ErrSignature) {
		t.Errorf("by a subkey that is not in the certificate: %v", err)
	}
	if cert.ForwardSecret() || !without.ForwardSecret() {
		t.Error("forward secrecy is claimed wrongly")
	}
	if cert.Fingerprint() != without.Fingerprint() || cert.Hash() == without.Hash() {
		t.Error("another person, or the same hash")
	}
}

func context() *packet.Notation {
	return &packet.Notation{Name: constants.SignatureContextName, Value: []byte(testContext), IsHumanReadable: true}
}

func notations(n ...*packet.Notation) *packet.Config {
	return &packet.Config{SignatureNotations: n}
}

// with gives a config that signs under testContext, changed.
func with(change func(*packet.Config)) *packet.Config {
	c := notations(context())
	change(c)
	return c
}

func detached(t testing.TB, e *openpgp.Entity, data []byte, config *packet.Config) []byte {
	t.Helper()
	return packets(t, func(w io.Writer) error { return openpgp.DetachSign(w, e, bytes.NewReader(data), config) })
}

func textSignature(t testing.TB, e *openpgp.Entity, data []byte) []byte {
	t.Helper()
	return packets(t, func(w io.Writer) error {
		return openpgp.DetachSignText(w, e, bytes.NewReader(data), notations(context()))
	})
}

// claimIssuer signs with one key in the name of another.
func claimIssuer(t testing.TB, signer, victim *pgp.Participant, data []byte) []byte {
	t.Helper()
	e, claimed := entity(t, signer), entity(t, victim)
	e.PrivateKey.KeyId, e.PrivateKey.Fingerprint = claimed.PrimaryKey.KeyId, claimed.PrimaryKey.Fingerprint
	defer func(id uint64, f []byte) { e.PrivateKey.KeyId, e.PrivateKey.Fingerprint = id, f }(e.PrimaryKey.KeyId, e.PrimaryKey.Fingerprint)
	sig := &packet.Signature{
		Version: 4, SigType: packet.SigTypeBinary, PubKeyAlgo: packet.PubKeyAlgoEdDSA, Hash: crypto.SHA256,
		CreationTime: hoursFromNow(0)(), IssuerKeyId: &claimed.PrimaryKey.KeyId,
		Notations: []*packet.Notation{context()},
	}
	h, err := sig.PrepareSign(nil)
	if err != nil {
		t.Fatal(err)
	}
	h.Write(data)
	if err := sig.Sign(h, e.PrivateKey, nil); err != nil {
		t.Fatal(err)
	}
	return packets(t, sig.Serialize)
}
