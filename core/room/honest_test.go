package room

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"realtalk/core/wire"
)

// schedule plays random honest users, whose lines are as slow as chance has it.
type schedule struct {
	*world
	rng    *rand.Rand
	out    []*user // who has been in and may come back
	frozen bool    // nobody comes or goes any more
	texts  int
	held   *wire.Delivery // by a lying host
}

func newSchedule(seed uint64) *schedule {
	w := newWorld(fmt.Sprint("schedule ", seed))
	return &schedule{world: w, rng: rand.New(rand.NewPCG(seed, 1))}
}

func (s *schedule) any() *user { return s.users[s.rng.IntN(len(s.users))] }

func (s *schedule) step() {
	u := s.any()
	in := u.room.Number() > 0 && !u.over
	switch n := s.rng.IntN(100); {
	case n < 45:
		if len(u.line) > 0 {
			u.read()
		}
	case n < 70:
		if len(u.out) > 0 {
			s.take(u)
		}
	case n < 85 && in:
		s.texts++
		u.say(fmt.Sprint("text ", s.texts))
	case n < 92 && in:
		u.sendHead()
	case n < 97 && !s.frozen && len(s.users) < 8:
		s.join(s.arrival())
	case n < 100 && !s.frozen && u != s.host && in:
		s.departure(u)
	}
}

// arrival is somebody new, or somebody who was in before with the same identity.
func (s *schedule) arrival() *user {
	if len(s.out) > 0 && s.rng.IntN(2) == 0 {
		u := s.out[0]
		s.out = s.out[1:]
		return u
	}
	return s.newUser(fmt.Sprint("User ", s.made))
}

func (s *schedule) departure(u *user) {
	switch s.rng.IntN(3) {
	case 0:
		s.leave(u)
	case 1:
		s.remove(u, wire.DepartureLost, nil)
	default:
		s.remove(u, wire.DepartureKicked, nil)
	}
	u.readAll()
	s.out = append(s.out, u)
}

// TestHonestHostIsNeverBlamed plays random schedules of comings, goings,
// messages and heads over lines of random speed. Nobody may find anything wrong,
// and everybody must have everything that was said while it was in, in order.
func TestHonestHostIsNeverBlamed(t *testing.T) {
	rounds := uint64(30)
	if testing.Short() {
		rounds = 8
	}
	said, epochs := 0, uint64(0)
	for seed := range rounds {
		s := newSchedule(seed)
		for range 500 {
			s.step()
		}
		s.heads()
		for _, u := range append(slices.Clone(s.users), s.out...) {
			u.quiet(t)
		}
		for _, u := range s.users {
			if len(u.pending) > 0 {
				t.Fatalf("seed %d: %s never had back %v", seed, u.member.Name, u.pending)
			}
			if !slices.Equal(u.heard, s.log[u.since:]) {
				t.Fatalf("seed %d: %s heard %v, was said %v", seed, u.member.Name, u.heard, s.log[u.since:])
			}
			if n, of := u.room.Acknowledged(); n != of || of != len(s.users)-1 {
				t.Fatalf("seed %d: %s has %d acknowledgements of %d", seed, u.member.Name, n, of)
			}
		}
		said, epochs = said+len(s.log), epochs+s.number
	}
	if said < 20*int(rounds) || epochs < 8*rounds {
		t.Fatalf("only %d messages and %d epochs in %d schedules", said, epochs, rounds)
	}
}
