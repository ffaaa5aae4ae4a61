package geoip_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"realtalk/core/geoip"
)

// newer is a list to be fetched.
func newer(t testing.TB) []byte {
	return mmdb(t, "Newer", may, rows{"198.51.100.0/24": both("DE", 64510, "Newer Telecom")})
}

// serving is a server on this computer.
func serving(t *testing.T, handler http.HandlerFunc) geoip.Source {
	t.Helper()
	s := httptest.NewServer(handler)
	t.Cleanup(s.Close)
	return geoip.Source{URL: s.URL + "/list.mmdb"}
}

func giving(data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(data) }
}

func TestUpdate(t *testing.T) {
	for name, data := range map[string][]byte{"plain": newer(t), "packed": gz(t, newer(t))} {
		t.Run(name, func(t *testing.T) {
			const guess = 8 << 20 // far too much
			o := folders(t)
			d := openIn(t, o)
			var done, total int64
			source := serving(t, giving(data))
			source.Bytes = guess
			lists, err := d.Update(t.Context(), []geoip.Source{source}, func(n, of int64) { done, total = n, of })
			if err != nil || len(lists) != 1 || lists[0].Name != "Newer" {
				t.Fatalf("%+v, %v", lists, err)
			}
			if done != int64(len(data)) || total != done {
				t.Errorf("told of %d bytes of %d, want %d", done, total, len(data))
			}
			if a := lookup(d, "198.51.100.7"); a.Country != "DE" || a.Owner != "Newer Telecom" {
				t.Errorf("%+v", a)
			}
		})
	}
}

// A server asks for nothing and is told nothing.
func TestUpdateTellsNothing(t *testing.T) {
	var asked []*http.Request
	source := serving(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r)
		_, _ = w.Write(newer(t))
	})
	if _, err := openIn(t, folders(t)).Update(t.Context(), []geoip.Source{source}, nil); err != nil {
		t.Fatal(err)
	}
	if len(asked) != 1 {
		t.Fatalf("asked %d times", len(asked))
	}
	asked[0].Header.Del("Connection")
	if h := fmt.Sprint(asked[0].Header); h != "map[User-Agent:[Real Talk]]" {
		t.Errorf("told %s", h)
	}
}

// Whatever a server does, the lists stay as they were.
func TestUpdateKeepsTheOldOnAnyFailure(t *testing.T) {
	list := newer(t)
	cut := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", strconv.Itoa(len(list)))
		_, _ = w.Write(list[:len(list)/2])
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}
	slow := func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write(list[:10])
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}
	redirect := func(to string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) }
	}
	for name, c := range map[string]struct {
		serve http.HandlerFunc
		want  error
	}{
		"cut off":              {cut, geoip.ErrNetwork},
		"half of it":           {giving(list[:len(list)/2]), geoip.ErrNotList},
		"a page":               {giving([]byte("<html>Please sign in</html>")), geoip.ErrNotList},
		"nothing":              {giving(nil), geoip.ErrNotList},
		"damaged":              {giving(zeroed(list)), geoip.ErrDamaged},
		"not there":            {http.NotFound, geoip.ErrAnswer},
		"no bytes for a while": {slow, geoip.ErrStalled},
		"announces too much": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", strconv.Itoa(geoip.MaxFile+1))
		}, geoip.ErrTooLarge},
		"sent on to another host":    {redirect("http://127.0.0.2:9/list.mmdb"), geoip.ErrRedirected},
		"sent on to plain http":      {redirect("http://192.0.2.1/list.mmdb"), geoip.ErrRedirected},
		"sent on to a file":          {redirect("file:///etc/passwd"), geoip.ErrRedirected},
		"sent round and round":       {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path, http.StatusFound) }, geoip.ErrRedirected},
		"a list of something else":   {giving(mmdb(t, "Domains", may, rows{"198.51.100.0/24": {"domain": text("example")}})), geoip.ErrNoFields},
		"an archive":                 {giving(tarOf(t, list)), geoip.ErrArchive},
		"packed and grows endlessly": {giving(bytes.Repeat(gz(t, make([]byte, 16<<20)), 33)), geoip.ErrTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			o := folders(t)
			d := openIn(t, o)
			mustImport(t, d, mmdb(t, "Own", june, rows{"198.51.100.0/24": both("IT", 64520, "Own Telecom")}))
			before := ownLists(t, o)
			good := serving(t, giving(list))
			_, err := d.UpdateWithin(t.Context(), time.Second, good, serving(t, c.serve))
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if a := lookup(d, "198.51.100.7"); a.Country != "IT" {
				t.Errorf("look-ups give %+v", a)
			}
			if after := ownLists(t, o); after != before {
				t.Errorf("the folder holds %s, before %s", after, before)
			}
			if left := names(t, filepath.Join(o.Own, "new")); len(left) != 0 {
				t.Errorf("%q are left", left)
			}
		})
	}
}

// ownLists names the lists that are in use.
func ownLists(t testing.TB, o geoip.Options) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(o.Own, "*.mmdb"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%q, %v", files, err)
	}
	return fmt.Sprint(files)
}

// Addresses of downloads end in keys, signatures and other long things.
func TestUpdateFromALongAddress(t *testing.T) {
	source := serving(t, giving(newer(t)))
	source.URL += "?raw=true&signed.by=*" + strings.Repeat("k", 300)
	if _, err := openIn(t, folders(t)).Update(t.Context(), []geoip.Source{source}, nil); err != nil {
		t.Error(err)
	}
}

// Who keeps everything in one folder finds nothing elsewhere.
func TestUpdateWritesInTheOwnFolderAlone(t *testing.T) {
	elsewhere := t.TempDir()
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, elsewhere)
	}
	o, told := folders(t), 0
	_, err := openIn(t, o).Update(t.Context(), []geoip.Source{serving(t, giving(newer(t)))}, func(int64, int64) {
		told++
		if found := names(t, elsewhere); len(found) != 0 {
			t.Errorf("%q", found)
		}
		if found := names(t, filepath.Join(o.Own, "new")); len(found) != 1 {
			t.Errorf("%q", found)
		}
	})
	if err != nil || told == 0 {
		t.Errorf("told %d times, %v", told, err)
	}
}

// What another Update left when it was killed is swept away.
func TestUpdateAfterOneThatWasKilled(t *testing.T) {
	o := folders(t)
	left := filepath.Join(o.Own, "new", ".geo-left")
	if err := os.MkdirAll(filepath.Dir(left), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(left, newer(t), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := openIn(t, o).Update(t.Context(), []geoip.Source{serving(t, giving(newer(t)))}, nil); err != nil {
		t.Error(err)
	}
	if found := names(t, filepath.Dir(left)); len(found) != 0 {
		t.Errorf("%q", found)
	}
}

// No error tells a key or a password that an address holds.
func TestErrorsKeepKeys(t *testing.T) {
	d := openIn(t, folders(t))
	gone := httptest.NewServer(nil)
	gone.Close()
	refused := serving(t, http.NotFound)
	away := serving(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://192.0.2.1/?key=SECRET", http.StatusFound)
	})
	for address, want := range map[string]error{
		gone.URL + "/?key=SECRET":     geoip.ErrNetwork,
		refused.URL + "?key=SECRET":   geoip.ErrAnswer,
		away.URL + "?key=SECRET":      geoip.ErrRedirected,
		"https://me:SECRET@127.0.0.1": geoip.ErrSource,
		"https://127.0.0.1/%zzSECRET": geoip.ErrSource,
	} {
		_, err := d.Update(t.Context(), []geoip.Source{{URL: address}}, nil)
		if !errors.Is(err, want) || strings.Contains(fmt.Sprint(err), "SECRET") {
			t.Errorf("%v, want %v", err, want)
		}
	}
}

// Nobody is asked for what could not be kept.
func TestUpdateWithNowhereToKeepIt(t *testing.T) {
	source := serving(t, func(http.ResponseWriter, *http.Request) { t.Error("asked") })
	closed := openIn(t, folders(t))
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := closed.Update(t.Context(), []geoip.Source{source}, nil); !errors.Is(err, geoip.ErrClosed) {
		t.Error(err)
	}
	o := folders(t)
	o.Own = ""
	if _, err := openIn(t, o).Update(t.Context(), []geoip.Source{source}, nil); err == nil {
		t.Error("no error")
	}
}

func TestUpdateCanBeCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	source := serving(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte("x"))
		w.(http.Flusher).Flush()
		cancel()
		<-r.Context().Done()
	})
	if _, err := openIn(t, folders(t)).Update(ctx, []geoip.Source{source}, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// Hosts that are named before may take over.
func TestUpdateFollowsToANamedHost(t *testing.T) {
	storage, err := net.Listen("tcp", "127.0.0.2:0")
	if err != nil {
		t.Skip(err) // not every system has more than one loopback address
	}
	server := &http.Server{Handler: giving(newer(t))}
	go func() { _ = server.Serve(storage) }()
	t.Cleanup(func() { _ = server.Close() })
	source := serving(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://"+storage.Addr().String()+"/list", http.StatusFound)
	})
	source.Hosts = []string{"127.0.0.2"}
	if _, err := openIn(t, folders(t)).Update(t.Context(), []geoip.Source{source}, nil); err != nil {
		t.Error(err)
	}
}

func TestSources(t *testing.T) {
	for _, good := range []string{"https://example.org/list.mmdb", " https://example.org ", "http://127.0.0.1:8000/x", "http://[::1]/x"} {
		if _, err := geoip.ParseSource(good); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
	for _, bad := range []string{"", "example.org", "http://example.org/", "ftp://example.org/", "https://", "https://me:secret@example.org/", "http://localhost/", "\x00"} {
		if _, err := geoip.ParseSource(bad); !errors.Is(err, geoip.ErrSource) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	for _, s := range geoip.DefaultSources() {
		if _, err := geoip.ParseSource(s.URL); err != nil || s.Host() != "github.com" || s.Bytes == 0 {
			t.Errorf("%+v: %v", s, err)
		}
	}
}
