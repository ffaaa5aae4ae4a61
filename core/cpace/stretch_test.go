package cpace_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"golang.org/x/crypto/argon2"

	"realtalk/core/cpace"
)

var chat = [32]byte{1, 2, 3}

// The cost and the salt are part of the protocol: another value is another
// protocol.
func TestStretchIsFixed(t *testing.T) {
	salt := sha256.Sum256(append([]byte("realtalk/1 password"), chat[:]...))
	want := argon2.IDKey([]byte("correct horse"), salt[:], 3, 64*1024, 4, 32)
	got := cpace.Stretch("correct horse", chat)
	if !bytes.Equal(got, want) {
		t.Errorf("Stretch = %x, want %x", got, want)
	}
	if composed := argon2.IDKey([]byte("caf\u00e9"), salt[:], 3, 64*1024, 4, 32); !bytes.Equal(cpace.Stretch("cafe\u0301", chat), composed) {
		t.Error("the password is not brought to NFC")
	}
	const golden = "c88b9467e7bd7371987d869b7b3b4852bed8e5fb17ca99857268a997231124b4"
	if hex.EncodeToString(got) != golden {
		t.Errorf("Stretch = %x, want %s", got, golden)
	}
}

func TestStretchSamePassword(t *testing.T) {
	want := cpace.Stretch("caf\u00e9 noir", chat)
	for name, typed := range map[string]string{
		"decomposed":         "cafe\u0301 noir",
		"white space around": " \t caf\u00e9 noir\r\n",
		"wide spaces around": "\u2003caf\u00e9 noir\u00a0",
	} {
		if !bytes.Equal(cpace.Stretch(typed, chat), want) {
			t.Errorf("%s: another result", name)
		}
	}
}

func TestStretchOtherPassword(t *testing.T) {
	want := cpace.Stretch("caf\u00e9 noir", chat)
	for name, typed := range map[string]string{
		"upper case":    "Caf\u00e9 noir",
		"inner space":   "caf\u00e9  noir",
		"without space": "caf\u00e9noir",
	} {
		if bytes.Equal(cpace.Stretch(typed, chat), want) {
			t.Errorf("%s: the same result", name)
		}
	}
	if bytes.Equal(cpace.Stretch("caf\u00e9 noir", [32]byte{9}), want) {
		t.Error("another chat: the same result")
	}
}
