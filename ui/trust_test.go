package ui

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"realtalk/app"
	"realtalk/ui/kit"
)

func TestWordsMatch(t *testing.T) {
	d := hosted(t)
	d.come("Ann", app.TrustNew)
	d.press(kit.WordSafety())
	for _, word := range []string{"velvet", "harbor", "crayon", "lemon"} {
		d.wantText(word)
	}
	d.wantText(kit.SafetyFor("Ann"))
	d.b.calls = nil
	d.key(fyne.KeyReturn) // what is harmless: nobody is verified by a key pressed too fast
	d.wantCalls()
	d.press(kit.WordSafety())
	d.press(kit.WordTheyMatch())
	d.wantCalls("match velvet harbor crayon lemon")
	d.wantText(kit.SafetyAgreed())
	d.b.talk.people[1].Trust = app.TrustVerified
	d.send(app.Trusted{Name: "Ann", Fingerprint: "print of Ann", Trust: app.TrustVerified, Text: "You have verified Ann."})
	d.wantText(kit.BadgeVerified())
}

func TestWordsDiffer(t *testing.T) {
	d := guest(t)
	d.come("Ann", app.TrustNew)
	d.press(kit.WordSafety())
	d.b.calls = nil
	d.press(kit.WordTheyDiffer())
	d.wantText(kit.SafetyDifferHow())
	d.wantCalls()
	d.press(kit.WordLookAgain())
	d.wantText(kit.WordTheyMatch())
	d.press(kit.WordTheyDiffer())
	d.key(fyne.KeyReturn)
	d.wantCalls("end")
}

func TestWordsChangeWhileTheyAreCompared(t *testing.T) {
	d := guest(t)
	d.come("Ann", app.TrustNew)
	d.press(kit.WordSafety())
	d.wantNoText(kit.SafetyMoved())
	d.b.talk.phrase = "otter basin tulip dragon"
	d.come("Mallory", app.TrustNew)
	d.wantText(kit.SafetyMoved())
	d.wantText("otter")
	d.b.calls = nil
	if !d.button(kit.WordTheyMatch()).Disabled() {
		t.Error("words that nobody has read can be said to match")
	}
	d.b.talk.phrase = "velvet otter"
	d.come("Ben", app.TrustNew)
	d.hushed() // the pause of the first change is over, and that of the second
	d.press(kit.WordTheyMatch())
	d.wantCalls("match velvet otter")
}

// A pause that began anew is not over with the one before.
func TestPauseBeginsAnewWithEachChange(t *testing.T) {
	d := guest(t)
	d.come("Ann", app.TrustNew)
	d.press(kit.WordSafety())
	d.b.talk.phrase = "otter basin"
	d.come("Mallory", app.TrustNew)
	first := d.timers
	d.b.talk.phrase = "velvet otter"
	d.come("Ben", app.TrustNew)
	for _, f := range first {
		f()
	}
	if !d.button(kit.WordTheyMatch()).Disabled() {
		t.Error("the newest words were there for no moment")
	}
}

func TestOnePersonIsCompared(t *testing.T) {
	d := guest(t)
	d.come("Ann", app.TrustNew)
	d.pick(t, "print of Ann")
	d.b.calls = nil
	d.press(kit.WordCompare())
	d.wantText(kit.CompareHow("Ann"))
	d.wantText("bold")
	d.press(kit.WordNotTheSame())
	d.wantText(kit.CompareOther("Ann"))
	d.press(kit.WordLookAgain())
	d.press(kit.WordTheSame())
	d.wantCalls("compare print of Ann", "compare print of Ann", "same print of Ann")
}

// pick opens the card of somebody.
func (d *bench) pick(t *testing.T, fingerprint string) {
	t.Helper()
	d.chat.withPerson(fingerprint, d.chat.showPerson)
}

// hushed lets the moment pass in which a sheet that came by itself answers nothing.
func (d *bench) hushed() {
	timers := d.timers
	d.timers = nil
	for _, f := range timers {
		f()
	}
}

func TestGuestLeavesWhoIsChanged(t *testing.T) {
	d := guest(t)
	d.b.calls = nil
	d.come("Ann", app.TrustChanged)
	d.wantText(kit.ChangedTitle("Ann"))
	d.wantText(kit.BadgeChanged())
	d.key(fyne.KeyReturn) // it was on its way to something else
	d.key(fyne.KeyEscape)
	d.wantText(kit.ChangedTitle("Ann"))
	d.wantCalls()
	d.hushed()
	d.hushed() // the key began the moment anew
	d.key(fyne.KeyReturn)
	d.wantCalls("end")
}

func TestHostRemovesWhoIsChanged(t *testing.T) {
	d := hosted(t)
	d.b.calls = nil
	d.come("Ann", app.TrustChanged)
	d.hushed()
	d.key(fyne.KeyReturn)
	d.wantCalls("kick Ann")
}

func TestChangedIsKnownOrCompared(t *testing.T) {
	d := guest(t)
	d.b.calls = nil
	d.come("Ann", app.TrustChanged)
	d.come("Bea", app.TrustChanged) // is asked about next
	d.hushed()
	d.press(kit.WordKnowAbout())
	d.wantCalls("accept print of Ann")
	d.wantText(kit.ChangedTitle("Bea"))
	d.hushed()
	d.press(kit.WordStayCompare())
	d.wantCalls("accept print of Ann", "compare print of Bea")
	d.wantText(kit.WordTheSame())
}

// Who is gone need not be decided about.
func TestChangedPersonLeaves(t *testing.T) {
	d := guest(t)
	d.come("Ann", app.TrustChanged)
	d.come("Bea", app.TrustChanged)
	d.send(app.MemberLeft{Name: "Ann", Fingerprint: "print of Ann", Reason: app.LeftByChoice})
	d.wantNoText(kit.ChangedTitle("Ann"))
	d.wantText(kit.ChangedTitle("Bea"))
	d.send(app.MemberLeft{Name: "Bea", Fingerprint: "print of Bea", Reason: app.LeftLost})
	d.wantNoText(kit.ChangedTitle("Bea"))
	d.wantNoText(kit.WordKnowAbout())
}

// A guest who looks elsewhere is told by the desktop.
func TestDesktopTellsAGuestOfChanged(t *testing.T) {
	d := guest(t)
	var told []app.DesktopNotice
	d.desktop = func(n app.DesktopNotice, _ func()) { told = append(told, n) }
	d.setFocused(false)
	d.come("Ann", app.TrustChanged)
	d.b.settings.HideDetails = true
	d.come("Bea", app.TrustChanged)
	d.hushed()
	d.press(kit.WordKnowAbout()) // Bea is asked about next
	if len(told) != 2 || told[0].Body != "Ann joined." || !told[0].Urgent || told[1].Body != kit.NotifyChangedBrief() {
		t.Errorf("the desktop was told %+v", told)
	}
	d.hushed()
	d.press(kit.WordKnowAbout())
	d.setFocused(true)
	d.come("Cleo", app.TrustChanged)
	if len(told) != 2 {
		t.Errorf("who looks at the window is told %+v", told[2:])
	}
}

func TestConversationIsSaved(t *testing.T) {
	d := guest(t)
	d.press(kit.WordSaveChat())
	d.wantText(kit.SavingTextHow())
	d.press(kit.WordSaveText())
	d.press(kit.WordSave())
	wantFile(t, filepath.Join(d.folder, kit.SavedText(time.Now())), "all that was said")
	d.press(kit.WordSaveChat())
	d.press(kit.WordSaveLocked())
	d.press(kit.WordSave())
	wantFile(t, filepath.Join(d.folder, kit.SavedLocked(time.Now())), "sealed")
}

func TestPassphraseComesFirst(t *testing.T) {
	b := &fakeBackend{name: "Jo", kept: true}
	b.passphrase = "open sesame"
	d := newBench(t, b, Start{})
	d.wantText(kit.UnlockLead())
	d.wantNoText(kit.WordHostChat())
	d.typing("sesame")
	d.key(fyne.KeyReturn)
	d.wantText("This passphrase is wrong.")
	for _, key := range []fyne.KeyName{fyne.KeyH, fyne.KeyJ, fyne.KeyS, fyne.KeyComma} {
		d.ctrl(key) // leads past the question nowhere
		d.wantText(kit.UnlockLead())
	}
	d.typing("open sesame")
	d.key(fyne.KeyReturn)
	d.wantText(kit.WordHostChat())
	d.ctrl(fyne.KeyJ)
	d.wantText(kit.TextJoinLead())
}

func TestForgottenPassphrase(t *testing.T) {
	b := &fakeBackend{name: "Jo", kept: true}
	b.passphrase = "open sesame"
	d := newBench(t, b, Start{})
	d.press(kit.WordForgotten())
	d.key(fyne.KeyReturn) // the harmless answer
	d.wantCalls()
	d.press(kit.WordForgotten())
	d.press(kit.WordNewIdentity())
	d.wantCalls("new identity")
	d.wantText(kit.WordHostChat())
}

// showsKey is a bench with the sheet of the key open.
func showsKey(t *testing.T) *bench {
	t.Helper()
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{})
	d.press(kit.WordSettings())
	d.showKey()
	d.wantText("aa11 bb22")
	return d
}

func TestPassphraseIsSetAndTakenAway(t *testing.T) {
	d := showsKey(t)
	d.wantText(kit.KeyInFile())
	d.press(kit.WordSetPhrase())
	d.typing("open sesame")
	d.key(fyne.KeyReturn)
	d.typing("open barley")
	d.key(fyne.KeyReturn)
	d.wantText(kit.PassphraseDiffer())
	d.wantCalls()
	d.typing("open sesame")
	d.key(fyne.KeyReturn)
	d.typing("open sesame")
	d.key(fyne.KeyReturn)
	d.wantCalls("passphrase open sesame")
	d.wantText(kit.PassphraseSet())
	d.wantText(kit.KeyUnderPhrase())
	d.press(kit.WordRemovePhrase())
	d.press(kit.WordTakeAway())
	d.wantCalls("passphrase open sesame", "passphrase ")
	d.wantText(kit.KeyInFile())
}

func TestKeyIsExported(t *testing.T) {
	d := showsKey(t)
	d.press(kit.WordExportKey())
	d.press(kit.WordSave())
	wantFile(t, filepath.Join(d.folder, kit.KeyFile), "the public key")
}

func TestKeyOfOnesOwnIsTaken(t *testing.T) {
	d := showsKey(t)
	if err := os.WriteFile(filepath.Join(d.folder, "mine.asc"), []byte("my key"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.b.inFile = "hush"
	d.press(kit.WordImportKey())
	d.wantText(kit.ImportMeans())
	d.press(kit.WordChooseFile())
	d.key(fyne.KeyReturn)
	d.wantText(kit.ImportAsk())
	d.typing("wrong")
	d.key(fyne.KeyReturn)
	d.wantText("This passphrase does not open the key.")
	d.typing("hush")
	d.key(fyne.KeyReturn)
	d.wantCalls("import my key")
	d.wantText(kit.ImportKeyDone())
}

func TestNewIdentityIsAskedAbout(t *testing.T) {
	d := showsKey(t)
	d.press(kit.WordNewKey())
	d.wantText(kit.NewIdentityText())
	d.key(fyne.KeyReturn) // the harmless answer
	d.wantCalls()
	d.press(kit.WordNewKey())
	d.press(kit.WordNewIdentity())
	d.wantCalls("new identity")
	d.wantText(kit.NewIdentityDone())
}

func TestKeyIsOnlyLookedAtInAChat(t *testing.T) {
	d := hosted(t)
	d.showKey()
	d.wantText(kit.KeyBusy())
	for _, word := range []string{kit.WordSetPhrase(), kit.WordImportKey(), kit.WordNewKey()} {
		if !d.button(word).Disabled() {
			t.Errorf("%q can be pressed", word)
		}
	}
}

func TestContacts(t *testing.T) {
	b := &fakeBackend{name: "Jo", kept: true}
	d := newBench(t, b, Start{})
	d.press(kit.WordContacts())
	d.wantText(kit.ContactsNone())
	d.key(fyne.KeyEscape)
	b.met = []app.Contact{{Name: "Ann", Note: "met in Lyon", Fingerprint: "aa11", Trust: app.TrustVerified, Last: time.Now()}}
	d.press(kit.WordContacts())
	d.wantText("met in Lyon")
	d.wantText(kit.BadgeVerified())
	d.key(fyne.KeyReturn)
	d.wantText(kit.ContactAlias())
	d.press(kit.WordForgetAsk())
	d.key(fyne.KeyReturn) // the harmless answer
	d.wantCalls()
	d.press(kit.WordForgetAsk())
	d.press(kit.WordForget())
	d.wantCalls("forget aa11")
	d.wantText(kit.ContactsNone())
}
