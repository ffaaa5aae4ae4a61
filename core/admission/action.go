package admission

import "net/netip"

// Action is something to be done: one of the types below. After Refuse, Admit,
// Disconnect and Shut the machine no longer knows the connection.
type Action interface{ action() }

// Welcome lets a connection go on to TLS. Left (1 to 3) is how many tries the
// household has before the next consequence.
type Welcome struct {
	Conn Conn
	Left int
}

// Refuse closes the connection of one who is blocked, before TLS.
type Refuse struct{ Conn Conn }

// Save writes Records to disk before the actions after it are carried out.
type Save struct{}

// Grant sends the host's share now; from here on the try counts. Attempt is 1 to
// 3.
type Grant struct {
	Conn    Conn
	Attempt int
}

// Admit says that the password was right and the count is cleared.
type Admit struct{ Conn Conn }

// Wrong answers "wrong"; Left (1 or 2) tries remain.
type Wrong struct {
	Conn Conn
	Left int
}

// Disconnect answers "wrong, none left" and closes.
type Disconnect struct{ Conn Conn }

// Shut answers "blocked" and closes.
type Shut struct{ Conn Conn }

// Kind says what a Notify tells.
type Kind uint8

// The kinds of Notify.
const (
	WrongPassword Kind = iota + 1 // a wrong try without further consequence
	Disconnected                  // the third
	Blocked                       // the sixth, or the host blocked the household or network
	Refused                       // somebody knocked who is blocked
	Unblocked                     // the host lifted a block, or it ended
)

// Notify tells the host. Refused comes for every knock; a caller that shows it
// thins it out.
type Notify struct {
	Kind    Kind
	Prefix  netip.Prefix // the household; of Blocked and Unblocked perhaps a network
	Addr    netip.Addr   // the connection's, or the first of Prefix if no connection caused it
	By      netip.Prefix // of Refused: the record that keeps it out, Prefix itself or a network around it
	Tries   int          // wrong ones of Prefix so far; of Unblocked: those before
	Why     string       // of Blocked: WhyTries or WhyHost
	Expired bool         // of Unblocked: it ended by itself
	Name    string       // as in Record
}

func (Welcome) action()    {}
func (Refuse) action()     {}
func (Save) action()       {}
func (Grant) action()      {}
func (Admit) action()      {}
func (Wrong) action()      {}
func (Disconnect) action() {}
func (Shut) action()       {}
func (Notify) action()     {}
