package ui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"realtalk/app"
	"realtalk/ui/kit"
)

func TestSecurityListWithoutAChat(t *testing.T) {
	d := newBench(t, busyBackend(), Start{})
	d.press(kit.SecurityTitle())
	d.wantText(kit.BadgeJoined())
	d.wantText("203.0.113.9 · Lyon, France · Orange")
	d.b.calls = nil
	d.press(kit.WordBlockNow())
	d.wantCalls("block 203.0.113.7 0s ")
	d.key(fyne.KeyEscape)
	d.wantText(kit.WordHostChat())
}

func TestSecurityListIsKeptUpToDate(t *testing.T) {
	d := hosted(t)
	d.press(kit.WordSecurity())
	d.wantText(kit.SecurityQuiet())
	d.b.happened = []app.SecurityEntry{{Time: time.Now(), Kind: "disconnected", Address: "203.0.113.7", Text: disconnected.Text}}
	d.send(disconnected)
	d.wantText(disconnected.Text)
	d.wantText(kit.WordBlockNow())
	d.b.blocked = []app.Blocked{{Address: "203.0.113.0/24"}}
	d.send(wrongTwice)
	d.wantNoText(kit.WordBlockNow())
}

func TestSecurityListIsClearedOnlyIfMeant(t *testing.T) {
	d := newBench(t, busyBackend(), Start{})
	d.press(kit.SecurityTitle())
	d.press(kit.WordClear())
	d.wantText(kit.SecurityClearText())
	d.key(fyne.KeyReturn) // the harmless answer
	d.wantCalls()
	d.press(kit.WordClear())
	d.press(kit.WordClearAll())
	d.wantCalls("clear")
	d.wantText(kit.SecurityQuiet())
}

func TestAListThatCannotBeReadIsTold(t *testing.T) {
	for _, word := range []string{kit.SecurityTitle(), kit.WordBlockedList()} {
		d := newBench(t, &fakeBackend{name: "Jo", kept: true, fails: errRefused}, Start{})
		d.press(word)
		d.wantText("That did not work.")
		d.wantText(kit.WordHostChat())
	}
}

func TestExportAsksBeforeItReplaces(t *testing.T) {
	d := newBench(t, busyBackend(), Start{})
	file := filepath.Join(d.folder, kit.SecurityFile)
	d.press(kit.SecurityTitle())
	d.press(kit.WordExport())
	d.press(kit.WordSave())
	wantFile(t, file, "what happened\n")
	d.wantText(kit.Exported(file))

	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.press(kit.WordExport())
	d.press(kit.WordSave())
	d.wantText(kit.ReplaceTitle(kit.SecurityFile))
	d.key(fyne.KeyReturn) // the harmless answer
	wantFile(t, file, "mine")
	d.press(kit.WordSave())
	d.press(kit.WordReplace())
	wantFile(t, file, "what happened\n")
}

func wantFile(t *testing.T, file, want string) {
	t.Helper()
	got, err := os.ReadFile(file)
	if err != nil || string(got) != want {
		t.Fatalf("%s holds %q, %v; want %q", file, got, err, want)
	}
}

func TestAFileThatCannotBeWritten(t *testing.T) {
	d := newBench(t, busyBackend(), Start{})
	d.press(kit.WordBlockedList())
	d.press(kit.WordExport())
	d.typing("no such folder/")
	d.press(kit.WordSave())
	d.wantText(kit.NotSaved("blocked-addresses.txt"))
	d.b.fails = errRefused
	d.press(kit.WordExport())
	d.press(kit.WordSave())
	d.wantText("That did not work.")
	if _, err := os.Stat(filepath.Join(d.folder, kit.BlocklistFile)); err == nil {
		t.Fatal("a file was written though its content failed")
	}
}

func TestChooserByKeyboard(t *testing.T) {
	d := newBench(t, busyBackend(), Start{})
	folder := filepath.Join(d.folder, "lists")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.txt", "b.png", ".hidden.txt"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("203.0.113.50\n203.0.113.51\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d.press(kit.WordBlockedList())
	d.b.calls = nil
	d.press(kit.WordImport())
	d.wantText("lists")
	d.key(fyne.KeyReturn) // into the folder
	d.wantText("a.txt")
	d.wantNoText("b.png")
	d.wantNoText(".hidden")
	d.press(kit.WordUp())
	d.key(fyne.KeyReturn)
	d.key(fyne.KeyReturn) // the file
	d.wantCalls("import 203.0.113.50\n203.0.113.51")
	d.wantText(kit.Imported(2))
	d.press(kit.WordImport())
	d.wantText("a.txt") // where the last one was
	d.key(fyne.KeyEscape)
	d.wantText(kit.WordBlockAddress())
}

func TestAFolderThatCannotBeRead(t *testing.T) {
	d := newBench(t, busyBackend(), Start{})
	d.folder = filepath.Join(d.folder, "gone")
	d.press(kit.WordBlockedList())
	d.press(kit.WordImport())
	d.wantText(kit.NotRead(d.folder))
}

func TestBlocklistByKeyboard(t *testing.T) {
	d := newBench(t, busyBackend(), Start{})
	d.press(kit.WordBlockedList())
	d.wantText(kit.BlocklistCount(300, 300))
	d.typing("2001:db8:1:2::99") // the focus is in the search
	d.wantText(kit.BlocklistCount(1, 300))
	d.key(fyne.KeyReturn) // to the list
	d.key(fyne.KeyReturn) // the row
	d.wantText(kit.BlockedFrom())
	d.wantText("blocked by you")
	d.b.calls = nil
	d.press(kit.WordUnblock())
	d.wantCalls("unblock 2001:db8:1:2::/64 false")
	d.wantText(kit.UnblockedNow("2001:db8:1:2::/64"))
	d.wantText(kit.BlocklistNothing())
}

func TestUnblockAndForget(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true, blocked: blockedMany(1)}, Start{})
	d.press(kit.WordBlockedList())
	d.key(fyne.KeyReturn)
	d.key(fyne.KeyReturn)
	d.wantText(longName)
	d.press(kit.WordUnblockForget())
	d.wantCalls("unblock 203.0.0.1 true")
	d.wantText(kit.BlocklistNone())
}

func TestANoteIsKept(t *testing.T) {
	d := newBench(t, busyBackend(), Start{})
	d.press(kit.WordBlockedList())
	d.key(fyne.KeyReturn)
	d.key(fyne.KeyDown)
	d.key(fyne.KeyReturn)
	d.press(kit.WordSave())
	d.wantCalls("note 2001:db8:1:2::/64 ")
	d.wantText(kit.NoteKept())
	d.b.fails = errRefused
	d.press(kit.WordSave())
	d.wantText("That did not work. Try another one.")
}

func TestBlockByHand(t *testing.T) {
	d := hosted(t)
	d.press(kit.WordSecurity())
	d.press(kit.WordBlockedList())
	d.press(kit.WordBlockAddress())
	d.key(fyne.KeyEscape)
	d.press(kit.WordBlockAddress())
	d.press(kit.WordBlock())
	d.wantText(kit.BlockNothing())
	d.typing("nonsense")
	d.b.fails = errRefused
	d.b.calls = nil
	d.press(kit.WordBlock())
	d.wantText("That did not work. Try another one.")
	d.key(fyne.KeyReturn) // the focus is still there
	d.wantCalls("block nonsense 0s ", "block nonsense 0s ")
	d.wantText(kit.BlocklistCount(1, 1))
}

func TestRemoveAndBlockShowsInTheOpenList(t *testing.T) {
	d := hosted(t)
	d.come("Anna", app.TrustKnown)
	d.showBlocklist()
	d.wantText(kit.BlocklistNone())
	d.b.blocked = []app.Blocked{{Address: "203.0.113.7", Name: "Anna"}}
	d.send(app.Security{Kind: app.SecurityBlocked, Address: "203.0.113.7", Text: "You blocked an address."})
	d.wantText(kit.BlocklistCount(1, 1))
}

func TestSettings(t *testing.T) {
	d := newBench(t, busyBackend(), Start{})
	d.press(kit.WordSettings())
	d.wantText("DBIP-City-Lite")
	d.wantText(kit.ListOwn())
	var hide *kit.Option
	walk(d.top(), func(o fyne.CanvasObject) {
		if option, ok := o.(*kit.Option); ok && reads(option, kit.SettingsHide()) {
			hide = option
		}
	})
	d.win.Canvas().Focus(hide.Tick)
	d.key(fyne.KeyReturn)
	d.b.fails = errRefused
	d.key(fyne.KeyReturn)
	d.wantCalls(fmt.Sprintf("settings %+v", app.Settings{HideDetails: true}), fmt.Sprintf("settings %+v", app.Settings{}))
	d.wantText("That did not work.")
	d.key(fyne.KeyEscape)
	d.wantText(kit.WordHostChat())
}

func TestListsAreImportedAndTakenBack(t *testing.T) {
	d := newBench(t, busyBackend(), Start{})
	file := filepath.Join(d.folder, "city.mmdb")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	d.press(kit.WordSettings())
	d.press(kit.WordImportList())
	d.key(fyne.KeyReturn)
	d.wantCalls("import list " + file)
	d.wantText(kit.ImportDone())
	d.b.fails = errRefused
	d.press(kit.WordImportList())
	d.key(fyne.KeyReturn)
	d.wantText("That did not work. Try another one.")
	d.b.calls = nil
	d.press(kit.WordResetLists())
	d.wantText(kit.ResetText())
	d.key(fyne.KeyReturn) // the harmless answer
	d.wantCalls()
	d.press(kit.WordResetLists())
	d.press(kit.WordResetLists())
	d.wantCalls("reset lists")
	d.wantText(kit.ResetDone())
}

func TestSourcesOfUpdates(t *testing.T) {
	d := newBench(t, busyBackend(), Start{})
	d.press(kit.WordSettings())
	d.press(kit.SettingsAdvanced())
	var keeps []*kit.Button // the name, the port, the sources, the service
	walk(d.top(), func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && b.Text == kit.WordKeepSources() {
			keeps = append(keeps, b)
		}
	})
	test.Tap(keeps[2])
	d.wantCalls("sources ")
	d.wantText(kit.SourcesKept())
}

// fetching is a bench whose update has come half the way, beside the user
// interface as in the program, and ends when the test says so.
func fetching(t *testing.T) (d *bench, ends chan<- error, left <-chan struct{}) {
	d = newBench(t, busyBackend(), Start{})
	end, half, gone := make(chan error), make(chan struct{}), make(chan struct{})
	d.b.update = func(ctx context.Context, progress func(done, total int64)) error {
		defer close(gone)
		for i := range int64(1000) {
			progress(i*10_000, 20_000_000) // faster than it can be shown
		}
		close(half)
		select {
		case err := <-end:
			return err
		case <-ctx.Done():
			return errRefused
		}
	}
	d.press(kit.WordSettings())
	d.press(kit.WordUpdateList())
	d.wantText("9 MB will be fetched from lists.example.") // before anything is
	d.beside = newBeside(d.window)
	d.queue = make(chan func(), 2000)
	d.press(kit.WordUpdate())
	<-half
	if n := len(d.queue); n != 1 {
		t.Fatalf("%d steps wait to be shown", n)
	}
	(<-d.queue)()
	d.wantText(" of 20.0 MB")
	return d, end, gone
}

func TestUpdate(t *testing.T) {
	for text, err := range map[string]error{kit.UpdateDone(): nil, "That did not work. Try another one.": errRefused} {
		d, ends, _ := fetching(t)
		ends <- err
		(<-d.queue)()
		d.wantText(text)
		d.press(kit.WordClose())
		(<-d.queue)() // the lists, read anew
		d.wantText(kit.SettingsHide())
	}
}

func TestUpdateCancelled(t *testing.T) {
	for _, cancel := range []func(*bench){
		func(d *bench) { d.press(kit.WordCancel()) },
		func(d *bench) { d.key(fyne.KeyEscape) },
	} {
		d, _, left := fetching(t)
		cancel(d)
		<-left
		d.wantText(kit.SettingsHide())
		for range 2 { // the end of the update, and the lists, read anew
			(<-d.queue)()
		}
		d.wantText(kit.SettingsHide())
	}
}

func TestThreeHundredBlockedAreFewObjects(t *testing.T) {
	d := newBench(t, busyBackend(), Start{})
	d.showBlocklist()
	n := 0
	walk(d.top(), func(fyne.CanvasObject) { n++ })
	if n > 400 {
		t.Fatalf("%d objects are drawn", n)
	}
	d.wantText(fmt.Sprint(300))
}
