package terminal

import (
	"strings"
	"time"

	"realtalk/app"
)

// Listing is a list for a person. An entry may have several lines, those after
// its first indented.
type Listing struct {
	Head    string // the names of the columns; "" if there are none
	Entries []string
}

// String gives the whole list, without a line break at the end.
func (l Listing) String() string {
	text := strings.Join(l.Entries, "\n")
	if l.Head == "" {
		return text
	}
	return l.Head + "\n" + text
}

// sentence is the listing of nothing: a sentence in place of entries.
func sentence(text string) Listing { return Listing{Entries: []string{text}} }

// detail begins the lines of an entry after its first.
const detail = "    "

// SecurityList lists what happened at the door, one entry a line.
func SecurityList(list []app.SecurityEntry) Listing {
	if len(list) == 0 {
		return sentence("Nothing has happened at the door.")
	}
	var l Listing
	for _, e := range list {
		l.Entries = append(l.Entries, clock(e.Time)+"  "+visibleName(e.Text))
	}
	return l
}

// clock writes a time of a list, as this computer's clock shows it.
func clock(t time.Time) string { return t.Local().Format("2006-01-02 15:04") }
