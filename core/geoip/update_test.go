package geoip_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
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
			o := folders(t)
			d := openIn(t, o)
			var done, total int64
			source := serving(t, giving(data))
			source.Bytes = 10
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
		"cut off":              {cut, io.ErrUnexpectedEOF},
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
			before := fmt.Sprint(names(t, o.Own))
			good := serving(t, giving(list))
			_, err := d.UpdateWithin(t.Context(), time.Second, good, serving(t, c.serve))
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if a := lookup(d, "198.51.100.7"); a.Country != "IT" {
				t.Errorf("look-ups give %+v", a)
			}
			if after := fmt.Sprint(names(t, o.Own)); after != before {
				t.Errorf("the folder holds %s, before %s", after, before)
			}
		})
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
