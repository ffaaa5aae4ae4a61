package wire_test

import (
	"bytes"
	"encoding/hex"
	"math"
	"reflect"
	"strings"
	"testing"

	"realtalk/core/wire"
)

// The parts of the hex tables that repeat: 32 and 64 bytes of one value, with
// the head of their byte string.
var (
	hex00 = "5820" + strings.Repeat("00", 32)
	hex11 = "5820" + strings.Repeat("11", 32)
	hex22 = "5820" + strings.Repeat("22", 32)
	hex33 = "5820" + strings.Repeat("33", 32)
	hexAA = "5840" + strings.Repeat("aa", 64)

	id11 = fill(0x11)
	id22 = fill(0x22)
	id33 = fill(0x33)
)

func fill(b byte) wire.ID { return wire.ID(bytes.Repeat([]byte{b}, 32)) }

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		t.Fatalf("hex of the test: %v", err)
	}
	return b
}

type goldenFrame struct {
	name  string
	frame wire.Frame
	hex   string
}

// goldenFrames holds every type, and the ends of the numbers' ranges.
var goldenFrames = []goldenFrame{
	{"hello", &wire.Hello{Identity: id11}, "00000024 01 81" + hex11},
	{"greeting", &wire.Greeting{Chat: id11, Identity: id22, Left: 6}, "00000047 02 83" + hex11 + hex22 + "06"},
	{"try", &wire.Try{Share: id11}, "00000024 03 81" + hex11},
	{"share", &wire.Share{Share: id22, Attempt: 255}, "00000026 04 82" + hex22 + "18ff"},
	{"confirm", &wire.Confirm{Tag: tagAA}, "00000044 05 81" + hexAA},
	{"verdict wrong", &wire.Verdict{Code: wire.VerdictWrong, Left: 2}, "00000004 06 82 01 02"},
	{"verdict disconnected", &wire.Verdict{Code: wire.VerdictDisconnected}, "00000004 06 82 02 00"},
	{"verdict blocked", &wire.Verdict{Code: wire.VerdictBlocked, Left: 24}, "00000005 06 82 03 1818"},
	{"proof", &wire.Proof{Tag: tagAA}, "00000044 07 81" + hexAA},
	{
		"join", &wire.Join{Certificate: []byte{0xc6, 0x33}, Name: "Zoë", Statement: []byte{0xc2}, Dialled: []byte{203, 0, 113, 1, 0x9d, 0x15}},
		"00000013 08 84 42c633 645a6fc3ab 41c2 46cb0071019d15",
	},
	{"join empty", &wire.Join{Certificate: []byte{}, Statement: []byte{}, Dialled: []byte{}}, "00000006 08 84 40 60 40 40"},
	{"refused busy", &wire.Refused{Code: wire.RefusedBusy}, "00000003 09 81 01"},
	{"refused blocked", &wire.Refused{Code: wire.RefusedBlocked}, "00000003 09 81 09"},
	{"refused unanswered", &wire.Refused{Code: wire.RefusedUnanswered}, "00000003 09 81 0c"},
	{"members none", &wire.Members{Entries: []wire.Entry{}}, "00000003 0a 81 80"},
	{
		"members", &wire.Members{Entries: []wire.Entry{
			{Certificate: []byte{1}, Name: "a", Since: 1_700_000_000, Binding: id33, Statement: []byte{2}},
			{Certificate: []byte{}, Name: "", Since: -1, Binding: id11, Statement: []byte{}},
		}},
		"00000058 0a 81 82 85 4101 6161 1a6553f100" + hex33 + "4102 85 40 60 20" + hex11 + "40",
	},
	{
		"epoch", &wire.Epoch{
			Number: 65536, Previous: id11, Roster: id22, Transcript: id33,
			Joined: []wire.Entry{{
				Certificate: []byte{1}, Name: "a", Since: math.MaxInt64, Binding: id33, Statement: []byte{2},
			}},
			Left: []wire.Departure{
				{Identity: id11, Reason: wire.DepartureLeft, Signature: []byte{3}},
				{Identity: id22, Reason: wire.DepartureKicked, Signature: []byte{}},
			},
			Signature: []byte{4},
		},
		"000000ee 0b 87 1a00010000" + hex11 + hex22 + hex33 + "81 85 4101 6161 1b7fffffffffffffff" + hex33 +
			"4102 82 83" + hex11 + "01 4103 83" + hex22 + "03 40 4104",
	},
	{
		"sender key", &wire.SenderKey{
			Epoch: 23, Key: 24, To: []uint32{0, 256, math.MaxUint32}, Packets: [][]byte{{5}, {}, {6, 7}},
		},
		"00000016 0c 84 17 1818 83 00 190100 1affffffff 83 4105 40 420607",
	},
	{"key for", &wire.KeyFor{From: 255, Epoch: 256, Key: 65535, Packet: []byte{8}}, "0000000c 0d 84 18ff 190100 19ffff 4108"},
	{
		"post", &wire.Post{Epoch: math.MaxUint32, Key: 1 << 32, Seq: math.MaxUint64, Data: []byte{0xd2, 0x01}},
		"0000001c 0e 84 1affffffff 1b0000000100000000 1bffffffffffffffff 42d201",
	},
	{
		"delivery", &wire.Delivery{Position: 500, From: 3, Epoch: 7, Key: 1, Seq: 12, Data: []byte{0xd2}},
		"0000000b 0f 86 1901f4 03 07 01 0c 41d2",
	},
	{"head", &wire.Head{Epoch: 7, Body: []byte{1, 2}, Signature: []byte{3}}, "00000008 10 83 07 420102 4103"},
	{
		"head from", &wire.HeadFrom{From: 1, Epoch: 7, Body: []byte{1, 2}, Signature: []byte{3}},
		"00000009 11 84 01 07 420102 4103",
	},
	{"received", &wire.Received{Position: 500}, "00000005 12 81 1901f4"},
	{"receipt", &wire.Receipt{Seq: 12, To: 2, Of: 200}, "00000006 13 83 0c 02 18c8"},
	{"leave", &wire.Leave{Signature: []byte{9, 9}}, "00000005 14 81 420909"},
	{"end host ended", &wire.End{Reason: wire.EndHostEnded}, "00000003 15 81 01"},
	{"end protocol error", &wire.End{Reason: wire.EndProtocolError}, "00000003 15 81 05"},
	{"end replaced", &wire.End{Reason: wire.EndReplaced}, "00000003 15 81 06"},
	{"ping", &wire.Ping{}, "00000002 16 80"},
	{"unread", &wire.Unread{Position: 500}, "00000005 17 81 1901f4"},
	{"wait", &wire.Wait{}, "00000002 18 80"},
	{"got", &wire.Got{Frames: 500}, "00000005 19 81 1901f4"},
	{"resume", &wire.Resume{Frames: 24, Proof: id11}, "00000026 1a 82 1818" + hex11},
	{"resumed", &wire.Resumed{Frames: 0, Proof: id22}, "00000025 1b 82 00" + hex22},
	{"absent", &wire.Absent{Member: 3, Epoch: 7, Away: 1}, "00000005 1c 83 03 07 01"},
	{"ways none", &wire.Ways{Ways: [][]byte{}}, "00000003 1d 81 80"},
	{"ways", &wire.Ways{Ways: [][]byte{{203, 0, 113, 1, 0x9d, 0x15}}}, "0000000a 1d 81 81 46cb0071019d15"},
}

var tagAA = [64]byte(bytes.Repeat([]byte{0xaa}, 64))

func TestGoldenFrames(t *testing.T) {
	seen := make(map[wire.Type]bool)
	for _, g := range goldenFrames {
		t.Run(g.name, func(t *testing.T) {
			seen[g.frame.Type()] = true
			want := unhex(t, g.hex)
			got, err := wire.Append(nil, g.frame)
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("Append = %x, %v\nwant     %x", got, err, want)
			}
			parsed, err := wire.Parse(wire.Type(want[4]), want[5:])
			if err != nil || !reflect.DeepEqual(parsed, g.frame) {
				t.Errorf("Parse = %+v, %v\nwant    %+v", parsed, err, g.frame)
			}
		})
	}
	for n := wire.TypeHello; n <= wire.TypeWays; n++ {
		if !seen[n] {
			t.Errorf("no golden %v", n)
		}
	}
}
