package igd

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"net/netip"
	"net/url"
	"strings"

	"github.com/huin/goupnp"
)

const (
	firewall6      = "urn:schemas-upnp-org:service:WANIPv6FirewallControl:1"
	maxConnections = 4
)

// connections are the services that map ports, best first.
var connections = []string{
	"urn:schemas-upnp-org:service:WANIPConnection:2",
	"urn:schemas-upnp-org:service:WANIPConnection:1",
	"urn:schemas-upnp-org:service:WANPPPConnection:1",
}

// description is what counts in a device's.
type description struct {
	udn         string // unique device name of the root device
	page        string // presentation URL; "" if it is not on the device
	connections []offer
	firewall    *offer // of IPv6
}

// offer is a service that a description names.
type offer struct {
	kind    string
	control place
}

// parseDescription reads a device description, UPnP Device Architecture 2.0
// section 2.3, that was found at a place on a host. It is read leniently: there
// are unescaped ampersands in the names of devices.
func parseDescription(body []byte, host netip.Addr, found place) (description, error) {
	var root goupnp.RootDevice
	d := xml.NewDecoder(bytes.NewReader(body))
	d.Strict = false
	d.DefaultSpace = goupnp.DeviceXMLNamespace
	if err := d.Decode(&root); err != nil {
		return description{}, fmt.Errorf("%w: no description", ErrAnswer)
	}
	base := found.on(host.WithZone(""))
	if u, err := url.Parse(strings.TrimSpace(root.URLBaseStr)); err == nil && u.Host != "" {
		base = *u
	}
	root.SetURLBase(&base)
	is := description{udn: strings.TrimSpace(root.Device.UDN), page: page(root.Device.PresentationURL, host)}
	for _, kind := range connections {
		is.connections = append(is.connections, offers(&root, kind)...)
	}
	is.connections = is.connections[:min(len(is.connections), maxConnections)]
	if holes := offers(&root, firewall6); len(holes) > 0 {
		is.firewall = &holes[0]
	}
	return is, nil
}

func offers(root *goupnp.RootDevice, kind string) []offer {
	var all []offer
	root.Device.VisitServices(func(s *goupnp.Service) {
		if strings.TrimSpace(s.ServiceType) != kind || !s.ControlURL.Ok {
			return
		}
		if control, err := placeOf(&s.ControlURL.URL); err == nil {
			all = append(all, offer{kind, control})
		}
	})
	return all
}

// page gives the address of a device's settings if it is on the device itself
// and can be shown to people.
func page(field goupnp.URLField, host netip.Addr) string {
	const length = 200
	u := field.URL
	if strings.TrimSpace(field.Str) == "" || !field.Ok || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	if at, err := netip.ParseAddr(u.Hostname()); err != nil || at.Unmap() != host {
		return ""
	}
	text := u.String()
	if len(text) > length || strings.ContainsFunc(text, isNotURL) {
		return ""
	}
	return text
}

// describe makes a device of what is at a place, if it maps ports.
func (r route) describe(ctx context.Context, from place) (*Device, error) {
	is, err := r.read(ctx, from)
	if err != nil {
		return nil, err
	}
	if len(is.connections) == 0 {
		return nil, fmt.Errorf("describe %s: %w", r.remote, ErrNotFound)
	}
	d := &Device{route: r, place: from, udn: is.udn, page: is.page, firewall: is.firewall}
	d.connection = r.choose(ctx, is.connections)
	return d, nil
}

func (r route) read(ctx context.Context, from place) (description, error) {
	body, err := r.fetch(ctx, from)
	if err != nil {
		return description{}, fmt.Errorf("describe %s: %w", r.remote, err)
	}
	is, err := parseDescription(body, r.remote, from)
	if err != nil {
		return description{}, fmt.Errorf("describe %s: %w", r.remote, err)
	}
	return is, nil
}

// choose gives the first of several connections that is connected, the first if
// none is.
func (r route) choose(ctx context.Context, all []offer) service {
	if len(all) > 1 {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		for _, o := range all {
			s := service{r, o.kind, o.control}
			if up, err := s.connected(ctx); err == nil && up {
				return s
			}
		}
	}
	return service{r, all[0].kind, all[0].control}
}
