package app

// The exit statuses of rt, part of the contract.
const (
	ExitOK            = 0 // ended in order
	ExitError         = 1
	ExitUsage         = 2
	ExitUnreachable   = 3
	ExitWrongPassword = 4
	ExitBlocked       = 5
)

// ExitStatus gives the exit status of a chat that ended for this reason.
func (r EndReason) ExitStatus() int {
	switch r {
	case EndHostEnded, EndYouLeft, EndKicked:
		return ExitOK
	case EndUnreachable:
		return ExitUnreachable
	case EndWrongPassword:
		return ExitWrongPassword
	case EndBlocked:
		return ExitBlocked
	default:
		return ExitError
	}
}
