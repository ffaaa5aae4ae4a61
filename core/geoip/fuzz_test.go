package geoip_test

import (
	"net/netip"
	"os"
	"path/filepath"
	"testing"

	"github.com/maxmind/mmdbwriter/mmdbtype"
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
	f.Fuzz(func(t *testing.T, data []byte) {
		o := folders(t)
		d := openIn(t, o)
		path := filepath.Join(t.TempDir(), "list")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		list, err := d.Import(t.Context(), path)
		if left := names(t, o.Own); (err == nil) != (len(left) == 1) {
			t.Fatalf("%v, but %q is there", err, left)
		}
		if err == nil && list.Role == "" {
			t.Fatal("taken for nothing")
		}
		for _, address := range []string{"0.0.0.1", "203.0.113.7", "255.255.255.254", "2001:db8::1", "3fff::"} {
			answer := d.Lookup(netip.MustParseAddr(address))
			if len(answer.Country) != 0 && len(answer.Country) != 2 {
				t.Fatalf("%+v", answer)
			}
			answer.Place()
		}
	})
}
