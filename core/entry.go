package core

import (
	"crypto/sha256"
	"time"

	"realtalk/core/pgp"
	"realtalk/core/room"
	"realtalk/core/wire"
)

// ownEntry is this user's line on the list of people, with the statement that
// binds key, name and connection to the chat.
func ownEntry(chat wire.ID, me *pgp.Participant, name string, binding wire.ID, since time.Time) (wire.Entry, room.Member, error) {
	c := me.Public()
	statement, err := me.Sign(room.JoinContext(chat), room.JoinStatement(chat, c.Hash(), name, binding))
	if err != nil {
		return wire.Entry{}, room.Member{}, err
	}
	e := wire.Entry{
		Certificate: me.Certificate(), Name: name, Since: since.Unix(), Binding: binding, Statement: statement,
	}
	return e, member(c, e), nil
}

// bindingOf is what a statement holds of a connection: its TLS exporter,
// hashed, because every member sees the statement.
func bindingOf(exporter [32]byte) wire.ID { return sha256.Sum256(exporter[:]) }

// checkEntry returns the certificate of an entry whose statement is genuine. It
// is judged by the time in the entry, which the host's door has written and
// everybody's list holds: were each to judge by the own clock, a key that just
// expires could part those who take it from those who do not.
func checkEntry(chat wire.ID, e wire.Entry) (*pgp.Certificate, error) {
	since := time.Unix(e.Since, 0)
	c, err := pgp.ParseCertificateAt(e.Certificate, since)
	if err != nil {
		return nil, err
	}
	statement := room.JoinStatement(chat, c.Hash(), e.Name, e.Binding)
	if err := c.VerifyAt(since, room.JoinContext(chat), statement, e.Statement); err != nil {
		return nil, err
	}
	return c, nil
}

func member(c *pgp.Certificate, e wire.Entry) room.Member {
	return room.Member{ID: c.Fingerprint(), Certificate: c.Hash(), Name: e.Name, Since: e.Since, Verifier: c}
}
