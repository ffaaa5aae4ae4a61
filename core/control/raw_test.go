package control_test

import (
	"encoding/binary"
	"io"
	"net"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// frame is a message as doc.go describes it.
func frame(message string) []byte {
	return append(binary.BigEndian.AppendUint32(nil, uint32(len(message))), message...)
}

// taken is the byte that a server begins with.
const taken = "\x01"

// dial connects to the server in dir as no Call does.
func dial(t *testing.T, dir string) *net.UnixConn {
	t.Helper()
	socket, err := os.ReadFile(filepath.Join(dir, "control"))
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.DialUnix("unix", nil, &net.UnixAddr{Name: string(socket), Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// exchange sends bytes and no more, and gives all that comes back.
func exchange(t *testing.T, dir string, sent []byte) []byte {
	t.Helper()
	conn := dial(t, dir)
	defer conn.Close()
	// Who is cut off for what it said may find that it cannot say the rest, or
	// that the rest went unread; what came back counts.
	_, _ = conn.Write(sent)
	_ = conn.CloseWrite()
	said, _ := io.ReadAll(conn)
	return said
}

// fake listens in dir as no Server does: it says the bytes that say gives to
// each connection, and hangs up when the other end has read them and is done.
func fake(t testing.TB, dir string, say func() []byte) {
	t.Helper()
	socket := filepath.Join(dir, "fake.sock")
	listener, err := net.ListenUnix("unix", &net.UnixAddr{Name: socket, Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "control"), []byte(socket), 0o600); err != nil {
		t.Fatal(err)
	}
	var running sync.WaitGroup
	t.Cleanup(func() {
		_ = listener.Close()
		running.Wait()
	})
	running.Go(func() {
		for {
			conn, err := listener.AcceptUnix()
			if err != nil {
				return
			}
			_, _ = conn.Write(say())
			_ = conn.CloseWrite()
			_, _ = io.Copy(io.Discard, conn)
			_ = conn.Close()
		}
	})
}
