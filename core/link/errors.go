package link

import (
	"errors"
	"fmt"
	"net"
	"os"
)

var (
	// ErrClosed says that this end closed the connection or the listener. It
	// is a net.ErrClosed.
	ErrClosed = fmt.Errorf("link: %w", net.ErrClosed)

	// ErrSlow says that the other end did not take what was sent to it.
	ErrSlow = errors.New("link: reader too slow")

	// ErrSilent says that nothing came for as long as three pings take.
	ErrSilent = fmt.Errorf("link: peer silent: %w", os.ErrDeadlineExceeded)

	// ErrPings says that the other end sent far more pings than anybody needs.
	ErrPings = errors.New("link: flood of pings")

	// ErrBusy says that too many connections waited for admission.
	ErrBusy = errors.New("link: too many connections waiting")

	// ErrRefusedBlocked says that the host closed the door on this address
	// before TLS. Anybody on the path can forge it.
	ErrRefusedBlocked = errors.New("link: address blocked by host")

	// ErrNotRealTalk says that something answered, but not in this protocol.
	ErrNotRealTalk = errors.New("link: not Real Talk")
)
