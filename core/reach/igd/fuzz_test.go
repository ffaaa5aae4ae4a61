package igd_test

import (
	"bytes"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"unicode"

	"realtalk/core/reach/igd"
)

// FuzzAnswer: whatever a device answers to a search, what is fetched then is an
// http URL on the device itself, and is read from its own text again.
func FuzzAnswer(f *testing.F) {
	for _, location := range []string{
		"http://192.168.1.1:5000/rootDesc.xml", "http://192.168.1.1", "http://router.example:80/a%2fb?c=d#e", "HTTP://[fe80::1%25eth0]:49000/x",
		"http://192.168.1.1:0/", "http://192.168.1.1:99999/", "http://a:b@192.168.1.1/", "https://192.168.1.1/", "//192.168.1.1/", "http:///x", "",
		"http://192.168.1.1//x", "http://192.168.1.1?x", "http://192.168.1.1/?a b",
	} {
		f.Add(fmt.Appendf(nil, "HTTP/1.1 200 OK\r\nST: upnp:rootdevice\r\nUSN: uuid:1::upnp:rootdevice\r\nEXT:\r\nLocation: %s\r\n\r\n", location))
	}
	f.Add([]byte("HTTP/1.0 200\nLOCATION:http://192.168.1.1/\n\nrest"))
	f.Add([]byte("HTTP/1.1 200 OK\r\nLOCATION: http://192.168.1.1/\r\nlocation: http://192.168.1.2/\r\n\r\n"))
	f.Add([]byte("HTTP/1.1 200 OK\r\n" + strings.Repeat("A: b\r\n", 40) + "LOCATION: http://192.168.1.1/\r\n\r\n"))
	f.Add([]byte("NOTIFY * HTTP/1.1\r\nLOCATION: http://192.168.1.1/\r\n\r\n"))
	f.Fuzz(func(t *testing.T, datagram []byte) {
		u, _, err := igd.ParseAnswer(datagram, netip.MustParseAddr("192.168.1.1"))
		if err != nil {
			if !errors.Is(err, igd.ErrAnswer) {
				t.Fatal(err)
			}
			return
		}
		checkURL(t, u)
	})
}

// checkURL holds for all that is asked over HTTP.
func checkURL(t *testing.T, text string) {
	t.Helper()
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" || u.User != nil || u.Hostname() != "192.168.1.1" || u.Port() == "" || u.Port() == "0" || u.RequestURI()[0] != '/' {
		t.Fatalf("%q: %v", text, err)
	}
	if strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' }) {
		t.Fatalf("%q", text)
	}
	again, err := igd.PlaceOn(text, netip.MustParseAddr("192.168.1.1"))
	if err != nil || again != text {
		t.Fatalf("%q is read as %q, %v", text, again, err)
	}
}

// FuzzDescription: all that a description makes us ask is on the device itself.
func FuzzDescription(f *testing.F) {
	r := router{uuid: "uuid:0001", sins: sins{page: "/"}}
	f.Add([]byte(r.describing([]string{ip1, ppp, ip2, firewall})))
	r.sins = sins{controlHost: "192.0.2.1", page: "http://192.0.2.1/"}
	f.Add([]byte(r.describing([]string{ip1, ip1, ip1, ip1, ip1, ip1})))
	f.Add([]byte(`<?xml version="1.0" encoding="ISO-8859-1"?><root><URLBase>::</URLBase><device><friendlyName>a & ` + "\xf6" +
		`</friendlyName><presentationURL>javascript:alert(1)</presentationURL></device></root>`))
	f.Add([]byte(strings.Repeat("<device>", 40)))
	f.Add([]byte(strings.Repeat("<a/>", 3000)))
	f.Add([]byte(`<!DOCTYPE a [<!ENTITY b "c">]><root>&b;</root>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		all, page, err := igd.ParseDescription(body, netip.MustParseAddr("192.168.1.1"))
		if err != nil {
			if !errors.Is(err, igd.ErrAnswer) {
				t.Fatal(err)
			}
			return
		}
		if len(all) > 5 {
			t.Fatalf("%d services", len(all))
		}
		for _, u := range all {
			checkURL(t, u)
		}
		if page != "" {
			u, err := url.Parse(page)
			if err != nil || u.Hostname() != "192.168.1.1" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
				t.Fatalf("page %q: %v", page, err)
			}
		}
	})
}

// FuzzAction: whatever a device answers to an action is read, is a fault with a
// few printable words, or is unusable.
func FuzzAction(f *testing.F) {
	envelope := func(body string) []byte {
		return []byte(`<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>` + body + `</s:Body></s:Envelope>`)
	}
	f.Add(200, envelope(`<u:GetExternalIPAddressResponse xmlns:u="`+ip1+`"><NewExternalIPAddress>203.0.113.1</NewExternalIPAddress></u:GetExternalIPAddressResponse>`))
	f.Add(500, envelope(`<s:Fault><faultcode>s:Client</faultcode><faultstring>UPnPError</faultstring><detail><UPnPError xmlns="urn:schemas-upnp-org:control-1-0">`+
		`<errorCode>718</errorCode><errorDescription>ConflictInMappingEntry</errorDescription></UPnPError></detail></s:Fault>`))
	f.Add(500, envelope(`<s:Fault><faultstring>&#x202e;`+strings.Repeat("x", 200)+`</faultstring><detail><UPnPError><errorCode>-1</errorCode></UPnPError></detail></s:Fault>`))
	f.Add(500, []byte{})
	f.Add(302, []byte("<html>"))
	f.Add(200, envelope(strings.Repeat("<a>", 40)))
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		_, err := igd.External(status, bytes.Clone(body))
		var fault *igd.Fault
		switch {
		case err == nil || errors.Is(err, igd.ErrAnswer):
		case !errors.As(err, &fault):
			t.Fatal(err)
		case len([]rune(fault.Description)) > 100 || strings.ContainsFunc(fault.Description, func(r rune) bool { return !unicode.IsPrint(r) }):
			t.Fatalf("%q", fault.Description)
		}
	})
}
