package admission

import (
	"net/netip"
	"time"
)

const (
	roundTries = 3              // wrong tries to a disconnection
	maxWrong   = 2 * roundTries // wrong tries to a block
)

// Step makes one transition at the time now and returns what is to be done, in
// order. It is the only function that changes a State.
//
//	Knock    Welcome | Refuse
//	Ask      Grant | (waits)
//	Judge    Admit + Grants for those who wait | Wrong | Disconnect | Shut for all
//	Gone     as Judge wrong, without the answer, if it was trying
//	Block    Shut for all
//	Unblock  (nothing but the notice)
//
// Save comes first whenever Records changed, notices come last. An Input that
// makes no sense now does nothing.
func (s *State) Step(now time.Time, in Input) []Action {
	s.changed = false
	actions := s.apply(in)
	if s.changed {
		return append([]Action{Save{}}, actions...)
	}
	return actions
}

func (s *State) apply(in Input) []Action {
	switch in := in.(type) {
	case Knock:
		return s.knock(in.Conn, in.Addr)
	case Ask:
		if v, ok := s.visitors[in.Conn]; ok && v.phase == idle {
			return s.ask(v)
		}
	case Judge:
		if v, ok := s.visitors[in.Conn]; ok && v.phase == trying {
			return s.judge(v, in.Right)
		}
	case Gone:
		if v, ok := s.visitors[in.Conn]; ok {
			return s.gone(v)
		}
	case Block:
		if p, ok := household(in.Prefix); ok {
			return s.block(p, reason(in.Why, 0))
		}
	case Unblock:
		if p, ok := household(in.Prefix); ok {
			return s.unblock(p)
		}
	}
	return nil
}

func (s *State) knock(c Conn, addr netip.Addr) []Action {
	if _, used := s.visitors[c]; used || !addr.IsValid() {
		return []Action{Refuse{c}}
	}
	h := s.house(Household(addr))
	if h.blocked {
		return []Action{Refuse{c}, h.notify(Refused, addr)}
	}
	s.visitors[c] = &visitor{conn: c, addr: addr, house: h}
	h.visitors = append(h.visitors, c)
	return []Action{Welcome{c, h.left()}}
}

func (s *State) ask(v *visitor) []Action {
	v.phase = waiting
	v.house.waiting = append(v.house.waiting, v.conn)
	return s.grant(v.house)
}

// grant lets those who wait try, as far as there is room.
func (s *State) grant(h *house) []Action {
	var actions []Action
	for len(h.waiting) > 0 && h.wrong+h.trying < maxWrong {
		c := h.waiting[0]
		h.waiting = h.waiting[1:]
		s.visitors[c].phase = trying
		actions = append(actions, Grant{c, (h.wrong+h.trying)%roundTries + 1})
		h.trying++
		s.changed = true
	}
	if s.changed {
		s.bound()
	}
	return actions
}

func (s *State) judge(v *visitor, right bool) []Action {
	if !right {
		return s.wrong(v, true)
	}
	h := v.house
	h.wrong = 0
	h.trying--
	s.changed = true
	s.leave(v)
	actions := append([]Action{Admit{v.conn}}, s.grant(h)...)
	s.forget(h)
	return actions
}

// wrong turns a try in flight into a wrong one. Records stays as it is, for it
// counted the try already. The answer goes only to one who is still there.
func (s *State) wrong(v *visitor, there bool) []Action {
	h := v.house
	h.trying--
	h.wrong++
	v.phase = idle
	if h.wrong == maxWrong {
		return append(s.shut(h, WhyTries), h.notify(Blocked, v.addr))
	}
	kind, answer := WrongPassword, Action(Wrong{v.conn, h.left()})
	if h.wrong == roundTries {
		kind, answer = Disconnected, Disconnect{v.conn}
		s.leave(v)
	}
	if !there {
		return []Action{h.notify(kind, v.addr)}
	}
	return []Action{answer, h.notify(kind, v.addr)}
}

func (s *State) gone(v *visitor) []Action {
	s.leave(v)
	if v.phase == trying {
		return s.wrong(v, false)
	}
	s.forget(v.house)
	return nil
}

func (s *State) block(p netip.Prefix, why string) []Action {
	h := s.house(p)
	if h.blocked {
		s.changed = h.why != why
		h.why = why
		return nil
	}
	actions := s.shut(h, why)
	s.bound()
	return append(actions, h.notify(Blocked, p.Addr()))
}

// shut blocks a household. Its tries in flight will not be judged any more and
// stay wrong.
func (s *State) shut(h *house, why string) []Action {
	var actions []Action
	for _, c := range h.visitors {
		delete(s.visitors, c)
		actions = append(actions, Shut{c})
	}
	h.visitors, h.waiting = nil, nil
	h.wrong, h.trying = h.wrong+h.trying, 0
	h.blocked, h.why = true, why
	s.changed = true
	return actions
}

func (s *State) unblock(p netip.Prefix) []Action {
	h, ok := s.houses[p]
	if !ok || !h.blocked && h.wrong == 0 {
		return nil
	}
	lifted, notice := h.blocked, h.notify(Unblocked, p.Addr())
	h.wrong, h.blocked, h.why = 0, false, ""
	s.changed = true
	actions := s.grant(h)
	s.forget(h)
	if lifted {
		return append(actions, notice)
	}
	return actions
}
