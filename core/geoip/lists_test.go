package geoip_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/maxmind/mmdbwriter"
	"github.com/maxmind/mmdbwriter/mmdbtype"

	"realtalk/core/geoip"
)

// rows is the content of a list.
type rows map[string]mmdbtype.Map

var (
	june = time.Date(2026, 6, 17, 0, 0, 0, 0, time.UTC)
	may  = time.Date(2026, 5, 3, 0, 0, 0, 0, time.UTC)
)

// mmdb writes a list of that type and date.
func mmdb(t testing.TB, kind string, date time.Time, networks rows) []byte {
	t.Helper()
	return write(t, options(kind, date), networks)
}

// mmdb4 writes a list that has no IPv6 addresses at all.
func mmdb4(t testing.TB, kind string, networks rows) []byte {
	t.Helper()
	o := options(kind, may)
	o.IPVersion = 4
	return write(t, o, networks)
}

func options(kind string, date time.Time) mmdbwriter.Options {
	return mmdbwriter.Options{
		DatabaseType:            kind,
		Description:             map[string]string{"en": "A list for a test"},
		BuildEpoch:              date.Unix(),
		IncludeReservedNetworks: true,
		RecordSize:              24,
	}
}

func write(t testing.TB, o mmdbwriter.Options, networks rows) []byte {
	t.Helper()
	tree, err := mmdbwriter.New(o)
	if err != nil {
		t.Fatal(err)
	}
	for network, row := range networks {
		_, ipNet, err := net.ParseCIDR(network)
		if err != nil {
			t.Fatal(err)
		}
		if err := tree.Insert(ipNet, row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if _, err := tree.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func text(s string) mmdbtype.String { return mmdbtype.String(s) }

func country(code string) mmdbtype.Map {
	return mmdbtype.Map{"country": mmdbtype.Map{"iso_code": text(code)}}
}

func network(number uint32, owner string) mmdbtype.Map {
	return mmdbtype.Map{
		"autonomous_system_number":       mmdbtype.Uint32(number),
		"autonomous_system_organization": text(owner),
	}
}

func both(code string, number uint32, owner string) mmdbtype.Map {
	row := network(number, owner)
	row["country"] = country(code)["country"]
	return row
}

func gz(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// small is a built-in list for tests.
func small(t testing.TB) []byte {
	return mmdb(t, "Built in", june, rows{
		"198.51.100.0/24": both("FR", 64500, "Built-in Telecom"),
		"2001:db8:1::/48": both("JP", 64501, "Built-in Six"),
	})
}

func openIn(t testing.TB, o geoip.Options) *geoip.Database {
	t.Helper()
	return openPacked(t, o, small(t))
}

func openPacked(t testing.TB, o geoip.Options, list []byte) *geoip.Database {
	t.Helper()
	about := geoip.List{Role: geoip.RoleBoth, Name: "Built in", Date: june}
	d := geoip.OpenWith(o, gz(t, list), int64(len(list)), hashOf(list), about)
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func folders(t testing.TB) geoip.Options {
	return geoip.Options{Own: filepath.Join(t.TempDir(), "own"), Cache: filepath.Join(t.TempDir(), "cache")}
}

func file(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func lookup(d *geoip.Database, address string) geoip.Answer {
	return d.Lookup(netip.MustParseAddr(address))
}

func mustImport(t testing.TB, d *geoip.Database, data []byte) geoip.List {
	t.Helper()
	list, err := d.Import(t.Context(), file(t, "list.mmdb", data))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// names are those of the files in a folder, without its lock.
func names(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, entry := range entries {
		if entry.Name() != "lists.lock" {
			all = append(all, entry.Name())
		}
	}
	return all
}
