package link

import (
	"errors"
	"fmt"

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

// write starts the one goroutine that writes, unless it runs. It ends when nothing
// waits: most connections are idle most of the time, and then take no stack. With mu
// held.
func (c *Conn) write() {
	if !c.writing {
		c.writing = true
		go c.writer()
	}
}

// writer runs until the outbox is empty, or the connection is gone.
func (c *Conn) writer() {
	goodbye, over := false, true
	defer func() {
		if p := recover(); p != nil {
			c.mu.Lock()
			c.abort(Panicked(p))
			c.mu.Unlock()
		}
		if over {
			c.hangUp(goodbye)
		}
	}()
	if over = c.writeUntilIdle(); over {
		goodbye = c.sayGoodbye()
	}
}

// writeUntilIdle tells whether all is written and the connection is to end; else the
// goroutine is to end, and the next write starts another.
func (c *Conn) writeUntilIdle() (over bool) {
	for {
		wrote, err := c.writeWaiting()
		if more, over := c.rest(wrote, err); !more {
			return over
		}
	}
}

// rest looks whether there is more to do after everything was written, or could not
// be. A reader that is let go is cut off at once; a broken network waits for Close.
func (c *Conn) rest(wrote bool, err error) (more, over bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case errors.Is(err, ErrSlow):
		c.abort(err)
	case err != nil:
		c.broken(err)
	}
	if len(c.out.frames) > 0 {
		return true, false
	}
	if c.ending {
		return false, true // and no other writer starts
	}
	if wrote {
		c.idle.Reset(c.limits.ping)
	}
	c.writing = false
	return false, false
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

// queuePing does so where nothing was sent for a while. Not by Send: a full outbox is
// no reason to let go of anybody here.
func (c *Conn) queuePing() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cause == nil {
		c.out.push(ping)
		c.write()
	}
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
