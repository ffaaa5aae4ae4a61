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

// label is what people read in their router's list of mappings.
const label = "Real Talk"

// leaseInstead is asked for where a mapping without an end is refused.
const leaseInstead = time.Hour

// Connected tells whether the router says that it is in the Internet.
func (d *Device) Connected(ctx context.Context) (bool, error) { return d.connection.connected(ctx) }

func (s service) connected(ctx context.Context) (bool, error) {
	var out struct{ NewConnectionStatus string }
	if err := s.call(ctx, "GetStatusInfo", nil, &out); err != nil {
		return false, err
	}
	status := strings.TrimSpace(out.NewConnectionStatus)
	return strings.EqualFold(status, "Connected") || strings.EqualFold(status, "Up"), nil
}

// External gives the router's outer IPv4 address, which may be a private one, and
// the zero Addr if the router says that there is none.
func (d *Device) External(ctx context.Context) (netip.Addr, error) {
	const action = "GetExternalIPAddress"
	var out struct{ NewExternalIPAddress string }
	if err := d.connection.call(ctx, action, nil, &out); err != nil {
		return netip.Addr{}, err
	}
	addr, err := parseExternal(out.NewExternalIPAddress)
	if err != nil {
		return netip.Addr{}, fmt.Errorf("%s at %s: %w", action, d.remote, err)
	}
	return addr, nil
}

func parseExternal(text string) (netip.Addr, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return netip.Addr{}, nil
	}
	addr, err := netip.ParseAddr(text)
	switch {
	case err != nil || !addr.Is4():
		return netip.Addr{}, ErrAnswer
	case addr.IsUnspecified():
		return netip.Addr{}, nil
	}
	return addr, nil
}

// Map passes TCP connections that come to the router's outer port on to an IPv4
// address and port of this computer, for lifetime (whole seconds, 0 without an
// end), or renews that. Where the router refuses the lifetime, it is mapped
// without an end, or for an hour if that is refused.
func (d *Device) Map(ctx context.Context, port uint16, to netip.AddrPort, lifetime time.Duration) error {
	first, second := lifetime, time.Duration(0)
	if d.permanent.Load() {
		first = 0
	}
	if first == 0 {
		second = max(lifetime, leaseInstead)
	}
	err := d.add(ctx, port, to, first)
	if !leaseRefused(err) {
		return err
	}
	if err = d.add(ctx, port, to, second); !leaseRefused(err) {
		d.permanent.Store(second == 0)
	}
	return err
}

func leaseRefused(err error) bool {
	var fault *Fault
	return errors.As(err, &fault) && fault.leaseRefused()
}

func (d *Device) add(ctx context.Context, port uint16, to netip.AddrPort, lease time.Duration) error {
	in := struct {
		NewRemoteHost, NewExternalPort, NewProtocol, NewInternalPort, NewInternalClient, NewEnabled,
		NewPortMappingDescription, NewLeaseDuration string
	}{
		"", number(port), "TCP", number(to.Port()), to.Addr().String(), "1", label, seconds(lease),
	}
	return d.connection.call(ctx, "AddPortMapping", &in, nil)
}

type entry struct{ NewRemoteHost, NewExternalPort, NewProtocol string }

func tcp(port uint16) *entry { return &entry{"", number(port), "TCP"} }

// Mapping is what a router says of one of its outer ports.
type Mapping struct {
	// To is where it passes TCP connections on to. The address is the zero Addr if
	// the router names the computer in another way, by a host name mostly.
	To netip.AddrPort

	// Labelled: it was made by this program, on this computer or another.
	Labelled bool
}

// Mapped tells where the router passes TCP connections to its outer port on to,
// if it does.
func (d *Device) Mapped(ctx context.Context, port uint16) (m Mapping, found bool, err error) {
	const action = "GetSpecificPortMappingEntry"
	var out struct{ NewInternalPort, NewInternalClient, NewEnabled, NewPortMappingDescription string }
	err = d.connection.call(ctx, action, tcp(port), &out)
	var fault *Fault
	if errors.As(err, &fault) && fault.Gone() {
		return Mapping{}, false, nil
	}
	if err != nil {
		return Mapping{}, false, err
	}
	if on, err := strconv.ParseBool(strings.TrimSpace(out.NewEnabled)); err == nil && !on {
		return Mapping{}, false, nil
	}
	inner, err := strconv.ParseUint(strings.TrimSpace(out.NewInternalPort), 10, 16)
	if err != nil || strings.TrimSpace(out.NewInternalClient) == "" {
		return Mapping{}, false, fmt.Errorf("%s at %s: %w", action, d.remote, ErrAnswer)
	}
	client, _ := netip.ParseAddr(strings.TrimSpace(out.NewInternalClient)) // an error: it is a name
	return Mapping{netip.AddrPortFrom(client, uint16(inner)), strings.TrimSpace(out.NewPortMappingDescription) == label}, true, nil
}

// Unmap deletes the mapping of a TCP port. It is no error if there is none.
func (d *Device) Unmap(ctx context.Context, port uint16) error {
	err := d.connection.call(ctx, "DeletePortMapping", tcp(port), nil)
	var fault *Fault
	if errors.As(err, &fault) && fault.Gone() {
		return nil
	}
	return err
}

func number(n uint16) string { return strconv.FormatUint(uint64(n), 10) }

func seconds(d time.Duration) string { return strconv.FormatInt(int64(d/time.Second), 10) }
