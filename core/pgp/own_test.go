package pgp_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/armor"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
	"realtalk/core/pgp"
)

func TestIdentityVerifiesItsOwnFiles(t *testing.T) {
	id, other := newIdentity(t, "Anna"), newIdentity(t, "Anna")
	data := []byte("contacts")
	sig, err := id.Sign(testContext, data)
	must(t, err)
	must(t, id.Verify(testContext, data, sig))
	for name, tt := range map[string]struct{ err, want error }{
		"other data":    {id.Verify(testContext, []byte("contact"), sig), pgp.ErrSignature},
		"other key":     {other.Verify(testContext, data, sig), pgp.ErrSignature},
		"other context": {id.Verify("x", data, sig), pgp.ErrContext},
		"no context":    {id.Verify("", data, sig), pgp.ErrContext},
		"no signature":  {id.Verify(testContext, data, nil), pgp.ErrMalformed},
		"two":           {id.Verify(testContext, data, concat(sig, sig)), pgp.ErrMalformed},
		"too long":      {id.Verify(testContext, data, make([]byte, pgp.MaxSignature+1)), pgp.ErrTooLong},
	} {
		if !errors.Is(tt.err, tt.want) {
			t.Errorf("%s: %v, want %v", name, tt.err, tt.want)
		}
	}
	if _, err := id.Sign("", data); !errors.Is(err, pgp.ErrContext) {
		t.Errorf("signed without a context: %v", err)
	}
	for n := range sig {
		if id.Verify(testContext, data, sig[:n]) == nil {
			t.Errorf("%d of %d bytes verify", n, len(sig))
		}
	}
}

// What was signed stays one's own when the clock goes back by years, as it does
// when a computer's battery is empty: the list of friends must not be thrown
// away for that.
func TestOwnFilesOutliveTheClock(t *testing.T) {
	e := makeEntity(t, nil)
	id, err := pgp.ParseIdentity(secretOf(t, e))
	must(t, err)
	config := with(func(c *packet.Config) { c.Time = hoursFromNow(24 * 365 * 5) })
	must(t, id.Verify(testContext, nil, detached(t, e, nil, config)))
}

func TestSavedIsNeverSaid(t *testing.T) {
	id, _, cert := newPerson(t, "Anna")
	text := []byte("Bob: I owe you 1000")
	saved, err := id.SealForSelf(text, time.Now())
	must(t, err)
	secret, err := id.Marshal()
	must(t, err)
	ring, err := openpgp.ReadKeyRing(bytes.NewReader(secret))
	must(t, err)
	sig := signatureInside(t, ring, saved)
	if err := cert.Verify(testContext, text, sig); !errors.Is(err, pgp.ErrContext) {
		t.Errorf("what was saved passes for what was said: %v", err)
	}
	if err := id.Verify("realtalk/1:saved", text, sig); err != nil {
		t.Errorf("signed for another purpose: %v", err)
	}
}

// signatureInside decrypts an armored message and gives the signature in it.
func signatureInside(t *testing.T, ring openpgp.EntityList, message []byte) []byte {
	t.Helper()
	block, err := armor.Decode(bytes.NewReader(message))
	must(t, err)
	md, err := openpgp.ReadMessage(block.Body, ring, nil, nil)
	must(t, err)
	if _, err := new(bytes.Buffer).ReadFrom(md.UnverifiedBody); err != nil || md.SignatureError != nil {
		t.Fatalf("%v, %v", err, md.SignatureError)
	}
	return packets(t, md.Signature.Serialize)
}

func TestSavedIsDated(t *testing.T) {
	e := makeEntity(t, nil)
	id, err := pgp.ParseIdentity(secretOf(t, e))
	must(t, err)
	made := e.PrimaryKey.CreationTime
	for at, want := range map[time.Time]time.Time{made.Add(time.Hour): made.Add(time.Hour), made.Add(-time.Hour): made} {
		saved, err := id.SealForSelf([]byte("x"), at)
		must(t, err)
		if got := dateInside(t, openpgp.EntityList{e}, saved); got != uint32(want.Unix()) {
			t.Errorf("saved at %v, dated %d", at, got)
		}
	}
}

func dateInside(t *testing.T, ring openpgp.EntityList, message []byte) uint32 {
	t.Helper()
	block, err := armor.Decode(bytes.NewReader(message))
	must(t, err)
	md, err := openpgp.ReadMessage(block.Body, ring, nil, nil)
	must(t, err)
	return md.LiteralData.Time
}

func TestNothingToSealFor(t *testing.T) {
	e := makeEntity(t, nil)
	e.Subkeys = nil
	id, err := pgp.ImportIdentity(secretOf(t, e), nil)
	must(t, err)
	if b, err := id.SealForSelf([]byte("x"), time.Now()); b != nil || !errors.Is(err, pgp.ErrNoEncryption) {
		t.Errorf("sealed for nobody: %v", err)
	}
	p := participant(t, id) // chats are not in the way
	if !parse(t, p.Certificate()).ForwardSecret() {
		t.Error("no forward secrecy")
	}
}

func TestExportedPublicKeyIsTheIdentitys(t *testing.T) {
	for _, id := range []*pgp.Identity{newIdentity(t, "Anna"), fallbackIdentity(t)} {
		public, err := id.ArmoredPublicKey()
		must(t, err)
		ring, err := openpgp.ReadArmoredKeyRing(strings.NewReader(public))
		must(t, err)
		if id.ForwardSecret() != (len(ring[0].Subkeys) == 1) {
			t.Errorf("%d subkeys", len(ring[0].Subkeys))
		}
		if _, err := pgp.ImportIdentity([]byte(public), nil); !errors.Is(err, pgp.ErrPublicKey) {
			t.Errorf("imported: %v", err)
		}
	}
}
