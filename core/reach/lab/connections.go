//go:build linux

package lab

import (
	"encoding/binary"
	"fmt"

	"golang.org/x/sys/unix"
)

// forgetConnections asks the kernel to drop all entries of connection tracking
// in a namespace, by one message of nfnetlink (linux/netfilter/nfnetlink.h and
// nfnetlink_conntrack.h): "delete" without saying what.
func forgetConnections(namespace string) error {
	return enter(namespace, func() error {
		fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC, unix.NETLINK_NETFILTER)
		if err != nil {
			return err
		}
		defer unix.Close(fd)
		const (
			length = unix.SizeofNlMsghdr + 4
			kind   = unix.NFNL_SUBSYS_CTNETLINK<<8 | 2 // IPCTNL_MSG_CT_DELETE
		)
		message := binary.NativeEndian.AppendUint32(nil, length)
		message = binary.NativeEndian.AppendUint16(message, kind)
		message = binary.NativeEndian.AppendUint16(message, unix.NLM_F_REQUEST|unix.NLM_F_ACK)
		message = append(message, make([]byte, length-8)...) // any sequence, port and family
		if err := unix.Sendto(fd, message, 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}); err != nil {
			return err
		}
		answer := make([]byte, 256)
		n, _, err := unix.Recvfrom(fd, answer, 0)
		if err != nil || n < unix.SizeofNlMsghdr+4 {
			return fmt.Errorf("forget connections in %s: %d bytes: %w", namespace, n, err)
		}
		if code := int32(binary.NativeEndian.Uint32(answer[unix.SizeofNlMsghdr:])); code != 0 {
			return fmt.Errorf("forget connections in %s: %w", namespace, unix.Errno(-code))
		}
		return nil
	})
}
