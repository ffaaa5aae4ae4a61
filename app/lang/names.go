package lang

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// Number writes a number with so many decimals, and with the mark before them
// that the language has. Digits are those of Europe in every language, as they
// are in addresses.
func Number(n float64, decimals int) string {
	p := message.NewPrinter(language.MustParse(Now() + "-u-nu-latn"))
	return p.Sprint(number.Decimal(n, number.Scale(decimals), number.NoSeparator()))
}

// Country names a country by its ISO 3166-1 alpha-2 code, as Unicode's CLDR
// does; "" if that knows none.
func Country(code string) string {
	region, err := language.ParseRegion(code)
	if err != nil || region.String() == "ZZ" {
		return ""
	}
	return display.Regions(language.MustParse(Now())).Name(region)
}

// Sentences puts whole sentences after each other, leaving out those that are
// empty.
func Sentences(sentences ...string) string {
	var said []string
	for _, s := range sentences {
		if s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, gap())
}

// gap stands between two sentences: the full stop of Chinese and Japanese has
// its own.
func gap() string {
	if WithoutSpaces() {
		return ""
	}
	return " "
}

// WithoutSpaces tells whether what is spoken is written without spaces between
// its words.
func WithoutSpaces() bool { return Now() == "zh" || Now() == "ja" }

// And lists things: "a and b".
func And(things ...string) string {
	if len(things) == 0 {
		return ""
	}
	list := things[0]
	for _, t := range things[1:] {
		list = Say("%s and %s", list, t)
	}
	return list
}
