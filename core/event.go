package core

import (
	"net/netip"
	"time"

	"realtalk/core/wire"
)

// Event is one thing that happened in a chat. The types below are the whole
// list. They hold facts; the words for people are chosen above.
type Event interface{ event() }

// Hosting says that the chat can be joined. Addresses lists this computer's
// own addresses that a guest of the same network could use, best first.
type Hosting struct {
	Port      uint16
	Addresses []netip.Addr
}

// PasswordPrompt asks for a password: Chat.Password answers it.
type PasswordPrompt struct {
	Attempt int // 1 to 3
	Left    int // tries left, this one included
}

// PasswordWrong says that the host refused the last password.
type PasswordWrong struct{ Left int }

// Joined says that this member is in.
type Joined struct {
	Chat   wire.ID
	Self   Person
	Safety string
}

// MemberJoined says that somebody else came in, or was in already when this
// member joined.
type MemberJoined struct {
	Person
	Already bool
	Safety  string
}

// LeaveReason tells why a member is gone.
type LeaveReason uint8

// The reasons, numbered as in wire.Departure.
const (
	LeftByChoice LeaveReason = iota + 1
	LeftLost
	LeftKicked
)

// MemberLeft says that somebody else is gone.
type MemberLeft struct {
	Person
	Reason LeaveReason
	Safety string
}

// Message is something said by a member, this one included, in the order that
// the host gave to everybody.
type Message struct {
	ID   string
	From Person
	Text string
	Sent time.Time // by the sender's clock
}

// Delivered says how many of the others have received and verified an own
// message.
type Delivered struct {
	ID     string
	To, Of int
}

// SecurityKind names what happened at the door.
type SecurityKind uint8

// The kinds of Security events.
const (
	WrongPassword SecurityKind = iota + 1
	Disconnected
	Blocked
	Refused
	Unblocked
)

// Security tells the host what happened at the door.
type Security struct {
	Kind    SecurityKind
	Address netip.Addr
	Tries   int  // wrong tries of this address so far
	Own     bool // the address is this computer's
}

// AlarmKind names something that the host's computer or a member's computer
// did and an honest one does not do.
type AlarmKind uint8

// The kinds of alarms.
const (
	// MessagesMissing: N messages of Who never came.
	MessagesMissing AlarmKind = iota + 1
	// MessagesWithheld: By has seen N messages of Who that never came here.
	MessagesWithheld
	// HistoryDiffers: Who was shown another history or another list of people.
	HistoryDiffers
	// MessageRefused: something that was sent as Who's was not genuine.
	MessageRefused
	// MemberSilent: nothing genuine came from Who for a while, not even the sign
	// of life that every member gives.
	MemberSilent
	// NotPassedOn: N own messages do not come back from Who, the host.
	NotPassedOn
	// CannotRead: Who cannot be sent to, for its key takes nothing.
	CannotRead
	// MessageRepeated: a message of Who came a second time, or late.
	MessageRepeated
)

// Alarm says that this member was not given what an honest host would give.
type Alarm struct {
	Kind AlarmKind
	Who  Person
	By   Person
	N    int
}

// EndReason tells why a chat is over for this member.
type EndReason uint8

// The reasons for an end.
const (
	HostEnded EndReason = iota + 1
	YouLeft
	Kicked
	BlockedByHost
	WrongPasswords
	Unreachable
	Lost
	Replaced // the same identity came in from elsewhere
	Failed   // Err tells what
)

// Ended is the last event of every chat. Err is the technical cause where
// there is one.
type Ended struct {
	Reason EndReason
	Err    error
}

func (Hosting) event()        {}
func (PasswordPrompt) event() {}
func (PasswordWrong) event()  {}
func (Joined) event()         {}
func (MemberJoined) event()   {}
func (MemberLeft) event()     {}
func (Message) event()        {}
func (Delivered) event()      {}
func (Security) event()       {}
func (Alarm) event()          {}
func (Overflow) event()       {}
func (NotKept) event()        {}
func (Ended) event()          {}

// Person is a member as others see it.
type Person struct {
	ID    wire.ID // SHA-256 fingerprint of the identity key
	Name  string
	Since time.Time // by the host's clock
	Host  bool
	You   bool
}

// NotKept says that the counts of wrong passwords could not be written to disk;
// they hold while this program runs.
type NotKept struct{ Err error }

// Overflow says that N events could not be kept because nobody took them.
type Overflow struct{ N int }
