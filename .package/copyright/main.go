// Command copyright writes what is linked into Real Talk, by whom it is and under
// which terms, in Debian's format
// (https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/). It asks
// "go list" for the packages of the systems, and reads the licences that lie in
// their folders. A licence that it does not know makes it fail: somebody has to
// look at it first.
package main

import (
	"cmp"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

func main() {
	how := ""
	if len(os.Args) == 3 {
		how = os.Args[2]
	}
	if len(os.Args) < 2 || len(os.Args) > 3 || how != "" && how != "debian" && how != "gzip" {
		fmt.Fprintln(os.Stderr, "usage: copyright SYSTEM,... [debian|gzip]; debian leaves out the texts that every Debian has")
		os.Exit(2)
	}
	if err := write(os.Stdout, strings.Split(os.Args[1], ","), how); err != nil {
		fmt.Fprintln(os.Stderr, "copyright:", err)
		os.Exit(1)
	}
}

// write writes what is linked for the systems, each part once.
func write(to io.Writer, systems []string, how string) error {
	all := slices.Clone(elsewhere)
	for _, system := range systems {
		parts, err := linked(system)
		if err != nil {
			return err
		}
		for _, p := range parts {
			if !slices.ContainsFunc(all, func(other part) bool { return other.files == p.files && other.text == p.text }) {
				all = append(all, p)
			}
		}
	}
	if how != "gzip" {
		_, err := io.WriteString(to, document(all, how == "debian"))
		return err
	}
	z, err := gzip.NewWriterLevel(to, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(z, document(all, false)); err != nil {
		return err
	}
	return z.Close()
}

// part is what one licence is for.
type part struct {
	files     string // the folder, within a module or within this repository
	copyright []string
	licence   licence
	text      string
}

// elsewhere are parts whose terms lie in none of the folders.
var elsewhere = []part{
	{
		files:     "core/geoip/default.mmdb.gz",
		copyright: []string{"RouteViews, the Number Resource Organization, DB-IP and the authors of ip-location-db"},
		licence:   licence{name: "CC-BY-4.0"},
		text: "Merged from geo-whois-asn-country and asn of https://github.com/sapics/ip-location-db,\n" +
			"which are made from data of https://www.routeviews.org and https://www.nro.net,\n" +
			"and from IP Geolocation by DB-IP, https://db-ip.com.\n\n" +
			"The terms are those of https://creativecommons.org/licenses/by/4.0/legalcode.",
	},
	{
		files:     "github.com/sethvargo/go-diceware/*/word_list_eff_large.go",
		copyright: []string{"2016 Electronic Frontier Foundation"},
		licence:   licence{name: "CC-BY-3.0-US"},
		text:      "The terms are those of https://creativecommons.org/licenses/by/3.0/us/legalcode.",
	},
}

// document puts the parts in order, this program first.
func document(parts []part, debian bool) string {
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(a.files, b.files) })
	var b strings.Builder
	b.WriteString("Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: Real Talk\n")
	for _, p := range parts {
		fmt.Fprintf(&b, "\nFiles: %s\nCopyright: %s\nLicense: %s\n", p.files, strings.Join(p.copyright, "\n           "), p.licence.name)
		for line := range strings.Lines(p.terms(debian)) {
			line = strings.TrimRight(line, " \t\r\n")
			if line == "" {
				line = "."
			}
			b.WriteString(" " + line + "\n")
		}
	}
	return b.String()
}

// terms gives the text of the licence, or tells where Debian keeps it.
func (p part) terms(debian bool) string {
	if debian && p.licence.common {
		return "The text is in /usr/share/common-licenses/" + p.licence.name + " of a Debian system."
	}
	return strings.Trim(p.text, "\n")
}
