package igd_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"realtalk/core/reach/igd"
)

const igd2 = "urn:schemas-upnp-org:device:InternetGatewayDevice:2"

func TestOnlyOneSearchTargetAnswered(t *testing.T) {
	t.Parallel()
	for _, target := range []string{"ssdp:all", igd2, "urn:schemas-upnp-org:device:InternetGatewayDevice:1"} {
		only(t, newRouter(t, sins{onlyTarget: target}))
	}
}

func TestOnlyMulticastAnswered(t *testing.T) {
	t.Parallel()
	only(t, newRouter(t, sins{onlyMulticast: true}))
}

func TestAnswersFromAnotherPort(t *testing.T) {
	t.Parallel()
	only(t, newRouter(t, sins{otherPort: true}))
}

// stranger counts connections at another address than the router's, on a port.
func stranger(t *testing.T, host string, port uint16) (count func() int) {
	t.Helper()
	listener, err := net.Listen("tcp", fmt.Sprintf("%s:%d", host, port))
	if err != nil {
		t.Skip(err) // only Linux has all of 127.0.0.0/8
	}
	n := make(chan int, 1)
	n <- 0
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			conn.Close()
			n <- 1 + <-n
		}
	}()
	end := func() {
		listener.Close()
		<-done
	}
	t.Cleanup(end)
	return func() int {
		end()
		return <-n
	}
}

func TestLocationNamesAnotherHost(t *testing.T) {
	t.Parallel()
	for _, host := range []string{"127.0.0.2", "router.example", "[::1]"} {
		r := newRouter(t, sins{locations: func(port uint16) []string { return []string{fmt.Sprintf("http://%s:%d/desc.xml", host, port)} }})
		others := stranger(t, "127.0.0.2", r.web)
		if d := only(t, r); d.Location() != r.url("/desc.xml") {
			t.Errorf("%s: %s", host, d.Location())
		}
		if n := others(); n > 0 {
			t.Errorf("%s: %d connections to a stranger", host, n)
		}
	}
}

func TestControlNamesAnotherHost(t *testing.T) {
	t.Parallel()
	r := newRouter(t, sins{controlHost: "127.0.0.2", external: "203.0.113.1"})
	others := stranger(t, "127.0.0.2", r.web)
	if a, err := only(t, r).External(ctx); err != nil || !a.IsValid() {
		t.Errorf("%s, %v", a, err)
	}
	if n := others(); n > 0 {
		t.Errorf("%d connections to a stranger", n)
	}
}

// Another device answers the multicast too, as each of many access points would.
func TestOnlyTheGatewayIsTaken(t *testing.T) {
	t.Parallel()
	r := newRouter(t, sins{onlyMulticast: true})
	answered := make(chan bool, 100)
	other := netip.MustParseAddr("127.0.0.2")
	newSSDP(t, r.ssdp.port, other, func(string, bool) ([]string, bool) {
		answered <- true
		return []string{fmt.Sprintf("http://127.0.0.2:%d/desc.xml", r.web)}, true
	})
	fetched := stranger(t, "127.0.0.2", r.web)
	if d := only(t, r); d.Address() != r.addr {
		t.Error(d.Address())
	}
	<-answered
	if n := fetched(); n > 0 {
		t.Errorf("%d connections to it", n)
	}
	if len(r.asked("GET")) != 1 {
		t.Errorf("the router was asked %q", r.asked(""))
	}
}

func TestNobodyThere(t *testing.T) {
	t.Parallel()
	r := newRouter(t, sins{onlyTarget: "none"})
	if all, err := search(t, r); len(all) != 0 || !errors.Is(err, igd.ErrNotFound) {
		t.Errorf("%d devices, %v", len(all), err)
	}
	if all, err := search(t, r, "fe80::1", "::1"); len(all) != 0 || !errors.Is(err, igd.ErrNotFound) {
		t.Errorf("%d devices, %v", len(all), err)
	}
}

// One gateway that is silent does not keep the other one from being found; the
// search then goes on to its end.
func TestOneOfTwoGateways(t *testing.T) {
	t.Parallel()
	r := newRouter(t, sins{})
	if d := only(t, r, "127.0.0.3", "127.0.0.1"); d.Address() != r.addr {
		t.Error(d.Address())
	}
}

func TestContextEndsSearch(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(ctx)
	r := newRouter(t, sins{description: func(_ http.ResponseWriter, q *http.Request) {
		cancel() // it was asked, and never answers
		<-q.Context().Done()
	}})
	err := igd.DiscoverAt(ctx, r.ssdp.port, time.Minute, []netip.Addr{r.addr}, func(*igd.Device) { t.Error("found") })
	if !errors.Is(err, igd.ErrNotFound) || !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestCardThatRefusesToSend(t *testing.T) {
	t.Parallel()
	r := newRouter(t, sins{})
	refuses := netip.MustParseAddr("192.0.2.1") // not ours
	to := netip.AddrPortFrom(r.addr, r.ssdp.port)
	if ok, err := igd.AskFrom(ctx, []netip.Addr{refuses, own.Addr()}, to); !ok || err != nil {
		t.Errorf("answered: %t, %v", ok, err)
	}
	if ok, err := igd.AskFrom(ctx, []netip.Addr{refuses}, to); ok || err == nil {
		t.Errorf("answered: %t, %v", ok, err)
	}
}

// A flood of answers costs sixteen requests.
func TestPlacesAreLimited(t *testing.T) {
	t.Parallel()
	r := newRouter(t, sins{locations: func(port uint16) []string {
		var all []string
		for i := range 100 {
			all = append(all, fmt.Sprintf("http://127.0.0.1:%d/%d.xml", port, i))
		}
		return all
	}})
	if all, err := search(t, r); len(all) != 0 || !errors.Is(err, igd.ErrNotFound) {
		t.Errorf("%d devices, %v", len(all), err)
	}
	if n := len(r.asked("")); n != igd.MaxPlaces {
		t.Errorf("%d requests", n)
	}
}

// twoPlaces names two descriptions, the second of which has ?2.
func twoPlaces(port uint16) []string {
	place := fmt.Sprintf("http://127.0.0.1:%d/desc.xml?", port)
	return []string{place + "1", place + "2"}
}

// A router with a description for each version is one device, and the better
// one, even if the worse is there first.
func TestBestOfTwoDescriptions(t *testing.T) {
	t.Parallel()
	var r *router
	worse, asked := make(chan bool), make(chan bool)
	r = newRouter(t, sins{locations: twoPlaces, description: func(w http.ResponseWriter, q *http.Request) {
		if q.URL.RawQuery == "1" {
			<-asked
			fmt.Fprint(w, r.describing([]string{ip1}))
			close(worse)
			return
		}
		close(asked)
		<-worse
		fmt.Fprint(w, r.describing([]string{ip2, firewall}))
	}})
	if d := only(t, r); !d.Firewall6() || !strings.HasSuffix(d.Location(), "?2") {
		t.Errorf("%s, firewall: %t", d.Location(), d.Firewall6())
	}
}

// The worse one does for as long as the better one does not come.
func TestSecondDescriptionNeverComes(t *testing.T) {
	t.Parallel()
	var r *router
	asked := make(chan bool)
	r = newRouter(t, sins{locations: twoPlaces, description: func(w http.ResponseWriter, q *http.Request) {
		if q.URL.RawQuery == "1" {
			<-asked
			fmt.Fprint(w, r.describing([]string{ip1}))
			return
		}
		close(asked)
		<-q.Context().Done()
	}})
	var all []*igd.Device
	err := igd.DiscoverAt(ctx, r.ssdp.port, 0, []netip.Addr{r.addr}, func(d *igd.Device) { all = append(all, d) })
	if err != nil || len(all) != 1 || all[0].Firewall6() {
		t.Errorf("%d devices, %v", len(all), err)
	}
}
