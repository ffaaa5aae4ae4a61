package core

import (
	"context"
	"time"

	"golang.org/x/time/rate"

	"realtalk/core/wire"
)

// What one member may say, in the long run and at once. What it sends goes out
// to everybody, so the bytes are chosen such that a line of 16 Mbit/s can still
// follow one who says as much as it can. No person comes near.
const (
	speechBytes      = 2 << 20 // a second
	speechBytesBurst = 4 << 20
	speechFrames     = 4000 // a second
	speechBurst      = 8000
)

// Own messages that the host has not put in order yet are bounded in number and
// bytes: an epoch makes all of them be sent again, into an outbox of 8 MiB.
const (
	maxPending      = 1000
	maxPendingBytes = 3 << 20
	// answerTime is how long a host may leave all of them unanswered before it
	// counts as silent.
	answerTime = 10 * time.Second
)

// limitedTold is the least wait of which a member is told.
const limitedTold = time.Second

// speech measures what a member sends.
type speech struct{ bytes, frames *rate.Limiter }

func newSpeech() *speech {
	return &speech{
		bytes:  rate.NewLimiter(speechBytes, speechBytesBurst),
		frames: rate.NewLimiter(speechFrames, speechBurst),
	}
}

// wait returns when the frame may be taken; false: the chat ended meanwhile.
func (s *speech) wait(ctx context.Context, f wire.Frame) bool {
	return s.frames.WaitN(ctx, work(f)) == nil && s.bytes.WaitN(ctx, frameBytes(f)) == nil
}

// charge gives how long the frame waits until the host takes it, by the host's own
// measure, which every member can keep for itself.
func (s *speech) charge(f wire.Frame, now time.Time) time.Duration {
	return max(
		s.frames.ReserveN(now, work(f)).DelayFrom(now),
		s.bytes.ReserveN(now, frameBytes(f)).DelayFrom(now),
	)
}

// ownSpeech tells a member that it says more than the host takes from one, once until
// all of it has gone out.
type ownSpeech struct {
	meter *speech
	told  bool
}

// says measures one frame; tell is how long it waits, zero if that is no news.
func (o *ownSpeech) says(f wire.Frame, now time.Time) (tell time.Duration) {
	wait := o.meter.charge(f, now)
	switch {
	case wait == 0:
		o.told = false
	case wait >= limitedTold && !o.told:
		o.told = true
		return wait
	}
	return 0
}

// tooFast tells why nothing more can be said now: the host is silent, or what was
// said is on its way still.
func (s *seat) tooFast(now time.Time) error {
	since := s.pending[0].posted
	if s.moved.After(since) {
		since = s.moved
	}
	if now.Sub(since) >= answerTime {
		return ErrHostSilent
	}
	return ErrTooFast
}

// work counts a frame by what it costs whoever it reaches. A key takes as long to
// open as many messages, and people make few.
func work(f wire.Frame) int {
	if _, key := f.(*wire.SenderKey); key {
		return 32
	}
	return 1
}

// frameBytes is about how many bytes the relay sends on for a frame.
func frameBytes(f wire.Frame) int {
	switch f := f.(type) {
	case *wire.Post:
		return len(f.Data)
	case *wire.Head:
		return len(f.Body) + len(f.Signature)
	case *wire.SenderKey:
		n := 0
		for _, p := range f.Packets {
			n += len(p)
		}
		return n
	default:
		return 16
	}
}
