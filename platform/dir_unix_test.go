//go:build !windows && !darwin

package platform_test

import (
	"testing"

	"realtalk/platform"
)

func TestProfileDir(t *testing.T) {
	for _, test := range []struct{ data, home, want string }{
		{"", "/home/anna", "/home/anna/.local/share/realtalk"},
		{"/data/anna", "/home/anna", "/data/anna/realtalk"},
		{"relative", "/home/anna", "/home/anna/.local/share/realtalk"},
		{"/data/anna", "", "/data/anna/realtalk"},
		{"", "", ""},
		{"", "relative", ""},
	} {
		t.Setenv("XDG_DATA_HOME", test.data)
		t.Setenv("HOME", test.home)
		got, err := platform.ProfileDir()
		if got != test.want || (err != nil) != (test.want == "") {
			t.Errorf("data %q, home %q: %q, %v", test.data, test.home, got, err)
		}
	}
}
