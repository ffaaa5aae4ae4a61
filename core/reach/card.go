package reach

import (
	"net/netip"
	"strings"
)

// card is a network card as far as the order of addresses goes.
type card struct {
	name    string
	up      bool // switched on and connected
	tunnel  bool // has one other end, such as a VPN's
	outward bool // the default route goes through it
	addrs   []cardAddr
}

type cardAddr struct {
	addr netip.Addr
	life lifetime
}

// lifetime tells how long an address will be this computer's, best first.
type lifetime int

const (
	stays    lifetime = iota
	changes           // temporary, RFC 8981: another one comes every day or so
	goesSoon          // deprecated, RFC 4862: meant for open connections only
	unusable          // not known to be unique, or known not to be
)

// virtualNames begin the names, in lower case, of cards behind which there is
// no network of people: containers, virtual machines, tunnels.
var virtualNames = []string{
	// Linux
	"docker", "br-", "veth", "virbr", "vnet", "vmnet", "vboxnet", "podman", "cni", "flannel", "cali", "cilium",
	"lxc", "lxdbr", "incusbr", "kube", "dummy", "tun", "tap", "wg", "tailscale", "nordlynx", "proton", "zt", "ham",
	// macOS
	"utun", "feth", "vmenet", "bridge10", "awdl", "llw",
	// Windows
	"vethernet", "virtualbox", "vmware", "hyper-v", "openvpn", "wireguard", "zerotier", "hamachi",
}

func (c card) virtual() bool {
	name := strings.ToLower(c.name)
	for _, prefix := range virtualNames {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return c.tunnel
}
