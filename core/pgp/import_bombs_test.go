package pgp_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/ProtonMail/go-crypto/openpgp"
	"realtalk/core/pgp"
)

// maxImportSpent is what a file may make us allocate in all, freed memory
// included.
const maxImportSpent = 8 << 20

// refusedImport reads hostile bytes in the two ways there are.
func refusedImport(t *testing.T, b []byte, want error) {
	t.Helper()
	for name, read := range map[string]func(b, passphrase []byte) (*pgp.Identity, error){
		"import": pgp.ImportIdentity, "unlock": pgp.UnlockIdentity,
	} {
		var id *pgp.Identity
		var err error
		spent := allocated(func() { id, err = read(b, []byte("x")) })
		if id != nil || !errors.Is(err, want) && !(name == "unlock" && errors.Is(err, pgp.ErrIdentity)) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
		if spent > maxImportSpent {
			t.Errorf("%s: %d bytes made us allocate %d", name, len(b), spent)
		}
	}
}

// fill repeats something up to the limit of a file after a good beginning.
func fill(beginning, again []byte) []byte {
	return concat(beginning, bytes.Repeat(again, (pgp.MaxImport-len(beginning))/len(again)))
}

func TestImportBombs(t *testing.T) {
	e := makeEntity(t, nil)
	secret := secretOf(t, e)
	primary, rest := cutPacket(t, secret)
	user, _ := cutPacket(t, rest)
	self := packets(t, e.PrimaryIdentity().SelfSignature.Serialize)
	stranger := packets(t, makeEntity(t, nil).PrimaryIdentity().SelfSignature.Serialize)
	junk := changed(self, len(self)-1)
	subpackets := newPacket(2, concat([]byte{4, 0x13, 22, 8, 0x4e, 0x20}, bytes.Repeat([]byte{2, 100, 0}, 20000/3), make([]byte, 80)))
	for name, tt := range map[string]struct {
		b    []byte
		want error
	}{
		"over the limit":               {make([]byte, pgp.MaxImport+1), pgp.ErrTooLong},
		"empty user IDs":               {fill(primary, []byte{0xcd, 0}), pgp.ErrTooLong},
		"user ID over and over":        {fill(primary, user), pgp.ErrTooLong},
		"signatures by others":         {fill(concat(primary, user), stranger), pgp.ErrIdentity},
		"wrong self-signatures":        {fill(concat(primary, user), junk), pgp.ErrTooLong},
		"huge signatures":              {fill(concat(primary, user), subpackets), pgp.ErrIdentity},
		"right ones on many user IDs":  {fill(primary, concat(user, self)), pgp.ErrTooLong},
		"subkeys over and over":        {fill(secret, subkeyOfSecret(t, e)), pgp.ErrTooLong},
		"pictures":                     {fill(primary, newPacket(17, make([]byte, 9000))), pgp.ErrIdentity},
		"unknown packets":              {fill(primary, newPacket(61, nil)), pgp.ErrTooLong},
		"announced primary":            {[]byte{0xc5, 255, 0x7f, 0xff, 0xff, 0xff, 4}, pgp.ErrIdentity},
		"announced user ID":            {concat(primary, []byte{0xcd, 255, 0x7f, 0xff, 0xff, 0xff, 4}), pgp.ErrIdentity},
		"partial lengths":              {fill(primary, []byte{0xcd, 0xe0, 0}), pgp.ErrIdentity},
		"secret without an end":        {newPacket(5, concat(publicBody(t, e), make([]byte, pgp.MaxImport/2))), pgp.ErrIdentity},
		"RSA-65535":                    {secretOfRSA(t, 65535), pgp.ErrIdentity},
		"RSA-16384":                    {secretOfRSA(t, 16384), pgp.ErrIdentity},
		"2 TiB of Argon2":              {lockedBy(t, e, concat([]byte{253, 9, 2}, argon2OfTwoTiB)...), pgp.ErrIdentity},
		"2 TiB of Argon2, other usage": {lockedBy(t, e, concat([]byte{254, 9}, argon2OfTwoTiB)...), pgp.ErrIdentity},
		"armor of one header":          {[]byte(armorHead + "Comment: " + strings.Repeat("x", 1<<20-100)), pgp.ErrIdentity},
		"armor of headers":             {[]byte(armorHead + manyHeaders()), pgp.ErrIdentity},
		"armor of lines":               {[]byte(armorHead + "\n" + strings.Repeat("A\n", 1<<19-100)), pgp.ErrIdentity},
		"armor of beginnings":          {bytes.Repeat([]byte(armorHead), 20000), pgp.ErrSeveralKeys},
		"no armor at all":              {bytes.Repeat([]byte("x"), pgp.MaxImport), pgp.ErrIdentity},
	} {
		t.Run(name, func(t *testing.T) { refusedImport(t, tt.b, tt.want) })
	}
}

// The parts of the bombs are what they seem: put together without exaggeration
// they are a key.
func TestImportBombsAreArmed(t *testing.T) {
	e := makeEntity(t, nil)
	primary, rest := cutPacket(t, secretOf(t, e))
	user, _ := cutPacket(t, rest)
	self := packets(t, e.PrimaryIdentity().SelfSignature.Serialize)
	stranger := packets(t, makeEntity(t, nil).PrimaryIdentity().SelfSignature.Serialize)
	few := concat(primary, user, bytes.Repeat(stranger, 1000), self, newPacket(61, nil), subkeyOfSecret(t, e), subkeyOfSecret(t, e))
	var err error
	spent := allocated(func() { _, err = pgp.ImportIdentity(few, nil) })
	must(t, err)
	if spent > maxImportSpent {
		t.Errorf("a key that a thousand people certified: allocated %d", spent)
	}
}

// argon2OfTwoTiB is mode 4 with a salt, one pass, one lane and 2^31 KiB (RFC 9580
// section 3.7.1.4).
var argon2OfTwoTiB = concat([]byte{4}, make([]byte, 16), []byte{1, 1, 31})

const armorHead = "-----BEGIN PGP PRIVATE KEY BLOCK-----\n"

func manyHeaders() string {
	var b strings.Builder
	for n := range 90_000 {
		fmt.Fprintf(&b, "%x: y\n", n)
	}
	return b.String()
}

func publicBody(t *testing.T, e *openpgp.Entity) []byte {
	t.Helper()
	_, body := headerOf(t, packets(t, e.PrimaryKey.Serialize))
	return body
}

func subkeyOfSecret(t *testing.T, e *openpgp.Entity) []byte {
	t.Helper()
	return packets(t, e.Subkeys[0].PrivateKey.Serialize, e.Subkeys[0].Sig.Serialize)
}

// lockedBy gives a key under a lock of any description.
func lockedBy(t *testing.T, e *openpgp.Entity, lock ...byte) []byte {
	t.Helper()
	_, rest := cutPacket(t, secretOf(t, e))
	return concat(newPacket(5, concat(publicBody(t, e), lock, make([]byte, 80))), rest)
}

func secretOfRSA(t *testing.T, bits int) []byte {
	t.Helper()
	public := rsaPacket(bits)
	n := 2
	switch {
	case public[1] == 255:
		n = 6
	case public[1] >= 192:
		n = 3
	}
	return newPacket(5, concat(public[n:], []byte{0}, make([]byte, 100)))
}

// The price of opening a key that is in order.
func TestImportCostsLittle(t *testing.T) {
	secret := secretOf(t, rsa4096())
	if spent := allocated(func() {
		_, err := pgp.ImportIdentity(secret, nil)
		must(t, err)
	}); spent > 4<<20 {
		t.Errorf("RSA-4096: allocated %d", spent)
	}
}
