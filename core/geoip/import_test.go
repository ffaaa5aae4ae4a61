package geoip_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/maxmind/mmdbwriter/mmdbtype"

	"realtalk/core/geoip"
)

func TestOwnListsAreAskedFirst(t *testing.T) {
	o := folders(t)
	d := openIn(t, o)
	mustImport(t, d, mmdb(t, "GeoLite2-Country", may, rows{"198.51.100.0/25": country("DE")}))
	mustImport(t, d, gz(t, mmdb(t, "GeoLite2-ASN", may, rows{"198.51.100.0/26": network(1, "Own")})))
	want := map[string]geoip.Answer{
		"198.51.100.1":   {Country: "DE", ASN: 1, Owner: "Own", Date: may},
		"198.51.100.65":  {Country: "DE", ASN: 64500, Owner: "Built-in Telecom", Date: may},
		"198.51.100.129": {Country: "FR", ASN: 64500, Owner: "Built-in Telecom", Date: june},
		"2001:db8:1::1":  {Country: "JP", ASN: 64501, Owner: "Built-in Six", Date: june},
		"203.0.113.1":    {Date: may}, // the first that was asked
	}
	same := func(d *geoip.Database) {
		t.Helper()
		for address, answer := range want {
			if got := lookup(d, address); got != answer {
				t.Errorf("%s: %+v, not %+v", address, got, answer)
			}
		}
	}
	same(d)
	same(openIn(t, o)) // and after a start
}

// A list of networks for IPv4 only leaves IPv6 to the others.
func TestListOfIPv4Only(t *testing.T) {
	d := openIn(t, folders(t))
	mustImport(t, d, mmdb4(t, "asn-ipv4", rows{"198.51.100.0/24": network(1, "Own")}))
	if got := lookup(d, "198.51.100.1"); got.ASN != 1 || got.Country != "FR" {
		t.Errorf("IPv4: %+v", got)
	}
	if got := lookup(d, "2001:db8:1::1"); got.ASN != 64501 {
		t.Errorf("IPv6: %+v", got)
	}
}

// A list stays as long as it has a role that no newer one has.
func TestNewerListsTakeOver(t *testing.T) {
	o := folders(t)
	d := openIn(t, o)
	place := mmdb(t, "place", may, rows{"203.0.113.0/24": country("DE")})
	owner := mmdb(t, "owner", may, rows{"203.0.113.0/24": network(1, "Own")})
	whole := mmdb(t, "whole", may, rows{"203.0.113.0/24": both("SE", 2, "Whole")})
	for _, step := range []struct {
		list []byte
		want []string
	}{
		{place, []string{"place-00000001.mmdb"}},
		{place, []string{"place-00000002.mmdb"}},
		{owner, []string{"owner-00000003.mmdb", "place-00000002.mmdb"}},
		{whole, []string{"both-00000004.mmdb"}},
		{place, []string{"both-00000004.mmdb", "place-00000005.mmdb"}},
		{owner, []string{"owner-00000006.mmdb", "place-00000005.mmdb"}},
	} {
		list := mustImport(t, d, step.list)
		if got := names(t, o.Own); !slices.Equal(got, step.want) {
			t.Fatalf("%q, not %q", got, step.want)
		}
		if info, err := os.Stat(list.File); err != nil || filepath.Dir(list.File) != o.Own {
			t.Errorf("%+v: %v, %v", list, info, err)
		}
	}
	if err := d.Remove(); err != nil {
		t.Fatal(err)
	}
	if got := names(t, o.Own); len(got) != 0 {
		t.Errorf("after Remove: %q", got)
	}
	if got := lookup(d, "203.0.113.1"); got.Known() {
		t.Errorf("after Remove: %+v", got)
	}
	if got := lookup(d, "198.51.100.1"); got.Country != "FR" {
		t.Errorf("after Remove: %+v", got)
	}
}

// What is refused leaves everything as it was.
func TestRefusedFiles(t *testing.T) {
	good := mmdb(t, "good", may, rows{"203.0.113.0/24": country("DE")})
	packed := gz(t, good)
	flipped := slices.Clone(packed)
	flipped[len(flipped)-8] ^= 1 // the checksum
	o := folders(t)
	d := openIn(t, o)
	mustImport(t, d, mmdb(t, "old", may, rows{"203.0.113.0/24": country("FR")}))
	for name, test := range map[string]struct {
		data []byte
		want error
	}{
		"empty":           {nil, geoip.ErrNotList},
		"one byte":        {[]byte{0x1f}, geoip.ErrNotList},
		"text":            {[]byte("1.0.0.0,1.0.0.255,AU\n"), geoip.ErrNotList},
		"metadata alone":  {[]byte("\xab\xcd\xefMaxMind.com"), geoip.ErrDamaged},
		"cut off":         {good[:len(good)-200], geoip.ErrNotList},
		"no tree":         {good[len(good)/2:], geoip.ErrDamaged},
		"zeros for a map": {zeroed(good), geoip.ErrDamaged},
		"a loop":          {looped(good), geoip.ErrDamaged},
		"damaged later":   {damagedLater(t), geoip.ErrDamaged},
		"packed, cut off": {packed[:len(packed)-9], geoip.ErrDamaged},
		"packed, header":  {packed[:5], geoip.ErrDamaged},
		"packed, flipped": {flipped, geoip.ErrDamaged},
		"packed twice":    {gz(t, packed), geoip.ErrNotList},
		"tar":             {tarOf(t, good), geoip.ErrArchive},
		"packed tar":      {gz(t, tarOf(t, good)), geoip.ErrArchive},
		"zip":             {zipOf(t, good), geoip.ErrArchive},
		"no such fields": {mmdb(t, "GeoIP2-Domain", may, rows{
			"203.0.113.0/24": {"domain": text("example.com")},
		}), geoip.ErrNoFields},
		"other kinds": {mmdb(t, "GeoLite2-Country", may, rows{
			"203.0.113.0/24": {"country": mmdbtype.Uint32(1), "city": mmdbtype.Bool(true), "asn": mmdbtype.Float64(2)},
		}), geoip.ErrNoFields},
		"no networks": {mmdb(t, "GeoLite2-Country", may, nil), nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := d.Import(t.Context(), file(t, "list.mmdb", test.data))
			if err == nil || test.want != nil && !errors.Is(err, test.want) {
				t.Errorf("%v, not %v", err, test.want)
			}
		})
	}
	if _, err := d.Import(t.Context(), filepath.Join(o.Own, "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if _, err := d.Import(t.Context(), t.TempDir()); !errors.Is(err, geoip.ErrNotList) {
		t.Errorf("a folder: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := d.Import(ctx, file(t, "list.mmdb", good)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if got := names(t, o.Own); !slices.Equal(got, []string{"place-00000001.mmdb"}) {
		t.Errorf("left behind: %q", got)
	}
	if got := lookup(d, "203.0.113.1"); got.Country != "FR" {
		t.Errorf("the old list is gone: %+v", got)
	}
}

// Every cut of a list is refused.
func TestCutOffLists(t *testing.T) {
	good := mmdb(t, "good", may, rows{"203.0.113.0/24": country("DE")})
	o := folders(t)
	d := openIn(t, o)
	for end := 0; end < len(good); end += 7 {
		if _, err := d.Import(t.Context(), file(t, "cut.mmdb", good[:end])); err == nil {
			t.Fatalf("%d of %d bytes were taken", end, len(good))
		}
	}
	if got := names(t, o.Own); len(got) != 0 {
		t.Errorf("left behind: %q", got)
	}
}

// A few kilobytes that unpack to more than any list has end at the limit.
func TestFileThatUnpacksWithoutEnd(t *testing.T) {
	if err := geoip.CopyAtMost(io.Discard, bytes.NewReader(make([]byte, 100)), 100); err != nil {
		t.Error(err)
	}
	if err := geoip.CopyAtMost(io.Discard, bytes.NewReader(make([]byte, 101)), 100); !errors.Is(err, geoip.ErrTooLarge) {
		t.Error(err)
	}
	if testing.Short() {
		t.Skip("the rest writes 512 MiB")
	}
	var bomb bytes.Buffer
	for block := gz(t, make([]byte, 16<<20)); bomb.Len() < len(block)*33; bomb.Write(block) {
	}
	o := folders(t)
	_, err := openIn(t, o).Import(t.Context(), file(t, "bomb.mmdb.gz", bomb.Bytes()))
	if !errors.Is(err, geoip.ErrTooLarge) {
		t.Errorf("%v", err)
	}
	if got := names(t, o.Own); len(got) != 0 {
		t.Errorf("left behind: %q", got)
	}
}

// What an import that was killed left behind goes with the next one.
func TestLeftoversAreSweptAway(t *testing.T) {
	o := folders(t)
	if err := os.MkdirAll(o.Own, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(o.Own, ".geo-123"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	mustImport(t, openIn(t, o), mmdb(t, "place", may, rows{"203.0.113.0/24": country("DE")}))
	if got := names(t, o.Own); !slices.Equal(got, []string{"place-00000001.mmdb"}) {
		t.Errorf("left behind: %q", got)
	}
}

// zeroed has no data where the tree leads to.
func zeroed(list []byte) []byte {
	damaged := slices.Clone(list)
	at := bytes.Index(damaged, []byte("iso_code"))
	clear(damaged[at-16 : at+8])
	return damaged
}

// looped comes back from the first node of its tree to the first node.
func looped(list []byte) []byte {
	damaged := slices.Clone(list)
	clear(damaged[:3])
	return damaged
}

// damagedLater begins with a record that is whole and says all.
func damagedLater(t *testing.T) []byte {
	t.Helper()
	list := mmdb(t, "both", may, rows{
		"20.0.0.0/24":    both("FR", 1, "First"),
		"203.0.113.0/24": both("DE", 2, "The last one"),
	})
	at := bytes.Index(list, []byte("The last one"))
	list[at] = 0xff // no UTF-8
	return list
}

func tarOf(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	if err := w.WriteHeader(&tar.Header{Name: "a.mmdb", Size: int64(len(data)), Mode: 0o600}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zipOf(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	part, err := w.Create("a.mmdb")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
