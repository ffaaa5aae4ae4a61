package geoip_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/maxmind/mmdbwriter/mmdbtype"

	"realtalk/core/geoip"
)

// FuzzImport takes any file: nothing in it crashes or hangs, what is refused
// leaves nothing behind, and of what is taken every look-up is sound.
func FuzzImport(f *testing.F) {
	city := mmdbtype.Map{
		"city":    mmdbtype.Map{"names": mmdbtype.Map{"en": text("Lyon")}},
		"country": country("FR")["country"],
	}
	flat := mmdbtype.Map{"country_code": text("FR"), "asn": text("AS3215"), "as_name": text("Orange")}
	for name, row := range map[string]mmdbtype.Map{"GeoLite2-City": city, "GeoLite2-ASN": network(3215, "Orange"), "flat": flat} {
		list := mmdb(f, name, may, rows{"203.0.113.0/24": row, "2001:db8::/32": row})
		f.Add(list)
		f.Add(gz(f, list))
	}
	f.Add([]byte("PK\x03\x04"))
	o := folders(f)
	d := openIn(f, o)
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := d.Import(t.Context(), file(t, "list", data))
		if left := names(t, o.Own); (err == nil) != (len(left) == 1) {
			t.Fatalf("%v, but %q is there", err, left)
		}
		if err == nil && list.Role == "" {
			t.Fatal("taken for nothing")
		}
		for _, address := range []string{"1.0.0.1", "203.0.113.7", "223.255.255.254", "2001:db8::1", "3fff::"} {
			sound(t, lookup(d, address))
		}
		if err := d.Remove(); err != nil {
			t.Fatal(err)
		}
	})
}

// FuzzRecord reads any bytes as one record, which no check has seen before.
func FuzzRecord(f *testing.F) {
	f.Add([]byte("\xe1\x47country\xe1\x48iso_code\x42FR"))
	f.Add([]byte("\xe2\x4ccountry_code\x42FR\x43asn\x46AS3215"))
	f.Add([]byte("\xe1\x44city\xe1\x45names\xe1\x42en\x44Lyon"))
	f.Add([]byte("\xe1\x44city\x20\x00")) // a pointer to itself
	f.Add([]byte("\xff\xff\xff\xff"))     // a map with 16 million fields
	f.Fuzz(func(t *testing.T, data []byte) {
		sound(t, geoip.ReadRecord(data))
	})
}

func sound(t *testing.T, a geoip.Answer) {
	t.Helper()
	if a.Country != "" && len(a.Country) != 2 {
		t.Fatalf("country: %q", a.Country)
	}
	for _, text := range []string{a.City, a.Owner, a.Place(), a.Network()} {
		if len(text) > 2*geoip.MaxText || !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
			t.Fatalf("%q", text)
		}
	}
}
