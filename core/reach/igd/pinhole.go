package igd

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"time"
)

const (
	protocolTCP = "6" // of IP

	// invalidArguments is what miniupnpd 2.3 says of a pinhole that is gone,
	// instead of 704. The number is the only argument.
	invalidArguments = 402
)

// Pinhole lets TCP connections through the router's IPv6 firewall to a port of
// this computer, for lifetime (whole seconds, a day at most). from is the
// computer's global address that they go to, and the one that the router is asked
// from: the router is looked for over IPv6, for two seconds at most, and
// ErrNotFound if it is not there. The number is for the other two methods.
func (d *Device) Pinhole(ctx context.Context, from netip.Addr, port uint16, lifetime time.Duration) (uint16, error) {
	const action = "AddPinhole"
	in := struct{ RemoteHost, RemotePort, InternalClient, InternalPort, Protocol, LeaseTime string }{
		"", "0", from.String(), number(port), protocolTCP, seconds(lifetime),
	}
	var out struct{ UniqueID string }
	if err := d.callFirewall(ctx, from, action, &in, &out); err != nil {
		return 0, err
	}
	id, err := strconv.ParseUint(strings.TrimSpace(out.UniqueID), 10, 16)
	if err != nil {
		return 0, fmt.Errorf("%s at %s: %w", action, d.remote, ErrAnswer)
	}
	return uint16(id), nil
}

// RenewPinhole gives a pinhole, which from opened, another lifetime.
func (d *Device) RenewPinhole(ctx context.Context, from netip.Addr, id uint16, lifetime time.Duration) error {
	in := struct{ UniqueID, NewLeaseTime string }{number(id), seconds(lifetime)}
	return d.callFirewall(ctx, from, "UpdatePinhole", &in, nil)
}

// ClosePinhole closes a pinhole that from opened. It is no error if it is gone.
func (d *Device) ClosePinhole(ctx context.Context, from netip.Addr, id uint16) error {
	in := struct{ UniqueID string }{number(id)}
	err := d.callFirewall(ctx, from, "DeletePinhole", &in, nil)
	var fault *Fault
	if errors.As(err, &fault) && (fault.Gone() || fault.Code == invalidArguments) {
		return nil
	}
	return err
}

func (d *Device) callFirewall(ctx context.Context, from netip.Addr, action string, in, out any) error {
	control, err := d.firewallFrom(ctx, from)
	if err != nil {
		return fmt.Errorf("%s at %s: %w", action, d.remote, err)
	}
	return control.call(ctx, action, in, out)
}

// firewallFrom gives the control of the firewall that is reached from an address.
func (d *Device) firewallFrom(ctx context.Context, from netip.Addr) (service, error) {
	d.mu.Lock()
	known, ok := d.holes[from]
	d.mu.Unlock()
	if ok {
		return known, nil
	}
	if d.firewall == nil || !from.Is6() {
		return service{}, ErrNotFound
	}
	s, err := d.find6(ctx, from)
	if err != nil {
		return service{}, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.holes == nil {
		d.holes = map[netip.Addr]service{}
	}
	d.holes[from] = s
	return s, nil
}
