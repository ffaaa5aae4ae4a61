package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"realtalk/app"
	"realtalk/ui/kit"
)

var notReached = app.Ended{
	Reason: app.EndUnreachable, Text: "Nothing came back from rt 203.0.113.1 40213.",
	Hint: "Ask the host whether the chat is still on.", CanReply: true,
}

// unreached is a bench of a guest who did not get in.
func unreached(t *testing.T, ended app.Ended) *bench {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{Join: testInvite()})
	d.send(ended)
	d.b.calls = nil
	return d
}

// replying is a bench of a guest with a line for the host in view.
func replying(t *testing.T) *bench {
	d := unreached(t, notReached)
	d.press(kit.WordMakeReply())
	d.wantCalls("reply to " + testInvite().String())
	d.wantText(kit.ReplyMaking())
	d.send(app.Reply{Line: replyText, Text: "Send it."})
	d.b.calls = nil
	return d
}

func TestWhatCanBeDoneWhenTheChatWasNotReached(t *testing.T) {
	d := unreached(t, notReached)
	d.wantText(notReached.Text)
	d.wantText(notReached.Hint)
	d.press(kit.WordHostInstead())
	d.wantText(kit.TextSetupTitle())
	d.wantCalls()

	other := notReached
	other.CanReply = false
	d = unreached(t, other)
	d.wantNoText(kit.WordMakeReply())
	d.wantText(kit.WordHostInstead())

	d = unreached(t, app.Ended{Reason: app.EndWrongPassword, Text: "Wrong.", CanReply: true})
	d.wantNoText(kit.WordMakeReply())
	d.wantNoText(kit.WordHostInstead())
}

func TestTheReplyLine(t *testing.T) {
	d := replying(t)
	d.wantText(replyText)
	d.wantText(kit.ReplyStepPaste())
	d.wantNoText(kit.AddressTitle())
	d.key(fyne.KeyReturn) // copies
	d.wantCopied(replyText)
	d.send(app.Dialing{State: app.DialingTrying, Text: "Dialling."})
	d.wantText("Dialling.")
	d.wantText(replyText)
	d.send(app.Dialing{State: app.DialingReached, Text: "They met."}, app.PasswordPrompt{Attempt: 1, Left: 3})
	d.wantText(kit.TextPasswordTitle())
	d.wantCalls()
}

func TestTheReplyLineThatLacksTheAddress(t *testing.T) {
	d := unreached(t, notReached)
	d.b.address = "203.0.113.50"
	d.press(kit.WordMakeReply())
	d.send(app.Reply{Text: "The address is not known.", Hint: "Type it."})
	d.wantText("The address is not known.")
	d.wantText("Type it.")
	d.wantNoText(kit.ReplyStepSend())
	d.b.calls = nil
	d.typing("198.51.100.7") // the focus is in the field
	d.key(fyne.KeyReturn)
	d.press(kit.AskService("address.example"))
	d.wantCalls("address 198.51.100.7", "ask address", "address 203.0.113.50")
	d.send(app.Reply{Line: replyText})
	d.wantText(replyText)
	d.wantNoText(kit.AddressTitle())
}

func TestTheReplyThatFails(t *testing.T) {
	d := replying(t)
	d.send(app.Dialing{State: app.DialingFailed, Text: "They did not meet.", Hint: "Once more."})
	d.wantText("Once more.")
	d.send(notReached)
	d.press(kit.WordMakeReply())
	d.wantCalls("reply to " + testInvite().String())
}

func TestTheReplyIsCancelled(t *testing.T) {
	for _, give := range []func(*bench){
		func(d *bench) { d.press(kit.WordCancel()) },
		func(d *bench) { d.key(fyne.KeyEscape) },
	} {
		d := replying(t)
		give(d)
		d.wantCalls("end")
		d.wantText(kit.WordHostChat())
	}
}
