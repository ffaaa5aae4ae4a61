package geoip_test

import (
	"net/netip"
	"os"
	"os/exec"
	"regexp"
	"testing"

	"realtalk/core/geoip"
)

// What the built-in list says of well-known addresses is what its sources say,
// read without any of the code that made or reads the list; and another reader
// of the format reads the same.
func TestWellKnownAddresses(t *testing.T) {
	places := wellKnown(t)
	want := inSources(t, places)
	d := geoip.Open(folders(t))
	defer d.Close()

	t.Run("here", func(t *testing.T) {
		for _, p := range places {
			a := d.Lookup(p.address)
			got := facts{country: a.Country, number: a.ASN, owner: a.Owner}
			if got != want[p.address] || !a.Known() || a.Kind != geoip.Public || a.Date.IsZero() {
				t.Errorf("%s, %s: %+v of %v, not %+v", p.address, p.name, got, a.Date, want[p.address])
			}
		}
	})
	t.Run("mmdblookup", func(t *testing.T) {
		list := d.Status()[0].File
		for _, p := range places {
			if got := mmdblookup(t, list, p.address); got != want[p.address] {
				t.Errorf("%s, %s: %+v, not %+v", p.address, p.name, got, want[p.address])
			}
		}
	})
}

// A list that puts more than one well-known address in twenty into the wrong
// country is not worth building in.
func TestWellKnownCountries(t *testing.T) {
	d := geoip.Open(folders(t))
	defer d.Close()
	places, wrong := wellKnown(t), 0
	for _, p := range places {
		if got := d.Lookup(p.address).Country; got != p.country {
			wrong++
			t.Logf("%s, %s, is said to be in %s, not %s", p.address, p.name, got, p.country)
		}
	}
	if wrong*20 > len(places) {
		t.Errorf("%d of %d are in the wrong country", wrong, len(places))
	}
}

var (
	isoCode      = regexp.MustCompile(`"iso_code":\s+"(.*)" <utf8_string>`)
	number       = regexp.MustCompile(`"autonomous_system_number":\s+(\d+) <uint32>`)
	organization = regexp.MustCompile(`"autonomous_system_organization":\s+"(.*)" <utf8_string>`)
)

// mmdblookup asks libmaxminddb's program of that name, which Debian has in the
// package mmdb-bin.
func mmdblookup(t *testing.T, list string, address netip.Addr) facts {
	t.Helper()
	program, err := exec.LookPath("mmdblookup")
	if err != nil && os.Getenv("CI") != "true" {
		t.Skip("mmdblookup is not installed")
	}
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), program, "--file", list, "--ip", address.String()).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v: %s", address, err, out)
	}
	return facts{
		country: found(isoCode, out),
		number:  asNumber(t, found(number, out)),
		owner:   found(organization, out),
	}
}

func found(what *regexp.Regexp, in []byte) string {
	if match := what.FindSubmatch(in); match != nil {
		return string(match[1])
	}
	return ""
}
