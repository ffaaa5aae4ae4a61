package core

import (
	"time"

	"realtalk/core/pgp"
	"realtalk/core/room"
	"realtalk/core/wire"
)

// A sender's key is made new after this many messages or this long, so that a
// key that leaks opens little.
const (
	keyMessages = 1000
	keyAge      = time.Hour
)

// keysPerFrame is how many session-key packets travel in one frame.
const keysPerFrame = 128

// ownKey is this member's sender key in the current epoch.
type ownKey struct {
	key    pgp.SessionKey
	number uint64 // 0: none yet in this epoch
	used   int
	made   time.Time
}

func (k *ownKey) stale(now time.Time) bool {
	return k.number == 0 || k.used >= keyMessages || now.Sub(k.made) >= keyAge
}

// renewKey makes a new sender key and hands it to everybody on the list.
func (s *seat) renewKey(now time.Time) error {
	key, err := pgp.NewSessionKey()
	if err != nil {
		return err
	}
	number := s.own.number + 1
	s.own.key.Wipe()
	s.own = ownKey{key: key, number: number, made: now}
	f := &wire.SenderKey{Epoch: s.room.Number(), Key: number}
	for i, m := range s.room.Members() {
		if m.ID == s.self {
			continue
		}
		packet, err := s.certs[m.ID].EncryptKey(key)
		if err != nil {
			s.alarm(Alarm{Kind: CannotRead, Who: s.person(m)}, now)
			continue
		}
		f.To, f.Packets = append(f.To, uint32(i)), append(f.Packets, packet)
		if len(f.To) == keysPerFrame {
			s.out(f)
			f = &wire.SenderKey{Epoch: f.Epoch, Key: number}
		}
	}
	if len(f.To) > 0 {
		s.out(f)
	}
	return nil
}

// keyring holds the sender keys heard in the current epoch: of each sender the
// newest two, for a new key is announced before the first message under it.
type keyring map[wire.ID][]numberedKey

type numberedKey struct {
	number uint64
	key    pgp.SessionKey
}

func (r keyring) add(from wire.ID, number uint64, key pgp.SessionKey) {
	keys := append(r[from], numberedKey{number, key})
	if len(keys) > 2 {
		keys[0].key.Wipe()
		keys = keys[1:]
	}
	r[from] = keys
}

func (r keyring) find(from wire.ID, number uint64) (pgp.SessionKey, bool) {
	keys := r[from]
	for i := len(keys) - 1; i >= 0; i-- {
		if keys[i].number == number {
			return keys[i].key, true
		}
	}
	return pgp.SessionKey{}, false
}

// forget wipes every key: the epoch is over.
func (r keyring) forget() {
	for from, keys := range r {
		for _, k := range keys {
			k.key.Wipe()
		}
		delete(r, from)
	}
}

// wipe forgets every key of the chat: this member's stay is over.
func (s *seat) wipe() {
	s.heard.forget()
	s.own.key.Wipe()
}

// said is an own message that the host has not put in order yet.
type said struct {
	text string
	at   time.Time
	seq  uint64
	body []byte
	data []byte

	posted time.Time
	missed bool // the user was told that it does not come back
}

// say sends a message. It stays pending until it comes back in its place.
func (s *seat) say(text string, now time.Time) error {
	if !s.in {
		return ErrNotIn
	}
	if len(s.pending) >= maxPending || s.pendingBytes()+len(text) > maxPendingBytes {
		return s.tooFast(now)
	}
	if err := s.sayAgain(now); err != nil {
		return err
	}
	p := said{text: text, at: now}
	if err := s.post(&p, now); err != nil {
		return err
	}
	s.pending = append(s.pending, p)
	return nil
}

func (s *seat) pendingBytes() int {
	n := 0
	for _, p := range s.pending {
		n += len(p.data)
	}
	return n
}

func (s *seat) post(p *said, now time.Time) error {
	if s.own.stale(now) {
		if err := s.renewKey(now); err != nil {
			return err
		}
	}
	body, seq, err := s.room.Compose(p.text, p.at)
	if err != nil {
		return err
	}
	data, err := s.me.Seal(s.own.key, s.room.MessageContext(), body)
	if err != nil {
		return err
	}
	p.seq, p.body, p.data = seq, body, data
	if p.posted.IsZero() { // a host that goes on to new lists of people gains no time
		p.posted = now
	}
	s.own.used++
	s.out(&wire.Post{Epoch: s.room.Number(), Key: s.own.number, Seq: seq, Data: data})
	return nil
}

// confirmed drops an own message that came back from what is pending.
func (s *seat) confirmed(m room.Message, now time.Time) {
	for i, p := range s.pending {
		if p.seq == m.Seq {
			s.pending = append(s.pending[:i], s.pending[i+1:]...)
			s.moved = now
			break
		}
	}
	s.sent.add(m.Seq, m.ID)
	s.owed.said(m.Seq, now)
}

// sentMessages finds the newest thousand own messages by their numbers.
type sentMessages map[uint64]sentMessage

type sentMessage struct {
	id string
	to uint32 // so many have it
}

func (s sentMessages) add(seq uint64, id string) {
	s[seq] = sentMessage{id: id}
	delete(s, seq-maxPending)
}

// more notes a receipt; !ok if it says nothing new.
func (s sentMessages) more(seq uint64, to uint32) (id string, ok bool) {
	m, ok := s[seq]
	if !ok || to <= m.to {
		return "", false
	}
	s[seq] = sentMessage{m.id, to}
	return m.id, true
}
