package main

import (
	"math/big"
	"strings"

	"github.com/sethvargo/go-diceware/diceware"
)

// Words are those that people compare.
type Words struct{ Chat, Pair string }

// Invite and Reply are lines that people send each other.
type (
	Invite struct {
		Tag  Hex
		Ways []string
		Line string
	}
	Reply struct {
		Secret    Hex
		Addresses []string
		Line      string
	}
)

// phrase writes eight digits to base 7,776, the least significant first.
func phrase(h []byte) string {
	n, size, digit := new(big.Int).SetBytes(h), big.NewInt(7776), new(big.Int)
	var list []string
	for range 8 {
		n.DivMod(n, size, digit)
		d, roll := int(digit.Int64()), 0
		for place := 1; place <= 10_000; place, d = place*10, d/6 {
			roll += (d%6 + 1) * place
		}
		list = append(list, diceware.WordListEffLarge().WordAt(roll))
	}
	return strings.Join(list, " ")
}

// stretched hashes once and then rounds times more.
func stretched(rounds int, parts ...[]byte) []byte {
	h := hash(parts...)
	for range rounds {
		h = hash(h)
	}
	return h
}

func invite(chat []byte) Invite {
	b := join([]byte{1}, []byte{0x9d, 0x15}, chat[:6],
		[]byte{2, 1, 10}, []byte{4, 9, 9, 9, 9}, []byte{0x80 | 6}, []byte{0x2a, 0x00, 0x14, 0x50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7}, []byte{0x1f, 0x90})
	return Invite{
		Tag: chat[:6], Ways: []string{"192.168.1.10:40213", "9.9.9.9:40213", "[2a00:1450::7]:8080"},
		Line: "rt:" + base(join(b, hash(b)[:2])),
	}
}

func reply() Reply {
	secret := []byte{1, 2, 3, 4, 5, 6, 7, 8}
	// Version 1, then IPv4 with a port and IPv6.
	b := join([]byte{0x10 | 2<<1, 3 << 6}, secret, []byte{9, 9, 9, 9, 0x9d, 0x15}, []byte{0x2a, 0x00, 0x14, 0x50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7})
	return Reply{
		Secret: secret, Addresses: []string{"9.9.9.9:40213", "[2a00:1450::7]:0"},
		Line: "rt-reply:" + base(join(b, hash(text("realtalk reply line"), []byte{0}, b)[:3])),
	}
}
