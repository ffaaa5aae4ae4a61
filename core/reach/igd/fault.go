package igd

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/huin/goupnp/soap"
)

// Fault is a device's no to an action, UPnP Device Architecture 2.0 section
// 3.2.2. Code is 0 if it gave none. Description is the device's own words, for
// logs: 100 characters at most, printable.
type Fault struct {
	Code        int
	Description string
}

func (f *Fault) Error() string { return fmt.Sprintf("UPnP error %d: %s", f.Code, f.Description) }

// Conflict tells that the port is another device's, or the router's own. 501
// ("action failed") is what many routers say instead.
func (f *Fault) Conflict() bool {
	return f.Code == 718 || f.Code == 729 || f.Code == 501
}

// NotAuthorized tells that the router does not let this computer do it.
func (f *Fault) NotAuthorized() bool { return f.Code == 606 }

// NoSpace tells that the router has no room for more mappings or pinholes.
func (f *Fault) NoSpace() bool { return f.Code == 728 || f.Code == 701 }

// FirewallOff tells that the router's IPv6 firewall is switched off, so that no
// pinhole is needed.
func (f *Fault) FirewallOff() bool { return f.Code == 702 }

// PinholesForbidden tells that the router is set up to let nobody open its IPv6
// firewall.
func (f *Fault) PinholesForbidden() bool { return f.Code == 703 }

// Gone tells that there is no such mapping or pinhole, or no more.
func (f *Fault) Gone() bool { return f.Code == 714 || f.Code == 704 }

// NoEntry tells that a look-up found nothing, in one of the ways that routers say
// that: 713 is for a table's index, 402 and 501 are what some say to everything.
func (f *Fault) NoEntry() bool {
	return f.Gone() || f.Code == 713 || f.Code == 501 || f.Code == invalidArguments
}

// leaseRefused tells that a mapping may be had with another lease. 402 is
// "invalid arguments", 725 "only permanent leases supported".
func (f *Fault) leaseRefused() bool { return f.Code == invalidArguments || f.Code == 725 }

func faultOf(e *soap.SOAPFaultError) *Fault {
	detail := e.Detail.UPnPError
	words := detail.ErrorDescription
	if words == "" {
		words = e.FaultString
	}
	return &Fault{detail.Errorcode, legible(words)}
}

func legible(words string) string {
	const length = 100
	var b strings.Builder
	n := 0
	for _, r := range strings.TrimSpace(words) {
		if n++; n > length {
			break
		}
		if !unicode.IsPrint(r) {
			r = ' '
		}
		b.WriteRune(r)
	}
	return b.String()
}
