package main

import (
	"encoding/hex"
	"math/big"
	"strings"

	"github.com/sethvargo/go-diceware/diceware"
)

// Examples is the whole file.
type Examples struct {
	Exchange Exchange
	Roster   Roster
	Epoch    Epoch
	Message  Message
	Head     Head
	Words    Words
	Contexts map[string]string
	Join     Hex // what a guest signs
	Leave    Hex // what a leaver signs
	Frames   map[string]Hex
	Invite   Invite
	Reply    Reply
}

// Roster is two people, by rising identity.
type Roster struct {
	Identities   []Hex
	Certificates []Hex
	Names        []string
	Since        []int64
	Encoded      Hex
	Hash         Hex
}

// Epoch is the seventh of a chat.
type Epoch struct {
	Number                       uint64
	Previous, Transcript, Hashed Hex
}

// Message is one Body, and the transcript once it was delivered.
type Message struct {
	Seq       uint64
	Previous  Hex
	Seen      []uint64
	Sent      int64
	Text      string
	Encoded   Hex
	ID        string
	Key       uint64
	Data      Hex // stands for the sealed body
	Before    Hex // the transcript of an epoch in which nothing was delivered
	Delivered Hex
}

// Head is that of who said the message, after it.
type Head struct {
	Count   uint64
	Encoded Hex
}

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

func examples() Examples {
	chat, ann, bob := filled(0xc0), filled(0x0a), filled(0x0b)
	e := Examples{Exchange: exchange(chat, bob, ann), Roster: roster(ann, bob)}
	e.Epoch = Epoch{Number: 7, Previous: filled(0xee), Transcript: filled(0xdd)}
	e.Epoch.Hashed = hash(text("realtalk/1 epoch"), chat, u64(7), e.Epoch.Previous, e.Roster.Hash, e.Epoch.Transcript)
	e.Message = message(chat, bob, e.Epoch.Hashed)
	e.Head = Head{Count: 1, Encoded: array(
		octets(chat), octets(e.Epoch.Hashed), number(300), octets(hash(e.Message.Encoded)),
		array(number(12), number(299)), number(1), octets(e.Message.Delivered),
	)}
	e.Words = Words{
		Chat: phrase(hash(text("realtalk/1 safety"), chat, ann, bob)),
		Pair: phrase(hash(text("realtalk/1 pair"), ann, bob)),
	}
	e.Contexts = contexts(chat, e.Epoch.Hashed)
	e.Join = join(text("realtalk/1 join"), chat, e.Roster.Certificates[1], hash(e.Exchange.Exporter), text("Bob"))
	e.Leave = join(text("realtalk/1 leave"), chat, array(line(e.Roster, 1)))
	e.Frames = frames(e)
	e.Invite, e.Reply = invite(chat), reply()
	return e
}

func roster(ann, bob []byte) Roster {
	r := Roster{
		Identities: []Hex{ann, bob}, Certificates: []Hex{filled(0xca), filled(0xcb)}, Names: []string{"Ann", "Bob"},
		Since: []int64{1_700_000_000, 1_700_000_001},
	}
	r.Encoded = array(line(r, 0), line(r, 1))
	r.Hash = hash(text("realtalk/1 roster"), r.Encoded)
	return r
}

func line(r Roster, i int) []byte {
	return array(octets(r.Identities[i]), octets(r.Certificates[i]), words(r.Names[i]), number(uint64(r.Since[i])))
}

func message(chat, from, epoch []byte) Message {
	m := Message{
		Seq: 300, Previous: filled(0x77), Seen: []uint64{12, 299}, Sent: 1_760_000_000_000, Text: "Grüße",
		Key: 2, Data: text("sealed"), Before: hash(text("realtalk/1 transcript"), epoch),
	}
	m.Encoded = array(
		octets(chat), octets(epoch), number(m.Seq), octets(m.Previous), array(number(12), number(299)),
		number(uint64(m.Sent)), words(m.Text),
	)
	m.ID = hex.EncodeToString(hash(m.Encoded)[:16])
	m.Delivered = hash(m.Before, from, u64(m.Key), u64(m.Seq), hash(m.Data))
	return m
}

func contexts(chat, epoch []byte) map[string]string {
	in := hex.EncodeToString(chat)
	return map[string]string{
		"message": "realtalk/1:" + in + ":" + hex.EncodeToString(epoch), "head": "realtalk/1 head:" + in,
		"epoch": "realtalk/1 epoch:" + in, "join": "realtalk/1 join:" + in, "leave": "realtalk/1 leave:" + in,
	}
}

// frames are some of each way, with the values of the other examples.
func frames(e Examples) map[string]Hex {
	x, m := e.Exchange, e.Message
	return map[string]Hex{
		"hello":    frame(1, array(octets(x.GuestID))),
		"greeting": frame(2, array(octets(x.Chat), octets(x.HostID), number(2))),
		"try":      frame(3, array(octets(x.GuestShare))),
		"share":    frame(4, array(octets(x.HostShare), number(2))),
		"confirm":  frame(5, array(octets(x.GuestTag))),
		"verdict":  frame(6, array(number(1), number(1))),
		"proof":    frame(7, array(octets(x.HostTag))),
		"post":     frame(14, array(number(7), number(m.Key), number(m.Seq), octets(m.Data))),
		"delivery": frame(15, array(number(500), number(1), number(7), number(m.Key), number(m.Seq), octets(m.Data))),
		"head":     frame(16, array(number(7), octets(e.Head.Encoded), octets(text("signature")))),
		"leave":    frame(20, array(octets(text("signature")))),
		"end":      frame(21, array(number(1))),
		"ping":     frame(22, array()),
	}
}

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
