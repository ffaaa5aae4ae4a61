package link

import (
	"context"
	"fmt"
	"net"
)

// Take lets a connection in that was not accepted but made from both ends
// (simultaneous open, RFC 9293 section 3.5), as if it had been: Guard and Hold are
// asked, and the places are the same. The listener owns it from now on. Any
// goroutine may call it; it does not wait.
func (l *Listener) Take(raw net.Conn) {
	if !l.begin() {
		_ = raw.Close()
		return
	}
	defer l.accepting.Done()
	l.greet(raw)
}

// Over does TLS, in 10 s, over a connection that was made from both ends, as the
// guest. The error is as Dial's; raw is closed then.
func Over(ctx context.Context, raw net.Conn) (*Conn, error) {
	limits := standard()
	ctx, cancel := context.WithTimeout(ctx, limits.handshake)
	defer cancel()
	c, err := secure(ctx, raw, limits)
	if err != nil {
		_ = raw.Close()
		return nil, fmt.Errorf("over %s: %w", raw.RemoteAddr(), err)
	}
	return c, nil
}
