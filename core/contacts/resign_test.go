package contacts_test

import (
	"testing"

	"realtalk/core/contacts"
)

func TestNewIdentityKeepsContacts(t *testing.T) {
	before, after := newIdentity(t), newIdentity(t)
	dir, _ := kept(t, before)
	b := openBook(t, dir, before)
	must(t, b.Resign(after))

	// A crash here leaves the old identity or the new one.
	wantTrust(t, openBook(t, dir, before), ada, "Ada", contacts.Verified)
	wantTrust(t, openBook(t, dir, after), ada, "Ada", contacts.Verified)

	meet(t, b, bob, "Bob", 2)
	again := openBook(t, dir, after)
	wantTrust(t, again, ada, "Ada", contacts.Verified)
	wantTrust(t, again, bob, "Bob", contacts.Known)
	_, err := contacts.Open(openProfile(t, dir), before)
	wantError(t, err, contacts.ErrTampered)
}

func TestNewIdentityOfATamperedBook(t *testing.T) {
	before, after := newIdentity(t), newIdentity(t)
	dir, _ := kept(t, before)
	b := openBook(t, dir, before)
	writeFile(t, dir, "contacts.json", []byte("bad"))
	wantError(t, b.Resign(after), contacts.ErrTampered)
	wantTrust(t, openBook(t, dir, after), ada, "Ada", contacts.Verified)
}

func TestNewIdentityThatCannotSign(t *testing.T) {
	me := newIdentity(t)
	dir, _ := kept(t, me)
	b := openBook(t, dir, me)
	wantError(t, b.Resign(&moody{Signer: newIdentity(t), refuses: true}), errMood)
	meet(t, b, bob, "Bob", 2)
	wantTrust(t, openBook(t, dir, me), bob, "Bob", contacts.Known)
}
