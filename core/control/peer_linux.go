package control

import (
	"net"
	"os"

	"golang.org/x/sys/unix"
)

// sameUser is ErrForeign if the other end is not of this user. The system noted
// who that is when the client connected, or the server began to listen.
func sameUser(conn *net.UnixConn) error {
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	var peer *unix.Ucred
	var asked error
	err = raw.Control(func(fd uintptr) {
		peer, asked = unix.GetsockoptUcred(int(fd), unix.SOL_SOCKET, unix.SO_PEERCRED)
	})
	switch {
	case err != nil:
		return err
	case asked != nil:
		return os.NewSyscallError("getsockopt", asked)
	case int(peer.Uid) != os.Geteuid():
		return ErrForeign
	}
	return nil
}
