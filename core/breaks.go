package core

import (
	"time"

	"golang.org/x/time/rate"
)

// What one member may cost by coming back, for nothing prevents it from breaking its
// connection on purpose: each time the host shakes hands, sends again what was not
// acknowledged, and tells the others. A guest that is turned away for it tries again
// with its pauses.
const (
	// backCost is what a return costs beside the bytes that are sent again.
	backCost  = 64 << 10
	backBytes = 1 << 20 // a second
	backBurst = 4 * logBytes
	// The others are told of wordBurst breaks that last longer than a blip, and of
	// more than one each wordEvery only when it lasts longer than longBlip.
	wordBurst = 6
	wordEvery = 20 * time.Second
	longBlip  = 15 * time.Second
)

// backPace bounds how often a guest goes back at once when its connection breaks: a
// host that breaks it on purpose must not keep this computer busy.
const (
	backPaceEvery = 250 * time.Millisecond
	backPaceBurst = 20
)

func newBackPace() *rate.Limiter { return rate.NewLimiter(rate.Every(backPaceEvery), backPaceBurst) }

// breaks measures how often a member's connection breaks. Any goroutine may use it.
type breaks struct{ returns, words *rate.Limiter }

func newBreaks() breaks {
	return breaks{
		returns: rate.NewLimiter(backBytes, backBurst),
		words:   rate.NewLimiter(rate.Every(wordEvery), wordBurst),
	}
}

// mayReturn tells whether a return may come now, for which so many bytes are sent again.
func (b breaks) mayReturn(again int) bool {
	return b.returns.AllowN(time.Now(), min(backCost+again, backBurst))
}

// blip is how long a break may last of which nobody is told.
func (b breaks) blip() time.Duration {
	if b.words.Tokens() < 1 {
		return longBlip
	}
	return blip
}

// told notes that the others were told of a break.
func (b breaks) told() { b.words.Allow() }
