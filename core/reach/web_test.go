package reach

import (
	"context"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// service answers on loopback over TLS, and gives what to trust for it.
func service(t *testing.T, answer http.HandlerFunc) (url string, roots *x509.CertPool) {
	t.Helper()
	s := httptest.NewUnstartedServer(answer)
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // of guests who go away
	s.StartTLS()
	t.Cleanup(s.Close)
	roots = x509.NewCertPool()
	roots.AddCert(s.Certificate())
	return s.URL, roots
}

func says(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, text) }
}

func TestAskWeb(t *testing.T) {
	for text, want := range map[string]string{
		"203.0.113.7":          "203.0.113.7",
		" 203.0.113.7\r\n":     "203.0.113.7",
		"2001:db8::7\n":        "2001:db8::7",
		"::ffff:203.0.113.7":   "203.0.113.7",
		`{"ip":"203.0.113.7"}`: "203.0.113.7",
		`{"country": "XX", "ip": "203.0.113.7"}` + "\n": "203.0.113.7",
	} {
		url, roots := service(t, says(text))
		if got, err := askWeb(t.Context(), url, roots); err != nil || got != netip.MustParseAddr(want) {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
}

func TestAskWebRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		answer http.HandlerFunc
		want   error
	}{
		"nothing":         {says(""), ErrWebAnswer},
		"garbage":         {says("<html>hello</html>"), ErrWebAnswer},
		"other JSON":      {says(`["203.0.113.7"]`), ErrWebAnswer},
		"no text in JSON": {says(`{"ip":7}`), ErrWebAnswer},
		"two":             {says("203.0.113.7 203.0.113.8"), ErrWebAnswer},
		"private":         {says("192.168.1.1"), ErrWebAnswer},
		"private in JSON": {says(`{"ip":"10.0.0.1"}`), ErrWebAnswer},
		"carrier":         {says("100.64.0.1"), ErrWebAnswer},
		"loopback":        {says("::1"), ErrWebAnswer},
		"with a zone":     {says("2001:db8::1%eth0"), ErrWebAnswer},
		"a byte too long": {says("203.0.113.7" + strings.Repeat(" ", maxWebAnswer)), ErrWebAnswer},
		"status": {func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusForbidden)
			io.WriteString(w, "203.0.113.7")
		}, ErrWebAnswer},
		"endless": {func(w http.ResponseWriter, _ *http.Request) {
			for {
				if _, err := w.Write(make([]byte, 4096)); err != nil {
					return
				}
			}
		}, ErrWebAnswer},
		"endless redirects": {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/again", http.StatusFound) }, ErrWebMoved},
	} {
		t.Run(name, func(t *testing.T) {
			url, roots := service(t, test.answer)
			if got, err := askWeb(t.Context(), url, roots); !errors.Is(err, test.want) || got.IsValid() {
				t.Errorf("%v, %v", got, err)
			}
		})
	}
}

// Only the host that the person was shown is asked, and always over TLS.
func TestAskWebGoesNowhereElse(t *testing.T) {
	asked := false
	elsewhere, _ := service(t, func(http.ResponseWriter, *http.Request) { asked = true })
	plain := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	defer plain.Close()
	for _, target := range []string{elsewhere, plain.URL} {
		url, roots := service(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, target, http.StatusFound) })
		if _, err := askWeb(t.Context(), url, roots); !errors.Is(err, ErrWebMoved) {
			t.Errorf("sent to %s: %v", target, err)
		}
	}
	for _, url := range []string{plain.URL, "", "https://", "203.0.113.7", "ftp://127.0.0.1/", "https://name:secret@127.0.0.1/", "https://[::1/"} {
		if _, err := AskWeb(t.Context(), url); !errors.Is(err, ErrWebURL) {
			t.Errorf("%q: %v", url, err)
		}
	}
	if asked {
		t.Error("another server was asked")
	}
}

func TestAskWebOnTheSameHostMayMove(t *testing.T) {
	url, roots := service(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/plain" {
			http.Redirect(w, r, "/plain", http.StatusFound)
			return
		}
		io.WriteString(w, "203.0.113.7")
	})
	if got, err := askWeb(t.Context(), url, roots); err != nil || got.String() != "203.0.113.7" {
		t.Errorf("%v, %v", got, err)
	}
}

// What is asked tells nothing of who asks, and goes past proxies.
func TestAskWebTellsNothing(t *testing.T) {
	t.Setenv("HTTPS_PROXY", "http://127.0.0.1:1")
	var got http.Header
	url, roots := service(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.Header
		io.WriteString(w, "203.0.113.7")
	})
	if _, err := askWeb(t.Context(), url, roots); err != nil {
		t.Fatal(err)
	}
	got.Del("Connection") // "close"
	if len(got) != 1 || got.Get("User-Agent") != "Real Talk" {
		t.Errorf("sent %v", got)
	}
}

func TestAskWebTrustsNoStranger(t *testing.T) {
	url, _ := service(t, says("203.0.113.7"))
	_, err := AskWeb(t.Context(), url+"/?key=secret")
	var unknown x509.UnknownAuthorityError
	if !errors.As(err, &unknown) {
		t.Errorf("%v", err)
	}
	if err != nil && strings.Contains(err.Error(), "secret") {
		t.Errorf("the error repeats the URL: %v", err)
	}
}

// A server that takes the connection and says nothing holds nobody longer than
// the context does.
func TestAskWebSlow(t *testing.T) {
	silent, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := AskWeb(ctx, "https://"+silent.Addr().String()); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	over := make(chan struct{})
	slow, roots := service(t, func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "203.0.113.")
		w.(http.Flusher).Flush()
		<-over
	})
	t.Cleanup(func() { close(over) })
	ctx, cancel = context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if got, err := askWeb(ctx, slow, roots); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v, %v", got, err)
	}
}

func FuzzWebAnswer(f *testing.F) {
	for _, seed := range []string{"203.0.113.7", "2001:db8::1\n", `{"ip":"203.0.113.7"}`, `{"ip":null}`, "10.0.0.1", "fe80::1%x", `{"ip":`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		got, err := parseWebAnswer(body)
		if (err == nil) != Public(got) || got.Is4In6() || len(body) > maxWebAnswer && err == nil {
			t.Errorf("%q: %v, %v", body, got, err)
		}
	})
}
