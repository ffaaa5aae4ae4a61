package link

import "time"

// Finish sends a last frame after all that waits, for 1 s at most, and ends the
// connection; nil sends only what waits. It returns at once; Close waits for
// it. Reads still work until the other end has been told.
func (c *Conn) Finish(frame []byte) { c.finish(frame, ErrClosed) }

func (c *Conn) finish(frame []byte, cause error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ending {
		return
	}
	if frame != nil && c.cause == nil {
		c.out.push(frame) // one more than the bound: it is the last
	}
	c.finished = true
	c.end(cause, c.limits.flush)
}

// Close ends the connection and waits for its goroutines: about 0.1 s at most,
// after Finish 1.3 s; over QUIC 0.2 s and 2 s. What waits in the outbox is dropped unless Finish was
// called before. It may be called often.
func (c *Conn) Close() error {
	c.mu.Lock()
	if !c.ending {
		c.out.discard()
		c.end(ErrClosed, c.limits.goodbye)
	}
	c.mu.Unlock()
	<-c.ended
	return nil
}

// Ended is closed when nothing of the connection is left.
func (c *Conn) Ended() <-chan struct{} { return c.ended }

// end lets the writer write what is left and say goodbye. With mu held.
func (c *Conn) end(cause error, patience time.Duration) {
	if c.cause == nil {
		c.cause = cause
	}
	c.ending = true
	c.socket.flushBy(time.Now().Add(patience))
	c.write()
}

// abort ends the connection without another byte; the first reason is kept.
// With mu held.
func (c *Conn) abort(cause error) {
	if c.cause == nil {
		c.cause = cause
	}
	if c.ending && c.aborted {
		return
	}
	c.ending, c.aborted = true, true
	c.out.discard()
	c.socket.cut()
	c.write()
}

// broken notes that the network took no more. The socket stays open until the
// caller closes: what the peer said last may still be there to be read, and it
// tells more than "broken pipe". With mu held.
func (c *Conn) broken(cause error) {
	if c.cause == nil {
		c.cause = cause
	}
	c.aborted = true
	c.out.discard()
}

// hangUp closes the socket after the writer's last byte. Only who was told
// goodbye is worth lingering for.
func (c *Conn) hangUp(goodbye bool) {
	c.mu.Lock()
	c.out.discard()
	admitted, finished := c.admitted, c.finished
	if c.idle != nil {
		c.idle.Stop()
	}
	c.mu.Unlock()
	raw := c.socket.retire()
	switch {
	case goodbye && !admitted && c.lingerers != nil:
		c.lingerers.release(raw)
	case goodbye && finished:
		lingerClose(raw, patience(raw, c.limits.linger))
	case goodbye && isStream(raw):
		// No kernel goes on to send what was written just before.
		lingerClose(raw, c.limits.goodbye)
	default:
		_ = raw.Close()
	}
	c.leaveOpening()
	close(c.ended)
}
