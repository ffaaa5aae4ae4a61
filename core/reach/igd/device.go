package igd

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"sync"
	"sync/atomic"
)

// ErrNotFound is that no device was found that maps ports or, for pinholes, that
// the device is not found over IPv6.
var ErrNotFound = errors.New("no Internet gateway device")

// Device is one router as far as it maps ports. All methods may be called by any
// goroutine; those with a context send one request or a few, each of which ends
// after five seconds at most. Their errors are a [Fault] if the router said no,
// ErrAnswer if what it said is unusable, and those of the network.
type Device struct {
	route
	place      place // of its description
	udn        string
	page       string
	connection service
	firewall   *offer // of IPv6
	search     search // how it was looked for
	gateways6  []netip.Addr

	permanent atomic.Bool // leases are refused

	mu    sync.Mutex
	holes map[netip.Addr]service // the firewall's control over IPv6, by own address
}

// At gives the device whose description is at a URL that Location gave before.
func At(ctx context.Context, location string) (*Device, error) {
	u, err := url.Parse(location)
	if err != nil {
		return nil, fmt.Errorf("location: %w", ErrAnswer) // url's error has all of it
	}
	where, err := placeOf(u)
	if err != nil {
		return nil, fmt.Errorf("location: %w", err)
	}
	host, err := netip.ParseAddr(u.Hostname())
	if err != nil {
		return nil, fmt.Errorf("location: %w", ErrAnswer)
	}
	local, err := localTo(host.Unmap())
	if err != nil {
		return nil, err
	}
	d, err := route{local, host.Unmap()}.describe(ctx, where)
	if err != nil {
		return nil, err
	}
	d.search = network
	return d, nil
}

// localTo gives the address of this computer that the system sends from.
// Connecting a UDP socket sends nothing.
func localTo(host netip.Addr) (netip.Addr, error) {
	conn, err := net.DialUDP("udp", nil, net.UDPAddrFromAddrPort(netip.AddrPortFrom(host, 9)))
	if err != nil {
		return netip.Addr{}, fmt.Errorf("look for a way to %s: %w", host, err)
	}
	defer conn.Close()
	return conn.LocalAddr().(*net.UDPAddr).AddrPort().Addr().Unmap(), nil
}

// Address gives the router's address.
func (d *Device) Address() netip.Addr { return d.remote }

// Local gives the address of this computer that talks to the router.
func (d *Device) Local() netip.Addr { return d.local }

// Location gives the URL of its description, for At.
func (d *Device) Location() string {
	u := d.place.on(d.remote)
	return u.String()
}

// Page gives the URL of the router's settings if it names one that is on the
// router itself, else "".
func (d *Device) Page() string { return d.page }

// Firewall6 tells whether the router lets its IPv6 firewall be opened.
func (d *Device) Firewall6() bool { return d.firewall != nil }
