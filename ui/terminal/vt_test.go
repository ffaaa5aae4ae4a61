package terminal

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"
)

// vt is a terminal in memory: as much of one as the editor uses. What it does
// not know fails the test, so that nothing slips past it.
type vt struct {
	t     *testing.T
	width int
	rows  [][]string // a wide letter is followed by an empty cell
	x, y  int
}

func newVT(t *testing.T, width int) *vt { return &vt{t: t, width: width, rows: make([][]string, 1)} }

var sequence = regexp.MustCompile(`^\x1b\[(\??[0-9;]*)([A-Za-z])`)

func (v *vt) Write(p []byte) (int, error) {
	s := string(p)
	for s != "" {
		if m := sequence.FindStringSubmatch(s); m != nil {
			v.control(m[1], m[2])
			s = s[len(m[0]):]
			continue
		}
		c := clusters(s)[0]
		if c == "\r\n" {
			c = "\r"
		}
		v.put(c)
		s = s[len(c):]
	}
	return len(p), nil
}

func (v *vt) control(params, final string) {
	n, _ := strconv.Atoi(params)
	switch final {
	case "A":
		v.y = max(v.y-max(n, 1), 0)
	case "C":
		v.x = min(v.x+max(n, 1), v.width-1)
	case "H":
		v.x, v.y = 0, 0
	case "J":
		if params == "2" {
			v.rows = make([][]string, len(v.rows))
			return
		}
		v.rows[v.y] = v.rows[v.y][:min(v.x, len(v.rows[v.y]))]
		v.rows = v.rows[:v.y+1]
	case "m", "h", "l":
	default:
		v.t.Errorf("the terminal was sent CSI %q %q", params, final)
	}
}

func (v *vt) put(c string) {
	switch c {
	case "\r":
		v.x = 0
		return
	case "\n":
		v.down()
		return
	}
	w := runewidth.StringWidth(c)
	if w == 0 || strings.ContainsFunc(c, dangerous) {
		v.t.Errorf("the terminal was sent %q", c)
		return
	}
	if v.x+w > v.width {
		v.x = 0
		v.down()
	}
	row := v.rows[v.y]
	for len(row) < v.x+w {
		row = append(row, " ")
	}
	row[v.x] = c
	if w == 2 {
		row[v.x+1] = ""
	}
	v.rows[v.y] = row
	v.x += w
}

func (v *vt) down() {
	v.y++
	for len(v.rows) <= v.y {
		v.rows = append(v.rows, nil)
	}
}

// narrow makes the terminal narrower; rows that are too long break in two, and
// the cursor stays at its letter, as terminals do it.
func (v *vt) narrow(width int) {
	var rows [][]string
	x, y := 0, 0
	for i, row := range v.rows {
		if i == v.y {
			x, y = v.x%width, len(rows)+v.x/width
		}
		for len(row) > width {
			rows = append(rows, row[:width:width])
			row = row[width:]
		}
		rows = append(rows, row)
	}
	v.rows, v.width, v.x, v.y = rows, width, x, y
	for len(v.rows) <= v.y {
		v.rows = append(v.rows, nil)
	}
}

// String gives the rows, with the cursor as a bar.
func (v *vt) String() string {
	var b strings.Builder
	for i, row := range v.rows {
		line := append([]string{}, row...)
		if i == v.y {
			for len(line) < v.x {
				line = append(line, " ")
			}
			line = append(line[:v.x], append([]string{"|"}, line[v.x:]...)...)
		}
		fmt.Fprintln(&b, strings.TrimRight(strings.Join(line, ""), " "))
	}
	return strings.TrimRight(b.String(), "\n")
}
