package main

import (
	"bytes"
	"compress/gzip"
	"maps"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/oschwald/maxminddb-golang/v2"
)

func TestMerge(t *testing.T) {
	made, err := merge(lists(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	reader, err := maxminddb.OpenBytes(made.data)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if err := reader.Verify(); err != nil {
		t.Error(err)
	}
	if got := reader.Metadata.BuildTime().UTC(); got != time.Date(2026, 6, 17, 0, 0, 0, 0, time.UTC) {
		t.Errorf("built on %v, not on the day of the source", got)
	}
	for address, want := range map[string]record{
		"192.0.2.0":       {Country: iso{"FR"}, Number: 64500, Owner: "Comma, Inc."},
		"192.0.2.64":      {Country: iso{"DE"}, Number: 64500, Owner: "Comma, Inc."}, // the later of two rows
		"192.0.2.128":     {Country: iso{"FR"}},                                      // no owner
		"198.51.100.7":    {Number: 64501, Owner: "Déjà"},                            // no country
		"203.0.113.1":     {},
		"2001:db8::1":     {Country: iso{"JP"}, Number: 4200000000, Owner: "Six"},
		"2002:c000:200::": {}, // 6to4 of 192.0.2.0: no alias
	} {
		var got record
		if err := reader.Lookup(netip.MustParseAddr(address)).Decode(&got); err != nil {
			t.Error(err)
		}
		if got != want {
			t.Errorf("%s: %+v, not %+v", address, got, want)
		}
	}
}

type iso struct {
	Code string `maxminddb:"iso_code"`
}

type record struct {
	Country iso    `maxminddb:"country"`
	Number  uint32 `maxminddb:"autonomous_system_number"`
	Owner   string `maxminddb:"autonomous_system_organization"`
}

// A source that is not as it should be ends the work, and the line is told.
func TestMergeRefuses(t *testing.T) {
	for name, bad := range map[string]struct{ file, content, want string }{
		"a word for an address":  {"country-ipv4.csv.gz", "here,192.0.2.9,FR", "country-ipv4.csv.gz:1: "},
		"no last address":        {"country-ipv4.csv.gz", "192.0.2.0,,FR", "country-ipv4.csv.gz:1: "},
		"first after last":       {"country-ipv4.csv.gz", "192.0.2.9,192.0.2.0,FR", "country-ipv4.csv.gz:1: "},
		"IPv4 to IPv6":           {"country-ipv4.csv.gz", "192.0.2.9,2001:db8::,FR", "country-ipv4.csv.gz:1: "},
		"nothing said":           {"country-ipv4.csv.gz", "192.0.2.0,192.0.2.9", "country-ipv4.csv.gz:1: "},
		"a country in words":     {"country-ipv6.csv.gz", "2001:db8::,2001:db8::1,Japan", "country-ipv6.csv.gz:1: "},
		"small letters":          {"country-ipv6.csv.gz", "2001:db8::,2001:db8::1,jp", "country-ipv6.csv.gz:1: "},
		"a country too many":     {"country-ipv6.csv.gz", "2001:db8::,2001:db8::1,JP,FR", "country-ipv6.csv.gz:1: "},
		"a number too large":     {"asn-ipv4.csv.gz", "192.0.2.0,192.0.2.9,4294967296,Large", "asn-ipv4.csv.gz:1: "},
		"an owner without name":  {"asn-ipv4.csv.gz", "192.0.2.0,192.0.2.9,64500,", "asn-ipv4.csv.gz:1: "},
		"a name not in UTF-8":    {"asn-ipv4.csv.gz", "192.0.2.0,192.0.2.9,64500,\xff", "asn-ipv4.csv.gz:1: "},
		"an open quotation mark": {"asn-ipv4.csv.gz", "192.0.2.0,192.0.2.9,64500,\"Open", "read asn-ipv4.csv.gz: "},
		"no date":                {"date.txt", "in June", "parsing time"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := merge(lists(t, map[string]string{bad.file: bad.content}))
			if err == nil || !strings.HasPrefix(err.Error(), bad.want) {
				t.Errorf("%v, not %q and why", err, bad.want)
			}
		})
	}
}

func TestGenerateKeepsTheOldOnFailure(t *testing.T) {
	source, output := t.TempDir(), t.TempDir()
	old := filepath.Join(output, "default.go")
	if err := os.WriteFile(old, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := generate(source, output); err == nil {
		t.Error("an empty folder will do")
	}
	if got, err := os.ReadFile(old); string(got) != "old" {
		t.Errorf("%q, %v", got, err)
	}
}

// lists is a whole source, some files of which are replaced.
func lists(t *testing.T, replaced map[string]string) fstest.MapFS {
	t.Helper()
	content := map[string]string{
		"date.txt":            "2026-06-17\n",
		"country-ipv4.csv.gz": "192.0.2.0,192.0.2.255,FR\n192.0.2.64,192.0.2.127,DE\n",
		"country-ipv6.csv.gz": "2001:db8::,2001:db8::ffff,JP\n",
		"asn-ipv4.csv.gz":     "192.0.2.0,192.0.2.127,64500,\"Comma, Inc.\"\n198.51.100.0,198.51.100.9,64501,Déjà\n",
		"asn-ipv6.csv.gz":     "2001:db8::,2001:db8:1::,4200000000,Six\n",
	}
	maps.Copy(content, replaced)
	source := fstest.MapFS{}
	for name, text := range content {
		data := []byte(text)
		if filepath.Ext(name) == ".gz" {
			data = pack(t, data)
		}
		source[name] = &fstest.MapFile{Data: data}
	}
	return source
}

func pack(t *testing.T, data []byte) []byte {
	t.Helper()
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}
