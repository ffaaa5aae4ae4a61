package main

import "bytes"

// Person is a member with everything that is secret elsewhere.
type Person struct {
	Name            string
	Made            int64 // when the keys were made
	Since           int64
	PrimarySeed     Hex // Ed25519
	SubkeyScalar    Hex // X25519
	Subkey          Hex // the body of its public packet
	Certificate     Hex
	CertificateHash Hex
	Identity        Hex
	Binding         Hex
	Statement       Hex // what is signed to join
	Signature       Hex // of the statement
}

// The times of the keys, and of what they sign.
const (
	keysMade   = 1_700_000_000
	signedThen = 1_700_000_100
)

func newPerson(chat []byte, name string, fill byte, since int64, binding []byte) Person {
	p := Person{Name: name, Made: keysMade, Since: since, PrimarySeed: filled(fill), SubkeyScalar: filled(fill + 1), Binding: binding}
	s := p.signer()
	p.Subkey = keyBody(p.Made, algorithmECDH, curve25519, publicOf(p.SubkeyScalar), kdf)
	p.Certificate = s.certify(name, p.Made, p.Subkey)
	p.CertificateHash, p.Identity = hash(p.Certificate), hash(hashedKey(s.body))
	p.Statement = join(text("realtalk/1 join"), chat, p.CertificateHash, p.Binding, text(name))
	p.Signature = s.signFor(contextOf("join", chat), signedThen, p.Statement)
	return p
}

func (p Person) signer() signer { return newSigner(p.PrimarySeed, p.Made) }

// entry is its line in Members and Epoch.
func (p Person) entry() []byte {
	return array(octets(p.Certificate), words(p.Name), number(uint64(p.Since)), octets(p.Binding), octets(p.Signature))
}

// line is its line in a roster.
func (p Person) line() []byte {
	return array(octets(p.Identity), octets(p.CertificateHash), words(p.Name), number(uint64(p.Since)))
}

// people are Ann, who hosts, Bob, who comes in, and Cy, who leaves. Ann's identity
// is lower than Bob's.
func people(chat, exporter []byte) (ann, bob, cy Person) {
	ann = newPerson(chat, "Ann", 0x0c, keysMade, make([]byte, 32))
	bob = newPerson(chat, "Bob", 0x0a, keysMade+2, hash(exporter))
	cy = newPerson(chat, "Cy", 0x0e, keysMade+1, filled(0xb1))
	if bytes.Compare(ann.Identity, bob.Identity) >= 0 {
		panic("Ann has to come first")
	}
	return ann, bob, cy
}
