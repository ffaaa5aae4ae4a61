package geoip

import (
	"errors"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// Source is where Update fetches a list from.
type Source struct {
	URL   string   // https; http only to this computer
	Hosts []string // to which others it may be sent on
	Bytes int64    // about how big the list is; 0 if unknown
}

// ErrSource: an address to fetch from that is none, or is not safe.
var ErrSource = errors.New("not an https address")

// DefaultSources are those that ip-location-db offers for download: who has
// which country, and who runs the network. Its own host sends on to two others.
func DefaultSources() []Source {
	const releases = "https://github.com/sapics/ip-location-db/releases/download/latest/"
	storage := []string{"release-assets.githubusercontent.com", "objects.githubusercontent.com"}
	return []Source{
		{URL: releases + "user-country.mmdb", Hosts: storage, Bytes: 8 << 20},
		{URL: releases + "origin-asn.mmdb", Hosts: storage, Bytes: 12 << 20},
	}
}

// ParseSource takes an address that a person gives. It may be sent on nowhere.
// ErrSource does not quote it, since it may hold a password.
func ParseSource(address string) (Source, error) {
	address = strings.TrimSpace(address)
	u, err := url.Parse(address)
	if err != nil || u.User != nil || u.Hostname() == "" || !safe(u) {
		return Source{}, ErrSource
	}
	return Source{URL: address}, nil
}

// Host is the one that is asked.
func (s Source) Host() string {
	u, err := url.Parse(s.URL)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// allows tells whether the list may come from there.
func (s Source) allows(u *url.URL) bool {
	return safe(u) && (u.Hostname() == s.Host() || slices.Contains(s.Hosts, u.Hostname()))
}

// safe wants nobody on the way to be able to change what comes.
func safe(u *url.URL) bool {
	if u.Scheme == "https" {
		return true
	}
	a, err := netip.ParseAddr(u.Hostname())
	return u.Scheme == "http" && err == nil && a.IsLoopback()
}
