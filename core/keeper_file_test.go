package core

import (
	"bytes"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"testing"

	"realtalk/core/pgp"
)

// The layout, byte by byte.
func TestKeptIdentityLayout(t *testing.T) {
	finger := strings.Repeat("f1", 32)
	for _, test := range []struct {
		kept keptIdentity
		want string
	}{
		{
			keptIdentity{as: KeptInFile, key: []byte{0xc5, 1}},
			"7274696465 6e7431 01 00" + finger + "c501",
		},
		{
			keptIdentity{as: KeptInStore, entries: []entry{{1}, {15: 2}}, key: []byte{0xc5}},
			"7274696465 6e7431 02 02" + finger +
				"01000000000000000000000000000000" + "00000000000000000000000000000002" + "c5",
		},
		{
			keptIdentity{as: KeptUnderPassphrase, entries: []entry{{1}}, key: []byte{0xc5}},
			"7274696465 6e7431 03 01" + finger + "01000000000000000000000000000000" + "c5",
		},
	} {
		test.kept.fingerprint = pgp.Fingerprint(bytes.Repeat([]byte{0xf1}, 32))
		want, err := hex.DecodeString(strings.ReplaceAll(test.want, " ", ""))
		if err != nil {
			t.Fatal(err)
		}
		if got := test.kept.append(nil); !bytes.Equal(got, want) {
			t.Errorf("written as %x, not %x", got, want)
		}
		got, err := parseKept(want)
		if err != nil || !sameKept(got, test.kept) {
			t.Errorf("%x is read as %+v, %v", want, got, err)
		}
		for n := range want[:len(want)-len(test.kept.key)+1] {
			if _, err := parseKept(want[:n]); !errors.Is(err, ErrIdentity) {
				t.Errorf("%d of %d bytes: %v", n, len(want), err)
			}
		}
	}
}

func sameKept(a, b keptIdentity) bool {
	return a.as == b.as && a.fingerprint == b.fingerprint &&
		slices.Equal(a.entries, b.entries) && bytes.Equal(a.key, b.key)
}

func TestKeptIdentityRefused(t *testing.T) {
	good := keptIdentity{as: KeptInStore, entries: []entry{{1}, {2}}, key: make([]byte, 300)}
	changed := func(at int, to byte) []byte {
		b := good.append(nil)
		b[at] = to
		return b
	}
	for what, b := range map[string][]byte{
		"empty":             {},
		"another magic":     changed(7, '2'),
		"kept nowhere":      changed(8, 0),
		"unknown way":       changed(8, 4),
		"store, no entry":   changed(9, 0),
		"nine entries":      changed(9, 9),
		"an entry twice":    changed(keptHead+16, 1),
		"key too long":      keptIdentity{as: KeptInFile, key: make([]byte, pgp.MaxIdentity+1)}.append(nil),
		"longer than any":   make([]byte, maxKeptFile+1),
		"an old secret key": {0xc5, 0x58, 4},
	} {
		if _, err := parseKept(b); !errors.Is(err, ErrIdentity) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := parseKept(good.append(nil)); err != nil {
		t.Errorf("what was changed each time is refused itself: %v", err)
	}
	long := keptIdentity{as: KeptInFile, entries: make([]entry, maxEntries), key: make([]byte, pgp.MaxIdentity)}
	for i := range long.entries {
		long.entries[i][0] = byte(i)
	}
	if _, err := parseKept(long.append(nil)); err != nil {
		t.Errorf("the longest is refused: %v", err)
	}
}

// FuzzKeptIdentity: what is read has one way to be written, and costs no more
// memory than its entries.
func FuzzKeptIdentity(f *testing.F) {
	f.Fuzz(func(t *testing.T, b []byte) {
		was := slices.Clone(b)
		k, err := parseKept(b)
		if !bytes.Equal(b, was) {
			t.Fatal("the bytes were changed")
		}
		if err != nil {
			if !errors.Is(err, ErrIdentity) {
				t.Fatal(err)
			}
			return
		}
		if again := k.append(nil); !bytes.Equal(again, b) {
			t.Fatalf("%x was read, %x is written", b, again)
		}
		if k.as == KeptInStore && len(k.inUse()) != 1 || len(k.inUse())+len(k.replaced()) != len(k.entries) {
			t.Fatalf("entries %v", k.entries)
		}
	})
}
