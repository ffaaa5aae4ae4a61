package link

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/quic-go/quic-go"
)

// Application error codes of protocol version 1 (RFC 9000 section 20.2).
const (
	codeOver quic.ApplicationErrorCode = 0 // nothing more to say
	codeBusy quic.ApplicationErrorCode = 1 // had to make room
	codeCut  quic.ApplicationErrorCode = 2 // let go without a goodbye
)

// errCut says that the other end let go of this one. Quic-go's own errors all
// are net.ErrClosed, which here means that this end closed.
var errCut = errors.New("link: cut off by other end")

// readFault gives an error of QUIC in the words that TCP has for it.
func readFault(err error) error {
	var app *quic.ApplicationError
	var idle *quic.IdleTimeoutError
	switch {
	case err == nil, errors.Is(err, io.EOF), errors.Is(err, os.ErrDeadlineExceeded):
		return err
	case errors.As(err, &idle):
		return ErrSilent
	case errors.As(err, &app) && app.Remote && app.ErrorCode == codeOver:
		return io.EOF
	}
	return writeFault(err)
}

// writeFault is readFault for writing: never a timeout but a deadline's.
func writeFault(err error) error {
	var app *quic.ApplicationError
	var transport *quic.TransportError
	switch {
	case err == nil, errors.Is(err, os.ErrDeadlineExceeded):
		return err
	case errors.As(err, &app) && app.Remote && app.ErrorCode == codeBusy:
		return fmt.Errorf("%w (%v)", ErrBusy, err)
	case errors.As(err, &transport) && transport.Remote && transport.ErrorCode == quic.ApplicationErrorErrorCode:
		// The handshake was over here and not yet there, where an end has no code
		// (RFC 9000 section 10.2.3), and no other reason so early.
		return fmt.Errorf("%w (%v)", ErrBusy, err)
	}
	return fmt.Errorf("%w (%v)", errCut, err)
}

// quicRefusal names what a failed handshake means, as refusal does.
func quicRefusal(err error) error {
	var app *quic.ApplicationError
	var transport *quic.TransportError
	var version *quic.VersionNegotiationError
	var idle *quic.IdleTimeoutError
	var slow *quic.HandshakeTimeoutError
	kind := ErrNotRealTalk
	switch {
	case errors.As(err, &app) && app.Remote:
		kind = ErrBusy // hosts know no other reason so early
	case errors.As(err, &transport) && transport.Remote:
		kind = remoteRefusal(transport.ErrorCode)
	case errors.As(err, &idle), errors.As(err, &slow):
		kind = context.DeadlineExceeded
	case !errors.As(err, &transport) && !errors.As(err, &version):
		return err
	}
	return fmt.Errorf("%w (%v)", kind, err)
}

// remoteRefusal reads the codes of RFC 9000 section 20.1.
func remoteRefusal(code quic.TransportErrorCode) error {
	const alerts = 0x100 // a TLS alert's number is added to it
	switch code {
	case quic.ConnectionRefused:
		return ErrRefusedBlocked
	case quic.ApplicationErrorErrorCode, alerts + quic.TransportErrorCode(alertInternalError):
		return ErrBusy
	}
	return ErrNotRealTalk
}
