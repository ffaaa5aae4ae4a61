package admission

import (
	"net/netip"
	"slices"
)

// phase is where a connection stands: see the diagram in the package comment.
type phase uint8

const (
	idle phase = iota
	waiting
	trying
)

type visitor struct {
	conn  Conn
	addr  netip.Addr
	house *house
	phase phase
}

func (s *State) knock(c Conn, addr netip.Addr) {
	if _, used := s.visitors[c]; used || !addr.IsValid() {
		s.answer(Refuse{c})
		return
	}
	if b := s.blocker(addr); b != nil {
		s.see(b)
		s.answer(Refuse{c})
		s.tell(Notify{Kind: Refused, Prefix: Household(addr), Addr: addr, By: b.Address})
		return
	}
	h := s.house(Household(addr))
	s.visitors[c] = &visitor{conn: c, addr: addr, house: h}
	h.visitors = append(h.visitors, c)
	s.answer(Welcome{c, h.left()})
}

func (s *State) ask(v *visitor) {
	v.phase = waiting
	v.house.waiting = append(v.house.waiting, v.conn)
	s.grant(v.house)
}

// grant lets those who wait try, as far as there is room.
func (s *State) grant(h *house) {
	for len(h.waiting) > 0 && h.Wrong+h.trying < maxWrong {
		c := h.waiting[0]
		h.waiting = h.waiting[1:]
		s.visitors[c].phase = trying
		s.answer(Grant{c, (h.Wrong+h.trying)%roundTries + 1})
		h.trying++
		h.Since, h.Name = moment(s.now), s.name(h.Address)
		s.changed = true
	}
	s.file(h)
}

func (s *State) judge(v *visitor, right bool) {
	if !right {
		s.wrong(v, true)
		return
	}
	h := v.house
	h.Wrong = 0
	h.trying--
	s.changed = true
	s.leave(v)
	s.answer(Admit{v.conn})
	s.grant(h)
}

// wrong turns a try in flight into a wrong one. Records stays as it is, for it
// counted the try already. The answer goes only to one who is still there.
func (s *State) wrong(v *visitor, there bool) {
	h := v.house
	h.trying--
	h.Wrong++
	v.phase = idle
	if h.Wrong == maxWrong {
		s.bar(h, WhyTries, v.addr)
		s.file(h)
		return
	}
	kind, answer := WrongPassword, Action(Wrong{v.conn, h.left()})
	if h.Wrong == roundTries {
		kind, answer = Disconnected, Disconnect{v.conn}
		s.leave(v)
	}
	if there {
		s.answer(answer)
	}
	s.tell(Notify{Kind: kind, Prefix: h.Address, Addr: v.addr})
}

func (s *State) gone(v *visitor) {
	s.leave(v)
	if v.phase == trying {
		s.wrong(v, false)
		return
	}
	s.file(v.house)
}

// leave takes a connection out of the machine; its try in flight, if any, is
// the caller's to settle.
func (s *State) leave(v *visitor) {
	h := v.house
	delete(s.visitors, v.conn)
	h.visitors = remove(h.visitors, v.conn)
	h.waiting = remove(h.waiting, v.conn)
}

func remove(conns []Conn, c Conn) []Conn {
	if i := slices.Index(conns, c); i >= 0 {
		return slices.Delete(conns, i, i+1)
	}
	return conns
}
