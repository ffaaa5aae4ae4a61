package app

import "realtalk/core"

// Trouble is an error as a person is told it: a sentence with the cause and
// one with what to do. Code is stable and meant for scripts.
type Trouble struct {
	Code string
	Text string
	Hint string
	err  error
}

// ErrNotHost answers what only the host can do.
var ErrNotHost error = asTrouble(core.ErrNotHost)

// Error gives the sentence for a person.
func (t *Trouble) Error() string { return t.Text }

// Unwrap gives the error underneath, nil if there is none.
func (t *Trouble) Unwrap() error { return t.err }
