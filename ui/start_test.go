package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"realtalk/app"
	"realtalk/ui/kit"
)

func TestNameIsAskedOnce(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "account"}, Start{})
	d.wantText(kit.TextNameAsk())
	d.typing("s") // the focus is in the name
	d.key(fyne.KeyReturn)
	d.wantCalls("name saccount")
	d.wantNoText(kit.TextNameAsk())
	d.wantText(kit.OthersSeeYou("saccount"))

	d.showStart()
	d.wantNoText(kit.TextNameAsk())
}

func TestNameThatIsRefused(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "x", refuse: errRefused}, Start{})
	d.press(kit.WordHostChat())
	d.wantText("That did not work. Try another one.")
	d.wantText(kit.WordHostChat()) // still there
	d.wantCalls()
}

func TestNameCanBeChanged(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{})
	d.press(kit.WordChangeName())
	d.typing("X")
	d.key(fyne.KeyReturn)
	d.wantCalls("name XJo")
}

func TestHostingByKeyboardAlone(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{})
	d.key(fyne.KeyReturn) // Host a chat has the focus
	d.wantText(kit.TextSetupTitle())
	d.key(fyne.KeyReturn) // with the suggested password
	d.wantCalls("host otter-basin-tulip-dragon")
	d.wantText(kit.TextStarting())
	d.send(app.Hosting{Password: "otter-basin-tulip-dragon", Invite: nearText})
	d.wantText(nearText)
	d.key(fyne.KeyReturn) // Done
	d.typing("hello")
	d.key(fyne.KeyReturn)
	d.wantCalls("host otter-basin-tulip-dragon", "send hello")
}

func TestShortcutsAndEscape(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{})
	d.ctrl(fyne.KeyJ)
	d.wantText(kit.TextJoinTitle())
	d.ctrl(fyne.KeyH)
	d.wantText(kit.TextSetupTitle())
	d.key(fyne.KeyEscape)
	d.wantText(kit.WordJoinChat())
	d.wantCalls()
}

func TestShortcutsDoNotLeaveAChat(t *testing.T) {
	d := hosted(t)
	d.ctrl(fyne.KeyH)
	d.ctrl(fyne.KeyJ)
	d.key(fyne.KeyEscape)
	d.wantText(kit.TextStatusHosting())
	d.ctrl(fyne.KeyI)
	d.wantText(kit.WordCopyInvite())
	d.ctrl(fyne.KeyI) // nothing: a sheet is open
	d.key(fyne.KeyEscape)
	d.wantNoText(kit.WordCopyInvite())
}

func TestStartStraightAtALine(t *testing.T) {
	line := testInvite()
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{Join: line})
	d.wantCalls("join " + line.String())
	d.wantText(kit.TextConnecting())

	d = newBench(t, &fakeBackend{name: "Jo"}, Start{Join: line, Named: true})
	d.wantCalls("join " + line.String())

	d = newBench(t, &fakeBackend{name: "Jo"}, Start{Join: line}) // never asked for a name
	d.wantCalls()
	d.wantText(kit.WordYourName())
	d.key(fyne.KeyReturn)
	d.wantCalls("name Jo", "join "+line.String())
}

func TestSetupForm(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{Host: true})
	d.press(kit.WordNewWords())
	d.press(kit.WordStart())
	d.wantCalls("host velvet-harbor-crayon-lemon")
}

func TestHostingThatFails(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{Host: true})
	d.press(kit.WordStart())
	d.send(app.Failed{Trouble: *errRefused})
	d.wantText(kit.TextNotOpen())
	d.wantText("That did not work.")
	d.wantText("Try another one.")
	d.over()
	d.press(kit.WordTryAgain())
	d.wantText(kit.TextSetupTitle())
	if d.exit != 1 {
		t.Fatalf("exit status %d", d.exit)
	}
}
