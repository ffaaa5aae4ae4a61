package main

import (
	"errors"
	"regexp"
	"strings"
)

// licence is a set of terms, by Debian's name for it.
type licence struct {
	name   string
	common bool     // every Debian has the text in /usr/share/common-licenses
	marks  []string // words that all stand in it, in lower case
}

// licences are those that this program knows; the first that fits counts.
var licences = []licence{
	{name: "Apache-2.0", common: true, marks: []string{"apache license version 2.0, january 2004"}},
	{name: "MPL-2.0", common: true, marks: []string{"mozilla public license version 2.0"}},
	{name: "OFL-1.1", marks: []string{"sil open font license version 1.1"}},
	{name: "Bitstream-Vera", marks: []string{"bitstream vera is a trademark of bitstream, inc."}},
	{name: "BSD-3-clause", marks: []string{"redistribution and use in source and binary forms", "products derived from this software without specific prior written permission"}},
	{name: "BSD-2-clause", marks: []string{"redistribution and use in source and binary forms"}},
	{name: "Expat", marks: []string{"permission is hereby granted, free of charge", "above copyright notice and this permission notice shall be included in all copies"}},
	{name: "ISC", marks: []string{"permission to use, copy, modify, and/or distribute this software for any purpose"}},
	{name: "Zlib", marks: []string{"this software is provided 'as-is', without any express or implied warranty"}},
}

// identify tells which licence a text is.
func identify(text string) (licence, error) {
	words := strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(text, "//", " ")), " "))
next:
	for _, l := range licences {
		for _, mark := range l.marks {
			if !strings.Contains(words, mark) {
				continue next
			}
		}
		return l, nil
	}
	return licence{}, errors.New("none of the licences that are known")
}

// holder begins a line that tells whose a work is; "copyright notice" does not.
var holder = regexp.MustCompile(`(?i)^[\s/*#]*copyright\s+(?:\(c\)\s*|©\s*)?(\d{4}.*|.*\(c\).*|©.*)$`)

// holders gives whose a work is, as its licence tells.
func holders(text string) []string {
	var found []string
	for line := range strings.Lines(text) {
		if m := holder.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
			found = append(found, strings.Join(strings.Fields(m[1]), " "))
		}
	}
	return found
}
