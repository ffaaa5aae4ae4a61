package pgp

import (
	"io"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// expect splits off the packet that must come next. What comes in its place is
// told apart only to name the reason.
func expect(b []byte, tag byte) (frame, []byte, error) {
	if len(b) == 0 {
		return frame{}, nil, refuse(Layout, "ends where a packet of type %d belongs", tag)
	}
	f, rest, err := nextFrame(b)
	switch {
	case err != nil:
		return frame{}, nil, refuse(Malformed, "%w", err)
	case f.tag == tag:
		return f, rest, nil
	case f.tag == tagSecretKey || f.tag == tagSecretSubkey:
		return frame{}, nil, refuse(Private, "packet of type %d", f.tag)
	case f.tag == tagSignature && revokes(f):
		return frame{}, nil, refuse(Revoked, "revocation out of line")
	}
	return frame{}, nil, refuse(Layout, "packet of type %d where %d belongs", f.tag, tag)
}

// revokes says whether a signature out of place is a revocation: that of the
// primary key stands right after it, the others after what they revoke.
func revokes(f frame) bool {
	sig, err := readSignature(f)
	return err == nil && isRevocation(sig)
}

func isRevocation(sig *packet.Signature) bool {
	return sig.SigType == packet.SigTypeKeyRevocation ||
		sig.SigType == packet.SigTypeSubkeyRevocation ||
		sig.SigType == packet.SigTypeCertificationRevocation
}

// roles are the keys of a certificate that are used.
type roles struct{ signer, encrypt *packet.PublicKey }

// judge checks the times and picks who signs and the encryption subkey that was
// bound last.
func (c *certificateContent) judge(now time.Time) (roles, error) {
	at, err := checkTime(now, c.times()...)
	if err != nil {
		return roles{}, refuse(Clock, "%w", err)
	}
	if over(c.primary, c.self, at) {
		return roles{}, refuse(Expired, "primary key: %w", ErrExpired)
	}
	signer, err := c.signer(at)
	if err != nil {
		return roles{}, err
	}
	encrypt := c.newestToEncrypt(at)
	if encrypt == nil {
		return roles{}, refuse(Unusable, "no valid encryption subkey")
	}
	return roles{signer: signer, encrypt: encrypt}, tryEncrypt(encrypt)
}

// signer gives the one key whose signatures count: the signing subkey if there
// is one, else the primary key. Never either, so that whoever gets hold of one
// of the two secrets cannot choose.
func (c *certificateContent) signer(at time.Time) (*packet.PublicKey, error) {
	var signer *boundSubkey
	for i := range c.subkeys {
		sub := &c.subkeys[i]
		if !sub.binding.FlagSign {
			continue
		}
		if signer != nil {
			return nil, refuse(Layout, "two signing subkeys")
		}
		signer = sub
	}
	switch {
	case signer == nil && c.self.FlagsValid && c.self.FlagSign:
		return c.primary, nil
	case signer == nil:
		return nil, refuse(Unusable, "the primary key may not sign")
	case usage(signer.key, signer.binding) != toSign:
		return nil, refuse(Unusable, "signing subkey for other things, too")
	case over(signer.key, signer.binding, at) || signer.binding.EmbeddedSignature.SigExpired(at):
		return nil, refuse(Expired, "signing subkey: %w", ErrExpired)
	}
	return signer.key, nil
}

func (c *certificateContent) newestToEncrypt(at time.Time) *packet.PublicKey {
	var newest *boundSubkey
	for i := range c.subkeys {
		sub := &c.subkeys[i]
		if usage(sub.key, sub.binding) != toEncrypt || over(sub.key, sub.binding, at) {
			continue
		}
		if newest == nil || sub.binding.CreationTime.After(newest.binding.CreationTime) {
			newest = sub
		}
	}
	if newest == nil {
		return nil
	}
	return newest.key
}

func (c *certificateContent) times() []time.Time {
	times := []time.Time{c.primary.CreationTime, c.self.CreationTime}
	for _, sub := range c.subkeys {
		times = append(times, sub.key.CreationTime, sub.binding.CreationTime)
		if sub.binding.FlagSign {
			times = append(times, sub.binding.EmbeddedSignature.CreationTime)
		}
	}
	return times
}

// tryEncrypt finds keys that parse but that nothing can be encrypted to, such
// as points of low order, at the door: later such a member would make every
// sender's key distribution fail.
func tryEncrypt(key *packet.PublicKey) error {
	trial := make([]byte, sessionKeySize)
	if err := packet.SerializeEncryptedKeyAEAD(io.Discard, key, packet.CipherAES256, false, trial, nil); err != nil {
		return refuse(Unusable, "encryption subkey: %w", err)
	}
	return nil
}
