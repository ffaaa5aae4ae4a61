package geoip_test

import (
	"strings"
	"testing"

	"github.com/maxmind/mmdbwriter/mmdbtype"

	"realtalk/core/geoip"
)

// Each list is known by its fields, whoever wrote it.
func TestSchemas(t *testing.T) {
	lyon := mmdbtype.Map{
		"city":               mmdbtype.Map{"geoname_id": mmdbtype.Uint32(2996944), "names": mmdbtype.Map{"de": text("Lyon (de)"), "en": text("Lyon")}},
		"country":            mmdbtype.Map{"iso_code": text("FR"), "names": mmdbtype.Map{"en": text("France")}},
		"registered_country": mmdbtype.Map{"iso_code": text("US")},
		"location":           mmdbtype.Map{"latitude": mmdbtype.Float64(45.75), "longitude": mmdbtype.Float64(4.85)},
		"subdivisions":       mmdbtype.Slice{mmdbtype.Map{"iso_code": text("ARA")}},
	}
	for _, test := range []struct {
		name, source string
		row          mmdbtype.Map
		role         geoip.Role
		want         geoip.Answer
	}{
		{"GeoLite2-City", "MaxMind", lyon, geoip.RolePlace, geoip.Answer{Country: "FR", City: "Lyon"}},
		{"GeoLite2-Country", "MaxMind", country("FR"), geoip.RolePlace, geoip.Answer{Country: "FR"}},
		{"GeoLite2-ASN", "MaxMind", network(3215, "Orange"), geoip.RoleOwner, geoip.Answer{ASN: 3215, Owner: "Orange"}},
		{"DBIP-City-Lite", "DB-IP", lyon, geoip.RolePlace, geoip.Answer{Country: "FR", City: "Lyon"}},
		{"DBIP-Country-Lite", "DB-IP", country("FR"), geoip.RolePlace, geoip.Answer{Country: "FR"}},
		{"DBIP-ASN-Lite", "DB-IP", network(3215, "Orange"), geoip.RoleOwner, geoip.Answer{ASN: 3215, Owner: "Orange"}},
		{"ipinfo bundle_location_lite.mmdb", "IPinfo", mmdbtype.Map{
			"country": text("France"), "country_code": text("FR"), "continent": text("Europe"), "continent_code": text("EU"),
			"asn": text("AS3215"), "as_name": text("Orange"), "as_domain": text("orange.com"),
		}, geoip.RoleBoth, geoip.Answer{Country: "FR", ASN: 3215, Owner: "Orange"}},
		{"ipinfo country_asn.mmdb", "IPinfo", mmdbtype.Map{
			"country": text("FR"), "country_name": text("France"), "asn": text("AS3215"), "as_name": text("Orange"),
		}, geoip.RoleBoth, geoip.Answer{Country: "FR", ASN: 3215, Owner: "Orange"}},
		{"ip-location-db country", "", mmdbtype.Map{"country_code": text("FR")}, geoip.RolePlace, geoip.Answer{Country: "FR"}},
		{"ip-location-db city", "", mmdbtype.Map{
			"city": text("Lyon"), "country_code": text("FR"), "state1": text("Rhône"), "latitude": mmdbtype.Float32(45.75),
		}, geoip.RolePlace, geoip.Answer{Country: "FR", City: "Lyon"}},
		{"ip-location-db asn", "", network(3215, "Orange"), geoip.RoleOwner, geoip.Answer{ASN: 3215, Owner: "Orange"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := openIn(t, folders(t))
			list := mustImport(t, d, mmdb(t, test.name, may, rows{"203.0.113.0/24": test.row, "2001:db8:2::/48": test.row}))
			if list.Role != test.role || list.Name != test.name || list.Source != test.source || !list.Own || !list.Date.Equal(may) {
				t.Errorf("taken for %+v", list)
			}
			if known := list.Source != ""; known != (list.Licence != "") {
				t.Errorf("licence: %q", list.Licence)
			}
			test.want.Date = may
			for _, address := range []string{"203.0.113.9", "::ffff:203.0.113.9", "2001:db8:2::9"} {
				if got := lookup(d, address); got != test.want {
					t.Errorf("%s: %+v, not %+v", address, got, test.want)
				}
			}
			if got := lookup(d, "203.0.114.1"); got.Known() || got.Network() != "" {
				t.Errorf("an address that is in no list: %+v", got)
			}
		})
	}
}

// Where a network is registered is not where it is.
func TestRegisteredCountryIsNoPlace(t *testing.T) {
	d := openIn(t, folders(t))
	mustImport(t, d, mmdb(t, "GeoLite2-Country", may, rows{
		"203.0.113.0/25":   {"registered_country": country("US")["country"]},
		"203.0.113.128/25": country("FR"),
	}))
	if got := lookup(d, "203.0.113.1"); got.Known() {
		t.Errorf("%+v", got)
	}
}

// What a list says reaches terminals and notices.
func TestTextIsMadeSafe(t *testing.T) {
	d := openIn(t, folders(t))
	mustImport(t, d, mmdb(t, "evil\x1b[2J", may, rows{
		"203.0.113.0/26":   both("FR", 1, " \x1b]0;title\a\u202eevil\n"),
		"203.0.113.64/26":  both("fr", 2, strings.Repeat("x", 1000)),
		"203.0.113.128/26": both("FRA", 3, "Café\u200b Crème\u0000"),
	}))
	for address, want := range map[string]geoip.Answer{
		"203.0.113.1":   {Country: "FR", ASN: 1, Owner: "]0;titleevil"},
		"203.0.113.65":  {ASN: 2, Owner: strings.Repeat("x", geoip.MaxText)},
		"203.0.113.129": {ASN: 3, Owner: "Café Crème"},
	} {
		want.Date = may
		if got := lookup(d, address); got != want {
			t.Errorf("%s: %+v", address, got)
		}
	}
	if got := d.Status()[0].Name; got != "evil[2J" {
		t.Errorf("name: %q", got)
	}
}
