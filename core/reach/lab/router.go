//go:build linux

package lab

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// The chains that the daemon fills.
const (
	pinholes     = "pinholes"
	doors        = "doors"
	leavingDoors = "leaving_doors"
)

// router is one that translates addresses.
type router struct {
	namespace string
	folder    string       // of its daemon
	lan       string       // card to the inside
	inside    netip.Prefix // own address there
	outside   netip.Prefix // own address outside, when the lab was built
	gateway   string       // beyond
	profile   string
	nat, wan  string
	filters6  bool
	hairpin   bool
	no6       bool
	minLife   int // s, 0: the default
	program   string
	rules     string

	daemon *daemon // nil if there is none
}

// forget is what a power cut does to rules and connections.
func (r *router) forget() error {
	if err := os.RemoveAll(r.folder); err != nil {
		return err
	}
	if err := nft(r.namespace, r.rules); err != nil {
		return err
	}
	return forgetConnections(r.namespace)
}

// start starts the router's daemon, if its profile has one, and waits until it
// listens.
func (r *router) start(ctx context.Context) error {
	if r.profile == "" || r.profile == "off" {
		return nil
	}
	if err := os.MkdirAll(r.folder, 0o700); err != nil {
		return err
	}
	file := filepath.Join(r.folder, "miniupnpd.conf")
	if err := os.WriteFile(file, []byte(r.configuration()), 0o600); err != nil {
		return err
	}
	// The daemon may be stopped though it does not listen yet.
	r.daemon = newDaemon("ip", "netns", "exec", r.namespace, r.program, "-d", "-f", file, "-P", filepath.Join(r.folder, "pid"))
	if err := r.daemon.start(); err != nil {
		return err
	}
	return r.daemon.await(ctx, r.namespace, r.listens())
}

func (r *router) upnp() bool { return slices.Contains([]string{"all", "igd1", "igd2"}, r.profile) }
func (r *router) port5351() bool {
	return slices.Contains([]string{"all", "pxp", "pmp", "pcp"}, r.profile)
}

// daemon6 tells whether the daemon knows IPv6.
func (r *router) daemon6() bool { return !r.no6 && r.profile != "igd1" }

// configuration is the daemon's.
func (r *router) configuration() string {
	answer := map[bool]string{true: "yes", false: "no"}
	subnet := r.inside.Masked()
	own := r.inside.Addr().As4()
	return strings.Join([]string{
		"ext_ifname=wan0",
		"listening_ip=" + r.lan,
		"enable_upnp=" + answer[r.upnp()],
		"enable_natpmp=" + answer[r.port5351()],
		"force_igd_desc_v1=" + answer[r.profile == "igd1"],
		"ipv6_disable=" + answer[!r.daemon6()],
		"http_port=5000",
		"secure_mode=yes",
		"system_uptime=no",
		fmt.Sprintf("min_lifetime=%d", cmp.Or(r.minLife, 120)),
		"max_lifetime=86400",
		"upnp_table_name=home",
		"upnp_nat_table_name=home",
		"upnp_forward_chain=" + pinholes,
		"upnp_nat_chain=" + doors,
		"upnp_nat_postrouting_chain=" + leavingDoors,
		"lease_file=" + filepath.Join(r.folder, "leases"),
		fmt.Sprintf("uuid=2f6b1c1e-6d0a-4c57-9a51-%012x", binary.BigEndian.Uint32(own[:])),
		fmt.Sprintf("allow 1024-65535 %s 1024-65535", subnet),
		"deny 0-65535 0.0.0.0/0 0-65535",
	}, "\n") + "\n"
}

// listens gives the sockets of a daemon that is ready, as in /proc/net.
func (r *router) listens() []socket {
	var all []socket
	if r.upnp() {
		all = append(all, socket{"udp", 1900})
		if r.daemon6() {
			all = append(all, socket{"udp6", 1900}, socket{"tcp6", 5000})
		} else {
			all = append(all, socket{"tcp", 5000})
		}
	}
	if r.port5351() {
		all = append(all, socket{"udp", 5351})
		if r.daemon6() {
			all = append(all, socket{"udp6", 5351})
		}
	}
	return all
}
