package core

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"sync"
	"time"

	"realtalk/core/room"
	"realtalk/core/wire"
)

// members takes the people who were in before this member; the epoch that
// follows proves them.
func (s *seat) members(f *wire.Members) error {
	if s.in || len(s.base)+len(f.Entries) > MaxMembers {
		return errProtocol
	}
	joined, err := s.entries(f.Entries)
	s.base = append(s.base, joined...)
	return err
}

// entries checks each entry by itself: the certificate is sound and its owner
// said to join this chat under this name.
func (s *seat) entries(entries []wire.Entry) ([]room.Member, error) {
	members := make([]room.Member, 0, len(entries))
	for _, e := range entries {
		c, err := checkEntry(s.chat, e)
		if err != nil {
			return nil, fmt.Errorf("entry of %q: %w", e.Name, err)
		}
		s.certs[c.Fingerprint()] = c
		members = append(members, member(c, e))
	}
	return members, nil
}

// epoch takes a new list of people. What was said under the old one and has
// not come back was not delivered to anybody, so it is said again under the
// new one.
func (s *seat) epoch(f *wire.Epoch, now time.Time) error {
	joined, err := s.entries(f.Joined)
	if err != nil {
		return err
	}
	if !s.in {
		s.room.Base(s.base)
		s.base = nil
	}
	change, err := s.room.Apply(f, joined)
	if errors.Is(err, room.ErrRemoved) {
		return endedBy(wire.EndKicked)
	}
	if err != nil {
		return err
	}
	for _, gone := range change.Left {
		delete(s.certs, gone.Member.ID)
	}
	s.heard.forget()
	s.own.key.Wipe()
	s.own = ownKey{}
	if !s.in && !s.asISaid() {
		return errNotMyEntry
	}
	s.report(change.Findings, now)
	s.announce(change, now)
	s.roll(now)
	s.due.head.by(now.Add(ackDelay))
	s.room.Reset()
	s.again = len(s.pending) > 0
	return nil
}

// asISaid tells whether the list shows this member with the key of this stay:
// an entry of an earlier stay is genuine, too, but its key is gone.
func (s *seat) asISaid() bool {
	i, ok := s.room.Index(s.self)
	m, _ := s.room.At(i)
	return ok && m.Certificate == sha256.Sum256(s.me.Certificate())
}

// sayAgain says what is pending under the list of people that stands now. Somebody
// who comes back gets all lists that there were meanwhile, and says it under the last
// one alone.
func (s *seat) sayAgain(now time.Time) error {
	if !s.again {
		return nil
	}
	s.again = false
	for i := range s.pending {
		if err := s.post(&s.pending[i], now); err != nil {
			return err
		}
	}
	return nil
}

// announce tells the user who came and went.
func (s *seat) announce(change room.Change, now time.Time) {
	safety := SafetyPhrase(s.chat, s.room.Members())
	s.view.set(s.people(), safety)
	if !s.in {
		s.in = true
		s.arrive(safety)
		return
	}
	for _, gone := range change.Left {
		s.emit(MemberLeft{Person: s.person(gone.Member), Reason: LeaveReason(gone.Reason), Safety: safety})
	}
	for _, m := range change.Joined {
		s.emit(MemberJoined{Person: s.person(m), Safety: safety})
	}
}

// arrive is this member's own entry.
func (s *seat) arrive(safety string) {
	people := s.people()
	for _, p := range people {
		if p.You {
			s.emit(Joined{Chat: s.chat, Self: p, Safety: safety})
		}
	}
	for _, p := range people {
		if !p.You {
			s.emit(MemberJoined{Person: p, Already: true, Safety: safety})
		}
	}
}

func (s *seat) people() []Person {
	members := s.room.Members()
	people := make([]Person, len(members))
	for i, m := range members {
		people[i] = s.person(m)
	}
	return people
}

func (s *seat) person(m room.Member) Person {
	return Person{
		ID: m.ID, Name: m.Name, Since: time.Unix(m.Since, 0),
		Host: m.ID == s.host, You: m.ID == s.self,
	}
}

// view is what other goroutines may ask of a seat.
type view struct {
	mu     sync.Mutex // guards what follows
	people []Person
	safety string
}

func (v *view) set(people []Person, safety string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.people, v.safety = people, safety
}

func (v *view) get() ([]Person, string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.people, v.safety
}
