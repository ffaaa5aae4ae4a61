package pgp_test

import (
	"testing"

	"realtalk/core/pgp"
)

// testContext is as long as the one of a real message.
const testContext = "realtalk/1:" +
	"1111111111111111111111111111111111111111111111111111111111111111:" +
	"2222222222222222222222222222222222222222222222222222222222222222"

const maxBody = 64 << 10

func newIdentity(t testing.TB, name string) *pgp.Identity {
	t.Helper()
	id, err := pgp.NewIdentity(name)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func participant(t testing.TB, id *pgp.Identity) *pgp.Participant {
	t.Helper()
	p, err := id.Participant()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func parse(t testing.TB, b []byte) *pgp.Certificate {
	t.Helper()
	c, err := pgp.ParseCertificate(b)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// newPerson gives somebody who is in a chat, and what the others have of them.
func newPerson(t testing.TB, name string) (*pgp.Identity, *pgp.Participant, *pgp.Certificate) {
	t.Helper()
	id := newIdentity(t, name)
	p := participant(t, id)
	return id, p, parse(t, p.Certificate())
}

func newKey(t testing.TB) pgp.SessionKey {
	t.Helper()
	k, err := pgp.NewSessionKey()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func seal(t testing.TB, p *pgp.Participant, k pgp.SessionKey, context string, body []byte) []byte {
	t.Helper()
	b, err := p.Seal(k, context, body)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func sign(t testing.TB, p *pgp.Participant, context string, data []byte) []byte {
	t.Helper()
	b, err := p.Sign(context, data)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func encryptKey(t testing.TB, c *pgp.Certificate, k pgp.SessionKey) []byte {
	t.Helper()
	b, err := c.EncryptKey(k)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
