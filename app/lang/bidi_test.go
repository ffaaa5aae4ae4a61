package lang

import (
	"strings"
	"testing"
)

func TestPartsOfALineStandFromRightToLeft(t *testing.T) {
	for line, want := range map[string]string{
		"":                           "",
		"OpenPGP (GPG)":              "OpenPGP (GPG)",
		"محظور":                      "محظور",
		"محظور.":                     ".|محظور",
		"أأ. بب؟":                    "بب؟|. |أأ",
		"العنوان 203.0.113.7 محظور.": ".|محظور| 203.0.113.7|العنوان ",
		"Real Talk: عند الباب":       "عند الباب|: |Real Talk",
		"عند الباب (Jo)":             ")|Jo|(|عند الباب ",
		"انتظر 3 دقائق، ثم اسأل Anna.": ".|Anna|دقائق، ثم اسأل | 3|انتظر ",
	} {
		got := LineRightToLeft(line)
		if got = strings.NewReplacer(rightToLeftMark, "", leftToRightMark, "").Replace(got); got != strings.ReplaceAll(want, "|", "") {
			t.Errorf("%q is drawn as %q, want %q", line, got, want)
		}
	}
}
