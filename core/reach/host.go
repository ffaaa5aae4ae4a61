package reach

import (
	"net/netip"
	"regexp"
	"strings"
)

// reserved addresses belong to no computer.
var reserved = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),   // RFC 791
	netip.MustParsePrefix("240.0.0.0/4"), // RFC 1112, with the broadcast address
}

var (
	// zoneForm takes the names that systems give to network cards.
	zoneForm = regexp.MustCompile(`^[0-9A-Za-z]([0-9A-Za-z._-]{0,30}[0-9A-Za-z])?$`)

	// labelForm is the letter-digit-hyphen rule of RFC 1123, section 2.1.
	labelForm = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$`)
)

// parseHost gives the one spelling of an IP literal or a DNS name.
func parseHost(s string) (string, error) {
	addr, err := netip.ParseAddr(s)
	if err != nil {
		return parseName(s)
	}
	if addr = addr.Unmap(); !joinable(addr) {
		return "", ErrAddress
	}
	return addr.String(), nil
}

func joinable(addr netip.Addr) bool {
	if addr.IsUnspecified() || addr.IsMulticast() {
		return false
	}
	for _, prefix := range reserved {
		if prefix.Contains(addr) {
			return false
		}
	}
	return addr.Zone() == "" || addr.IsLinkLocalUnicast() && zoneForm.MatchString(addr.Zone())
}

func parseName(s string) (string, error) {
	name := strings.ToLower(strings.TrimSuffix(s, "."))
	if len(name) > 253 {
		return "", ErrAddress
	}
	labels := strings.Split(name, ".")
	for _, label := range labels {
		if !labelForm.MatchString(label) {
			return "", ErrAddress
		}
	}
	if numeric(labels[len(labels)-1]) {
		return "", ErrAddress
	}
	return name, nil
}

func numeric(label string) bool { return strings.Trim(label, "0123456789") == "" }

func isAddress(host string) bool {
	_, err := netip.ParseAddr(host)
	return err == nil
}
