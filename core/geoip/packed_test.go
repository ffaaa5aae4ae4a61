package geoip_test

import (
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"realtalk/core/geoip"
)

func TestBuiltInListIsUnpackedOnce(t *testing.T) {
	o := folders(t)
	if got := lookup(openIn(t, o), "198.51.100.1"); got.Country != "FR" {
		t.Fatalf("%+v", got)
	}
	unpacked := filepath.Join(o.Cache, names(t, o.Cache)[0])
	before, err := os.Stat(unpacked)
	if err != nil {
		t.Fatal(err)
	}
	d := openIn(t, o)
	if got := lookup(d, "198.51.100.1"); got.Country != "FR" {
		t.Errorf("%+v", got)
	}
	after, err := os.Stat(unpacked)
	if err != nil || !os.SameFile(before, after) {
		t.Errorf("written again: %v", err)
	}
	if got := d.Status(); len(got) != 1 || got[0].File != unpacked || got[0].Name != "Built in" || got[0].Own {
		t.Errorf("status: %+v", got)
	}
}

func TestDamagedBuiltInListIsRepaired(t *testing.T) {
	list := small(t)
	flipped := slices.Clone(list)
	flipped[0] ^= 1
	for name, damaged := range map[string][]byte{
		"empty": nil, "cut off": list[:len(list)-1], "longer": append(slices.Clone(list), 0), "flipped": flipped,
	} {
		t.Run(name, func(t *testing.T) {
			o := folders(t)
			if err := os.MkdirAll(o.Cache, 0o700); err != nil {
				t.Fatal(err)
			}
			unpacked := filepath.Join(o.Cache, hashOf(list)+".mmdb")
			if err := os.WriteFile(unpacked, damaged, 0o600); err != nil {
				t.Fatal(err)
			}
			if got := lookup(openPacked(t, o, list), "198.51.100.1"); got.Country != "FR" {
				t.Errorf("%+v", got)
			}
			if data, err := os.ReadFile(unpacked); err != nil || !slices.Equal(data, list) {
				t.Errorf("not repaired: %v", err)
			}
		})
	}
}

func TestListOfAnOlderVersionGoes(t *testing.T) {
	o := folders(t)
	older := mmdb(t, "Built in", may, rows{"198.51.100.0/24": country("DE")})
	if got := lookup(openPacked(t, o, older), "198.51.100.1"); got.Country != "DE" {
		t.Fatalf("%+v", got)
	}
	list := small(t)
	if got := lookup(openPacked(t, o, list), "198.51.100.1"); got.Country != "FR" {
		t.Fatalf("%+v", got)
	}
	if got := names(t, o.Cache); !slices.Equal(got, []string{hashOf(list) + ".mmdb"}) {
		t.Errorf("%q", got)
	}
}

// The lock excludes goroutines as it does processes.
func TestManyUnpackAtOnce(t *testing.T) {
	o, list := folders(t), small(t)
	var all sync.WaitGroup
	for range 20 {
		d := openPacked(t, geoip.Options{Cache: o.Cache}, list)
		all.Go(func() {
			if got := lookup(d, "198.51.100.1"); got.Country != "FR" {
				t.Errorf("%+v", got)
			}
		})
	}
	all.Wait()
	if got := names(t, o.Cache); !slices.Equal(got, []string{hashOf(list) + ".mmdb"}) {
		t.Errorf("%q", got)
	}
}

// Without the built-in list, look-ups answer from one's own, and Status says why.
func TestNoRoomForTheBuiltInList(t *testing.T) {
	list := small(t)
	taken := file(t, "taken", []byte("a file where the folder should be"))
	for name, test := range map[string]struct {
		cache string
		size  int64
		hash  string
	}{
		"no folder":      {"", int64(len(list)), hashOf(list)},
		"a file":         {taken, int64(len(list)), hashOf(list)},
		"larger":         {t.TempDir(), int64(len(list)) - 1, hashOf(list)},
		"something else": {t.TempDir(), int64(len(list)), hashOf(nil)},
	} {
		t.Run(name, func(t *testing.T) {
			o := geoip.Options{Own: t.TempDir(), Cache: test.cache}
			d := geoip.OpenWith(o, gz(t, list), test.size, test.hash, geoip.List{Name: "Built in"})
			defer d.Close()
			if got := lookup(d, "198.51.100.1"); got != (geoip.Answer{}) {
				t.Errorf("%+v", got)
			}
			mustImport(t, d, mmdb(t, "place", may, rows{"203.0.113.0/24": country("DE")}))
			if got := lookup(d, "203.0.113.1"); got.Country != "DE" {
				t.Errorf("%+v", got)
			}
			status := d.Status()
			if len(status) != 2 || status[0].Name != "place" || status[1].Name != "Built in" || status[1].Problem == "" {
				t.Errorf("status: %+v", status)
			}
		})
	}
}

// An own list that was damaged later is left out, and told.
func TestDamagedOwnList(t *testing.T) {
	o := folders(t)
	if err := os.MkdirAll(o.Own, 0o700); err != nil {
		t.Fatal(err)
	}
	damaged := filepath.Join(o.Own, "place-00000001.mmdb")
	if err := os.WriteFile(damaged, []byte("not a list"), 0o600); err != nil {
		t.Fatal(err)
	}
	d := openIn(t, o)
	if got := lookup(d, "198.51.100.1"); got.Country != "FR" {
		t.Errorf("%+v", got)
	}
	status := d.Status()
	if len(status) != 2 || status[1].File != damaged || !status[1].Own || status[1].Problem == "" {
		t.Errorf("status: %+v", status)
	}
	mustImport(t, d, mmdb(t, "place", may, rows{"198.51.100.0/24": country("DE")}))
	if got := lookup(d, "198.51.100.1"); got.Country != "DE" {
		t.Errorf("%+v", got)
	}
	if got := names(t, o.Own); !slices.Equal(got, []string{"place-00000002.mmdb"}) {
		t.Errorf("%q", got)
	}
}
