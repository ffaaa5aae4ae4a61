package terminal

import (
	"bufio"
	"strings"
	"testing"
)

func TestReadLineKeepsPastesWhole(t *testing.T) {
	long := strings.Repeat("x", maxText)
	in := strings.Join([]string{
		"plain\r\n",
		"\x1b[200~one\ntwo\n\nthree\x1b[201~\n",
		"see: \x1b[200~a\r\nb\x1b[201~ and \x1b[200~c\x1b[201~.\n",
		"\x1b[200~" + long + "\x1b[201~\n",
		"\x1b[200~" + long + "\nmore\x1b[201~\n",
		strings.Repeat("y", 4094) + "\x1b[200~\n\x1b[201~z\n",
		"\x1b[200~never closed\nlast\n",
	}, "")
	want := []entry{
		{text: "plain"},
		{text: "one\ntwo\n\nthree"},
		{text: "see: a\nb and c."},
		{text: long},
		{kind: entryTooLong},
		{text: strings.Repeat("y", 4094) + "z"},
		{text: "never closed\nlast"},
		{kind: entryEnd},
	}
	r := bufio.NewReader(strings.NewReader(in))
	for i, w := range want {
		if got := readLine(r); got != w {
			t.Errorf("entry %d: %.60q of kind %d, want %.60q of kind %d", i, got.text, got.kind, w.text, w.kind)
		}
	}
}
