package link

import (
	"crypto/tls"
	"errors"
	"net"
	"time"
)

// alert is a TLS alert description (RFC 8446 section 6).
type alert = tls.AlertError

const (
	alertAccessDenied  alert = 49
	alertInternalError alert = 80
)

// sendPlainAlert writes a fatal alert before any key is agreed. The socket is
// fresh, so its seven bytes fit into the kernel's buffer; the deadline is for
// what is no ordinary socket.
func sendPlainAlert(raw net.Conn, a alert, patience time.Duration) error {
	if err := raw.SetWriteDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	const contentAlert, fatal = 21, 2
	_, err := raw.Write([]byte{contentAlert, 3, 3, 0, 2, fatal, byte(a)})
	return err
}

// remoteAlert gives the alert that ended a handshake. Crypto/tls keeps the
// type to itself, but gives the same words to its exported one.
func remoteAlert(err error) (alert, bool) {
	var op *net.OpError
	if !errors.As(err, &op) || op.Op != "remote error" {
		return 0, false
	}
	for a := range 256 {
		if alert(a).Error() == op.Err.Error() {
			return alert(a), true
		}
	}
	return 0, true
}
