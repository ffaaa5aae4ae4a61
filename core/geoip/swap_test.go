package geoip_test

import (
	"errors"
	"os"
	"sync"
	"sync/atomic"
	"testing"

	"realtalk/core/geoip"
)

// Look-ups never touch a file that is unmapped, and each gives one list's answer
// as a whole, while lists come and go and at last the database is closed.
func TestLookupsWhileListsChange(t *testing.T) {
	d := openIn(t, folders(t))
	german := mmdb(t, "german", may, rows{"198.51.100.0/24": both("DE", 49, "Deutsch")})
	swedish := mmdb(t, "swedish", may, rows{"198.51.100.0/24": both("SE", 46, "Svensk")})
	whole := map[geoip.Answer]bool{
		{}: true, // closed
		{Country: "FR", ASN: 64500, Owner: "Built-in Telecom", Date: june}: true,
		{Country: "DE", ASN: 49, Owner: "Deutsch", Date: may}:              true,
		{Country: "SE", ASN: 46, Owner: "Svensk", Date: may}:               true,
	}
	var over atomic.Bool
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for !over.Load() {
				if got := lookup(d, "198.51.100.1"); !whole[got] {
					t.Errorf("%+v", got)
					return
				}
				d.Status()
			}
		})
	}
	for range 20 {
		for _, list := range [][]byte{german, swedish} {
			mustImport(t, d, list)
		}
		if err := d.Remove(); err != nil {
			t.Error(err)
		}
	}
	mustImport(t, d, german)
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	over.Store(true)
	all.Wait()
}

// Imports at the same time, here and in another process, all succeed one by one.
func TestImportsAtOnce(t *testing.T) {
	o := folders(t)
	list := file(t, "place.mmdb", mmdb(t, "place", may, rows{"203.0.113.0/24": country("DE")}))
	var all sync.WaitGroup
	for range 3 {
		d := openIn(t, o)
		for range 3 {
			all.Go(func() {
				if _, err := d.Import(t.Context(), list); err != nil {
					t.Error(err)
				}
			})
		}
	}
	all.Wait()
	if got := names(t, o.Own); len(got) != 1 || got[0] != "place-00000009.mmdb" {
		t.Errorf("%q", got)
	}
}

func TestAfterClose(t *testing.T) {
	o := folders(t)
	d := openIn(t, o)
	list := file(t, "place.mmdb", mmdb(t, "place", may, rows{"203.0.113.0/24": country("DE")}))
	for range 2 {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}
	if got := lookup(d, "198.51.100.1"); got != (geoip.Answer{}) {
		t.Errorf("%+v", got)
	}
	if got := lookup(d, "127.0.0.1"); got.Kind != geoip.ThisComputer {
		t.Errorf("%+v", got)
	}
	if got := d.Status(); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	_, err := d.Import(t.Context(), list)
	if !errors.Is(err, geoip.ErrClosed) || !errors.Is(err, os.ErrClosed) {
		t.Errorf("import: %v", err)
	}
	if err := d.Remove(); !errors.Is(err, geoip.ErrClosed) {
		t.Errorf("remove: %v", err)
	}
}
