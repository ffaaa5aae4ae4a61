package ui

import (
	"testing"

	"realtalk/app"
	"realtalk/ui/kit"
)

// startedAgain plays another start of the program.
func (d *bench) startedAgain(s Start) (raised int) {
	d.raise = func() { raised++ }
	d.again(s)
	return raised
}

func TestSecondStartShowsTheWindow(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{})
	if d.startedAgain(Start{}) != 1 {
		t.Error("the window stays behind others")
	}
	d.wantText(kit.WordHostChat())
	d.press(kit.WordSettings())
	d.startedAgain(Start{Host: true})
	d.wantText(kit.TextSetupLead())
	d.wantNoText(kit.SettingsHide())
}

func TestClickedLinkJoins(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{})
	d.b.calls = nil
	d.startedAgain(Start{Join: testInvite()})
	d.wantText(kit.TextConnecting())
}

// A chat is not left by a click somewhere else.
func TestClickedLinkAsksBeforeAChatEnds(t *testing.T) {
	d := hosted(t)
	d.come("Ann", app.TrustNew)
	d.b.calls = nil
	d.startedAgain(Start{Join: testInvite()})
	d.wantText(kit.AgainJoin())
	d.press(kit.WordStay())
	d.wantCalls()
	d.startedAgain(Start{Host: true})
	d.wantText(kit.AgainHost())
	d.press(kit.WordEndChat())
	d.wantCalls("end")
	d.over()
	d.wantText(kit.TextSetupLead())
}

func TestSecondStartPassesNoPassphrase(t *testing.T) {
	b := &fakeBackend{name: "Jo", kept: true}
	b.passphrase = "open sesame"
	d := newBench(t, b, Start{})
	d.startedAgain(Start{Host: true})
	d.wantText(kit.UnlockLead())
}
