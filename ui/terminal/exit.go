package terminal

import (
	"errors"

	"realtalk/app"
)

// The exit statuses of rt, part of the contract.
const (
	ExitOK            = 0 // ended in order
	ExitError         = 1
	ExitUsage         = 2
	ExitUnreachable   = 3
	ExitWrongPassword = 4
	ExitBlocked       = 5
)

// endStatus gives the exit status of a chat that ended.
func endStatus(reason app.EndReason) int {
	switch reason {
	case app.EndHostEnded, app.EndYouLeft, app.EndKicked:
		return ExitOK
	case app.EndUnreachable:
		return ExitUnreachable
	case app.EndWrongPassword:
		return ExitWrongPassword
	case app.EndBlocked:
		return ExitBlocked
	default:
		return ExitError
	}
}

// Status gives the exit status for an error, by the code of its Trouble.
func Status(err error) int {
	t := (*app.Trouble)(nil)
	switch {
	case err == nil:
		return ExitOK
	case !errors.As(err, &t):
		return ExitError
	case t.Code == codeUsage:
		return ExitUsage
	}
	switch reason := app.EndReason(t.Code); reason {
	case app.EndUnreachable, app.EndWrongPassword, app.EndBlocked:
		return endStatus(reason)
	default:
		return ExitError
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
