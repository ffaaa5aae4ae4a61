package igd

import (
	"bytes"
	"errors"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

const (
	maxAnswer  = 2 << 10 // bytes of a datagram
	maxHeaders = 32
	maxURL     = 1 << 10 // bytes of a path with its query
)

// ErrAnswer is what a device said that makes no sense, or is too much.
var ErrAnswer = errors.New("unusable answer")

// answer is what a device says to a search: where its description is, on the
// host that sent it, and which device it describes.
type answer struct {
	place place
	usn   string // unique service name; starts with the UDN
}

// place is a URL without its host.
type place struct {
	port uint16
	path string // with the query, from the slash on
}

// parseAnswer reads an answer of SSDP, UPnP Device Architecture 2.0 section
// 1.3.3. Lines may end in LF alone. What is not used is not looked at, apart from
// its form.
func parseAnswer(datagram []byte) (answer, error) {
	if len(datagram) > maxAnswer {
		return answer{}, ErrAnswer
	}
	lines := bytes.Split(datagram, []byte("\n"))
	if !isOK(trimLine(lines[0])) {
		return answer{}, ErrAnswer
	}
	var location, usn string
	for i, line := range lines[1:] {
		line := trimLine(line)
		if line == "" {
			break
		}
		name, value, ok := header(line)
		if !ok || i >= maxHeaders {
			return answer{}, ErrAnswer
		}
		for field, is := range map[string]*string{"location": &location, "usn": &usn} {
			if !strings.EqualFold(name, field) {
				continue
			}
			if *is != "" {
				return answer{}, ErrAnswer // twice
			}
			*is = value
		}
	}
	where, err := parsePlace(location)
	return answer{where, usn}, err
}

func trimLine(line []byte) string { return string(bytes.TrimSuffix(line, []byte("\r"))) }

func isOK(status string) bool {
	version, rest, _ := strings.Cut(status, " ")
	code, _, _ := strings.Cut(rest, " ")
	return (version == "HTTP/1.1" || version == "HTTP/1.0") && code == "200"
}

func header(line string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(line, ":")
	if name == "" || strings.ContainsAny(name, " \t") || strings.ContainsFunc(line, isControl) {
		return "", "", false
	}
	return name, strings.Trim(value, " \t"), ok
}

func isControl(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }

// parsePlace reads the part of an http URL that counts. Its host may be any.
func parsePlace(text string) (place, error) {
	u, err := url.Parse(text)
	if err != nil {
		return place{}, ErrAnswer
	}
	return placeOf(u)
}

func placeOf(u *url.URL) (place, error) {
	port := uint64(80)
	if text := u.Port(); text != "" {
		var err error
		if port, err = strconv.ParseUint(text, 10, 16); err != nil {
			return place{}, ErrAnswer
		}
	}
	path := u.RequestURI()
	if u.Scheme != "http" || u.Host == "" || u.Opaque != "" || port == 0 || len(path) > maxURL || path[0] != '/' {
		return place{}, ErrAnswer
	}
	if strings.ContainsFunc(path, isNotURL) { // url.Parse takes a query as it is
		return place{}, ErrAnswer
	}
	return place{uint16(port), path}, nil
}

func isNotURL(r rune) bool { return r <= ' ' || r > '~' }

// on gives the whole URL of a place on a host.
func (p place) on(host netip.Addr) url.URL {
	u := url.URL{Scheme: "http", Host: netip.AddrPortFrom(host, p.port).String()}
	path, query, _ := strings.Cut(p.path, "?")
	u.RawQuery = query
	if plain, err := url.PathUnescape(path); err == nil {
		u.Path, u.RawPath = plain, path
	}
	return u
}
