package main

import (
	"runtime/debug"
	"strings"
	"testing"
)

func TestFirstLine(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"tulip", "tulip"},
		{"tulip\nrose\n", "tulip"},
		{"tulip\r\n", "tulip"},
		{"\ufefftulip\n", "tulip"},
		{" two words \n", " two words "},
		{"\n", ""},
		{"", ""},
		{strings.Repeat("x", maxPassword) + "\r\n", strings.Repeat("x", maxPassword)},
	} {
		got, err := firstLine(strings.NewReader(c.in))
		if err != nil || got != c.want {
			t.Errorf("firstLine(%.20q) = %.20q, %v", c.in, got, err)
		}
	}
	for _, n := range []int{1, 2, 3, 10000} {
		if _, err := firstLine(strings.NewReader(strings.Repeat("x", maxPassword+n))); err == nil {
			t.Errorf("%d bytes too many were taken", n)
		}
	}
}

func TestVersion(t *testing.T) {
	info := func(version string, settings ...debug.BuildSetting) *debug.BuildInfo {
		return &debug.BuildInfo{Main: debug.Module{Version: version}, Settings: settings}
	}
	commit := debug.BuildSetting{Key: "vcs.revision", Value: "0123456789abcdef"}
	for _, c := range []struct {
		info *debug.BuildInfo
		want string
	}{
		{nil, release},
		{info("(devel)"), release},
		{info("v1.2.3", commit), "1.2.3"},
		{info("v0.0.0-20260101000000-0123456789ab", commit), release + " (0123456789ab)"},
		{info("v0.0.0-20260101000000-0123456789ab+dirty", commit, debug.BuildSetting{Key: "vcs.modified", Value: "true"}), release + " (0123456789ab, changed)"},
	} {
		if got := version(c.info, c.info != nil); got != c.want {
			t.Errorf("version %q, want %q", got, c.want)
		}
	}
}
