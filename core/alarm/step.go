package alarm

import (
	"net/netip"
	"time"

	"realtalk/core/admission"
)

// Step makes one transition at the time now, which must not go back, and returns
// what is to be done, in order. It is the only function that changes a State.
// Whatever the input, what is due by now comes first.
//
//	Heard     Tell for what is told at once, or when it begins an attack
//	Crowded   Tell when it begins an attack
//	Admitted  (nothing)
//	Enter     Pass, or in an attack (waits) and perhaps Busy for who stands last
//	Gone      (nothing)
//	Tick      (nothing but what is due)
func (s *State) Step(now time.Time, in Input) []Action {
	actions := s.due(now)
	switch in := in.(type) {
	case Heard:
		return append(actions, s.hear(now, in.Notify)...)
	case Crowded:
		return append(actions, s.crowd(now, in.House)...)
	case Admitted:
		s.admit(in.House)
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
	actions := tell(s.tries.due(now)...)
	actions = append(actions, tell(s.ration.due(now)...)...)
	actions = append(actions, tell(s.ration.take(now, s.knocks.due(now)...)...)...)
	switch {
	case s.attack == nil:
		return actions
	case now.Before(s.attack.end()):
		actions = append(actions, s.attack.goesOn(now)...)
		return append(actions, s.attack.line.advance(now, s.attack.gap())...)
	}
	over := s.attack
	s.attack, s.over = nil, now
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
		return tell(append(ifAny(s.knocks.forget(n.House)), n)...)
	case s.attack != nil:
		s.attack.hear(now, n)
		return nil
	case n.Kind == Refused:
		n.Times = 1
		return tell(s.ration.take(now, s.knocks.add(now, n)...)...)
	}
	return s.wrong(now, n)
}

// wrong takes a wrong try while there is no attack.
func (s *State) wrong(now time.Time, n Notice) []Action {
	n.Times = 1
	s.failed = s.failed.add(now, n.House, 1, n.Kind == Blocked)
	if len(s.failed) == AttackHouses {
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
	s.attack = newAttack(now, s.failed.at(now), s.crowded.at(now), s.knocks.drop()+s.ration.drop().Times)
	s.attack.again = !s.over.IsZero() && now.Sub(s.over) <= AttackMemory
	s.failed, s.crowded = nil, nil
	return tell(s.attack.notice(Attack))
}

func (s *State) crowd(now time.Time, house netip.Prefix) []Action {
	if s.attack != nil {
		s.attack.crowd(now, house)
		return nil
	}
	s.crowded = s.crowded.add(now, house, 0, false)
	if len(s.crowded) == AttackHouses {
		return s.begin(now)
	}
	return nil
}

// admit forgets what somebody mistyped who knows the password after all.
func (s *State) admit(house netip.Prefix) {
	s.tries.forget(house)
	if s.attack != nil {
		s.attack.line.forget(house)
	}
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
