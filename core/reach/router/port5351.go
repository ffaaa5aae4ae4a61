package router

import (
	"context"
	"errors"
	"net/netip"

	"realtalk/core/reach/pcp"
)

// port5351 runs an errand of PCP or NAT-PMP.
func port5351(ctx context.Context, r request) answer {
	var local netip.Addr // the system's choice
	if !r.door.Through.IsValid() {
		local = r.door.Inside.Addr()
	}
	c, err := pcp.Dial(r.door.Gateway, local)
	if err != nil {
		return answer{outcome: silent}
	}
	defer c.Close()
	switch r.verb {
	case ask:
		external, _, err := c.External(ctx)
		return answer{outcome: outcome5351(err), external: external}
	case shut:
		return answer{outcome: outcome5351(c.Unmap(ctx, r.door.mapping()))}
	}
	return map5351(ctx, c, r)
}

func (d Door) mapping() pcp.Mapping {
	none := netip.IPv4Unspecified()
	if d.Inside.Addr().Is6() {
		none = netip.IPv6Unspecified()
	}
	return pcp.Mapping{
		Protocol: pcp.Protocol(d.Method), Gateway: d.Gateway, Internal: d.Inside, External: netip.AddrPortFrom(none, d.Port),
		Lifetime: lease, Nonce: d.Nonce,
	}
}

// map5351 makes or renews a door. A pinhole is made anew: miniupnpd on nftables
// cannot delete one that was renewed.
func map5351(ctx context.Context, c *pcp.Client, r request) answer {
	d := r.door
	if r.again && d.Inside.Addr().Is6() {
		_ = c.Unmap(ctx, d.mapping()) // then it is renewed
	}
	m, err := c.Map(ctx, d.mapping())
	if err != nil {
		return answer{outcome: outcome5351(err)}
	}
	a := answer{door: d, external: m.External.Addr(), life: m.Lifetime, epoch: m.Epoch}
	a.door.Port = m.External.Port()
	if d.Method == NATPMP { // an error: the address is not known this time
		a.external, _, _ = c.External(ctx)
	}
	if a.external.IsUnspecified() {
		a.external = netip.Addr{}
	}
	return a
}

func outcome5351(err error) outcome {
	var no *pcp.ResultError
	switch {
	case err == nil:
		return done
	case !errors.As(err, &no):
		return silent
	case no.NotSpoken():
		return notSpoken
	case no.NoInternet():
		return noInternet
	case no.Taken():
		return taken
	}
	return refused
}
