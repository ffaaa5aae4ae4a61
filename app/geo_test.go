package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"realtalk/core/geoip"
)

func TestAddressesAreLocated(t *testing.T) {
	a := openIn(t, t.TempDir())
	for address, want := range map[string]Location{
		"8.8.8.8":                 {Place: "United States", Known: true, Owner: "Google LLC", ASN: 15169},
		" [2001:4860:4860::8888]": {Place: "United States", Known: true, Owner: "Google LLC", ASN: 15169},
		"192.168.1.1":             {Place: "this network", Known: true},
		"100.64.1.1":              {Place: "this network", Known: true},
		"fe80::1%eth0":            {Place: "this network", Known: true},
		"127.0.0.1":               {Place: "this computer", Known: true},
		"192.0.2.1":               {Place: "unknown place"},
	} {
		got, err := a.Locate(address)
		if err != nil || got.Place != want.Place || got.Known != want.Known || got.ASN != want.ASN || !strings.EqualFold(got.Owner, want.Owner) {
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
	notOurs := &fs.PathError{Op: "open", Path: junk, Err: fs.ErrPermission}
	wantCode(t, fileTrouble(junk, notOurs), "list_unreadable")
	wantCode(t, fileTrouble(junk+"s", notOurs), "not_allowed")
	wantCode(t, fileTrouble(junk, syscall.ENOSPC), "disk_full")
	wantCode(t, geoTrouble("The update", syscall.ENOSPC), "disk_full")
	wantCode(t, geoTrouble("The update", fmt.Errorf("%w: %w", geoip.ErrNetwork, fs.ErrPermission)), "list_unreachable")
	for _, k := range geoTroubles("The file x") {
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

// realList is a list that is whole: the built-in one.
var realList = filepath.Join("..", "core", "geoip", "default.mmdb.gz")

func TestListsAreTakenAndThrownAway(t *testing.T) {
	a := openIn(t, t.TempDir())
	taken, err := a.GeoImport(t.Context(), realList, "missing.mmdb")
	wantCode(t, err, "list_missing")
	if len(taken) != 1 || !taken[0].Own || taken[0].Name == "" {
		t.Errorf("%+v", taken)
	}
	if lists := a.GeoStatus(); len(lists) != 2 || !lists[0].Own || lists[1].Own {
		t.Errorf("%+v", lists)
	}
	if err := a.GeoReset(); err != nil {
		t.Error(err)
	}
	if lists := a.GeoStatus(); len(lists) != 1 || lists[0].Own {
		t.Errorf("%+v", lists)
	}
}

func TestUpdateIsTaken(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.ServeFile(w, r, realList)
	}))
	t.Cleanup(server.Close)
	dir := t.TempDir()
	a := openIn(t, dir)
	if err := a.SetGeoSources([]string{server.URL}); err != nil {
		t.Fatal(err)
	}
	var done, total int64
	if err := a.GeoUpdate(t.Context(), func(d, of int64) { done, total = d, of }); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(realList); err != nil || done != info.Size() || total != done {
		t.Errorf("told of %d bytes of %d; %v", done, total, err)
	}
	if lists := openIn(t, dir).GeoStatus(); len(lists) != 2 || !lists[0].Own {
		t.Errorf("%+v", lists)
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

// Close does not wait for a server that is slow.
func TestCloseBreaksAnUpdateOff(t *testing.T) {
	a := openIn(t, t.TempDir())
	asked := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(asked)
		<-r.Context().Done()
	}))
	t.Cleanup(server.Close)
	if err := a.SetGeoSources([]string{server.URL}); err != nil {
		t.Fatal(err)
	}
	broken := make(chan error, 1)
	go func() { broken <- a.GeoUpdate(context.Background(), nil) }()
	<-asked
	if err := a.Close(); err != nil {
		t.Error(err)
	}
	wantCode(t, <-broken, "list_cancelled")
}
