package main

import (
	"bytes"
	"testing"
	"time"

	"realtalk/core"
	"realtalk/core/pgp"
	"realtalk/core/room"
	"realtalk/core/wire"
)

// certificate gives a person's as the product reads it.
func certificate(t *testing.T, p Person) *pgp.Certificate {
	t.Helper()
	c, err := pgp.ParseCertificateAt(p.Certificate, time.Unix(p.Since, 0))
	if err != nil {
		t.Fatalf("certificate of %s: %v", p.Name, err)
	}
	return c
}

func member(t *testing.T, p Person) room.Member {
	t.Helper()
	c := certificate(t, p)
	return room.Member{ID: c.Fingerprint(), Certificate: c.Hash(), Name: p.Name, Since: p.Since, Verifier: c}
}

func TestProductTakesThePeople(t *testing.T) {
	e := committed(t)
	chat := wire.ID(e.Exchange.Chat)
	for _, p := range append(e.People, e.Gone) {
		m := member(t, p)
		same(t, "identity of "+p.Name, m.ID[:], p.Identity, nil)
		same(t, "certificate hash of "+p.Name, m.Certificate[:], p.CertificateHash, nil)
		same(t, "statement of "+p.Name, room.JoinStatement(chat, m.Certificate, p.Name, wire.ID(p.Binding)), p.Statement, nil)
		if err := m.Verifier.Verify(e.Contexts["join"], p.Statement, p.Signature); err != nil {
			t.Errorf("statement of %s: %v", p.Name, err)
		}
		if err := m.Verifier.Verify(e.Contexts["leave"], p.Statement, p.Signature); err == nil {
			t.Errorf("statement of %s: taken under another context", p.Name)
		}
	}
	same(t, "Bob's binding", hash(e.Exchange.Exporter), e.People[1].Binding, nil)
	same(t, "guest of the exchange", e.Exchange.GuestID, e.People[1].Identity, nil)
	same(t, "host of the exchange", e.Exchange.HostID, e.People[0].Identity, nil)
	for what, context := range map[string]string{
		"head": room.HeadContext(chat), "epoch": room.EpochContext(chat), "join": room.JoinContext(chat), "leave": room.LeaveContext(chat),
	} {
		if e.Contexts[what] != context {
			t.Errorf("context of %s: %s", what, context)
		}
	}
}

func TestProductTakesTheWords(t *testing.T) {
	e := committed(t)
	ann, bob := member(t, e.People[0]), member(t, e.People[1])
	if got := core.PairPhrase(bob.ID, ann.ID); got != e.Words.Pair {
		t.Errorf("words of two: %s", got)
	}
	if got := core.SafetyPhrase(wire.ID(e.Exchange.Chat), []room.Member{ann, bob}); got != e.Words.Chat {
		t.Errorf("words of all: %s", got)
	}
}

// read gives a frame of the file as the product reads it.
func read[F wire.Frame](t *testing.T, e Examples, name string) F {
	t.Helper()
	f, err := wire.NewReader(bytes.NewReader(e.Frames[name]), wire.MaxFrame).Next()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return f.(F)
}

// bobsView is a newcomer of the product who was given the file's frames.
func bobsView(t *testing.T, e Examples) (*room.Room, room.Change) {
	t.Helper()
	ann, bob, cy := member(t, e.People[0]), member(t, e.People[1]), member(t, e.Gone)
	r := room.New(wire.ID(e.Exchange.Chat), bob.ID, ann.ID)
	r.Base([]room.Member{ann, cy})
	change, err := r.Apply(read[*wire.Epoch](t, e, "epoch"), []room.Member{bob})
	if err != nil {
		t.Fatal(err)
	}
	return r, change
}

// TestProductTakesTheEpoch lets Bob in, with Cy's farewell.
func TestProductTakesTheEpoch(t *testing.T) {
	e := committed(t)
	var list []wire.RosterLine
	for _, p := range e.People {
		m := member(t, p)
		list = append(list, wire.RosterLine{Identity: m.ID, Certificate: m.Certificate, Name: m.Name, Since: m.Since})
	}
	encoded, err := wire.EncodeRoster(list)
	same(t, "roster", encoded, e.Roster.Encoded, err)
	r, change := bobsView(t, e)
	epoch := r.Hash()
	same(t, "epoch", epoch[:], e.Epoch.Hashed, nil)
	if r.MessageContext() != e.Contexts["message"] {
		t.Errorf("context of messages: %s", r.MessageContext())
	}
	if len(change.Left) != 1 || change.Left[0].Reason != wire.DepartureLeft || change.Left[0].Member.Name != "Cy" {
		t.Errorf("left: %+v", change.Left)
	}
}

// TestProductTakesTheMessage has Bob open what Ann said, by the key that was sent to
// him, and take her head after it.
func TestProductTakesTheMessage(t *testing.T) {
	e := committed(t)
	r, _ := bobsView(t, e)
	d := read[*wire.Delivery](t, e, "delivery")
	shown := room.NewTranscript(r.Hash())
	before := shown.Digest()
	same(t, "transcript before", before[:], e.Message.Before, nil)
	r.Delivered(int(d.From), d.Key, d.Seq, d.Data)
	body, err := certificate(t, e.People[0]).Open(productKey(t, e.Key.Session), r.MessageContext(), d.Data, wire.MaxFrame)
	same(t, "message", body, e.Message.Encoded, err)
	m, findings, err := r.Accept(int(d.From), d.Seq, body)
	if err != nil || len(findings) != 0 || m.Text != e.Message.Text || m.ID != e.Message.ID || m.Sent.UnixMilli() != e.Message.Sent {
		t.Errorf("message %+v, %+v, %v", m, findings, err)
	}
	blind, _ := bobsView(t, e)
	for range 3 { // Ann's names Bob's third
		r.Head()
		blind.Head()
	}
	h := read[*wire.HeadFrom](t, e, "head from")
	if findings, err := r.AcceptHead(int(h.From), h.Body, h.Signature); err != nil || len(findings) != 0 {
		t.Errorf("head: %+v, %v", findings, err)
	}
	// The head covers the transcript: without the delivery it is a lie.
	if findings, err := blind.AcceptHead(int(h.From), h.Body, h.Signature); err != nil || len(findings) == 0 {
		t.Errorf("head to who was not given the message: %+v, %v", findings, err)
	}
}

// productKey makes the product hold a session key of this program, sent to it in a
// packet of this program.
func productKey(t *testing.T, session []byte) pgp.SessionKey {
	t.Helper()
	p := participant(t)
	key, err := p.OpenKey(keyPacket(session, subkeyOf(t, p.Certificate()), filled(0x42)))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func participant(t *testing.T) *pgp.Participant {
	t.Helper()
	identity, err := pgp.NewIdentity("Dan")
	if err != nil {
		t.Fatal(err)
	}
	p, err := identity.Participant()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// subkeyOf finds the encryption subkey in a certificate of the product.
func subkeyOf(t *testing.T, certificate []byte) []byte {
	t.Helper()
	tags, bodies, err := packets(certificate)
	if err != nil || !bytes.Equal(tags, []byte{6, 13, 2, 14, 2}) {
		t.Fatalf("packets of types %v, %v", tags, err)
	}
	return bodies[3]
}

// TestKeysAndMessagesOfTheProductOpen is the way back: this program opens what the
// product sent and finds its signature right.
func TestKeysAndMessagesOfTheProductOpen(t *testing.T) {
	e := committed(t)
	bob := e.People[1]
	session, err := openKeyPacket(e.Key.Packet, bob.Subkey, bob.SubkeyScalar)
	same(t, "own packet", session, e.Key.Session, err)
	packet, err := certificate(t, bob).EncryptKey(productKey(t, e.Key.Session))
	if err != nil {
		t.Fatal(err)
	}
	session, err = openKeyPacket(packet, bob.Subkey, bob.SubkeyScalar)
	same(t, "the product's packet", session, e.Key.Session, err)

	dan := participant(t)
	for _, body := range [][]byte{e.Message.Encoded, bytes.Repeat([]byte("long "), 10_000)} {
		data, err := dan.Seal(productKey(t, e.Key.Session), e.Contexts["message"], body)
		if err != nil {
			t.Fatal(err)
		}
		inside, err := unseal(e.Key.Session, data)
		if err != nil {
			t.Fatal(err)
		}
		tags, bodies, err := packets(inside)
		if err != nil || !bytes.Equal(tags, []byte{4, 11, 2}) || !bytes.Equal(bodies[1][6:], body) {
			t.Fatalf("packets %v inside, %v", tags, err)
		}
		if !verify(publicKey(t, dan.Certificate()), bodies[2], body) {
			t.Error("the product's signature is wrong")
		}
		if !bytes.Contains(bodies[2], []byte(e.Contexts["message"])) {
			t.Error("the product's signature names no context")
		}
		data[len(data)-1] ^= 1
		if _, err := unseal(e.Key.Session, data); err == nil {
			t.Error("a changed message opens")
		}
	}
}

// publicKey is the Ed25519 point in a certificate of the product.
func publicKey(t *testing.T, certificate []byte) []byte {
	t.Helper()
	_, bodies, err := packets(certificate)
	if err != nil {
		t.Fatal(err)
	}
	return bodies[0][len(bodies[0])-32:]
}
