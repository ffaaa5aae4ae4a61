package geoip

import (
	"net/netip"
	"sync"
)

// tell adds to the answer what it lacks and the list has.
func (l *list) tell(address netip.Addr, answer *Answer) {
	r := records.Get().(*record)
	defer records.Put(r)
	if l.read(address, r) != nil {
		return // damaged since it was checked: the next list may know
	}
	place := r.hasPlace() && !answer.hasPlace()
	owner := r.hasOwner() && !answer.hasOwner()
	if place || answer.Date.IsZero() || owner && !answer.hasPlace() && !answer.hasOwner() {
		answer.Date = l.about.Date
	}
	if place {
		answer.Country, answer.City = r.country, r.city
	}
	if owner {
		answer.ASN, answer.Owner = r.asn, r.owner
	}
}

func (a *Answer) hasPlace() bool { return a.Country != "" || a.City != "" }
func (a *Answer) hasOwner() bool { return a.ASN != 0 || a.Owner != "" }
func (a *Answer) complete() bool { return a.hasPlace() && a.hasOwner() }

// read leaves r empty if the list does not have the address. A list of IPv4 is not
// asked for IPv6, because the reader would make an error of it each time.
func (l *list) read(address netip.Addr, r *record) error {
	*r = record{}
	if l.reader.Metadata.IPVersion == 4 && !address.Is4() {
		return nil
	}
	return l.reader.Lookup(address).Decode(r)
}

// records spares each look-up the one allocation that decoding would need.
var records = sync.Pool{New: func() any { return new(record) }}
