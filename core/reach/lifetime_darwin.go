package reach

import (
	"net"
	"net/netip"
	"syscall"
	"unsafe"
)

// lifetimes asks the system about this computer's IPv6 addresses; one that is
// not in the map stays.
func lifetimes() map[netip.Addr]lifetime {
	socket, err := syscall.Socket(syscall.AF_INET6, syscall.SOCK_DGRAM, 0)
	if err != nil {
		return nil // no IPv6 here
	}
	defer syscall.Close(socket)
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil
	}
	lives := make(map[netip.Addr]lifetime)
	for _, i := range interfaces {
		addrs, _ := i.Addrs() // an error: it was unplugged just now
		for _, a := range addrs {
			addr, _ := toAddr(a)
			if !addr.Is6() || addr.IsLinkLocalUnicast() {
				continue
			}
			if flags, ok := flagsOf(socket, i.Name, addr); ok {
				lives[addr] = lifetimeOf(flags)
			}
		}
	}
	return lives
}

// flagsRequest is struct in6_ifreq of netinet6/in6_var.h, whose union is as large
// as its largest member, the counters of ICMPv6.
type flagsRequest struct {
	name  [syscall.IFNAMSIZ]byte
	union [34]uint64
}

// flagsOf gives the IN6_IFF_ flags of an address.
func flagsOf(socket int, name string, addr netip.Addr) (flags int32, ok bool) {
	const getFlags = 0xc1206949 // SIOCGIFAFLAG_IN6
	var r flagsRequest
	copy(r.name[:len(r.name)-1], name)
	*(*syscall.RawSockaddrInet6)(unsafe.Pointer(&r.union)) = syscall.RawSockaddrInet6{
		Len: syscall.SizeofSockaddrInet6, Family: syscall.AF_INET6, Addr: addr.As16(),
	}
	_, _, e := syscall.Syscall(syscall.SYS_IOCTL, uintptr(socket), getFlags, uintptr(unsafe.Pointer(&r)))
	return *(*int32)(unsafe.Pointer(&r.union)), e == 0
}

func lifetimeOf(flags int32) lifetime {
	const (
		tentative  = 0x02
		duplicated = 0x04
		detached   = 0x08 // its router is gone
		deprecated = 0x10
		temporary  = 0x80
	)
	switch {
	case flags&(tentative|duplicated|detached) != 0:
		return unusable
	case flags&deprecated != 0:
		return goesSoon
	case flags&temporary != 0:
		return changes
	}
	return stays
}
