package app

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAddressesAreLocated(t *testing.T) {
	a := openIn(t, t.TempDir())
	for address, want := range map[string]Location{
		"8.8.8.8":                 {Place: "United States", Known: true, Owner: "Google LLC"},
		" [2001:4860:4860::8888]": {Place: "United States", Known: true, Owner: "Google LLC"},
		"192.168.1.1":             {Place: "this network", Known: true},
		"100.64.1.1":              {Place: "this network", Known: true},
		"fe80::1%eth0":            {Place: "this network", Known: true},
		"127.0.0.1":               {Place: "this computer", Known: true},
		"192.0.2.1":               {Place: "unknown place"},
	} {
		got, err := a.Locate(address)
		if err != nil || got.Place != want.Place || got.Known != want.Known || !strings.EqualFold(got.Owner, want.Owner) {
			t.Errorf("%s: %+v, %v", address, got, err)
		}
		if near := strings.HasPrefix(want.Place, "this"); near != got.ListDate.IsZero() {
			t.Errorf("%s: list of %v", address, got.ListDate)
		}
	}
	_, err := a.Locate("everywhere")
	wantCode(t, err, "address")
}

// With a profile of its own, nothing is written anywhere else.
func TestOwnProfileHoldsTheLists(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "LocalAppData"} {
		t.Setenv(name, home)
	}
	a := openIn(t, dir)
	lists := a.GeoStatus()
	if len(lists) != 1 || lists[0].Own || lists[0].Date.IsZero() || lists[0].Licence == "" || lists[0].Problem != "" {
		t.Errorf("%+v", lists)
	}
	if found, err := os.ReadDir(home); err != nil || len(found) != 0 {
		t.Errorf("%v, %v", found, err)
	}
	if _, err := os.Stat(filepath.Join(dir, cacheFolder)); err != nil {
		t.Error(err)
	}
}

func TestListsThatAreRefused(t *testing.T) {
	a := openIn(t, t.TempDir())
	junk := filepath.Join(t.TempDir(), "junk.mmdb")
	if err := os.WriteFile(junk, []byte("no list"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := a.GeoImport(t.Context(), junk)
	wantCode(t, err, "list_other")
	_, err = a.GeoImport(t.Context(), junk+"s")
	wantCode(t, err, "list_missing")
	wantCode(t, a.SetGeoSources([]string{"ftp://example.org"}), "list_source")
	if err := a.GeoReset(); err != nil {
		t.Error(err)
	}
	for _, k := range geoTroubles {
		err := geoTrouble("The file x", k.err)
		var trouble *Trouble
		if !errors.As(err, &trouble) || trouble.Code != k.code {
			t.Errorf("%v: %v", k.err, err)
			continue
		}
		checkSentence(t, trouble.Text)
		checkSentence(t, trouble.Hint)
	}
}

func TestUpdateSaysFirstWhatItFetches(t *testing.T) {
	asked := false
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked = true
		http.NotFound(w, nil)
	}))
	t.Cleanup(server.Close)
	a := openIn(t, t.TempDir())
	plan := a.GeoPlan()
	for _, want := range []string{"2 address lists", "github.com", "about 20 MB"} {
		if !strings.Contains(plan.Text, want) {
			t.Errorf("%q is missing in %s", want, plan.Text)
		}
	}
	if err := a.SetGeoSources([]string{server.URL + "/list.mmdb"}); err != nil {
		t.Fatal(err)
	}
	if plan := a.GeoPlan(); !strings.Contains(plan.Text, "127.0.0.1") || asked {
		t.Errorf("asked: %v, %s", asked, plan.Text)
	}
	wantCode(t, a.GeoUpdate(t.Context(), nil), "list_gone")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	wantCode(t, a.GeoUpdate(ctx, nil), "list_cancelled")
	if err := a.SetGeoSources(nil); err != nil || len(a.GeoSources()) != 0 {
		t.Errorf("%v, %v", a.GeoSources(), err)
	}
}
