package reach

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"
)

// Why AskWeb gives no address, beside the errors of the network and of ctx.
var (
	ErrWebURL    = errors.New("not a web address that begins with https://")
	ErrWebMoved  = errors.New("the web service sends on to another host")
	ErrWebAnswer = errors.New("the web service does not answer with a public address")
)

const (
	maxWebAnswer = 256 // bytes
	maxWebHops   = 3
	webTimeout   = 10 * time.Second
)

// AskWeb asks a web service which address this computer comes from. It is for
// the moment in which a person presses a button that names the service, and never
// else. One GET goes out over TLS and IPv4, past any proxy, whose address would be
// the wrong one; IPv6 addresses are known without help. It says nothing of the
// asker but "Real Talk". The answer is at most 256 bytes: an address, or JSON
// {"ip": "an address"}. It waits at most 10 s. What comes back is the service's
// word, nothing more. Errors do not repeat the URL, in which there may be a key.
func AskWeb(ctx context.Context, url string) (netip.Addr, error) {
	return askWeb(ctx, url, nil)
}

// askWeb trusts roots, those of the system if nil.
func askWeb(ctx context.Context, service string, roots *x509.CertPool) (netip.Addr, error) {
	u, err := url.Parse(service)
	if err != nil || u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return netip.Addr{}, ErrWebURL
	}
	ctx, cancel := context.WithTimeout(ctx, webTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return netip.Addr{}, ErrWebURL
	}
	request.Header.Set("User-Agent", "Real Talk")
	answer, err := webClient(u, roots).Do(request)
	if err != nil {
		return netip.Addr{}, fmt.Errorf("ask %s: %w", u.Hostname(), withoutURL(err))
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return netip.Addr{}, fmt.Errorf("%w: status %d", ErrWebAnswer, answer.StatusCode)
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, maxWebAnswer+1))
	if err != nil {
		return netip.Addr{}, fmt.Errorf("ask %s: %w", u.Hostname(), err)
	}
	return parseWebAnswer(body)
}

func webClient(first *url.URL, roots *x509.CertPool) *http.Client {
	dialer := &net.Dialer{}
	return &http.Client{
		Transport: &http.Transport{
			DialContext: func(ctx context.Context, _, address string) (net.Conn, error) {
				return dialer.DialContext(ctx, "tcp4", address)
			},
			TLSClientConfig:        &tls.Config{RootCAs: roots},
			DisableKeepAlives:      true,
			DisableCompression:     true,
			MaxResponseHeaderBytes: 16 << 10,
		},
		CheckRedirect: func(next *http.Request, via []*http.Request) error {
			if len(via) > maxWebHops || next.URL.Scheme != "https" || next.URL.Host != first.Host {
				return ErrWebMoved
			}
			next.Header.Del("Referer")
			return nil
		},
	}
}

func withoutURL(err error) error {
	var about *url.Error
	if errors.As(err, &about) {
		return about.Err
	}
	return err
}

func parseWebAnswer(body []byte) (netip.Addr, error) {
	if len(body) > maxWebAnswer {
		return netip.Addr{}, fmt.Errorf("%w: too long", ErrWebAnswer)
	}
	text := string(bytes.TrimSpace(body))
	var object struct {
		IP string `json:"ip"`
	}
	if json.Unmarshal(body, &object) == nil {
		text = object.IP
	}
	addr, err := netip.ParseAddr(text)
	if err != nil || !Public(addr) {
		return netip.Addr{}, ErrWebAnswer
	}
	return addr.Unmap(), nil
}
