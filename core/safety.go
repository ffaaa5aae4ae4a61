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

// safetyWords is the length of a safety phrase: eight words of 7,776 hold 103
// bits.
const safetyWords = 8

// SafetyPhrase is the same for all who are shown the same people in the same
// chat: eight words that hold 103 bits. It covers the chat's ID and the members'
// fingerprints, sorted by which members has to be.
func SafetyPhrase(chat wire.ID, members []room.Member) string {
	h := sha256.New()
	h.Write([]byte("realtalk/1 safety"))
	h.Write(chat[:])
	for _, m := range members {
		h.Write(m.ID[:])
	}
	return phrase(h.Sum(nil))
}

// PairPhrase is for two people to compare, eight words that hold 103 bits: the
// same for both, in every chat, as long as both have their keys. It is the words
// of the SHA-256 of "realtalk/1 pair" and both fingerprints, the lower one first.
func PairPhrase(a, b wire.ID) string {
	if bytes.Compare(a[:], b[:]) > 0 {
		a, b = b, a
	}
	h := sha256.New()
	h.Write([]byte("realtalk/1 pair"))
	h.Write(a[:])
	h.Write(b[:])
	return phrase(h.Sum(nil))
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
