package router

import (
	"context"
	"encoding/binary"
	"net/netip"
	"time"

	"golang.org/x/sys/unix"
)

// secondHop gives the address of the router behind the gateway, zero if it does
// not tell: a packet that may pass only one router ends there, and it says so by
// ICMP (RFC 792), which the system passes on to whoever sent it (ip(7),
// IP_RECVERR). Where the packet would go is a documentation address (RFC 5737),
// which belongs to nobody.
func secondHop(ctx context.Context) netip.Addr {
	socket, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, 0)
	if err != nil {
		return netip.Addr{}
	}
	defer unix.Close(socket)
	if unix.SetsockoptInt(socket, unix.IPPROTO_IP, unix.IP_RECVERR, 1) != nil ||
		unix.SetsockoptInt(socket, unix.IPPROTO_IP, unix.IP_TTL, 2) != nil {
		return netip.Addr{}
	}
	const pause = 100 * time.Millisecond
	for ctx.Err() == nil {
		to := &unix.SockaddrInet4{Port: 33434, Addr: [4]byte{192, 0, 2, 1}} // the port of traceroute
		if err := unix.Sendto(socket, nil, 0, to); err != nil {
			return netip.Addr{}
		}
		if a := ended(socket, pause); a.IsValid() {
			return a
		}
	}
	return netip.Addr{}
}

// ended waits for an ICMP error that says where a packet ended.
func ended(socket int, pause time.Duration) netip.Addr {
	poll := []unix.PollFd{{Fd: int32(socket)}} // errors are always reported
	if n, err := unix.Poll(poll, int(pause/time.Millisecond)); n == 0 || err != nil {
		return netip.Addr{}
	}
	oob := make([]byte, 512)
	_, n, _, _, err := unix.Recvmsg(socket, nil, oob, unix.MSG_ERRQUEUE)
	if err != nil {
		return netip.Addr{}
	}
	messages, _ := unix.ParseSocketControlMessage(oob[:n])
	for _, m := range messages {
		if m.Header.Level == unix.IPPROTO_IP && m.Header.Type == unix.IP_RECVERR {
			return offender(m.Data)
		}
	}
	return netip.Addr{}
}

// offender reads struct sock_extended_err of linux/errqueue.h, with the address
// behind it, of a packet whose time was exceeded.
func offender(b []byte) netip.Addr {
	const origin, kind, address = 4, 5, 16
	const icmp, timeExceeded = 2, 11
	if len(b) < address+8 || b[origin] != icmp || b[kind] != timeExceeded ||
		binary.NativeEndian.Uint16(b[address:]) != unix.AF_INET {
		return netip.Addr{}
	}
	return netip.AddrFrom4([4]byte(b[address+4 : address+8]))
}
