package link

import (
	"time"

	"github.com/quic-go/quic-go"
)

// quicIdle is longer than an admitted peer may be silent, which is told apart.
const quicIdle = 30 * time.Second

// Windows bound what the other end may send before it is read: two frames of the
// opening for a stranger, since quic-go keeps eleven times as much of what comes in
// small pieces; enough for a line of 100 Mbit/s and 40 ms for a member.
const (
	firstWindow = 16 << 10
	fullWindow  = 512 << 10
)

// packetSize is what every path has to carry that carries QUIC (RFC 9000 section
// 14). Larger ones would have to be probed for, on paths that were just punched.
const packetSize = 1200

// guestQUIC allows the host no stream, and keeps a quiet opening alive.
func guestQUIC(l limits) *quic.Config {
	c := quicConfig(-1, l)
	c.KeepAlivePeriod = l.ping
	return c
}

// hostQUIC allows the guest one stream.
func hostQUIC(l limits) *quic.Config { return quicConfig(1, l) }

// quicConfig allows so many streams, opened by the other end, and nothing else.
func quicConfig(streams int64, l limits) *quic.Config {
	return &quic.Config{
		Versions:                       []quic.Version{quic.Version1},
		HandshakeIdleTimeout:           l.handshake,
		MaxIdleTimeout:                 quicIdle,
		InitialStreamReceiveWindow:     firstWindow,
		InitialConnectionReceiveWindow: firstWindow,
		MaxStreamReceiveWindow:         fullWindow,
		MaxConnectionReceiveWindow:     fullWindow,
		MaxIncomingStreams:             streams,
		MaxIncomingUniStreams:          -1,
		RequireStreamCreditRelease:     true, // one stream in all
		InitialPacketSize:              packetSize,
		DisablePathMTUDiscovery:        true,
	}
}
