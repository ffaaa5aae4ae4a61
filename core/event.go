package core

import (
	"net/netip"
	"time"

	"realtalk/core/reach"
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
	Invite    reach.Invite
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
	Attack     // many addresses try passwords at the same time
	AttackOver // they have stopped
)

// Security tells the host what happened at the door; core/alarm says what is
// gathered into one. Attack and AttackOver have no address.
type Security struct {
	Kind      SecurityKind
	Address   netip.Addr
	House     netip.Prefix // what its tries are counted by, or the network that was blocked
	Name      string       // the last name somebody from there used; "" if not known
	Tries     int          // wrong tries so far, of this address or in this attack
	Times     int          // how many tries or knocks this event stands for
	Addresses int          // Attack, AttackOver: how many addresses took part
	Blocks    int          // AttackOver: how many of them are blocked now
	Blocked   bool         // nobody is let in from Address
	ByHost    bool         // Blocked: the host wished it
	Expired   bool         // Unblocked: the time of the block was over
	Again     bool         // Attack: it goes on, or is back soon after it was over
	Nearness  Nearness
}

// Asks tells the host that somebody knows the password and waits to be let in:
// Chat.LetIn or Chat.Decline answers.
type Asks struct {
	Person
	Address  netip.Addr
	Nearness Nearness
	Until    time.Time // no answer by then declines
}

// AskResult tells what became of somebody who waited.
type AskResult uint8

// The results.
const (
	AskAdmitted AskResult = iota + 1
	AskDeclined
	AskLeft
	AskTimeout
)

// Asked tells the host that somebody waits no longer.
type Asked struct {
	Person
	Result AskResult
}

// ConnectionLost tells a guest that the connection to the host broke. It is made
// anew; what is said meanwhile waits.
type ConnectionLost struct{}

// ConnectionBack tells that it stands again, and that nothing is missing.
type ConnectionBack struct{}

// MemberAway tells that somebody's connection broke, or stands again (Back).
type MemberAway struct {
	Person
	Back bool
}

// Gap tells that more was said while this user's connection was broken than is kept:
// some of it never comes here. Joined follows. Unsure is how many own messages may not
// have been passed on.
type Gap struct{ Unsure int }

// HostBusy tells a guest that the host has no room for it now; it goes on
// knocking for a minute.
type HostBusy struct{}

// TurnedAwayReason tells why somebody who knows the password was not let in.
type TurnedAwayReason uint8

// The reasons.
const (
	AwayLocked  TurnedAwayReason = iota + 1 // the chat is locked
	AwayFull                                // there is no room
	AwayCrowded                             // too many wait to be let in
	AwayName                                // somebody has that name already
	AwayClock                               // its clock is more than a day ahead of the host's
)

// TurnedAway tells the host that somebody knows the password and was not let in,
// Times times since it was told last.
type TurnedAway struct {
	Person
	Address  netip.Addr
	Nearness Nearness
	Why      TurnedAwayReason
	Times    int
}

// Waits tells a guest that the host is asked whether it may come in.
type Waits struct{}

// RulesChanged tells the host how the door stands now.
type RulesChanged struct{ Rules Rules }

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
	// NotReceived: Who does not say that it has what was said a while ago.
	NotReceived
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
func (Doors) event()          {}
func (Reply) event()          {}
func (Dialing) event()        {}
func (PasswordPrompt) event() {}
func (PasswordWrong) event()  {}
func (Joined) event()         {}
func (MemberJoined) event()   {}
func (MemberLeft) event()     {}
func (Message) event()        {}
func (Delivered) event()      {}
func (Security) event()       {}
func (Asks) event()           {}
func (Asked) event()          {}
func (Waits) event()          {}
func (TurnedAway) event()     {}
func (HostBusy) event()       {}
func (ConnectionLost) event() {}
func (ConnectionBack) event() {}
func (MemberAway) event()     {}
func (Gap) event()            {}
func (RulesChanged) event()   {}
func (Alarm) event()          {}
func (Overflow) event()       {}
func (NotKept) event()        {}
func (DoorStuck) event()      {}
func (Mishap) event()         {}
func (Limited) event()        {}
func (NotReached) event()     {}
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

// Mishap tells that this program made a mistake (a panic) while it served a
// connection or read what came by one, N times since it was told last. That was given
// up, and nothing else. Place is where in the program, for who mends it.
type Mishap struct {
	N     int
	Place string
}

// Limited tells a guest that it says more than the host takes from one member. All of
// it is passed on, the last in For.
type Limited struct{ For time.Duration }

// DoorStuck tells the host that nobody can come in at the moment, because this
// computer gives this program nothing to take connections with, or that it does
// again (Over). Err is its reason.
type DoorStuck struct {
	Err  error
	Over bool
}

// NotReached says that other programs of this user cannot change the blocklist
// while this chat is hosted.
type NotReached struct{ Err error }

// Overflow says that N events could not be kept because nobody took them.
type Overflow struct{ N int }
