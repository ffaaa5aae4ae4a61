package reach

import (
	"net/netip"
	"slices"
	"strings"
)

// card is a network card as far as the order of addresses goes.
type card struct {
	name    string
	up      bool // switched on and connected
	tunnel  bool // has one other end, such as a VPN's or a modem's
	outward bool // the default route goes through it
	addrs   []cardAddr
}

type cardAddr struct {
	addr netip.Addr
	life lifetime
	bits int // that all of its network have in common
}

// network is the zero Prefix for what has none.
func (a cardAddr) network() netip.Prefix {
	network, _ := a.addr.WithZone("").Prefix(a.bits)
	return network
}

// lifetime tells how long an address will be this computer's, best first.
type lifetime int

const (
	stays    lifetime = iota
	changes           // temporary, RFC 8981: another one comes every day or so
	goesSoon          // deprecated, RFC 4862: meant for open connections only
	unusable          // not known to be unique, or known not to be
)

// These begin the names, in lower case, of cards behind which there is no
// network of people.
var (
	// switchNames: containers and virtual machines.
	switchNames = []string{
		// Linux
		"docker", "br-", "veth", "virbr", "vnet", "vmnet", "vboxnet", "podman", "cni", "flannel", "cali", "cilium",
		"lxc", "lxdbr", "incusbr", "kube", "dummy",
		// macOS
		"feth", "vmenet", "bridge10", "awdl", "llw",
		// Windows
		"vethernet", "virtualbox", "vmware", "hyper-v",
	}
	// tunnelNames: VPNs.
	tunnelNames = []string{
		// Linux
		"tun", "tap", "wg", "tailscale", "nordlynx", "proton", "zt", "ham",
		// macOS
		"utun", "ipsec",
		// Windows
		"openvpn", "wireguard", "zerotier", "hamachi", "mullvad", "surfshark", "expressvpn",
	}
	// modemNames: the provider is at the other end.
	modemNames = []string{"ww", "rmnet", "cellular", "mobile"}
)

func (c card) named(prefixes []string) bool {
	name := strings.ToLower(c.name)
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(name, p) })
}

// virtual puts a card behind the others.
func (c card) virtual() bool { return c.tunnelled() || c.named(switchNames) }

func (c card) tunnelled() bool { return c.tunnel || c.named(tunnelNames) }

// modem tells a mobile or dialled connection from a VPN: an address that is not a
// private one comes from a provider.
func (c card) modem() bool {
	if c.named(tunnelNames) {
		return false
	}
	return c.named(modemNames) || slices.ContainsFunc(c.addrs, func(a cardAddr) bool {
		return a.addr.Is4() && !a.addr.IsPrivate() && usable(a.addr)
	})
}
