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

// judge checks the times and picks the encryption subkey that was bound last.
func (c *certificateContent) judge(now time.Time) (*packet.PublicKey, error) {
	at, err := checkTime(now, c.times()...)
	if err != nil {
		return nil, refuse(Clock, "%w", err)
	}
	if c.primary.KeyExpired(c.self, at) || c.self.SigExpired(at) {
		return nil, refuse(Expired, "primary key")
	}
	var newest *boundSubkey
	for i := range c.subkeys {
		sub := &c.subkeys[i]
		if sub.encrypts(at) && (newest == nil || sub.binding.CreationTime.After(newest.binding.CreationTime)) {
			newest = sub
		}
	}
	if newest == nil {
		return nil, refuse(Unusable, "no valid encryption subkey")
	}
	return newest.key, tryEncrypt(newest.key)
}

func (c *certificateContent) times() []time.Time {
	times := []time.Time{c.primary.CreationTime, c.self.CreationTime}
	for _, sub := range c.subkeys {
		times = append(times, sub.key.CreationTime, sub.binding.CreationTime)
	}
	return times
}

func (s *boundSubkey) encrypts(at time.Time) bool {
	return s.key.PubKeyAlgo.CanEncrypt() &&
		s.binding.FlagsValid && s.binding.FlagEncryptCommunications &&
		!s.key.KeyExpired(s.binding, at) && !s.binding.SigExpired(at)
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
