package terminal

import (
	"errors"

	"realtalk/app"
)

// Status gives the exit status for an error, by the code of its Trouble.
func Status(err error) int {
	t := (*app.Trouble)(nil)
	switch {
	case err == nil:
		return app.ExitOK
	case !errors.As(err, &t):
		return app.ExitError
	case t.Code == codeUsage:
		return app.ExitUsage
	}
	switch reason := app.EndReason(t.Code); reason {
	case app.EndUnreachable, app.EndWrongPassword, app.EndBlocked:
		return reason.ExitStatus()
	default:
		return app.ExitError
	}
}

// codeUsage is the code of a Trouble with how rt was called.
const codeUsage = "usage"

// Usage gives the Trouble for a wrong call of rt.
func Usage(text, hint string) *app.Trouble {
	return &app.Trouble{Code: codeUsage, Text: text, Hint: hint}
}

// trouble gives any error as a Trouble.
func trouble(err error) *app.Trouble {
	var t *app.Trouble
	if errors.As(err, &t) {
		return t
	}
	return &app.Trouble{Code: "error", Text: err.Error()}
}

// Words gives what a person is told of an error: the cause in a line, and what
// to do in another.
func Words(err error) string {
	t := trouble(err)
	return sentences(t.Text, t.Hint)
}
