package reach

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"net/netip"
	"os"
	"strconv"
	"strings"
)

// lifetimes asks the kernel about this computer's IPv6 addresses; one that is
// not in the map stays.
func lifetimes() map[netip.Addr]lifetime {
	table, err := os.ReadFile("/proc/net/if_inet6")
	if err != nil {
		return nil // no IPv6 here
	}
	return parseInet6(table)
}

// parseInet6 reads /proc/net/if_inet6: address, card, prefix length, scope,
// flags, in hex, and the card's name.
func parseInet6(table []byte) map[netip.Addr]lifetime {
	lives := make(map[netip.Addr]lifetime)
	lines := bufio.NewScanner(bytes.NewReader(table))
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) < 5 {
			continue
		}
		raw, err := hex.DecodeString(fields[0])
		if err != nil || len(raw) != 16 {
			continue
		}
		flags, err := strconv.ParseUint(fields[4], 16, 32)
		if err != nil {
			continue
		}
		lives[netip.AddrFrom16([16]byte(raw))] = lifetimeOf(flags)
	}
	return lives
}

// lifetimeOf reads the IFA_F_ flags of linux/if_addr.h.
func lifetimeOf(flags uint64) lifetime {
	const (
		temporary  = 0x01
		dadFailed  = 0x08
		deprecated = 0x20
		tentative  = 0x40
	)
	switch {
	case flags&(dadFailed|tentative) != 0:
		return unusable
	case flags&deprecated != 0:
		return goesSoon
	case flags&temporary != 0:
		return changes
	}
	return stays
}
