package igd_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"realtalk/core/reach/igd"
)

// endless sends the same again and again until nobody listens, and tells how
// many bytes it came to send. Some of them are in the system's buffers, which
// hold a few megabytes.
type endless struct {
	start, again string
	length       string // header
	sent         chan int
}

const buffered = 16 << 20

func (e endless) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	if e.length != "" {
		w.Header().Set("Content-Length", e.length)
	}
	n, _ := io.WriteString(w, e.start)
	chunk := strings.Repeat(e.again, 1+(32<<10)/len(e.again))
	for n < 10*buffered {
		wrote, err := io.WriteString(w, chunk)
		n += wrote
		if err != nil {
			break
		}
	}
	e.sent <- n
}

func floods() map[string]endless {
	return map[string]endless{
		"gigabytes announced": {again: " ", length: "4294967296"},
		"gigabytes of spaces": {again: " "},
		"endless depth":       {start: "<root>", again: "<device>"},
		"endless breadth":     {start: "<root><device>", again: "<serviceList/>"},
		"endless name":        {start: "<", again: "a"},
		"endless attributes":  {start: "<root ", again: `a="b" `},
		"endless comment":     {start: "<!--", again: "comment"},
		"endless entities":    {start: `<!DOCTYPE a [`, again: `<!ENTITY a "b">`},
	}
}

func TestDescriptionWithoutEnd(t *testing.T) {
	t.Parallel()
	for name, flood := range floods() {
		flood.sent = make(chan int, 1)
		r := newRouter(t, sins{description: flood.ServeHTTP})
		if d, err := igd.At(ctx, r.url("/desc.xml")); d != nil || !errors.Is(err, igd.ErrAnswer) {
			t.Errorf("%s: %v, %v", name, d, err)
		}
		if n := <-flood.sent; n > buffered {
			t.Errorf("%s: %d bytes were taken", name, n)
		}
	}
}

func TestActionAnsweredWithoutEnd(t *testing.T) {
	t.Parallel()
	for name, flood := range floods() {
		flood.sent = make(chan int, 1)
		d := only(t, newRouter(t, sins{action: flood.ServeHTTP}))
		if _, err := d.External(ctx); !errors.Is(err, igd.ErrAnswer) {
			t.Errorf("%s: %v", name, err)
		}
		if n := <-flood.sent; n > buffered {
			t.Errorf("%s: %d bytes were taken", name, n)
		}
	}
}

// What is as large as allowed is read, and what is one larger is not.
func TestLimits(t *testing.T) {
	t.Parallel()
	var text string
	r := newRouter(t, sins{description: func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, text) }})
	describe := func(more string) string {
		return strings.Replace(r.describing([]string{ip1}), "<friendlyName>", more+"<friendlyName>", 1)
	}
	nested := func(n int) string { return strings.Repeat("<x>", n) + strings.Repeat("</x>", n) }
	whole := len(describe("<!---->"))
	for name, ways := range map[string][2]string{
		"bytes": {
			describe("<!--" + strings.Repeat("x", igd.MaxDescription-whole) + "-->"),
			describe("<!--" + strings.Repeat("x", igd.MaxDescription-whole+1) + "-->"),
		},
		"elements": {
			describe(strings.Repeat("<x/>", igd.MaxElements-strings.Count(describe(""), "</"))),
			describe(strings.Repeat("<x/>", igd.MaxElements-strings.Count(describe(""), "</")+1)),
		},
		"depth": {describe(nested(igd.MaxDepth - 2)), describe(nested(igd.MaxDepth - 1))},
	} {
		for i, way := range ways {
			text = way
			_, err := igd.At(ctx, r.url("/desc.xml"))
			if fits := i == 0; fits != (err == nil) {
				t.Errorf("%s, fits: %t, but %v", name, fits, err)
			}
		}
	}
}

func TestLargestActionAnswer(t *testing.T) {
	t.Parallel()
	const start = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><a><NewExternalIPAddress>192.0.2.1</NewExternalIPAddress>`
	const end = `</a></s:Body></s:Envelope>`
	for extra := range 2 {
		text := start + strings.Repeat(" ", igd.MaxAction-len(start)-len(end)+extra) + end
		d := only(t, newRouter(t, sins{action: func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, text) }}))
		if _, err := d.External(ctx); (err == nil) != (extra == 0) {
			t.Errorf("%d bytes: %v", len(text), err)
		}
	}
}

func TestRedirectElsewhere(t *testing.T) {
	t.Parallel()
	for _, code := range []int{301, 302, 303, 307, 308} {
		var r *router
		elsewhere := func(w http.ResponseWriter, q *http.Request) {
			http.Redirect(w, q, fmt.Sprintf("http://127.0.0.2:%d/desc.xml", r.web), code)
		}
		r = newRouter(t, sins{action: elsewhere})
		others := stranger(t, "127.0.0.2", r.web)
		if _, err := only(t, r).External(ctx); !errors.Is(err, igd.ErrAnswer) {
			t.Errorf("%d: %v", code, err)
		}
		r.sins.description = elsewhere
		if _, err := igd.At(ctx, r.url("/desc.xml")); !errors.Is(err, igd.ErrAnswer) {
			t.Errorf("%d: %v", code, err)
		}
		if n := others(); n > 0 || len(r.asked("")) != 3 {
			t.Errorf("%d: %d connections to a stranger, and the router was asked %q", code, n, r.asked(""))
		}
	}
}

// A redirect to the router itself is not followed either.
func TestRedirectToItself(t *testing.T) {
	t.Parallel()
	r := newRouter(t, sins{description: func(w http.ResponseWriter, q *http.Request) { http.Redirect(w, q, "/desc.xml?again", http.StatusFound) }})
	if _, err := igd.At(ctx, r.url("/desc.xml")); !errors.Is(err, igd.ErrAnswer) || len(r.asked("")) != 1 {
		t.Errorf("%v, and it was asked %q", err, r.asked(""))
	}
}

func TestHeaderWithoutEnd(t *testing.T) {
	t.Parallel()
	long := func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X", strings.Repeat("x", 1<<20)) }
	r := newRouter(t, sins{description: long})
	if d, err := igd.At(ctx, r.url("/desc.xml")); d != nil || err == nil {
		t.Errorf("%v, %v", d, err)
	}
	if _, err := only(t, newRouter(t, sins{action: long})).External(ctx); err == nil {
		t.Error("taken")
	}
}

// Answers that are not what was asked for: errors, and short ones.
func TestNonsense(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "no", "<html><body>Log in</body></html>", "<root>", "<root/>", "\x00\xff", "<?xml", "<?xml version='1.0'?>", "]]>", "<!",
		`<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body></s:Body></s:Envelope>`,
		`<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><a>`,
	} {
		for _, code := range []int{200, 404, 500} {
			answer := func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(code)
				io.WriteString(w, text)
			}
			r := newRouter(t, sins{action: answer})
			if _, _, err := only(t, r).Mapped(ctx, 40000); !unusable(err) || len(err.Error()) > 200 {
				t.Errorf("%d %q: %v", code, text, err)
			}
			r.sins.description = answer
			if d, err := igd.At(ctx, r.url("/desc.xml")); d != nil || !unusable(err) || len(err.Error()) > 200 {
				t.Errorf("%d %q: %v, %v", code, text, d, err)
			}
		}
	}
}

func unusable(err error) bool {
	return errors.Is(err, igd.ErrAnswer) || errors.Is(err, igd.ErrNotFound)
}

func TestWordsOfAFaultAreBounded(t *testing.T) {
	t.Parallel()
	d := only(t, newRouter(t, sins{action: func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(500)
		fmt.Fprintf(w, `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultstring>a&#10;&#x202e;%s</faultstring>`+
			`</s:Fault></s:Body></s:Envelope>`, strings.Repeat("x", 10000))
	}}))
	var fault *igd.Fault
	err := d.Unmap(ctx, 40000)
	if !errors.As(err, &fault) || fault.Code != 0 || fault.Description != "a  "+strings.Repeat("x", 97) {
		t.Error(err)
	}
}

// hangs answers when the test is over, and says when it was asked.
func hangs(t *testing.T) (http.HandlerFunc, <-chan bool) {
	asked := make(chan bool, 10)
	return func(w http.ResponseWriter, q *http.Request) {
		io.WriteString(w, "<root>")
		http.NewResponseController(w).Flush()
		asked <- true
		select {
		case <-q.Context().Done():
		case <-t.Context().Done():
		}
	}, asked
}

// The request itself is given up, without an end in the caller's context.
func TestNeverAnswers(t *testing.T) {
	t.Parallel()
	hang, _ := hangs(t)
	r := newRouter(t, sins{action: hang})
	d := only(t, r)
	if _, err := d.External(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

func TestContextEndsRequests(t *testing.T) {
	t.Parallel()
	hang, asked := hangs(t)
	r := newRouter(t, sins{action: hang, services: []string{ip1, firewall}})
	d := only(t, r)
	for name, call := range map[string]func(context.Context) error{
		"Connected": func(ctx context.Context) error { _, err := d.Connected(ctx); return err },
		"External":  func(ctx context.Context) error { _, err := d.External(ctx); return err },
		"Map":       func(ctx context.Context) error { return d.Map(ctx, 40000, own, 0) },
		"Mapped":    func(ctx context.Context) error { _, _, err := d.Mapped(ctx, 40000); return err },
		"Unmap":     func(ctx context.Context) error { return d.Unmap(ctx, 40000) },
	} {
		ctx, cancel := context.WithCancel(ctx)
		go func() {
			<-asked
			cancel()
		}()
		if err := call(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
		cancel()
	}
	r.sins.description = hang
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		<-asked
		cancel()
	}()
	if _, err := igd.At(ctx, r.url("/desc.xml")); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
