package main

import (
	"regexp"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// release is the version of builds that know no better.
const release = "0.1.0"

func (p *program) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "the version of rt",
		Args:  arguments(0, ""),
		RunE:  func(*cobra.Command, []string) error { return p.tell("version", "rt "+version(debug.ReadBuildInfo())) },
	}
}

var tagged = regexp.MustCompile(`^v\d+\.\d+\.\d+$`)

// version gives the tag that was built, else the release that is being worked
// on and the commit.
func version(info *debug.BuildInfo, ok bool) string {
	if !ok {
		return release
	}
	if tagged.MatchString(info.Main.Version) {
		return strings.TrimPrefix(info.Main.Version, "v")
	}
	commit, changed := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			commit = s.Value[:min(len(s.Value), 12)]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = ", changed"
		}
	}
	if commit == "" {
		return release
	}
	return release + " (" + commit + changed + ")"
}
