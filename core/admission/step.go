package admission

import (
	"slices"
	"time"
)

const (
	roundTries = 3              // wrong tries to a disconnection
	maxWrong   = 2 * roundTries // wrong tries to a block
)

// Step makes one transition at the time now and returns what is to be done, in
// order. It is the only function that changes a State.
//
//	first    lifts the blocks that have ended: (nothing but the notice)
//	Knock    Welcome | Refuse
//	Ask      Grant | (waits)
//	Judge    Admit + Grants for those who wait | Wrong | Disconnect | Shut for all
//	Gone     as Judge wrong, without the answer, if it was trying
//	Block    Shut for all within
//	Unblock  Grants for those who wait
//	Annotate, Met, Tick    (nothing)
//
// Save comes first whenever Records changed, notices come last. An Input that
// makes no sense now does nothing.
func (s *State) Step(now time.Time, in Input) []Action {
	s.now, s.changed, s.answers, s.notices = now, false, nil, nil
	s.expire()
	s.apply(in)
	var save []Action
	if s.changed {
		save = []Action{Save{}}
	}
	return slices.Concat(save, s.answers, s.notices)
}

func (s *State) apply(in Input) {
	switch in := in.(type) {
	case Knock:
		s.knock(in.Conn, in.Addr)
	case Ask:
		if v, ok := s.visitors[in.Conn]; ok && v.phase == idle {
			s.ask(v)
		}
	case Judge:
		if v, ok := s.visitors[in.Conn]; ok && v.phase == trying {
			s.judge(v, in.Right)
		}
	case Gone:
		if v, ok := s.visitors[in.Conn]; ok {
			s.gone(v)
		}
	case Block:
		s.block(in)
	case Unblock:
		s.unblock(in)
	case Annotate:
		s.annotate(in)
	case Met:
		s.meet(in)
	case Tick:
	}
}

func (s *State) answer(a Action) { s.answers = append(s.answers, a) }

// tell notifies the host, with what is known of the household or network now.
func (s *State) tell(n Notify) {
	n.Name = s.name(n.Prefix)
	if h, ok := s.houses[n.Prefix]; ok {
		n.Tries = h.Wrong
	}
	s.notices = append(s.notices, n)
}
