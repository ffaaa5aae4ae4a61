package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"realtalk/ui/kit"
)

// dropFiles drops files with these contents onto the window.
func (d *bench) dropFiles(contents ...string) {
	d.Helper()
	var items []fyne.URI
	for _, c := range contents {
		f, err := os.CreateTemp(d.TempDir(), "*.txt")
		if err != nil {
			d.Fatal(err)
		}
		if _, err := f.WriteString(c); err != nil {
			d.Fatal(err)
		}
		f.Close()
		items = append(items, storage.NewFileURI(f.Name()))
	}
	d.drop(fyne.Position{}, items)
}

func known(t *testing.T) *bench { return newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{}) }

func TestDroppedFileIsSearchedForAnInvite(t *testing.T) {
	d := known(t)
	d.dropFiles("nothing here", "Hi! "+allText+" See you")
	d.wantText(kit.TextJoinTitle())
	d.wantText(kit.JoinFoundInvite(3, false))
	d.key(fyne.KeyReturn)
	d.wantCalls("join " + allText)
}

// A link that is dragged out of a browser comes as the path of a file that is
// not there.
func TestDroppedLink(t *testing.T) {
	d := known(t)
	d.drop(fyne.Position{}, []fyne.URI{storage.NewFileURI(allText)})
	d.wantText(kit.JoinFoundInvite(3, false))
}

// What was typed on the form stays.
func TestDropIntoTheForm(t *testing.T) {
	d := newBench(t, &fakeBackend{}, Start{})
	d.showPaste("")
	d.typing("Mary")
	d.dropFiles(allText)
	d.press(kit.WordConnect())
	d.wantCalls("name Mary", "join "+allText)
}

func TestDropOfWhatHoldsNoInvite(t *testing.T) {
	for name, content := range map[string]string{
		"nothing": "", "no invite": "hello", "no text": "\x00\xff" + allText, "too far behind": strings.Repeat("x ", maxDropped) + allText,
	} {
		d := known(t)
		d.dropFiles(content)
		if !strings.Contains(d.texts(), kit.DropNothing()) {
			t.Errorf("%s: not told", name)
		}
		d.wantCalls()
		d.wantNoText(kit.TextJoinLead())
	}
	d := known(t)
	d.drop(fyne.Position{}, []fyne.URI{storage.NewFileURI(t.TempDir()), storage.NewFileURI("/no such file")})
	d.wantText(kit.DropNothing())
}

// A long text is cut, within a letter if need be.
func TestDropOfALongText(t *testing.T) {
	for n := range 4 {
		d := known(t)
		d.dropFiles(allText + strings.Repeat("x", n) + " " + strings.Repeat("€", maxDropped))
		if n == 0 {
			d.wantText(kit.JoinFoundInvite(3, false))
		}
	}
	path := filepath.Join(t.TempDir(), "long")
	for n := range 3 {
		if err := os.WriteFile(path, []byte(strings.Repeat("x", n)+strings.Repeat("€", maxDropped)), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := beginningOf(path); len(got) <= maxDropped-3 || len(got) > maxDropped || strings.ContainsRune(got, 0xfffd) {
			t.Errorf("%d: %d bytes", n, len(got))
		}
	}
}

// Neither a chat nor an open question is left for what is dropped.
func TestDropIsIgnoredElsewhere(t *testing.T) {
	d := hosted(t)
	d.b.calls = nil
	d.dropFiles(allText)
	d.wantText(kit.TextStatusHosting())
	d.wantCalls()

	d = known(t)
	d.showSettings()
	d.dropFiles(allText)
	d.wantText(kit.SettingsHide())
	d.key(fyne.KeyEscape)
	d.wantNoText(kit.TextJoinLead())

	d = known(t)
	d.locked = true
	d.dropFiles(allText)
	d.wantNoText(kit.TextJoinLead())
}
