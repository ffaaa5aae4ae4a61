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
)

// format is what the codec knows of one type.
type format struct {
	name string
	make func() Frame
	rule record
}

// formats is indexed by Type; number 0 is no type.
var formats = [...]format{
	TypeHello:     {"hello", func() Frame { return new(Hello) }, helloRule},
	TypeGreeting:  {"greeting", func() Frame { return new(Greeting) }, greetingRule},
	TypeTry:       {"try", func() Frame { return new(Try) }, tryRule},
	TypeShare:     {"share", func() Frame { return new(Share) }, shareRule},
	TypeConfirm:   {"confirm", func() Frame { return new(Confirm) }, confirmRule},
	TypeVerdict:   {"verdict", func() Frame { return new(Verdict) }, verdictRule},
	TypeProof:     {"proof", func() Frame { return new(Proof) }, proofRule},
	TypeJoin:      {"join", func() Frame { return new(Join) }, joinRule},
	TypeRefused:   {"refused", func() Frame { return new(Refused) }, refusedRule},
	TypeMembers:   {"members", func() Frame { return new(Members) }, membersRule},
	TypeEpoch:     {"epoch", func() Frame { return new(Epoch) }, epochRule},
	TypeSenderKey: {"sender key", func() Frame { return new(SenderKey) }, senderKeyRule},
	TypeKeyFor:    {"key for", func() Frame { return new(KeyFor) }, keyForRule},
	TypePost:      {"post", func() Frame { return new(Post) }, postRule},
	TypeDelivery:  {"delivery", func() Frame { return new(Delivery) }, deliveryRule},
	TypeHead:      {"head", func() Frame { return new(Head) }, headRule},
	TypeHeadFrom:  {"head from", func() Frame { return new(HeadFrom) }, headFromRule},
	TypeReceived:  {"received", func() Frame { return new(Received) }, receivedRule},
	TypeReceipt:   {"receipt", func() Frame { return new(Receipt) }, receiptRule},
	TypeLeave:     {"leave", func() Frame { return new(Leave) }, leaveRule},
	TypeEnd:       {"end", func() Frame { return new(End) }, endRule},
	TypePing:      {"ping", func() Frame { return new(Ping) }, pingRule},
}

func (t Type) known() bool { return t != 0 && int(t) < len(formats) }

// String names the type for errors and logs.
func (t Type) String() string {
	if !t.known() {
		return "type " + strconv.Itoa(int(t))
	}
	return formats[t].name
}
