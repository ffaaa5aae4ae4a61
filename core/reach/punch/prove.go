package punch

import (
	"context"
	"crypto/hmac"
	"io"
	"net"
	"time"
)

// proveWait is how long the other end of a TCP connection that both dialled may
// take to prove that it knows the secret: time for two repetitions.
const proveWait = 5 * time.Second

// atDoor is the number of the pair that stands for the guest's door.
const atDoor int64 = -2

const markSize = 1 + 16

// mark is what a role says first over TCP. No TLS record begins with 0 (RFC 8446,
// section 5.1).
func (k keys) mark(r role, pair int64) []byte {
	return append([]byte{0}, k.derive("mark", int64(r), pair)[:markSize-1]...)
}

// prove lets both ends say that they know the secret, the host first, so that
// the guest says nothing to strangers. It closes the connection, and is false, if
// the other does not. met is called once the other has proved it.
func (a *attempt) prove(ctx context.Context, pair int64, conn net.Conn, limit time.Duration, met func()) bool {
	keep := a.closeWith(ctx, conn)
	_ = conn.SetDeadline(time.Now().Add(limit))
	proved := a.exchange(pair, conn, met)
	if !keep() {
		return false
	}
	if !proved {
		_ = conn.Close()
		return false
	}
	_ = conn.SetDeadline(time.Time{})
	return true
}

func (a *attempt) exchange(pair int64, conn net.Conn, met func()) bool {
	say := func() bool {
		_, err := conn.Write(a.keys.mark(a.role, pair))
		return err == nil
	}
	if a.role == host && !say() {
		return false
	}
	said := make([]byte, markSize)
	if _, err := io.ReadFull(conn, said); err != nil || !hmac.Equal(said, a.keys.mark(a.role.other(), pair)) {
		return false
	}
	a.hear()
	met()
	return a.role == host || say()
}
