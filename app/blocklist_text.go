package app

import (
	"io"
	"net/netip"
	"strings"
	"time"
	"unicode"

	"realtalk/app/lang"
	"realtalk/core"
	"realtalk/core/admission"
)

// The blocklist as text, one entry a line, "#" begins a note or a comment:
//
//	203.0.113.7
//	203.0.113.0/24 until 2026-05-03T10:00:00Z # the neighbours
const (
	untilWord       = " until "
	noteMark        = " # "
	blocklistHeader = "# Real Talk: addresses that are kept out\n"
	maxImport       = 4 << 20 // bytes
)

// ExportBlocklist writes the blocklist as text that ImportBlocklist reads.
func (a *App) ExportBlocklist(w io.Writer) error {
	list, err := a.Blocklist()
	if err != nil {
		return err
	}
	var text strings.Builder
	text.WriteString(blocklistHeader)
	for _, b := range list {
		text.WriteString(b.Address)
		if !b.Until.IsZero() {
			text.WriteString(untilWord + b.Until.UTC().Format(time.RFC3339))
		}
		if note := oneLine(b.Note); note != "" {
			text.WriteString(noteMark + note)
		}
		text.WriteString("\n")
	}
	_, err = io.WriteString(w, text.String())
	return explain(err)
}

// oneLine drops what could end a line or act on the screen that shows it.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.Map(visible, s)), " ")
}

// visible drops control and format characters that are no white space.
func visible(r rune) rune {
	if unicode.IsGraphic(r) || unicode.IsSpace(r) {
		return r
	}
	return -1
}

// ImportBlocklist blocks what a text lists, beside what is blocked already, and
// gives how many entries it had. Either all of them are taken or, with a
// *Trouble that names the line, none. Entries whose time is over are left out;
// of two blocks of one address the longer stays, as it is.
func (a *App) ImportBlocklist(r io.Reader) (added int, err error) {
	text, err := io.ReadAll(io.LimitReader(r, maxImport+1))
	if err != nil {
		return 0, explain(err)
	}
	if len(text) > maxImport {
		return 0, importTooLong()
	}
	edits, err := parseEntries(string(text), time.Now())
	if err != nil {
		return 0, err
	}
	fresh, err := a.stricter(edits)
	if err != nil {
		return 0, err
	}
	if len(fresh) > 0 {
		if err := a.edit(fresh...); err != nil {
			return 0, err
		}
	}
	return len(edits), nil
}

// stricter leaves out what is blocked as long already, or by an earlier line.
func (a *App) stricter(edits []core.Edit) ([]core.Edit, error) {
	records, err := a.records()
	if err != nil {
		return nil, err
	}
	until := map[netip.Prefix]time.Time{}
	for _, r := range records {
		if r.Blocked {
			until[r.Address] = r.Until
		}
	}
	var fresh []core.Edit
	for _, e := range edits {
		if end, blocked := until[e.Address]; blocked && !outlasts(e.Until, end) {
			continue
		}
		until[e.Address] = e.Until
		fresh = append(fresh, e)
	}
	return fresh, nil
}

// outlasts tells whether one block ends later than another; zero is never.
func outlasts(end, other time.Time) bool {
	return !other.IsZero() && (end.IsZero() || end.After(other))
}

func importTooLong() error {
	return &Trouble{
		Code: "import_too_long", Text: lang.Say("This list is too long: at most %d addresses can be blocked.", admission.MaxRecords),
		Hint: lang.Say("Leave some out, or block whole networks instead."),
	}
}

func parseEntries(text string, now time.Time) ([]core.Edit, error) {
	var edits []core.Edit
	n := 0
	for line := range strings.Lines(text) {
		n++
		edit, ok, err := parseEntry(strings.TrimRight(line, "\r\n"))
		if err != nil {
			return nil, badLine(n, err)
		}
		if ok && (edit.Until.IsZero() || edit.Until.After(now)) {
			edits = append(edits, edit)
		}
		if len(edits) > admission.MaxRecords {
			return nil, importTooLong()
		}
	}
	return edits, nil
}

// parseEntry reads one line; !ok: it says nothing.
func parseEntry(line string) (e core.Edit, ok bool, err error) {
	what, note, _ := strings.Cut(" "+strings.TrimPrefix(line, "\ufeff"), " #")
	address, until, limited := strings.Cut(strings.TrimSpace(what), untilWord)
	if address == "" {
		return core.Edit{}, false, nil
	}
	e = core.Edit{Do: core.EditBlock, Note: strings.TrimSpace(note)}
	if e.Address, err = parseAddress(address); err != nil {
		return core.Edit{}, false, err
	}
	if err := checkNote(e.Note); err != nil {
		return core.Edit{}, false, err
	}
	if !limited {
		return e, true, nil
	}
	if e.Until, err = time.Parse(time.RFC3339, strings.TrimSpace(until)); err != nil {
		return core.Edit{}, false, &Trouble{
			Code: "time", Text: lang.Say("“%s” is not a time.", strings.TrimSpace(until)),
			Hint: lang.Say("A time looks like 2026-05-03T10:00:00Z."),
		}
	}
	return e, true, nil
}

func badLine(n int, err error) error {
	t := asTrouble(err)
	return &Trouble{
		Code: "import_line", Text: lang.Say("Line %d cannot be used, so nothing was imported: %s", n, t.Text), Hint: t.Hint, err: err,
	}
}
