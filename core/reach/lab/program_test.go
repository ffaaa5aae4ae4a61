//go:build linux

package lab

import (
	"cmp"
	"net/netip"
	"os/exec"
	"testing"
)

// recorder notes how a test ended first; a real one ends there.
type recorder struct {
	testing.TB
	end string
}

func (r *recorder) Helper()      {}
func (r *recorder) Fatal(...any) { r.end = cmp.Or(r.end, "failed") }
func (r *recorder) Skip(...any)  { r.end = cmp.Or(r.end, "skipped") }

// Where the tests must not be skipped, a computer that cannot run them fails.
func TestUnavailable(t *testing.T) {
	for ci, want := range map[string]string{"": "skipped", "true": "failed"} {
		t.Setenv("CI", ci)
		r := &recorder{TB: t}
		unavailable(r, exec.ErrNotFound)
		if r.end != want {
			t.Errorf("with CI=%q a test %s, want %s", ci, r.end, want)
		}
	}
}

// A program that has no such entry, or several, is not changed.
func TestWithout(t *testing.T) {
	one, nobody := entry(netip.MustParsePrefix("203.0.113.0/24")), entry(netip.MustParsePrefix("255.255.255.255/32"))
	if made, err := without(append([]byte("ab"), one...), "203.0.113.0/24"); err != nil || string(made) != "ab"+string(nobody) {
		t.Errorf("%q, %v", made, err)
	}
	for _, program := range []string{"", string(one) + string(one)} {
		if made, err := without([]byte(program), "203.0.113.0/24"); err == nil {
			t.Errorf("%q became %q", program, made)
		}
	}
}
