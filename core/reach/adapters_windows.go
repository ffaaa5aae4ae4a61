package reach

import (
	"errors"
	"unsafe"

	"golang.org/x/sys/windows"
)

// adapters gives all network cards with their addresses and gateways; none if
// the system does not tell.
func adapters() []*windows.IpAdapterAddresses {
	const flags = windows.GAA_FLAG_INCLUDE_GATEWAYS | windows.GAA_FLAG_SKIP_ANYCAST |
		windows.GAA_FLAG_SKIP_MULTICAST | windows.GAA_FLAG_SKIP_DNS_SERVER
	size := uint32(15_000) // recommended by the documentation of the call
	for range 4 {          // cards may come between two calls
		buffer := make([]uint64, size/8+1) // aligned
		first := (*windows.IpAdapterAddresses)(unsafe.Pointer(&buffer[0]))
		err := windows.GetAdaptersAddresses(windows.AF_UNSPEC, flags, 0, first, &size)
		if errors.Is(err, windows.ERROR_BUFFER_OVERFLOW) {
			continue
		}
		if err != nil || size == 0 {
			return nil
		}
		var all []*windows.IpAdapterAddresses
		for a := first; a != nil; a = a.Next {
			all = append(all, a)
		}
		return all
	}
	return nil
}
