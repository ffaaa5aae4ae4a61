package platform

import (
	"strings"
	"testing"
)

func TestAccountName(t *testing.T) {
	for _, test := range []struct{ full, login, want string }{
		{"Anna Maria Keller", "akeller", "Anna"},
		{"  Anna\t", "akeller", "Anna"},
		{"", "akeller", "akeller"},
		{" \u200b ", "akeller", "akeller"},
		{",,,", "akeller", "akeller"},
		{"Keller, Anna", "akeller", "Keller"},
		{"(Dr.) Anna", "a", "Dr"},
		{"", `OFFICE\anna`, "anna"},
		{"", "anna@office.example", "anna"},
		{"", "", "guest"},
		{"???", `OFFICE\`, "guest"},
		{"", "@", "guest"},
		{"Jean-Luc Picard", "", "Jean-Luc"},
		{"Conan O'Brien", "", "Conan"},
		{"O'Brien", "", "O'Brien"},
		{"Zoe\u0308 X", "", "Zoë"},
		{"李雷 Li", "", "李雷"},
		{"राम सिंह", "", "राम"},
		{"\u0301\u0301Anna", "", "Anna"},
		{"A\x1b[31mnna", "", "A31mnna"},
		{"\u202eannA", "", "annA"},
		{"A\xffnna", "", "Anna"},
		{"root", "root", "root"},
		{strings.Repeat("ä", 100), "", strings.Repeat("ä", 32)},
	} {
		if got := accountName(test.full, test.login); got != test.want {
			t.Errorf("%q, %q: %q, not %q", test.full, test.login, got, test.want)
		}
	}
}

func TestAccountHasAName(t *testing.T) {
	name := AccountName()
	if name == "" || name != strings.TrimSpace(name) || cleanName(name) != name {
		t.Errorf("%q", name)
	}
}
