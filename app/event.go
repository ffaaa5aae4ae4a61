package app

import "time"

// Event is one thing the user should see. The concrete types below are the
// whole list; each carries the fields of the --json contract under the same
// names, so that a view and a script learn the same things.
type Event interface{ event() }

// Hosting says that the chat is up. Local holds the join lines for people of
// the same network, best first; it may be empty when there is no network. Invite
// holds every way in that is known by now, see Router.
type Hosting struct {
	Port     uint16
	Password string
	Local    []string
	Invite   string
}

// RouterState tells how the way in from the Internet stands.
type RouterState string

// The states of the router's door.
const (
	RouterAsking    RouterState = "asking"
	RouterOpen      RouterState = "open"
	RouterNotPublic RouterState = "not_public"
	RouterRefused   RouterState = "refused"
	RouterNotFound  RouterState = "not_found"
	RouterOff       RouterState = "off"
)

// Router comes each time the answer changes. Internet holds the join lines for
// people elsewhere, best first. Invite is one text that holds all ways in, also
// those for people near by. Tested: somebody from outside came in by a line that
// stands there.
type Router struct {
	State    RouterState
	Method   string
	Local    []string // as in Hosting, now
	Internet []string
	Invite   string
	Tested   bool
	Text     string
	Hint     string
}

// Reply gives a guest the line to send back to the host, who pastes it. Line is
// empty while this computer's Internet address is not known: then
// Chat.SetAddress makes another Reply.
type Reply struct {
	Line string
	Text string
	Hint string
}

// DialingState tells how it goes when two computers dial each other.
type DialingState string

// The states.
const (
	DialingTrying  DialingState = "trying"
	DialingReached DialingState = "reached"
	DialingFailed  DialingState = "failed"
)

// Dialing tells a host that pasted a reply line, and the guest who made it, how
// it goes.
type Dialing struct {
	State DialingState
	Text  string
	Hint  string
}

// PasswordPrompt asks for a password: Chat.Password answers it.
type PasswordPrompt struct {
	Attempt int // 1 to 3
	Left    int // tries left, this one included
}

// PasswordWrong tells that the last password was wrong.
type PasswordWrong struct{ Left int }

// Joined says that this user is in.
type Joined struct {
	Chat        string // the chat's ID, hex
	Name        string // the name others see
	Fingerprint string // of this user's key, hex
	Safety      string // the phrase that is the same for everybody who is in
	Host        bool   // this user hosts the chat
}

// Trust tells what is known of a member from before.
type Trust string

// The degrees of trust.
const (
	TrustSelf     Trust = "you"
	TrustNew      Trust = "new"
	TrustKnown    Trust = "known"
	TrustVerified Trust = "verified"
	TrustChanged  Trust = "changed"
)

// MemberJoined says that somebody else came in, or was in already when this
// user joined (Already). Only the host learns the address, and what the address
// lists say of it.
type MemberJoined struct {
	Name        string
	Alias       string // what this user calls them; "": nothing
	Fingerprint string
	Trust       Trust
	Already     bool
	Safety      string // the phrase from now on
	Text        string // the line for everybody
	Address     string
	Place       string
	Owner       string
}

// Trusted says that something else is known now of somebody who is in.
type Trusted struct {
	Name        string
	Fingerprint string
	Trust       Trust
	Text        string
}

// LeaveReason tells why a member is gone.
type LeaveReason string

// The reasons for a member to be gone.
const (
	LeftByChoice LeaveReason = "left"
	LeftLost     LeaveReason = "lost"
	LeftKicked   LeaveReason = "kicked"
)

// MemberLeft says that somebody else is gone.
type MemberLeft struct {
	Name        string
	Fingerprint string
	Reason      LeaveReason
	Safety      string // the phrase from now on
}

// Message is something said, this user's own words included: they come back by
// this event when the host has put them in order.
type Message struct {
	ID          string
	From        string
	Fingerprint string
	Text        string
	Sent        time.Time // by the sender's clock
	Own         bool
}

// Delivered tells how many of the others' computers have received and verified
// an own message.
type Delivered struct {
	ID string
	To int
	Of int
}

// SecurityKind names what happened at the door.
type SecurityKind string

// The kinds of security events.
const (
	SecurityWrongPassword SecurityKind = "wrong_password"
	SecurityDisconnected  SecurityKind = "disconnected"
	SecurityBlocked       SecurityKind = "blocked"
	SecurityRefused       SecurityKind = "refused"
	SecurityUnblocked     SecurityKind = "unblocked"
	SecurityAttack        SecurityKind = "attack"
)

// Security tells the host what happened at the door. An attack has no address,
// for it comes from many. What belongs together has the same About: a view
// shows the newest in place of the one before.
type Security struct {
	Kind     SecurityKind
	Address  string
	Tries    int
	Place    string // "Lyon, France", "this network", "unknown place"
	Owner    string // of the network; "" if the address lists do not name one
	Text     string // fact, consequence and choice, in whole sentences
	Brief    string // the fact alone, for a screen that others can see
	Details  string // all that is known, a line each
	About    string
	Urgent   bool // to be shown until somebody has seen it
	CanBlock bool // Address is not blocked and can be
}

// Asks tells the host that somebody knows the password and waits to be let in:
// Chat.LetIn or Chat.Decline answers, and Until is when no answer declines.
type Asks struct {
	Name        string
	Fingerprint string
	Trust       Trust
	Address     string
	Place       string
	Owner       string
	Until       time.Time
	Text        string
	Brief       string
}

// AskResult tells what became of somebody who waited to be let in.
type AskResult string

// The results.
const (
	AskAdmitted AskResult = "admitted"
	AskDeclined AskResult = "declined"
	AskLeft     AskResult = "left"
	AskTimeout  AskResult = "timeout"
)

// Asked tells the host that somebody waits no longer.
type Asked struct {
	Name        string
	Fingerprint string
	Result      AskResult
	Text        string
}

// Waits tells a guest whose password was right that the host is asked first.
type Waits struct{ Text string }

// Door tells the host how the door stands, each time it changes.
type Door struct {
	Rules DoorRules
	Text  string
}

// DoorRules says who may come in beside what the password decides.
type DoorRules struct {
	AskFirst bool // the host is asked before anybody comes in
	Locked   bool // nobody comes in
	Limit    int  // people in the chat at most, the host included; 0: no limit
}

// Notice is anything else that a person is told.
type Notice struct {
	Code string
	Text string
}

// EndReason names why the chat is over for this user.
type EndReason string

// The reasons for an end.
const (
	EndHostEnded     EndReason = "host_ended"
	EndYouLeft       EndReason = "you_left"
	EndKicked        EndReason = "kicked"
	EndBlocked       EndReason = "blocked"
	EndWrongPassword EndReason = "wrong_password"
	EndUnreachable   EndReason = "unreachable"
	EndLost          EndReason = "lost"
)

// Ended is the last event of a chat that had begun, or of a join that did not
// get in. CanReply: the chat was not reached, but may be with JoinOptions.Reply.
type Ended struct {
	Reason   EndReason
	Text     string
	Hint     string
	CanReply bool
}

// Failed says that a chat could not be started or went wrong in a way that no
// EndReason names. It is followed by the end of the event stream, except where
// it answers something the user asked for (a kick of an unknown name, say).
type Failed struct{ Trouble }

func (Hosting) event()        {}
func (Router) event()         {}
func (Reply) event()          {}
func (Dialing) event()        {}
func (PasswordPrompt) event() {}
func (PasswordWrong) event()  {}
func (Joined) event()         {}
func (MemberJoined) event()   {}
func (MemberLeft) event()     {}
func (Trusted) event()        {}
func (Message) event()        {}
func (Delivered) event()      {}
func (Security) event()       {}
func (Asks) event()           {}
func (Asked) event()          {}
func (Waits) event()          {}
func (Door) event()           {}
func (Notice) event()         {}
func (Ended) event()          {}
func (Failed) event()         {}
