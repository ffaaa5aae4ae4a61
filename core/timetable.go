package core

import (
	"time"

	"realtalk/core/room"
	"realtalk/core/wire"
)

const (
	// ackDelay gathers a burst of comings and goings into one signed
	// acknowledgement of the list that stands in the end.
	ackDelay = 500 * time.Millisecond
	// headInterval is how often a member signs what it has seen.
	headInterval = 20 * time.Second
	// receiptDelay gathers receipts.
	receiptDelay = 50 * time.Millisecond
)

// alarmClock is one moment at which something is due; zero: not set.
type alarmClock struct{ when time.Time }

func (c *alarmClock) at(t time.Time) { c.when = t }

// by sets the clock unless it rings earlier already.
func (c *alarmClock) by(t time.Time) {
	if c.when.IsZero() || t.Before(c.when) {
		c.when = t
	}
}

// rings tells whether the moment has come, and if so clears it.
func (c *alarmClock) rings(now time.Time) bool {
	if c.when.IsZero() || now.Before(c.when) {
		return false
	}
	c.when = time.Time{}
	return true
}

// timetable is what a seat has to do later.
type timetable struct{ head, receipt, silence alarmClock }

// next gives how long the seat may sleep.
func (t *timetable) next(now time.Time) time.Duration {
	wait := headInterval
	for _, c := range []alarmClock{t.head, t.receipt, t.silence} {
		if !c.when.IsZero() {
			wait = min(wait, c.when.Sub(now))
		}
	}
	return max(wait, 0)
}

// tick does what is due.
func (s *seat) tick(now time.Time) error {
	if s.due.receipt.rings(now) {
		s.out(&wire.Received{Position: s.position})
	}
	if due := s.due.silence.when; s.due.silence.rings(now) {
		if now.Sub(due) > slept {
			s.woke = now
		}
		s.checkSilence(now)
	}
	if s.due.head.rings(now) {
		return s.sendHead(now)
	}
	return nil
}

// sendHead signs what this member has seen. The first one after a new list of
// people is its acknowledgement.
func (s *seat) sendHead(now time.Time) error {
	body := s.room.Head()
	signature, err := s.me.Sign(room.HeadContext(s.chat), body)
	if err != nil {
		return err
	}
	s.out(&wire.Head{Epoch: s.room.Number(), Body: body, Signature: signature})
	s.signed.add(s.room.Heads(), now)
	s.due.head.at(now.Add(headInterval))
	return nil
}
