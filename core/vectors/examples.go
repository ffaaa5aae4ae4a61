package main

import "encoding/hex"

// Examples is the whole file. Ann hosts; with the seventh epoch Bob comes in and Cy
// leaves, and Ann says something to Bob.
type Examples struct {
	Exchange Exchange
	Resume   Resume
	People   []Person // of the seventh epoch, by rising identity
	Gone     Person
	Roster   Roster
	Epoch    Epoch
	Key      Key
	Message  Message
	Head     Head
	Leave    Signed
	Words    Words
	Contexts map[string]string
	Frames   map[string]Hex
	Invite   Invite
	Reply    Reply
}

// Signed is what somebody signs, and the signature.
type Signed struct{ Text, Signature Hex }

// Roster is of both.
type Roster struct{ Encoded, Hash Hex }

// Epoch is the seventh of a chat.
type Epoch struct {
	Number                                  uint64
	Previous, Transcript, Hashed, Signature Hex
}

// Key is Ann's sender key and the packet that gives it to Bob.
type Key struct {
	Number                     uint64
	Session, Ephemeral, Packet Hex
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
	Prefix    Hex // that OpenPGP wants random
	Data      Hex
	Before    Hex // the transcript of an epoch in which nothing was delivered
	Delivered Hex
}

// Head is Ann's, after her message.
type Head struct {
	Count, Number      uint64
	Encoded, Signature Hex
}

func examples() Examples {
	chat, exporter := filled(0xc0), filled(0xe0)
	ann, bob, cy := people(chat, exporter)
	e := Examples{Exchange: exchange(chat, exporter, bob.Identity, ann.Identity), People: []Person{ann, bob}, Gone: cy}
	e.Resume = resumed(e.Exchange)
	e.Roster.Encoded = array(ann.line(), bob.line())
	e.Roster.Hash = hash(text("realtalk/1 roster"), e.Roster.Encoded)
	e.Epoch = epoch(ann, chat, e.Roster.Hash)
	e.Contexts = contexts(chat, e.Epoch.Hashed)
	e.Key = Key{Number: 2, Session: filled(0x5e), Ephemeral: filled(0xef)}
	e.Key.Packet = keyPacket(e.Key.Session, bob.Subkey, e.Key.Ephemeral)
	e.Message = message(ann, chat, e.Epoch.Hashed, e.Key)
	e.Head = head(ann, chat, e.Epoch.Hashed, e.Message)
	e.Leave.Text = join(text("realtalk/1 leave"), chat, array(cy.line()))
	e.Leave.Signature = cy.signer().signFor(contextOf("leave", chat), signedThen, e.Leave.Text)
	e.Words = Words{
		Chat: phrase(stretched(4096, text("realtalk/1 safety"), chat, e.Roster.Hash)),
		Pair: phrase(stretched(262144, text("realtalk/1 pair"), ann.Identity, bob.Identity)),
	}
	e.Frames = frames(e)
	e.Invite, e.Reply = invite(chat), reply()
	return e
}

func epoch(host Person, chat, roster []byte) Epoch {
	e := Epoch{Number: 7, Previous: filled(0xee), Transcript: filled(0xdd)}
	e.Hashed = hash(text("realtalk/1 epoch"), chat, u64(e.Number), e.Previous, roster, e.Transcript)
	e.Signature = host.signer().signFor(contextOf("epoch", chat), signedThen, e.Hashed)
	return e
}

// message is one whose sender stood at 299 when Bob came in.
func message(from Person, chat, epoch []byte, key Key) Message {
	m := Message{
		Seq: 300, Previous: filled(0x77), Seen: []uint64{299, 0}, Sent: 1_760_000_000_000, Text: "Grüße",
		Prefix: filled(0x88)[:16], Before: hash(text("realtalk/1 transcript"), epoch),
	}
	m.Encoded = array(
		octets(chat), octets(epoch), number(m.Seq), octets(m.Previous), numbers(m.Seen), number(uint64(m.Sent)), words(m.Text),
	)
	m.ID = hex.EncodeToString(hash(m.Encoded)[:16])
	m.Data = from.signer().seal(key.Session, m.Prefix, messageContext(chat, epoch), signedThen, m.Encoded)
	m.Delivered = hash(m.Before, from.Identity, u64(key.Number), u64(m.Seq), hash(m.Data))
	return m
}

func head(of Person, chat, epoch []byte, last Message) Head {
	h := Head{Count: 1, Number: 4}
	h.Encoded = array(
		octets(chat), octets(epoch), number(last.Seq), octets(hash(last.Encoded)), numbers(last.Seen), number(h.Count), octets(last.Delivered), number(h.Number), array(number(0), number(3)),
	)
	h.Signature = of.signer().signFor(contextOf("head", chat), signedThen, h.Encoded)
	return h
}

func contextOf(what string, chat []byte) string {
	return "realtalk/1 " + what + ":" + hex.EncodeToString(chat)
}

func messageContext(chat, epoch []byte) string {
	return "realtalk/1:" + hex.EncodeToString(chat) + ":" + hex.EncodeToString(epoch)
}

func contexts(chat, epoch []byte) map[string]string {
	all := map[string]string{"message": messageContext(chat, epoch)}
	for _, what := range []string{"head", "epoch", "join", "leave"} {
		all[what] = contextOf(what, chat)
	}
	return all
}
