package main

import (
	"crypto/hmac"
	"crypto/sha512"
	"encoding/binary"

	"github.com/gtank/ristretto255"
	"golang.org/x/crypto/argon2"
)

// Exchange is the password exchange of section 4, with scalars that are no secret.
type Exchange struct {
	Typed          string
	Chat           Hex
	Exporter       Hex
	Attempt        int
	GuestID        Hex
	HostID         Hex
	GuestScalar    Hex
	HostScalar     Hex
	Stretched      Hex
	Channel        Hex
	GuestShare     Hex
	HostShare      Hex
	GuestTag       Hex
	HostTag        Hex
	HostTagIfWrong Hex // of a host that has another password; the guest refuses it
}

func exchange(chat, exporter, guest, host []byte) Exchange {
	e := Exchange{
		Typed: " correct horse ", Chat: chat, Exporter: exporter, Attempt: 2, GuestID: guest, HostID: host,
		GuestScalar: scalar(0x11), HostScalar: scalar(0x22),
	}
	e.Stretched = stretch("correct horse", chat)
	e.Channel = join(text("realtalk/1 guest host"), e.Exporter, text("2"))
	g := generator(e.Stretched, e.Channel, chat)
	ya, yb := times(e.GuestScalar, g), times(e.HostScalar, g)
	e.GuestShare, e.HostShare = ya.Encode(nil), yb.Encode(nil)
	e.GuestTag, e.HostTag = tags(e, times(e.GuestScalar, yb))
	_, e.HostTagIfWrong = tags(e, times(e.HostScalar, times(e.GuestScalar, generator(stretch("wrong", chat), e.Channel, chat))))
	return e
}

func stretch(password string, chat []byte) []byte {
	return argon2.IDKey(text(password), hash(text("realtalk/1 password"), chat), 3, 64<<10, 4, 32)
}

// generator is that of the draft for its ristretto255 suite.
func generator(password, channel, sid []byte) *ristretto255.Element {
	start := join(lv(text("CPaceRistretto255")), lv(password))
	zeros := make([]byte, max(0, 128-1-len(start)))
	h := sha512.Sum512(join(start, lv(zeros), lv(channel), lv(sid)))
	return ristretto255.NewElement().FromUniformBytes(h[:])
}

// tags gives both ends' confirmations.
func tags(e Exchange, k *ristretto255.Element) (guest, host []byte) {
	a, b := halves(e)
	key := sha512.Sum512(join(text("CPaceMac"), e.Chat, sessionKey(e, k)))
	return mac(key[:], a), mac(key[:], b)
}

func halves(e Exchange) (guest, host []byte) {
	return join(lv(e.GuestShare), lv(e.GuestID)), join(lv(e.HostShare), lv(e.HostID))
}

// sessionKey is the draft's ISK.
func sessionKey(e Exchange, k *ristretto255.Element) []byte {
	a, b := halves(e)
	isk := sha512.Sum512(join(lv(text("CPaceRistretto255_ISK")), lv(e.Chat), lv(k.Encode(nil)), a, b))
	return isk[:]
}

func mac(key, message []byte) []byte {
	h := hmac.New(sha512.New, key)
	h.Write(message)
	return h.Sum(nil)
}

func lv(b []byte) []byte { return append(binary.AppendUvarint(nil, uint64(len(b))), b...) }

func scalar(b byte) []byte {
	s := filled(b)
	s[31] = 0
	return s
}

func times(scalar []byte, p *ristretto255.Element) *ristretto255.Element {
	s := ristretto255.NewScalar()
	if err := s.Decode(scalar); err != nil {
		panic(err) // both are canonical
	}
	return ristretto255.NewElement().ScalarMult(s, p)
}
