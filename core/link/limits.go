package link

import "time"

// Pings that come are bounded, for they are skipped where nobody counts them: one each
// five seconds is what anybody sends, and a line that stood still brings some at once.
const (
	pingRate  = 1 // a second
	pingBurst = 32
)

// limits are the bounds that doc.go states; tests use shorter ones.
type limits struct {
	handshake time.Duration // TCP (dialling) and TLS together
	opening   time.Duration // one frame written before admission
	stall     time.Duration // an admitted reader takes nothing
	silence   time.Duration // an admitted peer sends nothing
	ping      time.Duration // we send nothing
	flush     time.Duration // a last frame
	goodbye   time.Duration // close_notify when nothing is to be flushed
	linger    time.Duration // between our FIN and our close
	idle      time.Duration // a socket for QUIC has no connection

	openings  places // connections before admission
	household places // of them, of one household
	lingering int    // of them, closed but not gone
	outbox    int    // bytes that wait for one reader
}

func standard() limits {
	return limits{
		handshake: 10 * time.Second,
		opening:   10 * time.Second,
		stall:     20 * time.Second,
		silence:   15 * time.Second,
		ping:      5 * time.Second,
		flush:     time.Second,
		goodbye:   100 * time.Millisecond,
		linger:    250 * time.Millisecond,
		idle:      time.Minute,
		openings:  places{bare: 256, secured: 192, greeted: 128},
		household: places{bare: 64, secured: 48, greeted: 32},
		lingering: 16,
		outbox:    8 << 20,
	}
}
