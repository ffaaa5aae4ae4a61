package room

import (
	"crypto/sha256"
	"encoding/binary"

	"realtalk/core/wire"
)

// RosterHash covers identity, certificate, name and time of joining of every
// member, in whatever order they are given. It is zero, which is no roster's
// hash, for members that cannot be one roster: somebody twice, a name over
// wire.MaxName, more than wire.MaxEntries.
func RosterHash(members []Member) wire.ID {
	encoded, err := wire.EncodeRoster(lines(sorted(members)))
	if err != nil {
		return wire.ID{}
	}
	return sha256.Sum256(append([]byte("realtalk/1 roster"), encoded...))
}

// EpochHash is what the host signs and what everything said in an epoch names.
// previous is the hash of the epoch before and transcript the digest of what was
// delivered in it, both zero for the first.
func EpochHash(chat wire.ID, number uint64, previous, roster, transcript wire.ID) wire.ID {
	b := append([]byte("realtalk/1 epoch"), chat[:]...)
	b = binary.BigEndian.AppendUint64(b, number)
	b = append(b, previous[:]...)
	b = append(b, roster[:]...)
	return sha256.Sum256(append(b, transcript[:]...))
}

// NextEpoch gives a host the two hashes of the epoch with this number that
// leaves the members after in: that of the epoch, to be signed under
// EpochContext and handed in as previous the next time, and that of the roster.
func NextEpoch(chat wire.ID, number uint64, previous, transcript wire.ID, after []Member) (hash, roster wire.ID) {
	roster = RosterHash(after)
	return EpochHash(chat, number, previous, roster, transcript), roster
}
