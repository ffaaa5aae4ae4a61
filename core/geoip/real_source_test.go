package geoip_test

import (
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// place is a line of testdata/addresses.txt.
type place struct {
	address       netip.Addr
	country, name string
}

func wellKnown(t *testing.T) []place {
	t.Helper()
	content, err := os.ReadFile("testdata/addresses.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []place
	for line := range strings.Lines(string(content)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		address, rest, _ := strings.Cut(line, " ")
		country, name, _ := strings.Cut(rest, " ")
		all = append(all, place{netip.MustParseAddr(address), country, name})
	}
	if len(all) < 200 {
		t.Fatalf("%d well-known addresses, not 200 or more", len(all))
	}
	return all
}

// facts are what is known of an address.
type facts struct {
	country string
	number  uint32
	owner   string
}

// inSources looks the places up in the rows that the list was made from. Of rows
// that overlap the later holds.
func inSources(t *testing.T, places []place) map[netip.Addr]facts {
	t.Helper()
	var sorted []netip.Addr
	for _, p := range places {
		sorted = append(sorted, p.address)
	}
	slices.SortFunc(sorted, netip.Addr.Compare)

	all := map[netip.Addr]facts{}
	for _, name := range []string{"country-ipv4", "country-ipv6", "asn-ipv4", "asn-ipv6"} {
		eachSourceRow(t, name, func(row []string) {
			for _, address := range within(t, sorted, row[0], row[1]) {
				all[address] = all[address].with(t, row[2:])
			}
		})
	}
	return all
}

func (f facts) with(t *testing.T, values []string) facts {
	t.Helper()
	if len(values) == 1 {
		f.country = values[0]
		return f
	}
	f.number, f.owner = asNumber(t, values[0]), values[1]
	return f
}

// within gives those of the sorted addresses that are in a row's range.
func within(t *testing.T, sorted []netip.Addr, first, last string) []netip.Addr {
	t.Helper()
	from, err := netip.ParseAddr(first)
	if err != nil {
		t.Fatal(err)
	}
	to, err := netip.ParseAddr(last)
	if err != nil {
		t.Fatal(err)
	}
	start, _ := slices.BinarySearchFunc(sorted, from, netip.Addr.Compare)
	end := start
	for end < len(sorted) && !to.Less(sorted[end]) {
		end++
	}
	return sorted[start:end]
}

// eachSourceRow gives every row of a list; use must not keep the slice.
func eachSourceRow(t *testing.T, name string, use func(row []string)) {
	t.Helper()
	f, err := os.Open(filepath.Join("generate", "source", name+".csv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	plain, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	rows := csv.NewReader(plain)
	rows.ReuseRecord = true
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		use(row)
	}
}

func asNumber(t *testing.T, digits string) uint32 {
	t.Helper()
	n, err := strconv.ParseUint(digits, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	return uint32(n)
}
