package control

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"time"
)

var (
	// ErrNobody tells that nobody serves in the folder. The request was not
	// sent.
	ErrNobody = errors.New("nobody serves there")

	// ErrForeign tells that a server of another user listens there. The request
	// was not sent. Only Linux lets us know.
	ErrForeign = errors.New("another user serves there")

	errVersion = errors.New("server of another version")
)

// Call sends the request to who serves in dir, the folder of a profile, and
// gives the answer. It waits until ctx ends, whose error is then wrapped. Other
// errors are ErrNobody, ErrForeign, ErrTooLarge, or tell that the connection
// ended before the answer was here: then nobody knows whether the request was
// carried out. Any goroutine may call.
func Call(ctx context.Context, dir string, request []byte) ([]byte, error) {
	answer, err := call(ctx, dir, request)
	if err != nil {
		return nil, fmt.Errorf("call %s: %w", dir, err)
	}
	return answer, nil
}

func call(ctx context.Context, dir string, request []byte) ([]byte, error) {
	if len(request) > MaxMessage {
		return nil, ErrTooLarge
	}
	conn, err := dial(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	answer, err := ask(conn, request)
	if err != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return answer, err
}

func dial(ctx context.Context, dir string) (*net.UnixConn, error) {
	at, err := find(dir)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNoPath) {
		return nil, ErrNobody
	}
	if err != nil {
		return nil, err
	}
	var dialer net.Dialer
	conn, err := dialer.DialUnix(ctx, "unix", nil, &net.UnixAddr{Name: at.socket, Net: "unix"})
	switch {
	case err == nil:
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, fs.ErrNotExist) || refused(err):
		return nil, ErrNobody
	default:
		return nil, err
	}
	if err := sameUser(conn); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// ask has the conversation of doc.go, as the client.
func ask(conn net.Conn, request []byte) ([]byte, error) {
	var first [1]byte
	if _, err := conn.Read(first[:]); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNobody, err) // it ended while we were in the queue
	}
	if first[0] != taken {
		return nil, errVersion
	}
	if err := writeMessage(conn, request); err != nil {
		return nil, fmt.Errorf("request: %w", err)
	}
	answer, err := readMessage(conn)
	if err != nil {
		return nil, fmt.Errorf("answer: %w", err)
	}
	return answer, nil
}
