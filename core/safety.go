package core

import (
	"bytes"
	"crypto/sha256"
	"math/big"
	"strings"

	"github.com/sethvargo/go-diceware/diceware"

	"realtalk/core/room"
	"realtalk/core/wire"
)

// safetyWords is the length of a phrase: eight words of 7,776 hold 103 bits. Two
// views of a chat with the same words can be searched for in 2^52 steps by a host
// that chooses what differs between them, so each step is made dear, and the words
// of a chat cover what nobody knows before the people are in.
const (
	safetyWords  = 8
	safetyRounds = 1 << 12 // of SHA-256; a millisecond or less
	pairRounds   = 1 << 18 // some ten milliseconds
)

// SafetyPhrase is the same for all who are shown the same people in the same
// chat: eight words that cover the chat's ID and the roster, with the certificate
// that each member made for this stay.
func SafetyPhrase(chat wire.ID, members []room.Member) string {
	roster := room.RosterHash(members)
	return phrase(stretch(safetyRounds, []byte("realtalk/1 safety"), chat[:], roster[:]))
}

// PairPhrase is for two people to compare: eight words, the same for both, in every
// chat, as long as both have their keys. They cover both fingerprints.
func PairPhrase(a, b wire.ID) string {
	if bytes.Compare(a[:], b[:]) > 0 {
		a, b = b, a
	}
	return phrase(stretch(pairRounds, []byte("realtalk/1 pair"), a[:], b[:]))
}

// stretch hashes the parts, and then the hash so many times.
func stretch(rounds int, parts ...[]byte) []byte {
	sum := sha256.Sum256(bytes.Join(parts, nil))
	for range rounds {
		sum = sha256.Sum256(sum[:])
	}
	return sum[:]
}

// phrase spells a hash in words, the least significant digit to base 7,776
// first.
func phrase(hash []byte) string {
	list := diceware.WordListEffLarge()
	n, base, digit := new(big.Int).SetBytes(hash), big.NewInt(7776), new(big.Int)
	words := make([]string, safetyWords)
	for i := range words {
		n.DivMod(n, base, digit)
		words[i] = list.WordAt(diceRoll(int(digit.Int64())))
	}
	return strings.Join(words, " ")
}

// diceRoll writes n, 0 to 7775, as five dice: 11111 to 66666.
func diceRoll(n int) int {
	roll := 0
	for place := 1; place <= 10000; place *= 10 {
		roll += (n%6 + 1) * place
		n /= 6
	}
	return roll
}

// SuggestPassword gives four random words, about 51 bits: at six guesses an
// address even a million addresses are hopeless against it.
func SuggestPassword() (string, error) {
	words, err := diceware.GenerateWithWordList(4, diceware.WordListEffLarge())
	if err != nil {
		return "", err
	}
	return strings.Join(words, "-"), nil
}
