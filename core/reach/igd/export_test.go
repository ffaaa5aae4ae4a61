package igd

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/netip"
	"time"

	"github.com/huin/goupnp/soap"
)

// DiscoverAt is Discover where SSDP has another port, and descriptions wait so
// long for better ones.
func DiscoverAt(ctx context.Context, port uint16, settle time.Duration, gateways []netip.Addr, found func(*Device)) error {
	s := network
	s.port, s.settle = port, settle
	return s.discover(ctx, gateways, found)
}

// AskFrom tells whether a search from these addresses of this computer can be
// sent and is answered.
func AskFrom(ctx context.Context, local []netip.Addr, to netip.AddrPort) (bool, error) {
	var all []question
	for _, l := range local {
		all = append(all, question{l, []netip.AddrPort{to}, &quest{}})
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	answers, err := ask(ctx, all, func(netip.Addr) bool { return true })
	_, ok := <-answers
	cancel()
	for range answers {
	}
	return ok, err
}

// Most of what is read in one search or answer.
const (
	MaxPlaces      = maxPlaces
	MaxDescription = maxDescription
	MaxAction      = maxAction
	MaxElements    = maxElements
	MaxDepth       = maxDepth
)

// ParseAnswer gives the URL that an answer of a host leads to.
func ParseAnswer(datagram []byte, host netip.Addr) (location, usn string, err error) {
	is, err := parseAnswer(datagram)
	if err != nil {
		return "", "", err
	}
	u := is.place.on(host)
	return u.String(), is.usn, nil
}

// PlaceOn gives a URL as it is asked on a host.
func PlaceOn(text string, host netip.Addr) (string, error) {
	p, err := parsePlace(text)
	if err != nil {
		return "", err
	}
	u := p.on(host)
	return u.String(), nil
}

// ParseDescription gives the URLs of the services that a host describes.
func ParseDescription(body []byte, host netip.Addr) (urls []string, page string, err error) {
	if body, err = plain(body); err != nil {
		return nil, "", err
	}
	is, err := parseDescription(body, host, place{80, "/"})
	if err != nil {
		return nil, "", err
	}
	if is.firewall != nil {
		is.connections = append(is.connections, *is.firewall)
	}
	for _, o := range is.connections {
		u := o.control.on(host)
		urls = append(urls, u.String())
	}
	return urls, is.page, nil
}

// External is what a device's External makes of an answer over HTTP.
func External(status int, body []byte) (netip.Addr, error) {
	answer := &http.Response{StatusCode: status, ContentLength: int64(len(body)), Body: io.NopCloser(bytes.NewReader(body))}
	text, err := read(answer, maxAction)
	if err != nil {
		return netip.Addr{}, err
	}
	caller := soap.SOAPClient{HTTPClient: http.Client{Transport: canned(func() *http.Response {
		return &http.Response{StatusCode: status, ContentLength: int64(len(text)), Body: io.NopCloser(bytes.NewReader(text))}
	})}}
	var out struct{ NewExternalIPAddress string }
	if err := verdict(caller.PerformAction("x", "y", nil, &out), &request{status: status}); err != nil {
		return netip.Addr{}, err
	}
	return parseExternal(out.NewExternalIPAddress)
}

type canned func() *http.Response

func (c canned) RoundTrip(*http.Request) (*http.Response, error) { return c(), nil }
