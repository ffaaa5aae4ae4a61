package igd

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"time"
)

const (
	patience       = 5 * time.Second // for one request with all it brings
	maxDescription = 256 << 10
	maxAction      = 64 << 10
	maxHeaderBytes = 16 << 10
)

// route is from an address of this computer, zero for the system's choice, to a
// device's. Connections of a device go there and nowhere else.
type route struct{ local, remote netip.Addr }

// request is the transport of one HTTP request. It keeps what went wrong,
// since goupnp turns errors into text.
type request struct {
	route
	limit  int // bytes of the body
	status int
	err    error
}

func (r route) client(limit int) (*http.Client, *request) {
	trip := &request{route: r, limit: limit}
	return &http.Client{
		Transport:     trip,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}, trip
}

// RoundTrip returns once the whole body is there and found to be harmless.
func (r *request) RoundTrip(q *http.Request) (*http.Response, error) {
	answer, err := r.do(q)
	if err != nil {
		r.err = err
		return nil, err
	}
	r.status = answer.StatusCode
	return answer, nil
}

func (r *request) do(q *http.Request) (*http.Response, error) {
	transport := &http.Transport{
		DialContext:            r.dial,
		DisableKeepAlives:      true,
		DisableCompression:     true,
		MaxResponseHeaderBytes: maxHeaderBytes,
	}
	answer, err := transport.RoundTrip(q)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	body, err := read(answer, r.limit)
	if err != nil {
		return nil, err
	}
	answer.Body = io.NopCloser(bytes.NewReader(body))
	answer.ContentLength = int64(len(body))
	return answer, nil
}

// dial takes only the port from what is to be dialled.
func (r route) dial(ctx context.Context, _, address string) (net.Conn, error) {
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	var d net.Dialer
	if r.local.IsValid() {
		d.LocalAddr = net.TCPAddrFromAddrPort(netip.AddrPortFrom(r.local, 0))
	}
	return d.DialContext(ctx, "tcp", net.JoinHostPort(r.remote.String(), port))
}

func read(answer *http.Response, limit int) ([]byte, error) {
	if answer.ContentLength > int64(limit) {
		return nil, fmt.Errorf("%w: %d bytes", ErrAnswer, answer.ContentLength)
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, int64(limit)+1))
	if err != nil {
		return nil, err
	}
	if len(body) > limit {
		return nil, fmt.Errorf("%w: more than %d bytes", ErrAnswer, limit)
	}
	return plain(body)
}

// fetch gets a description.
func (r route) fetch(ctx context.Context, from place) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	location := from.on(r.remote.WithZone(""))
	q, err := http.NewRequestWithContext(ctx, http.MethodGet, location.String(), nil)
	if err != nil {
		return nil, err
	}
	client, _ := r.client(maxDescription)
	answer, err := client.Do(q)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%w: HTTP status %d", ErrAnswer, answer.StatusCode)
	}
	return io.ReadAll(answer.Body)
}
