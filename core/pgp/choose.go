package pgp

import (
	"fmt"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// chosen is what of a key block becomes an identity.
type chosen struct {
	user   *boundUser
	signer *secretSubkey // nil: the primary key signs
	opener *secretSubkey // nil: nothing but the chat's own subkey can be encrypted to
}

// choose picks the user ID, and the subkeys as the package comment says. With a
// zero time nothing counts as expired: an identity that is kept here already
// must load, so that its owner can be told.
func (k *keyBlock) choose(at time.Time) (chosen, error) {
	user, err := k.chooseUser()
	if err != nil {
		return chosen{}, err
	}
	if over(k.primary.public, user.self, at) {
		return chosen{}, ErrExpired
	}
	signs := user.self.FlagsValid && user.self.FlagSign
	if signs && !k.primary.absent() {
		return chosen{user: user, opener: k.newest(at, encryptsOnly)}, nil
	}
	return k.chooseFallback(user, at)
}

func (k *keyBlock) chooseFallback(user *boundUser, at time.Time) (chosen, error) {
	pick := func(at time.Time) chosen {
		return chosen{user: user, signer: k.newest(at, signsHere), opener: k.newest(at, opensHere)}
	}
	if c := pick(at); c.signer != nil && c.opener != nil {
		return c, nil
	}
	if c := pick(time.Time{}); c.signer != nil && c.opener != nil {
		return chosen{}, ErrExpired
	}
	return chosen{}, ErrNoPrimary
}

// chooseUser prefers the user ID that is marked as the primary one, then the
// one signed last.
func (k *keyBlock) chooseUser() (*boundUser, error) {
	var best *boundUser
	revoked := false
	for _, u := range k.users {
		revoked = revoked || u.revoked
		if u.self != nil && !u.revoked && (best == nil || u.before(best)) {
			best = u
		}
	}
	switch {
	case best != nil:
		return best, nil
	case revoked:
		return nil, ErrRevoked
	}
	return nil, fmt.Errorf("%w: no user ID with a self-signature by SHA-256 or better", ErrIdentity)
}

func (u *boundUser) before(other *boundUser) bool {
	if u.primary() != other.primary() {
		return u.primary()
	}
	return u.self.CreationTime.After(other.self.CreationTime)
}

func (u *boundUser) primary() bool { return u.self.IsPrimaryId != nil && *u.self.IsPrimaryId }

// newest gives the subkey bound last of those that are valid and wanted.
func (k *keyBlock) newest(at time.Time, wanted func(*secretSubkey) bool) *secretSubkey {
	var newest *secretSubkey
	for _, sub := range k.subkeys {
		if sub.revoked || sub.binding == nil || !wanted(sub) || over(sub.public, sub.binding, at) {
			continue
		}
		if newest == nil || sub.binding.CreationTime.After(newest.binding.CreationTime) {
			newest = sub
		}
	}
	return newest
}

func encryptsOnly(s *secretSubkey) bool { return usage(s.public, s.binding) == toEncrypt }
func signsHere(s *secretSubkey) bool    { return usage(s.public, s.binding) == toSign && !s.absent() }
func opensHere(s *secretSubkey) bool    { return encryptsOnly(s) && !s.absent() }

// over says whether a key or the signature that binds it expired before at.
func over(key *packet.PublicKey, sig *packet.Signature, at time.Time) bool {
	if at.IsZero() {
		return false
	}
	at = latest(at, key.CreationTime, sig.CreationTime)
	return key.KeyExpired(sig, at) || sig.SigExpired(at)
}
