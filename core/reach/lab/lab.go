//go:build linux

package lab

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"os"
	"os/exec"
	"slices"
	"testing"
)

// Lab is a small Internet that stands until its test ends. Its methods end the
// test where they fail, so they may be called by the test's own goroutine only,
// except for Command, Enter and Name, which any goroutine may call.
type Lab struct {
	t       testing.TB
	prefix  string // of the namespaces' names
	folder  string // configuration and leases of daemons
	options Options
	ctx     context.Context // ends with the lab

	computers map[string]computer
	routers   map[string]*router
	wires     []io.Closer
}

// computer is what must be known when its address changes.
type computer struct{ card, gateway4 string }

// Up builds a lab, takes it down when the test ends, and does not return before
// the daemons answer. Without root, or on a computer that lacks what the package
// comment asks for, it skips the test, and fails it if CI is true.
func Up(t testing.TB, o Options) *Lab {
	t.Helper()
	for _, home := range slices.Concat([]Router{o.Home1, o.Home2}, o.More) {
		if err := home.check(); err != nil {
			t.Fatal("lab: ", err)
		}
	}
	require(t)
	program, err := getPrograms()
	if err != nil {
		unavailable(t, err)
	}
	prefix, err := newPrefix()
	if err != nil {
		t.Fatal("lab: ", err)
	}
	ctx, end := context.WithCancel(context.Background())
	l := &Lab{
		t: t, prefix: prefix, folder: t.TempDir(), options: o, ctx: ctx,
		computers: map[string]computer{}, routers: map[string]*router{},
	}
	t.Cleanup(func() {
		end()
		l.down()
	})
	if err := l.build(program); err != nil {
		t.Fatal("lab: ", err)
	}
	return l
}

func require(t testing.TB) {
	t.Helper()
	if os.Getuid() != 0 {
		unavailable(t, errors.New("network namespaces need root"))
	}
	for _, program := range []string{"ip", "nft", "apt-get", "dpkg"} {
		if _, err := exec.LookPath(program); err != nil {
			unavailable(t, err)
		}
	}
}

func unavailable(t testing.TB, why error) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal("lab: ", why)
	}
	t.Skip("lab: ", why)
}

// down ends what Up began, however far it came.
func (l *Lab) down() {
	for _, r := range l.routers {
		r.daemon.stop()
	}
	for _, wire := range l.wires {
		_ = wire.Close()
	}
	if err := removeNamespaces(l.prefix); err != nil {
		l.t.Error("lab: ", err)
	}
}

// Name gives the namespace's name of a computer or router.
func (l *Lab) Name(computer string) string { return l.prefix + computer }

func (l *Lab) check(err error) {
	l.t.Helper()
	if err != nil {
		l.t.Fatal("lab: ", err)
	}
}

func (l *Lab) router(name string) *router {
	l.t.Helper()
	r := l.routers[name]
	if r == nil {
		l.t.Fatalf("lab: no router is called %q", name)
	}
	return r
}

// Reboot makes a router forget all maps and connections, as a power cut does;
// it takes no time and the cables stay up.
func (l *Lab) Reboot(router string) {
	l.t.Helper()
	r := l.router(router)
	r.daemon.stop()
	l.check(r.forget())
	l.check(r.start(l.ctx))
}

// StopDaemon ends what answers on a router; its maps stay.
func (l *Lab) StopDaemon(router string) {
	l.t.Helper()
	l.router(router).daemon.stop()
}

// Log gives what the daemon of a router said since it was started last.
func (l *Lab) Log(router string) string {
	l.t.Helper()
	return l.router(router).daemon.said()
}

// Flush makes all routers forget all connections, but no maps.
func (l *Lab) Flush() {
	l.t.Helper()
	for _, r := range l.routers {
		l.check(forgetConnections(r.namespace))
	}
}

// SetAddress gives a router another outer IPv4 address of the same network, as
// providers do.
func (l *Lab) SetAddress(router, addr string) {
	l.t.Helper()
	r := l.router(router)
	a, err := netip.ParseAddr(addr)
	l.check(err)
	if !r.outside.Contains(a) {
		l.t.Fatalf("lab: %s is not in %s", a, r.outside)
	}
	l.check(ip(r.namespace, slices.Concat(
		[]string{"addr flush dev wan0 to 0.0.0.0/0", fmt.Sprintf("addr add %s/%d dev wan0", a, r.outside.Bits())},
		r.routes4(),
	)))
}

// SetComputerAddress replaces a computer's address of the same family, as
// happens between Wi-Fi and cable. With an IPv4 address of another network it has
// no way to the Internet.
func (l *Lab) SetComputerAddress(computer, cidr string) {
	l.t.Helper()
	c, found := l.computers[computer]
	if !found {
		l.t.Fatalf("lab: no computer is called %q", computer)
	}
	network, err := netip.ParsePrefix(cidr)
	l.check(err)
	family := "::/0"
	if network.Addr().Is4() {
		family = "0.0.0.0/0"
	}
	commands := []string{
		fmt.Sprintf("addr flush dev %s scope global to %s", c.card, family),
		address(c.card, cidr),
	}
	if network.Contains(netip.MustParseAddr(c.gateway4)) {
		commands = append(commands, "route replace default via "+c.gateway4)
	}
	l.check(ip(l.Name(computer), commands))
}
