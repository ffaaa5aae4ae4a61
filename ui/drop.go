package ui

import (
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Limits of what is dropped onto the window.
const (
	maxDropped = 16 << 10 // bytes of a file that are looked through for an invite
	mostFiles  = 8
)

// drop goes to the form that joins with what was dropped onto the window: a text
// file, or what another program let go of, an rt: link, say.
func (w *window) drop(_ fyne.Position, items []fyne.URI) {
	if w.locked || w.chat != nil || w.win.Canvas().Overlays().Top() != nil {
		return
	}
	var text string
	w.beside(func() { text = w.textOf(items) }, func() {
		switch {
		case w.chat != nil:
		case text == "":
			w.say(kit.DropNothing())
		case w.paste != nil:
			w.paste.SetText(text)
		default:
			w.showPaste(text)
		}
	})
}

// textOf gives the first text with an invite in it, "" if there is none.
func (w *window) textOf(items []fyne.URI) string {
	for _, item := range items[:min(len(items), mostFiles)] {
		text := beginningOf(item.Path())
		if _, err := os.Stat(item.Path()); err != nil {
			text = item.Name() // the toolkit takes everything for a file in the current folder
		}
		if _, ok := w.find(text); ok {
			return text
		}
	}
	return ""
}

// beginningOf reads what stands at the beginning of a text file, "" of what is
// none. A pipe or a device might never end.
func beginningOf(path string) string {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxDropped))
	if err != nil {
		return ""
	}
	for n := 1; n < utf8.UTFMax && len(b) == maxDropped-n+1 && !utf8.Valid(b); n++ {
		b = b[:len(b)-1] // the limit may be within a letter
	}
	if !utf8.Valid(b) || strings.ContainsRune(string(b), 0) {
		return ""
	}
	return string(b)
}
