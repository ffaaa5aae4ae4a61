package wire

import "strconv"

// Type is the byte that tells what a frame is.
type Type uint8

// The types. Those up to TypeRefused open a connection, in this order.
const (
	TypeHello Type = iota + 1
	TypeGreeting
	TypeTry
	TypeShare
	TypeConfirm
	TypeVerdict
	TypeProof
	TypeJoin
	TypeRefused
	TypeMembers
	TypeEpoch
	TypeSenderKey
	TypeKeyFor
	TypePost
	TypeDelivery
	TypeHead
	TypeHeadFrom
	TypeReceived
	TypeReceipt
	TypeLeave
	TypeEnd
	TypePing
	TypeUnread
	TypeWait
	TypeGot
	TypeResume
	TypeResumed
	TypeAbsent
	TypeWays
)

// format is what the codec knows of one type.
type format struct {
	name  string
	blank func() Frame
	rule  rule
}

// blank makes an empty frame to fill.
func blank[T any, P interface {
	*T
	Frame
}]() Frame {
	return P(new(T))
}

// formats is indexed by Type; number 0 is no type.
var formats = [...]format{
	TypeHello:     {"hello", blank[Hello], helloRule},
	TypeGreeting:  {"greeting", blank[Greeting], greetingRule},
	TypeTry:       {"try", blank[Try], tryRule},
	TypeShare:     {"share", blank[Share], shareRule},
	TypeConfirm:   {"confirm", blank[Confirm], confirmRule},
	TypeVerdict:   {"verdict", blank[Verdict], verdictRule},
	TypeProof:     {"proof", blank[Proof], proofRule},
	TypeJoin:      {"join", blank[Join], joinRule},
	TypeRefused:   {"refused", blank[Refused], refusedRule},
	TypeMembers:   {"members", blank[Members], membersRule},
	TypeEpoch:     {"epoch", blank[Epoch], epochRule},
	TypeSenderKey: {"sender key", blank[SenderKey], senderKeyRule},
	TypeKeyFor:    {"key for", blank[KeyFor], keyForRule},
	TypePost:      {"post", blank[Post], postRule},
	TypeDelivery:  {"delivery", blank[Delivery], deliveryRule},
	TypeHead:      {"head", blank[Head], headRule},
	TypeHeadFrom:  {"head from", blank[HeadFrom], headFromRule},
	TypeReceived:  {"received", blank[Received], receivedRule},
	TypeReceipt:   {"receipt", blank[Receipt], receiptRule},
	TypeLeave:     {"leave", blank[Leave], leaveRule},
	TypeEnd:       {"end", blank[End], endRule},
	TypePing:      {"ping", blank[Ping], pingRule},
	TypeUnread:    {"unread", blank[Unread], unreadRule},
	TypeWait:      {"wait", blank[Wait], waitRule},
	TypeGot:       {"got", blank[Got], gotRule},
	TypeResume:    {"resume", blank[Resume], resumeRule},
	TypeResumed:   {"resumed", blank[Resumed], resumeRule},
	TypeAbsent:    {"absent", blank[Absent], absentRule},
	TypeWays:      {"ways", blank[Ways], waysRule},
}

func (t Type) known() bool { return t != 0 && int(t) < len(formats) }

// String names the type for errors and logs.
func (t Type) String() string {
	if !t.known() {
		return "type " + strconv.Itoa(int(t))
	}
	return formats[t].name
}
