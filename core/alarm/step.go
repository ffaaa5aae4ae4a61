package alarm

import (
	"time"

	"realtalk/core/admission"
)

// Step makes one transition at the time now, which must not go back, and returns
// what is to be done, in order. It is the only function that changes a State.
// Whatever the input, what is due by now comes first.
//
//	Heard    Tell for what is told at once, or when it begins an attack
//	Enter    Pass, or in an attack (waits) and perhaps Busy for who stands last
//	Gone     (nothing)
//	Tick     (nothing but what is due)
func (s *State) Step(now time.Time, in Input) []Action {
	actions := s.due(now)
	switch in := in.(type) {
	case Heard:
		return append(actions, s.hear(now, in.Notify)...)
	case Enter:
		return append(actions, s.enter(now, in)...)
	case Gone:
		if s.attack != nil {
			s.attack.line.leave(in.Conn)
		}
	}
	return actions
}

// due does what the time alone brings.
func (s *State) due(now time.Time) []Action {
	actions := append(tell(s.tries.due(now)...), tell(s.knocks.due(now)...)...)
	switch {
	case s.attack == nil:
		return actions
	case now.Before(s.attack.end()):
		return append(actions, s.attack.line.advance(now, s.attack.gap())...)
	}
	over := s.attack
	s.attack = nil
	return append(append(actions, tell(over.notice(AttackOver))...), over.line.release()...)
}

func (s *State) hear(now time.Time, heard admission.Notify) []Action {
	n := noticeOf(heard)
	switch {
	case n.Kind == 0:
		return nil
	case n.Kind == Blocked && n.Why != admission.WhyTries:
		n.Times = s.tries.forget(n.House).Times
		return tell(n)
	case n.Kind == Unblocked:
		return tell(append(s.knocks.forgetWithin(n.House), n)...)
	case s.attack != nil:
		s.attack.hear(now, n)
		return nil
	case n.Kind == Refused:
		n.Times = 1
		return tell(s.knocks.add(now, n)...)
	}
	return s.wrong(now, n)
}

// wrong takes a wrong try while there is no attack.
func (s *State) wrong(now time.Time, n Notice) []Action {
	n.Times = 1
	s.recent = s.recent.add(now, n)
	if len(s.recent) == AttackHouses {
		return s.begin(now)
	}
	switch n.Kind {
	case WrongPassword:
		return tell(s.tries.add(now, n)...)
	case Disconnected:
		return tell(s.tries.tell(now, n)...)
	default: // blocked: it tries no more
		n.Times += s.tries.forget(n.House).Times
		return tell(n)
	}
}

// begin raises the alarm. Tries that are held back are in the window already, and
// their pauses end long before the attack does.
func (s *State) begin(now time.Time) []Action {
	s.tries = newGathering(GatherPause)
	s.attack = newAttack(now, s.recent, s.knocks.drop())
	s.recent = nil
	return tell(s.attack.notice(Attack))
}

func (s *State) enter(now time.Time, in Enter) []Action {
	switch {
	case s.attack == nil:
		return []Action{Pass{in.Conn}}
	case s.attack.line.holds(in.Conn):
		return nil
	case in.Known:
		return []Action{Pass{in.Conn}}
	}
	return s.attack.line.enter(now, s.attack.gap(), in)
}
