package link

import (
	"errors"
	"fmt"
	"time"

	"realtalk/core/wire"
)

// ping is the frame that keeps a quiet connection alive.
var ping = func() []byte {
	b, err := wire.Append(nil, &wire.Ping{})
	if err != nil {
		panic(err) // a constant
	}
	return b
}()

// startWriter starts the one goroutine that writes, once. With mu held.
func (c *Conn) startWriter() {
	if !c.writing {
		c.writing = true
		go c.writer()
	}
}

// rouse makes the writer look again; it never waits.
func (c *Conn) rouse() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// writer runs from Admitted, or from the end of an opening, until the
// connection is gone.
func (c *Conn) writer() {
	goodbye := false
	defer func() {
		if p := recover(); p != nil {
			c.mu.Lock()
			c.abort(Panicked(p))
			c.mu.Unlock()
		}
		c.hangUp(goodbye)
	}()
	if err := c.writeUntilEnd(); err != nil {
		c.stopped(err)
		return
	}
	goodbye = c.sayGoodbye()
}

// writeUntilEnd gives nil when all is written and the connection is to end.
func (c *Conn) writeUntilEnd() error {
	idle := time.NewTimer(c.limits.ping)
	defer idle.Stop()
	for {
		wrote, err := c.writeWaiting()
		if err != nil {
			return err
		}
		if wrote {
			idle.Reset(c.limits.ping)
		}
		if c.isEnding() {
			return nil
		}
		select {
		case <-c.wake:
		case <-idle.C:
			// Not by Send: a full outbox is no reason to let go of anybody here.
			c.queuePing()
		}
	}
}

// stopped deals with a failed write. A reader that is let go is cut off at
// once; a broken network waits for Close.
func (c *Conn) stopped(err error) {
	c.mu.Lock()
	if errors.Is(err, ErrSlow) {
		c.abort(err)
	} else {
		c.broken(err)
	}
	for !c.ending {
		c.mu.Unlock()
		<-c.wake
		c.mu.Lock()
	}
	c.mu.Unlock()
}

// writeWaiting writes until the outbox is empty.
func (c *Conn) writeWaiting() (wrote bool, err error) {
	if !c.hasWaiting() {
		return false, nil
	}
	scratch := scratches.Get().(*[record]byte)
	defer scratches.Put(scratch)
	cost := 0
	for {
		data, next := c.takeWaiting(cost, scratch[:])
		if next == 0 {
			return wrote, nil
		}
		if _, err := c.channel.Write(data); err != nil {
			return wrote, fmt.Errorf("write %s: %w", c.remote, err)
		}
		wrote, cost = true, next
	}
}

func (c *Conn) hasWaiting() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.out.frames) > 0
}

// takeWaiting settles the last write and takes what goes into the next; cost 0
// when there is nothing.
func (c *Conn) takeWaiting(settled int, scratch []byte) (data []byte, cost int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.aborted {
		return nil, 0
	}
	c.out.written(settled)
	if len(c.out.frames) == 0 {
		return nil, 0
	}
	return c.out.next(scratch)
}

func (c *Conn) queuePing() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cause == nil {
		c.out.push(ping)
	}
}

// isEnding reports whether the writer has nothing left to do but leave. What
// was queued before the end is written by then, for nothing is queued after it.
func (c *Conn) isEnding() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ending && len(c.out.frames) == 0
}

// sayGoodbye sends close_notify (RFC 8446 section 6.1).
func (c *Conn) sayGoodbye() bool {
	c.turn <- struct{}{}
	defer func() { <-c.turn }()
	c.mu.Lock()
	aborted := c.aborted
	c.mu.Unlock()
	return !aborted && c.channel.CloseWrite() == nil
}
