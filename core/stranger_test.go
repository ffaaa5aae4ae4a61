package core

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"testing"

	"realtalk/core/link"
	"realtalk/core/wire"
)

// stranger opens a connection without TLS from the nth of the addresses of
// this computer, where it has more than one.
func stranger(n int, address string) (net.Conn, error) {
	d := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, byte(2+n))}}
	c, err := d.Dial("tcp", address)
	if err != nil {
		return net.Dial("tcp", address)
	}
	return c, nil
}

// secretStranger does TLS, too.
func secretStranger(n int, address string) (*tls.Conn, error) {
	raw, err := stranger(n, address)
	if err != nil {
		return nil, err
	}
	c := tls.Client(raw, &tls.Config{InsecureSkipVerify: true, NextProtos: []string{link.Protocol}})
	if err := c.Handshake(); err != nil {
		raw.Close()
		return nil, err
	}
	return c, nil
}

// reason tells how the host ended a connection: "alert N" before TLS, "refused
// N" or "verdict N" after it, "close" without a word. It does not wait for the
// end of one that was let in.
func reason(c net.Conn) string {
	if t, ok := c.(*tls.Conn); ok {
		return lastFrame(wire.NewReader(t, wire.MaxFrame))
	}
	b, err := io.ReadAll(c)
	if len(b) >= 7 && b[0] == 21 {
		return fmt.Sprint("alert ", b[len(b)-1])
	}
	if len(b) == 0 && err == nil {
		return "close"
	}
	return fmt.Sprintf("%x, %v", b, err)
}

// lastFrame reads to the end of a connection and names what came last.
func lastFrame(r interface{ Next() (wire.Frame, error) }) string {
	last := "close"
	for {
		f, err := r.Next()
		switch f := f.(type) {
		case *wire.Refused:
			last = fmt.Sprint("refused ", f.Code)
		case *wire.Verdict:
			last = fmt.Sprint("verdict ", f.Code)
		case *wire.Epoch:
			return "let in"
		}
		switch {
		case errors.Is(err, io.EOF):
			return last
		case err != nil:
			return last + ", " + err.Error()
		}
	}
}

// idleConnections is how many an attacker opens before it says anything.
const idleConnections = 500

// sitIdle opens them one after the other, every second one with TLS, sends
// nothing, and tells how each ends.
func sitIdle(address string) {
	opened := make(chan struct{})
	for n := range idleConnections {
		c, err := idleConnection(n, address)
		if err != nil {
			fmt.Println("error", err)
			return
		}
		go func() {
			why := reason(c)
			<-opened
			fmt.Println("closed", why)
		}()
	}
	fmt.Println("open")
	close(opened)
	_, _ = io.Copy(io.Discard, os.Stdin) // till killed
}

func idleConnection(n int, address string) (net.Conn, error) {
	if n%2 == 0 {
		return stranger(n/2%8, address)
	}
	return secretStranger(n/2%8, address)
}

// bytesOf is a frame as it is sent.
func bytesOf(t testing.TB, f wire.Frame) []byte {
	t.Helper()
	b, err := wire.Append(nil, f)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
