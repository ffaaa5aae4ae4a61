package core

import (
	"slices"
	"testing"
	"time"

	"realtalk/core/wire"
)

// FuzzEntry gives checkEntry what a host may send for a member. What it takes
// is bound to its chat, name and connection: with any of them changed it is
// refused. testdata holds a genuine entry and near misses of it.
func FuzzEntry(f *testing.F) {
	genuine, _, err := ownEntry(fuzzChat, participant(f, "Anna"), "Anna", wire.ID{1}, time.Now())
	if err != nil {
		f.Fatal(err)
	}
	if _, err := checkEntry(fuzzChat, genuine); err != nil {
		f.Fatalf("a genuine entry is refused: %v", err)
	}
	f.Add(genuine.Certificate, genuine.Name, genuine.Binding[:], genuine.Statement)
	f.Fuzz(func(t *testing.T, certificate []byte, name string, binding, statement []byte) {
		e := wire.Entry{Certificate: certificate, Name: name, Statement: statement}
		copy(e.Binding[:], binding)
		sent := slices.Clone(certificate)
		c, err := checkEntry(fuzzChat, e)
		if !slices.Equal(sent, certificate) {
			t.Fatal("the certificate was changed")
		}
		if err != nil {
			return
		}
		m := member(c, e)
		if m.ID != wire.ID(c.Fingerprint()) || m.Certificate != wire.ID(c.Hash()) || m.Name != name {
			t.Errorf("member %+v", m)
		}
		refuse := func(what string, chat wire.ID, e wire.Entry) {
			if _, err := checkEntry(chat, e); err == nil {
				t.Errorf("taken with another %s, too", what)
			}
		}
		refuse("chat", wire.ID{}, e)
		renamed, moved, cut := e, e, e
		renamed.Name += "a"
		refuse("name", fuzzChat, renamed)
		moved.Binding[31] ^= 1
		refuse("connection", fuzzChat, moved)
		cut.Certificate = cut.Certificate[:len(cut.Certificate)-1]
		refuse("certificate", fuzzChat, cut)
	})
}

// fuzzChat is the chat of the committed seeds.
var fuzzChat = wire.ID{'r', 'e', 'a', 'l'}
