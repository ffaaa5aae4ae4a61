package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

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

// The waiting room that was chosen is that of the next chat, too.
func TestSetupKeepsTheWaitingRoom(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{Host: true})
	if d.b.settings.AskFirst {
		t.Fatal("it is on before")
	}
	walk(d.top(), func(o fyne.CanvasObject) {
		if o, ok := o.(*kit.Option); ok && strings.HasPrefix(o.AccessibilityLabel(), kit.SpokenOff(kit.DoorAsk())) {
			test.Tap(o)
		}
	})
	d.b.fails = errRefused
	d.press(kit.WordStart())
	d.wantText(errRefused.Text)
	d.b.talk = nil
	d.b.calls = nil
	d.press(kit.WordStart())
	if !d.b.settings.AskFirst || d.b.talk == nil {
		t.Fatalf("kept: %v, calls %q", d.b.settings.AskFirst, d.b.calls)
	}
}

func TestSetupSaysHowGoodThePasswordIs(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{Host: true})
	d.wantText(app.StrengthBest.Text())
	d.win.Canvas().Focused().(*kit.Entry).SetText("")
	d.wantNoText(app.StrengthBest.Text())
	d.typing("1234")
	d.wantText(app.StrengthWeak.Text())
	d.press(kit.WordNewWords())
	d.wantText(app.StrengthBest.Text())
}

// Whoever gave a name is not asked again.
func TestSetupAsksForNoNameThatIsKnown(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{Host: true})
	d.wantNoText(kit.WordYourName())
	d = newBench(t, &fakeBackend{name: "Jo"}, Start{Host: true})
	d.wantText(kit.WordYourName())
	d.press(kit.WordStart())
	d.wantCalls("name Jo", "host otter-basin-tulip-dragon")
}

func TestSetupExplainsTheQuestionOfTheFirewall(t *testing.T) {
	for _, asks := range []bool{true, false} {
		d := newBench(t, &fakeBackend{name: "Jo", kept: true, fakeReach: fakeReach{asks: asks}}, Start{Host: true})
		if got := strings.Contains(d.texts(), kit.SetupFirewall()); got != asks {
			t.Errorf("asks: %v, explained: %v", asks, got)
		}
	}
}

// Tab goes through the form from the password down to the buttons, and ends where
// it began.
func TestFocusOrderOfTheSetup(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true, fakeReach: fakeReach{private: true}}, Start{Host: true})
	var order []string
	for range 8 {
		switch o := d.win.Canvas().Focused().(type) {
		case *kit.Entry:
			order = append(order, "password")
		case *kit.Button:
			order = append(order, o.Text)
		case *kit.Tick:
			order = append(order, "switch")
		}
		d.key(fyne.KeyTab)
	}
	want := "password, New words, Hide, switch, switch, switch, Back, Start"
	if got := strings.Join(order, ", "); got != want {
		t.Fatalf("Tab goes %s, want %s", got, want)
	}
	if _, ok := d.win.Canvas().Focused().(*kit.Entry); !ok {
		t.Error("it does not come back to the password")
	}
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
