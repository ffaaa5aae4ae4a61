package core

import (
	"context"

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
