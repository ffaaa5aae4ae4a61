package igd_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"realtalk/core/reach/igd"
)

// leases gives the leases that a router was asked for, while it refuses those
// that refuse has a code for.
func leases(refuse map[string]int) (func(string, arguments) int, *[]string) {
	var all []string
	return func(action string, args arguments) int {
		if action != "AddPortMapping" {
			return 0
		}
		all = append(all, args["NewLeaseDuration"])
		return refuse[args["NewLeaseDuration"]]
	}, &all
}

func TestLeaseRefused(t *testing.T) {
	t.Parallel()
	for _, code := range []int{725, 402} {
		refuse, asked := leases(map[string]int{"3600": code})
		d := only(t, newRouter(t, sins{fault: refuse}))
		for range 2 {
			if err := d.Map(ctx, 40000, own, time.Hour); err != nil {
				t.Errorf("%d: %v", code, err)
			}
		}
		if want := []string{"3600", "0", "0"}; !slices.Equal(*asked, want) {
			t.Errorf("%d: asked for %v, not %v", code, *asked, want)
		}
	}
}

func TestLeaseRequired(t *testing.T) {
	t.Parallel()
	refuse, asked := leases(map[string]int{"0": 402})
	d := only(t, newRouter(t, sins{fault: refuse}))
	if err := d.Map(ctx, 40000, own, 0); err != nil {
		t.Error(err)
	}
	if want := []string{"0", "3600"}; !slices.Equal(*asked, want) {
		t.Errorf("asked for %v, not %v", *asked, want)
	}
}

func TestEveryLeaseRefused(t *testing.T) {
	t.Parallel()
	refuse, asked := leases(map[string]int{"3600": 402, "0": 402})
	d := only(t, newRouter(t, sins{fault: refuse}))
	var fault *igd.Fault
	if err := d.Map(ctx, 40000, own, time.Hour); !errors.As(err, &fault) || fault.Code != 402 {
		t.Error(err)
	}
	if len(*asked) != 2 {
		t.Errorf("asked for %v", *asked)
	}
}

// What hinders is the conflict, not the lease that was looked at first.
func TestLeaseRefusedThenPortTaken(t *testing.T) {
	t.Parallel()
	refuse, _ := leases(map[string]int{"3600": 725, "0": 718})
	d := only(t, newRouter(t, sins{fault: refuse}))
	var fault *igd.Fault
	if err := d.Map(ctx, 40000, own, time.Hour); !errors.As(err, &fault) || !fault.Conflict() {
		t.Error(err)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	for code, is := range map[int]func(*igd.Fault) bool{
		718: (*igd.Fault).Conflict, 501: (*igd.Fault).Conflict, 729: (*igd.Fault).Conflict,
		606: (*igd.Fault).NotAuthorized, 728: (*igd.Fault).NoSpace, 714: (*igd.Fault).Gone,
	} {
		d := only(t, newRouter(t, sins{fault: func(string, arguments) int { return code }}))
		var fault *igd.Fault
		err := d.Map(ctx, 40000, own, time.Hour)
		if !errors.As(err, &fault) || !is(fault) || fault.Code != code || fault.Description != "No" {
			t.Errorf("%d: %v", code, err)
		}
		if count(fault.Conflict(), fault.NotAuthorized(), fault.NoSpace(), fault.Gone(), fault.FirewallOff(), fault.PinholesForbidden()) != 1 {
			t.Errorf("%d is several things", code)
		}
	}
}

func count(all ...bool) (n int) {
	for _, b := range all {
		if b {
			n++
		}
	}
	return n
}

// The router itself knows only the exact spelling; this shows what it saw.
func TestProtocolAndActionInTheirExactSpelling(t *testing.T) {
	t.Parallel()
	var protocol string
	r := newRouter(t, sins{fault: func(_ string, args arguments) int {
		protocol = args["NewProtocol"]
		return 0
	}})
	if err := only(t, r).Map(ctx, 40000, own, time.Hour); err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf("POST /ctl/%s \"%[1]s#AddPortMapping\"", ip1)
	if posts := r.asked("POST"); !slices.Equal(posts, []string{want}) {
		t.Errorf("asked %q, not %q", posts, want)
	}
	if protocol != "TCP" {
		t.Errorf("protocol %q", protocol)
	}
}

func TestWANPPPConnectionOnly(t *testing.T) {
	t.Parallel()
	r := newRouter(t, sins{services: []string{ppp}})
	if err := only(t, r).Map(ctx, 40000, own, time.Hour); err != nil || r.mapping("40000").port != "40213" {
		t.Errorf("%v, and the router has %v", err, r.mapping("40000"))
	}
}

func TestTheConnectionThatIsConnected(t *testing.T) {
	t.Parallel()
	for want, status := range map[string]map[string]string{
		ppp: {ip1: "Disconnected", ip2: "Unconfigured"},
		ip1: {ip2: "Disconnected"},
		ip2: {ip1: "Disconnected", ip2: "Disconnected", ppp: "Disconnected"},
	} {
		r := newRouter(t, sins{services: []string{ip1, ppp, ip2}, status: status})
		d := only(t, r)
		if err := d.Map(ctx, 40000, own, time.Hour); err != nil {
			t.Error(err)
		}
		if posts := r.asked("AddPortMapping"); len(posts) != 1 || !strings.Contains(posts[0], want) {
			t.Errorf("asked %q, not %s", posts, want)
		}
	}
}

func TestStatus(t *testing.T) {
	t.Parallel()
	for status, want := range map[string]bool{"Connected": true, "connected ": true, "Up": true, "Disconnected": false, "?": false} {
		d := only(t, newRouter(t, sins{status: map[string]string{ip1: status}}))
		if up, err := d.Connected(ctx); up != want || err != nil {
			t.Errorf("%s: %t, %v", status, up, err)
		}
	}
}

func TestExternalAddress(t *testing.T) {
	t.Parallel()
	for external, want := range map[string]string{
		" 203.0.113.1\n": "203.0.113.1", "192.168.0.2": "192.168.0.2", "100.64.1.2": "100.64.1.2",
		"": "", "0.0.0.0": "",
		"(null)": "error", "1.2.3": "error", "203.0.113.1:80": "error", "::": "error", "2001:db8::1": "error",
	} {
		a, err := only(t, newRouter(t, sins{external: external})).External(ctx)
		switch {
		case want == "error":
			if a.IsValid() || !errors.Is(err, igd.ErrAnswer) {
				t.Errorf("%q: %s, %v", external, a, err)
			}
		case err != nil || want == "" && a != netip.Addr{} || want != "" && a.String() != want:
			t.Errorf("%q: %s, %v", external, a, err)
		}
	}
}

func TestMappingsForgottenAtOnce(t *testing.T) {
	t.Parallel()
	d := only(t, newRouter(t, sins{answer: func(string, arguments) bool { return false }}))
	if err := d.Map(ctx, 40000, own, time.Hour); err != nil {
		t.Fatal(err)
	}
	if m, ok, err := d.Mapped(ctx, 40000); ok || err != nil {
		t.Errorf("mapped to %s: %t, %v", m.To, ok, err)
	}
}

func TestMappingOfAnotherDevice(t *testing.T) {
	t.Parallel()
	r := newRouter(t, sins{})
	r.maps["40000"] = mapped{client: "192.168.1.11", port: "80"}
	if m, ok, err := only(t, r).Mapped(ctx, 40000); m.To.String() != "192.168.1.11:80" || m.Labelled || !ok || err != nil {
		t.Errorf("%+v, %t, %v", m, ok, err)
	}
}

// Whose a mapping is that goes to a host name cannot be told, but that there is
// one, and whether this program made it.
func TestMappingOfAName(t *testing.T) {
	t.Parallel()
	r := newRouter(t, sins{})
	d := only(t, r)
	for label, labelled := range map[string]bool{"Real Talk": true, "x": false, "": false} {
		r.mu.Lock()
		r.maps["40000"] = mapped{client: "laptop", port: "80", label: label}
		r.mu.Unlock()
		want := igd.Mapping{To: netip.AddrPortFrom(netip.Addr{}, 80), Labelled: labelled}
		if m, ok, err := d.Mapped(ctx, 40000); m != want || !ok || err != nil {
			t.Errorf("%q: %+v, %t, %v", label, m, ok, err)
		}
	}
}

func TestMappingThatMakesNoSense(t *testing.T) {
	t.Parallel()
	r := newRouter(t, sins{})
	d := only(t, r)
	for _, m := range []mapped{{client: "laptop", port: ""}, {client: " ", port: "80"}, {client: "192.168.1.11", port: "-1"}, {client: "192.168.1.11", port: "65536"}, {}} {
		r.mu.Lock()
		r.maps["40000"] = m
		r.mu.Unlock()
		if got, ok, err := d.Mapped(ctx, 40000); ok || !errors.Is(err, igd.ErrAnswer) {
			t.Errorf("%v: %+v, %t, %v", m, got, ok, err)
		}
	}
}

// goupnp itself gives up after three seconds.
func TestAnswersAfterThreeSeconds(t *testing.T) {
	t.Parallel()
	var r *router
	r = newRouter(t, sins{description: func(w http.ResponseWriter, _ *http.Request) {
		<-time.After(3100 * time.Millisecond)
		fmt.Fprint(w, r.describing([]string{ip1}))
	}})
	only(t, r)
}

func TestNamesThatAreNotQuiteXML(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Fish & Chips", "B\xf6x"} {
		var r *router
		r = newRouter(t, sins{description: func(w http.ResponseWriter, _ *http.Request) {
			text := strings.Replace(r.describing([]string{ip1}), `"1.0"?`, `"1.0" encoding="ISO-8859-1"?`, 1)
			fmt.Fprint(w, "\xef\xbb\xbf\n"+strings.Replace(text, "Box", name, 1))
		}})
		if _, err := igd.At(ctx, r.url("/desc.xml")); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
