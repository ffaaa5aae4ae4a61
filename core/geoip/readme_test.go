package geoip_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"realtalk/core/geoip"
)

// README.md gives the date of the built-in list and everybody whom its licence
// wants to be named.
func TestReadmeNamesTheBuiltInList(t *testing.T) {
	content, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := strings.Join(strings.Fields(string(content)), " ")
	d := geoip.Open(folders(t))
	defer d.Close()

	list := d.Status()[0]
	owners := regexp.MustCompile(`https://[a-z0-9./-]*[a-z0-9/]`).FindAllString(list.Licence, -1)
	if len(owners) != 5 {
		t.Errorf("the licence and four owners, not %q", owners)
	}
	for _, want := range append(owners, list.Date.Format("2 January 2006"), "IP Geolocation by DB-IP") {
		if !strings.Contains(readme, want) {
			t.Errorf("README.md lacks %q", want)
		}
	}
}
