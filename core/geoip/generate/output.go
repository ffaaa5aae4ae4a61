package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	_ "embed"
	"fmt"
	"go/format"
	"text/template"
)

// What people read of the list; attribution is in the words that the owners of
// the data ask for.
const (
	name    = "built-in list"
	origin  = "ip-location-db"
	licence = "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/). " +
		"Merged, for Real Talk, from geo-whois-asn-country and asn of ip-location-db (https://github.com/sapics/ip-location-db), " +
		"which are made from data of RouteViews (https://www.routeviews.org) and of the Number Resource Organization " +
		"(https://www.nro.net), and from IP Geolocation by DB-IP (https://db-ip.com)."
)

// pack compresses the list for the program to carry.
func (l *list) pack() ([]byte, error) {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(l.data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return packed.Bytes(), nil
}

//go:embed default.go.tmpl
var codeTemplate string

// code writes the file of the program that tells of the list.
func (l *list) code() ([]byte, error) {
	var code bytes.Buffer
	err := template.Must(template.New("default.go").Parse(codeTemplate)).Execute(&code, map[string]any{
		"Size":    len(l.data),
		"Hash":    fmt.Sprintf("%x", sha256.Sum256(l.data)),
		"Year":    l.date.Year(),
		"Month":   l.date.Month(),
		"Day":     l.date.Day(),
		"Name":    name,
		"Source":  origin,
		"Licence": licence,
	})
	if err != nil {
		return nil, err
	}
	return format.Source(code.Bytes())
}
