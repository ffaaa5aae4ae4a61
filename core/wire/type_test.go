package wire_test

import (
	"strings"
	"testing"

	"realtalk/core/wire"
)

// The numbers are the protocol's, whatever the order of the constants.
func TestTypeNumbers(t *testing.T) {
	numbers := map[wire.Type]byte{
		wire.TypeHello: 1, wire.TypeGreeting: 2, wire.TypeTry: 3, wire.TypeShare: 4, wire.TypeConfirm: 5,
		wire.TypeVerdict: 6, wire.TypeProof: 7, wire.TypeJoin: 8, wire.TypeRefused: 9, wire.TypeMembers: 10,
		wire.TypeEpoch: 11, wire.TypeSenderKey: 12, wire.TypeKeyFor: 13, wire.TypePost: 14,
		wire.TypeDelivery: 15, wire.TypeHead: 16, wire.TypeHeadFrom: 17, wire.TypeReceived: 18,
		wire.TypeReceipt: 19, wire.TypeLeave: 20, wire.TypeEnd: 21, wire.TypePing: 22,
		wire.TypeUnread: 23, wire.TypeWait: 24, wire.TypeGot: 25, wire.TypeResume: 26, wire.TypeResumed: 27, wire.TypeAbsent: 28,
		wire.TypeWays: 29,
	}
	names := make(map[string]bool)
	for typ, number := range numbers {
		if byte(typ) != number {
			t.Errorf("%v is %d, want %d", typ, byte(typ), number)
		}
		names[typ.String()] = true
	}
	if len(names) != 29 {
		t.Errorf("%d different names for 29 types", len(names))
	}
	if got := wire.Type(30).String(); got != "type 30" {
		t.Errorf("Type(30) = %q", got)
	}
}

func TestIDString(t *testing.T) {
	id := wire.ID{0: 0x0a, 31: 0xff}
	if got, want := id.String(), "0a"+strings.Repeat("00", 30)+"ff"; got != want {
		t.Errorf("String = %s, want %s", got, want)
	}
}
