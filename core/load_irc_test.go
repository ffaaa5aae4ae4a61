package core

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// ircGuest is a guest of an IRC server (RFC 2812).
type ircGuest struct {
	conn *tls.Conn
	in   *bufio.Reader
	seen atomic.Int64 // messages that came
}

// ircAsChild lets n guests into a channel of an IRC server, who count what two more
// say.
func ircAsChild(address string, n, messages int, orders *bufio.Scanner) error {
	var counts []*atomic.Int64
	var says []func() error
	var said atomic.Int64
	for i := range n + loadPosters {
		c, err := enterIRC(address, fmt.Sprint("g", i))
		if err != nil {
			return err
		}
		go c.count()
		if i < n {
			counts = append(counts, &c.seen)
			continue
		}
		says = append(says, func() error { return c.say(messages/loadPosters, &said, counts) })
	}
	time.Sleep(time.Second) // the news of who came has to pass
	return timed(messages, counts, says, orders)
}

func enterIRC(address, nick string) (*ircGuest, error) {
	conn, err := tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true})
	if err != nil {
		return nil, err
	}
	if _, err := fmt.Fprintf(conn, "NICK %s\r\nUSER %s 0 * :%s\r\nJOIN #load\r\n", nick, nick, nick); err != nil {
		return nil, err
	}
	c := &ircGuest{conn: conn, in: bufio.NewReaderSize(conn, 16<<10)}
	for {
		line, err := c.in.ReadString('\n')
		if err != nil {
			return nil, fmt.Errorf("%s: %w", nick, err)
		}
		if strings.Contains(line, " 366 ") { // the end of the names: it is in
			return c, nil
		}
	}
}

// count does so until the connection ends.
func (c *ircGuest) count() {
	for {
		line, err := c.in.ReadSlice('\n')
		if err != nil {
			return
		}
		if bytes.Contains(line, []byte(" PRIVMSG ")) {
			c.seen.Add(1)
		}
	}
}

// ircAhead is how many messages may be on their way: an IRC server closes the
// connection of a reader that is far behind.
const ircAhead = 200

// say says n messages, no faster than everybody hears them.
func (c *ircGuest) say(n int, said *atomic.Int64, counts []*atomic.Int64) error {
	const ircLines = 10 // ngircd forgets what is left of a record that does not fit into its 2 KiB
	lines := []byte(strings.Repeat("PRIVMSG #load :"+sample+"\r\n", ircLines))
	behind := func(c *atomic.Int64) bool { return said.Load()-c.Load() > ircAhead }
	for ; n > 0; n -= ircLines {
		for slices.ContainsFunc(counts, behind) {
			time.Sleep(50 * time.Microsecond)
		}
		said.Add(ircLines)
		if _, err := c.conn.Write(lines); err != nil {
			return err
		}
	}
	return nil
}
