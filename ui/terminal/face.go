package terminal

import "realtalk/app"

// face is how a conversation is shown. An error is that of the output: whoever
// read it is gone.
type face interface {
	// show shows an event.
	show(e app.Event) error
	// answer shows what a command answers; code is the command's name.
	answer(code, text string) error
	// choosePassword asks the host for a password.
	choosePassword() error
	// askPassphrase asks for that of the user's key; left counts the tries.
	askPassphrase(left int) error
}
