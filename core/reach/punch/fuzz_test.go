package punch_test

import (
	"slices"
	"strings"
	"testing"

	"realtalk/core/reach"
	"realtalk/core/reach/punch"
)

func FuzzParseReply(f *testing.F) {
	for _, test := range golden {
		f.Add(test.line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		r, err := punch.ParseReply(line)
		if err != nil {
			if strings.Contains(err.Error(), "rt-reply") {
				t.Errorf("the error quotes the line: %v", err)
			}
			return
		}
		check(t, r)
		if !strings.EqualFold(r.String(), strings.TrimSpace(line)) {
			t.Errorf("%q is a second spelling of %q", line, r)
		}
	})
}

func FuzzFindReply(f *testing.F) {
	for _, text := range pasted() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if r, ok := punch.FindReply(text); ok {
			check(t, r)
		}
	})
}

// check holds for every reply, wherever it comes from.
func check(t *testing.T, r punch.Reply) {
	t.Helper()
	if len(r.Addresses) > 4 {
		t.Errorf("%d addresses", len(r.Addresses))
	}
	for i, a := range r.Addresses {
		if !reach.Public(a.Addr()) || a.Addr().Is4In6() || slices.Contains(r.Addresses[:i], a) {
			t.Errorf("address %v of %v", a, r.Addresses)
		}
	}
	if again, err := punch.ParseReply(r.String()); err != nil || !same(again, r) {
		t.Errorf("%v is read as %v, %v", r, again, err)
	}
	if found, ok := punch.FindReply(r.String()); !ok || !same(found, r) {
		t.Errorf("in %v is found %v", r, found)
	}
}
