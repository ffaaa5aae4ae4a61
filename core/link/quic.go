package link

import (
	"net"
	"net/netip"
	"time"

	"github.com/quic-go/quic-go"
)

// quicIdle is longer than an admitted peer may be silent, which is told apart.
const quicIdle = 30 * time.Second

// Windows bound what the other end may send before it is read: little for a
// stranger, enough for a line of 100 Mbit/s and 40 ms for a member.
const (
	firstWindow = 64 << 10
	fullWindow  = 512 << 10
)

// quicConfig allows one stream, opened by the guest, and nothing else.
func quicConfig(streams int64, handshake time.Duration) *quic.Config {
	return &quic.Config{
		Versions:                       []quic.Version{quic.Version1},
		HandshakeIdleTimeout:           handshake / 2, // twice that is the end
		MaxIdleTimeout:                 quicIdle,
		InitialStreamReceiveWindow:     firstWindow,
		InitialConnectionReceiveWindow: firstWindow,
		MaxStreamReceiveWindow:         fullWindow,
		MaxConnectionReceiveWindow:     fullWindow,
		MaxIncomingStreams:             streams,
		MaxIncomingUniStreams:          -1,
		RequireStreamCreditRelease:     true, // one stream in all
	}
}

// only is a socket for one other computer: QUIC sees no packet of anybody else.
// It hides that it is a *net.UDPConn, since quic-go would print to standard error
// what it thinks of the kernel's buffers, which are enough for a chat.
type only struct {
	net.PacketConn
	from netip.Addr
}

func newOnly(c net.PacketConn, from netip.Addr) only { return only{c, from.Unmap()} }

// ReadFrom passes over packets from elsewhere.
func (o only) ReadFrom(b []byte) (int, net.Addr, error) {
	for {
		n, from, err := o.PacketConn.ReadFrom(b)
		if err != nil || addrPort(from).Addr() == o.from {
			return n, from, err
		}
	}
}

// SetReadBuffer and SetWriteBuffer are asked for before a warning is printed.
func (o only) SetReadBuffer(n int) error {
	if c, ok := o.PacketConn.(interface{ SetReadBuffer(int) error }); ok {
		_ = c.SetReadBuffer(n)
	}
	return nil
}

// SetWriteBuffer is as SetReadBuffer.
func (o only) SetWriteBuffer(n int) error {
	if c, ok := o.PacketConn.(interface{ SetWriteBuffer(int) error }); ok {
		_ = c.SetWriteBuffer(n)
	}
	return nil
}
