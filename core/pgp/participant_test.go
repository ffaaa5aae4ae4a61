package pgp_test

import (
	"bytes"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
	"github.com/ProtonMail/gopenpgp/v2/crypto"
	"realtalk/core/pgp"
)

func TestCertificateIsMinimal(t *testing.T) {
	_, p, _ := newPerson(t, "Anna")
	b := p.Certificate()
	if len(b) > 600 {
		t.Errorf("certificate of %d bytes", len(b))
	}
	e := entity(t, p)
	if len(e.Identities) != 1 || len(e.Subkeys) != 1 {
		t.Errorf("%d user IDs and %d subkeys", len(e.Identities), len(e.Subkeys))
	}
	if e.Subkeys[0].Sig.KeyLifetimeSecs != nil {
		t.Error("the chat subkey expires: a clock could end a chat")
	}
	b[0] ^= 0xff
	if bytes.Equal(b, p.Certificate()) {
		t.Error("callers share one certificate")
	}
}

func TestEachChatHasASubkeyOfItsOwn(t *testing.T) {
	id, first, cert := newPerson(t, "Anna")
	second := participant(t, id)
	if bytes.Equal(first.Certificate(), second.Certificate()) {
		t.Fatal("two chats with one certificate")
	}
	key := encryptKey(t, cert, newKey(t))
	if _, err := first.OpenKey(key); err != nil {
		t.Fatal(err)
	}
	if _, err := second.OpenKey(key); !errors.Is(err, pgp.ErrDecrypt) {
		t.Errorf("another chat's participant: %v", err)
	}
}

func TestAfterDestroyNothingIsDone(t *testing.T) {
	_, p, cert := newPerson(t, "Anna")
	key := newKey(t)
	sealed := encryptKey(t, cert, key)
	p.Destroy()
	p.Destroy()
	if _, err := p.OpenKey(sealed); !errors.Is(err, pgp.ErrDestroyed) {
		t.Errorf("OpenKey: %v", err)
	}
	if b, err := p.Sign(testContext, nil); b != nil || !errors.Is(err, pgp.ErrDestroyed) {
		t.Errorf("Sign: %v", err)
	}
	if b, err := p.Seal(key, testContext, nil); b != nil || !errors.Is(err, pgp.ErrDestroyed) {
		t.Errorf("Seal: %v", err)
	}
	if _, err := pgp.ParseCertificate(p.Certificate()); err != nil {
		t.Errorf("certificate after Destroy: %v", err)
	}
}

// Who has everything that passed and, later, the long-term key as well, must
// not be able to read it.
func TestLongTermKeyCannotOpenAnOldSessionKey(t *testing.T) {
	id, p, cert := newPerson(t, "Anna")
	key := newKey(t)
	sealed := encryptKey(t, cert, key)
	message := append(bytes.Clone(sealed), seal(t, p, key, testContext, []byte("hello"))...)
	withChatKey := openpgp.EntityList{entity(t, p)}
	if md, err := openpgp.ReadMessage(bytes.NewReader(message), withChatKey, nil, nil); err != nil || md.DecryptedWith.PrivateKey == nil {
		t.Fatalf("the recording opens with nothing at all: %v", err)
	}
	secret := wipedBy(t, p)
	p.Destroy()
	if !bytes.Equal(*secret, make([]byte, len(*secret))) {
		t.Error("Destroy left the subkey's scalar in memory")
	}

	stolen, err := id.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	longTerm, err := crypto.NewKey(stolen)
	if err != nil {
		t.Fatal(err)
	}
	ring := openpgp.EntityList{longTerm.GetEntity()}
	if _, err := openpgp.ReadMessage(bytes.NewReader(message), ring, nil, nil); err == nil {
		t.Fatal("the long-term key opens the recording")
	}
	// Neither does any of its secrets when the address on the packet is its own.
	for _, sub := range longTerm.GetEntity().Subkeys {
		readdressed, err := packet.Read(bytes.NewReader(sealed))
		if err != nil {
			t.Fatal(err)
		}
		pkesk := readdressed.(*packet.EncryptedKey)
		pkesk.KeyId = sub.PublicKey.KeyId
		if err := pkesk.Decrypt(sub.PrivateKey, nil); err == nil {
			t.Fatal("a long-term subkey opens the session key")
		}
	}
	again, err := pgp.ParseIdentity(stolen)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := participant(t, again).OpenKey(sealed); !errors.Is(err, pgp.ErrDecrypt) {
		t.Errorf("a new participant of the stolen identity: %v", err)
	}
}

// wipedBy gives the bytes of the chat subkey's scalar that Destroy must clear.
func wipedBy(t *testing.T, p *pgp.Participant) *[]byte {
	t.Helper()
	secret := p.ChatScalar()
	if len(*secret) != 32 || bytes.Equal(*secret, make([]byte, 32)) {
		t.Fatal("no scalar to look at")
	}
	return secret
}

func TestWipedSessionKeyIsNotUsedAsZeros(t *testing.T) {
	_, p, cert := newPerson(t, "Anna")
	key := newKey(t)
	sealed := seal(t, p, key, testContext, []byte("hello"))
	other := key
	key.Wipe()
	key.Wipe()
	pgp.SessionKey{}.Wipe()
	for name, k := range map[string]pgp.SessionKey{"wiped": key, "copy": other, "zero": {}} {
		if b, err := p.Seal(k, testContext, nil); b != nil || !errors.Is(err, pgp.ErrDestroyed) {
			t.Errorf("%s: Seal: %v", name, err)
		}
		if b, err := cert.Open(k, testContext, sealed, maxBody); b != nil || !errors.Is(err, pgp.ErrDestroyed) {
			t.Errorf("%s: Open: %v", name, err)
		}
		if b, err := cert.EncryptKey(k); b != nil || !errors.Is(err, pgp.ErrDestroyed) {
			t.Errorf("%s: EncryptKey: %v", name, err)
		}
	}
}

func TestSecretsAreNotPrinted(t *testing.T) {
	id, p, _ := newPerson(t, "Anna")
	key := newKey(t)
	for _, verb := range []string{"%v", "%+v", "%#v", "%x", "%s", "%d"} {
		for _, tt := range []struct {
			value any
			want  string
		}{
			{key, "session key"},
			{id, "identity " + id.OpenPGPFingerprint()},
			{p, fmt.Sprintf("participant %x", p.Fingerprint())},
		} {
			if got := fmt.Sprintf(verb, tt.value); got != tt.want {
				t.Errorf("%s prints %q", verb, got)
			}
		}
	}
}

// Meant for the race detector: everything at once, and the end in the middle.
func TestEverythingAtOnce(t *testing.T) {
	id, _, _ := newPerson(t, "Anna")
	secret, err := id.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	if id, err = pgp.ParseIdentity(secret); err != nil {
		t.Fatal(err)
	}
	p := participant(t, id)
	cert := parse(t, p.Certificate())
	key := newKey(t)
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			for range 20 {
				useAll(t, id, p, cert, key)
			}
			if n == 0 {
				p.Destroy()
				key.Wipe()
			}
		})
	}
	all.Wait()
}

// useAll does everything once; only the end, if it has come, may get in the way.
func useAll(t *testing.T, id *pgp.Identity, p *pgp.Participant, cert *pgp.Certificate, key pgp.SessionKey) {
	_, err := id.Participant()
	mustBe(t, err, nil)
	_, err = id.Marshal()
	mustBe(t, err, nil)
	_, err = id.ArmoredPublicKey()
	mustBe(t, err, nil)
	if sig, err := p.Sign(testContext, nil); mustBe(t, err, pgp.ErrDestroyed) {
		mustBe(t, cert.Verify(testContext, nil, sig), nil)
	}
	if sealed, err := p.Seal(key, testContext, []byte("hello")); mustBe(t, err, pgp.ErrDestroyed) {
		_, err := cert.Open(key, testContext, sealed, maxBody)
		mustBe(t, err, pgp.ErrDestroyed)
	}
	if sealed, err := cert.EncryptKey(key); mustBe(t, err, pgp.ErrDestroyed) {
		_, err := p.OpenKey(sealed)
		mustBe(t, err, pgp.ErrDestroyed)
	}
}

func mustBe(t *testing.T, err, allowed error) (ok bool) {
	if err != nil && (allowed == nil || !errors.Is(err, allowed)) {
		t.Error(err)
	}
	return err == nil
}
