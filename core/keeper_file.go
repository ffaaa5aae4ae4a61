package core

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"slices"

	"realtalk/core/pgp"
)

// keptIdentity is the file "identity", mode 0600:
//
//	offset  bytes
//	     0      8  "rtident1"
//	     8      1  how it is kept: 1 file, 2 store, 3 passphrase
//	     9      1  number of entries n, 0 to 8; at least 1 if kept in the store
//	    10     32  fingerprint of the key
//	    42    16n  entries of the key store, each once
//	42+16n  1-256K OpenPGP secret key (RFC 4880 section 11.2), to the end
//
// Kept in a file, the key is not locked. Kept in the store, it is locked with 32
// random bytes, which the first entry has as 64 hexadecimal digits: Windows
// keeps no secret over 2,560 bytes, which an RSA key is. Kept under a passphrase,
// it is locked with what the user typed. Every other entry is a replaced one and
// has to be deleted.
//
// Anything else is refused. The file is not signed: who can write it can put an
// identity of his own there, but neither open this one nor take its name from
// those who know it.
type keptIdentity struct {
	as          KeptAs
	fingerprint pgp.Fingerprint
	entries     []entry
	key         []byte
}

// entry is one of the key store, at random: two profiles share none, and a new
// secret never overwrites one that is still needed.
type entry [16]byte

func newEntry() (e entry) {
	rand.Read(e[:]) // never fails
	return e
}

func (e entry) name() string { return "identity-" + hex.EncodeToString(e[:]) }

const (
	keptMagic   = "rtident1"
	maxEntries  = 8
	keptHead    = len(keptMagic) + 1 + 1 + len(pgp.Fingerprint{})
	maxKeptFile = keptHead + maxEntries*len(entry{}) + pgp.MaxIdentity
)

func (k keptIdentity) append(b []byte) []byte {
	b = append(b, keptMagic...)
	b = append(b, byte(k.as), byte(len(k.entries)))
	b = append(b, k.fingerprint[:]...)
	for _, e := range k.entries {
		b = append(b, e[:]...)
	}
	return append(b, k.key...)
}

// parseKept does not look into the key, which it does not copy.
func parseKept(b []byte) (keptIdentity, error) {
	if len(b) > maxKeptFile || len(b) < keptHead || !bytes.HasPrefix(b, []byte(keptMagic)) {
		return keptIdentity{}, fmt.Errorf("%w: not such a file", ErrIdentity)
	}
	k := keptIdentity{as: KeptAs(b[8]), fingerprint: pgp.Fingerprint(b[10:])}
	n, rest := int(b[9]), b[keptHead:]
	switch {
	case k.as < KeptInFile || k.as > KeptUnderPassphrase:
		return keptIdentity{}, fmt.Errorf("%w: unknown lock", ErrIdentity)
	case n > maxEntries || k.as == KeptInStore && n == 0 || len(rest) <= n*len(entry{}):
		return keptIdentity{}, fmt.Errorf("%w: wrong number of entries", ErrIdentity)
	}
	for e := range slices.Chunk(rest[:n*len(entry{})], len(entry{})) {
		if slices.Contains(k.entries, entry(e)) {
			return keptIdentity{}, fmt.Errorf("%w: an entry twice", ErrIdentity)
		}
		k.entries = append(k.entries, entry(e))
	}
	if k.key = rest[n*len(entry{}):]; len(k.key) > pgp.MaxIdentity {
		return keptIdentity{}, fmt.Errorf("%w: too long", ErrIdentity)
	}
	return k, nil
}

// inUse gives the entry with the secret, if there is one, in a list of its own.
func (k keptIdentity) inUse() []entry {
	if k.as == KeptInStore {
		return []entry{k.entries[0]}
	}
	return nil
}

func (k keptIdentity) replaced() []entry { return k.entries[len(k.inUse()):] }

// read gives fs.ErrNotExist before the first start.
func (k *Keeper) read() (keptIdentity, error) {
	b, err := k.profile.Read(identityFile)
	if err != nil {
		return keptIdentity{}, fmt.Errorf("identity: %w", err)
	}
	kept, err := parseKept(b)
	if err != nil {
		clear(b)
	}
	return kept, err
}

func (k *Keeper) write(kept keptIdentity) error {
	b := kept.append(make([]byte, 0, maxEntries*len(entry{})+keptHead+len(kept.key)))
	defer clear(b)
	if err := k.profile.Write(identityFile, b); err != nil {
		return fmt.Errorf("keep identity: %w", err)
	}
	return nil
}
