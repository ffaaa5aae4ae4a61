package room

import (
	"bytes"
	"slices"
	"testing"

	"realtalk/core/wire"
)

// lie is one thing that a host may do, once, to what one member is sent. It
// gives what is sent instead, and false where it does not apply.
type lie struct {
	name string
	tell func(s *schedule, u *user, it item) ([]item, bool)
}

func flipped(s *schedule, b []byte) []byte {
	b = bytes.Clone(b)
	b[s.rng.IntN(len(b))] ^= 1 << s.rng.IntN(8)
	return b
}

func other(s *schedule, index uint32) uint32 {
	return (index + 1 + uint32(s.rng.IntN(len(s.users)))) % uint32(len(s.users)+1)
}

// onPost changes a message, onHead a head and onEpoch an epoch.
func onPost(name string, change func(s *schedule, d *wire.Delivery)) lie {
	return lie{name, func(s *schedule, _ *user, it item) ([]item, bool) {
		if it.post == nil {
			return nil, false
		}
		d := *it.post
		change(s, &d)
		return []item{{post: &d}}, true
	}}
}

func onHead(name string, change func(s *schedule, h *wire.HeadFrom)) lie {
	return lie{name, func(s *schedule, _ *user, it item) ([]item, bool) {
		if it.head == nil {
			return nil, false
		}
		h := *it.head
		change(s, &h)
		return []item{{head: &h}}, true
	}}
}

func onEpoch(name string, change func(s *schedule, it *item) bool) lie {
	return lie{name, func(s *schedule, _ *user, it item) ([]item, bool) {
		if it.epoch == nil {
			return nil, false
		}
		e := *it.epoch
		it.epoch = &e
		return []item{it}, change(s, &it)
	}}
}

var lies = []lie{
	{"message dropped", func(_ *schedule, _ *user, it item) ([]item, bool) { return nil, it.post != nil }},
	{"message twice", func(_ *schedule, _ *user, it item) ([]item, bool) { return []item{it, it}, it.post != nil }},
	{"message of before again", func(s *schedule, u *user, it item) ([]item, bool) {
		old := slices.IndexFunc(u.line, func(it item) bool { return it.post != nil })
		if old < 0 {
			return nil, false
		}
		return []item{it, u.line[old]}, true
	}},
	onPost("message altered", func(s *schedule, d *wire.Delivery) { d.Data = flipped(s, d.Data) }),
	onPost("message of another", func(s *schedule, d *wire.Delivery) { d.From = other(s, d.From) }),
	onPost("message renumbered", func(s *schedule, d *wire.Delivery) { d.Seq += 1 + s.rng.Uint64N(3) }),
	onHead("head altered", func(s *schedule, h *wire.HeadFrom) { h.Body = flipped(s, h.Body) }),
	onHead("head resigned", func(s *schedule, h *wire.HeadFrom) { h.Signature = flipped(s, h.Signature) }),
	onHead("head of another", func(s *schedule, h *wire.HeadFrom) { h.From = other(s, h.From) }),
	{"epoch dropped", func(_ *schedule, _ *user, it item) ([]item, bool) { return nil, it.epoch != nil }},
	{"epoch twice", func(_ *schedule, _ *user, it item) ([]item, bool) { return []item{it, it}, it.epoch != nil }},
	onEpoch("epoch renumbered", func(_ *schedule, it *item) bool { it.epoch.Number++; return true }),
	onEpoch("epoch moved", func(_ *schedule, it *item) bool { it.epoch.Previous[3] ^= 1; return true }),
	onEpoch("roster altered", func(_ *schedule, it *item) bool { it.epoch.Roster[3] ^= 1; return true }),
	onEpoch("epoch resigned", func(s *schedule, it *item) bool {
		it.epoch.Signature = flipped(s, it.epoch.Signature)
		return true
	}),
	onEpoch("newcomer hidden", func(_ *schedule, it *item) bool {
		hidden := len(it.epoch.Joined) > 0
		it.epoch.Joined = nil
		return hidden
	}),
	onEpoch("newcomer renamed", func(_ *schedule, it *item) bool {
		if len(it.epoch.Joined) == 0 {
			return false
		}
		it.epoch.Joined = slices.Clone(it.epoch.Joined)
		it.epoch.Joined[0].Name = "Mallory"
		return true
	}),
	onEpoch("departure hidden", func(_ *schedule, it *item) bool {
		hidden := len(it.epoch.Left) > 0
		it.epoch.Left = nil
		return hidden
	}),
	onEpoch("base shortened", func(_ *schedule, it *item) bool {
		if len(it.base) == 0 {
			return false
		}
		it.base = it.base[1:]
		return true
	}),
	{"message late", func(s *schedule, _ *user, it item) ([]item, bool) { // held back until the sender's next has gone out
		switch {
		case it.post == nil:
			return nil, false
		case s.held == nil:
			s.held, s.frozen = it.post, true
			return []item{}, false
		case s.held.From == it.post.From:
			return []item{it, {post: s.held}}, true
		default:
			return nil, false
		}
	}},
}

// TestEveryLieIsRefusedOrShown changes one thing in what one member is sent in
// a random honest schedule. By the end of the next round of heads that member has
// refused something, or shows that something is wrong.
func TestEveryLieIsRefusedOrShown(t *testing.T) {
	often := 7
	if testing.Short() {
		often = 2
	}
	for _, l := range lies {
		t.Run(l.name, func(t *testing.T) {
			told := 0
			for seed := uint64(0); told < often; seed++ {
				if seed == 150 {
					t.Fatalf("told in %d of %d schedules only", told, seed)
				}
				s := newSchedule(seed)
				if tellOnce(t, s, l, seed) {
					told++
				}
			}
		})
	}
}

// tellOnce tells the lie to the first member other than the host to whom it
// applies after a while, and reports whether there was one.
func tellOnce(t *testing.T, s *schedule, l lie, seed uint64) bool {
	t.Helper()
	var victim *user
	told, after := false, 100+s.rng.IntN(150)
	s.tamper = func(u *user, it item) []item {
		if after > 0 || told || u == s.host || victim != nil && victim != u {
			return []item{it}
		}
		items, ok := l.tell(s, u, it)
		if ok {
			told, victim, s.frozen = true, u, true
			return items
		}
		if items != nil { // begun, but not told yet
			victim = u
			return items
		}
		return []item{it}
	}
	for range 350 {
		s.step()
		after--
	}
	s.heads()
	if told && len(victim.errs)+len(victim.findings) == 0 {
		t.Fatalf("seed %d: %s saw nothing", seed, victim.member.Name)
	}
	for _, u := range s.users {
		if u != victim {
			honestTo(t, u, victim)
		}
	}
	return told
}

// honestTo checks that a lie to the victim makes nobody else blame anything
// but the victim, who may be stuck behind it.
func honestTo(t *testing.T, u, victim *user) {
	t.Helper()
	if len(u.errs) > 0 {
		t.Fatalf("%s: %v", u.member.Name, u.errs)
	}
	for _, f := range u.findings {
		if victim == nil || f.Who.ID != victim.member.ID && f.By.ID != victim.member.ID {
			t.Fatalf("%s: %v", u.member.Name, f)
		}
	}
}
