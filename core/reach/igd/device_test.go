package igd_test

import (
	"errors"
	"net/netip"
	"strings"
	"testing"
	"time"

	"realtalk/core/reach/igd"
)

func TestWayOfADoor(t *testing.T) {
	t.Parallel()
	r := newRouter(t, sins{external: "203.0.113.1", page: "/settings"})
	d := only(t, r)
	if d.Address() != r.addr || d.Local() != own.Addr() || d.Location() != r.url("/desc.xml") || d.Page() != r.url("/settings") || d.Firewall6() {
		t.Errorf("%s from %s, %s, %q, firewall %t", d.Address(), d.Local(), d.Location(), d.Page(), d.Firewall6())
	}
	if up, err := d.Connected(ctx); !up || err != nil {
		t.Errorf("connected: %t, %v", up, err)
	}
	if a, err := d.External(ctx); a != netip.MustParseAddr("203.0.113.1") || err != nil {
		t.Errorf("external: %s, %v", a, err)
	}
	if err := d.Map(ctx, 40000, own, time.Hour); err != nil {
		t.Fatal(err)
	}
	if is, want := r.mapping("40000"), (mapped{"127.0.0.1", "40213", "3600", "Real Talk"}); is != want {
		t.Errorf("the router has %v, not %v", is, want)
	}
	if m, ok, err := d.Mapped(ctx, 40000); m != (igd.Mapping{To: own, Labelled: true}) || !ok || err != nil {
		t.Errorf("mapped: %+v, %t, %v", m, ok, err)
	}
	for range 2 { // gone is gone
		if err := d.Unmap(ctx, 40000); err != nil {
			t.Error(err)
		}
	}
	if _, ok, err := d.Mapped(ctx, 40000); ok || err != nil {
		t.Errorf("still mapped: %t, %v", ok, err)
	}
}

func (r *router) mapping(port string) mapped {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.maps[port]
}

func TestDeviceIsFoundAgainByItsLocation(t *testing.T) {
	t.Parallel()
	r := newRouter(t, sins{})
	before := only(t, r)
	if err := before.Map(ctx, 40000, own, time.Hour); err != nil {
		t.Fatal(err)
	}
	after, err := igd.At(ctx, before.Location())
	if err != nil {
		t.Fatal(err)
	}
	if after.Address() != r.addr || after.Local() != own.Addr() {
		t.Errorf("%s from %s", after.Address(), after.Local())
	}
	if err := after.Unmap(ctx, 40000); err != nil || r.mapping("40000") != (mapped{}) {
		t.Errorf("%v, and the router has %v", err, r.mapping("40000"))
	}
}

func TestLocationThatIsNone(t *testing.T) {
	t.Parallel()
	for _, location := range []string{
		"", "x", "/desc.xml", "https://127.0.0.1/desc.xml", "http://router.example/desc.xml", "http://127.0.0.1:0/", "http://127.0.0.1:65536/",
		"http:127.0.0.1", "ftp://127.0.0.1/", "http:///desc.xml",
	} {
		if d, err := igd.At(ctx, location); d != nil || !errors.Is(err, igd.ErrAnswer) {
			t.Errorf("%q: %v, %v", location, d, err)
		}
	}
}

func TestPageIsOnTheRouterItself(t *testing.T) {
	t.Parallel()
	for page, whole := range map[string]string{
		"":                                             "",
		"http://127.0.0.1/":                            "http://127.0.0.1/",
		"https://127.0.0.1:8443/?a=1":                  "https://127.0.0.1:8443/?a=1",
		"http://192.0.2.1/":                            "",
		"http://router.example/":                       "",
		"http://me:secret@127.0.0.1/":                  "",
		"javascript:alert(1)//://":                     "",
		"file://127.0.0.1/etc":                         "",
		"http://127.0.0.1@192.0.2.1/":                  "",
		"http://127.0.0.1.example/":                    "",
		"http://127.0.0.1/" + strings.Repeat("a", 200): "",
	} {
		if got := only(t, newRouter(t, sins{page: page})).Page(); got != whole {
			t.Errorf("%q: %q, not %q", page, got, whole)
		}
	}
}
