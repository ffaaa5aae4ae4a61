package pgp

import (
	"fmt"
	"io"
)

// fmt walks into pointers for a verb that does not fit (%s of a struct), and
// would print what they point to. These methods keep secrets out of any log.

// Format prints "session key" for every verb.
func (k SessionKey) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, "session key") }

// Format prints the OpenPGP fingerprint for every verb.
func (i *Identity) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, "identity "+i.openPGP) }

// Format prints the fingerprint in hex for every verb.
func (p *Participant) Format(s fmt.State, _ rune) {
	_, _ = fmt.Fprintf(s, "participant %x", p.fingerprint)
}
