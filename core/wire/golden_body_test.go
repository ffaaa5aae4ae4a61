package wire_test

import (
	"bytes"
	"errors"
	"math"
	"reflect"
	"testing"

	"realtalk/core/wire"
)

// goldenBody is one of the values that are no frames, with its own pair of
// functions.
type goldenBody struct {
	name   string
	value  any
	hex    string
	encode func(any) ([]byte, error)
	parse  func([]byte) (any, error)
}

func encodeBody(v any) ([]byte, error)     { return wire.EncodeBody(v.(*wire.Body)) }
func encodeHeadBody(v any) ([]byte, error) { return wire.EncodeHeadBody(v.(*wire.HeadBody)) }
func encodeRoster(v any) ([]byte, error)   { return wire.EncodeRoster(v.([]wire.RosterLine)) }
func parseBody(b []byte) (any, error)      { return wire.ParseBody(b) }
func parseHeadBody(b []byte) (any, error)  { return wire.ParseHeadBody(b) }
func parseRoster(b []byte) (any, error)    { return wire.ParseRoster(b) }

var goldenBodies = []goldenBody{
	{
		"body", &wire.Body{
			Chat: id11, Epoch: id22, Seq: 12, Previous: id33, Seen: []uint64{0, 24, 1 << 32},
			Sent: 1_760_000_000_000, Text: "hé",
		},
		"87" + hex11 + hex22 + "0c" + hex33 + "83 00 1818 1b0000000100000000 1b00000199c82cc000 6368c3a9",
		encodeBody, parseBody,
	},
	{
		"body empty", &wire.Body{Chat: id11, Epoch: id22, Previous: id33, Seen: []uint64{}, Sent: math.MinInt64},
		"87" + hex11 + hex22 + "00" + hex33 + "80 3b7fffffffffffffff 60", encodeBody, parseBody,
	},
	{
		"head body", &wire.HeadBody{Chat: id11, Epoch: id22, Seq: 256, Last: id33, Seen: []uint64{255}, Count: 24, Transcript: id11, Number: 5, Heads: []uint32{7}},
		"89" + hex11 + hex22 + "190100" + hex33 + "81 18ff 1818" + hex11 + "05 8107", encodeHeadBody, parseHeadBody,
	},
	{
		"roster",
		[]wire.RosterLine{
			{Identity: id11, Certificate: id33, Name: "Ann", Since: 0},
			{Identity: id22, Certificate: id11, Name: "", Since: -25},
		},
		"82 84" + hex11 + hex33 + "63416e6e 00 84" + hex22 + hex11 + "60 3818", encodeRoster, parseRoster,
	},
	{"roster empty", []wire.RosterLine{}, "80", encodeRoster, parseRoster},
}

func TestGoldenBodies(t *testing.T) {
	for _, g := range goldenBodies {
		t.Run(g.name, func(t *testing.T) {
			want := unhex(t, g.hex)
			got, err := g.encode(g.value)
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("encode = %x, %v\nwant     %x", got, err, want)
			}
			parsed, err := g.parse(want)
			if err != nil || !reflect.DeepEqual(parsed, g.value) {
				t.Errorf("parse = %+v, %v\nwant    %+v", parsed, err, g.value)
			}
		})
	}
}

func TestBodyTruncatedOrLonger(t *testing.T) {
	for _, g := range goldenBodies {
		data := unhex(t, g.hex)
		for i := range data {
			if _, err := g.parse(data[:i]); !errors.Is(err, wire.ErrMalformed) {
				t.Errorf("%s: %d of %d bytes: %v", g.name, i, len(data), err)
			}
		}
		if _, err := g.parse(append(data, 0)); !errors.Is(err, wire.ErrMalformed) {
			t.Errorf("%s: one byte more: %v", g.name, err)
		}
	}
}

func TestRosterOrder(t *testing.T) {
	line := func(id wire.ID) wire.RosterLine { return wire.RosterLine{Identity: id} }
	hexLine := func(id string) string { return "84" + id + hex00 + "60 00" }
	cases := []struct {
		name  string
		lines []wire.RosterLine
		hex   string
	}{
		{"falling", []wire.RosterLine{line(id22), line(id11)}, "82" + hexLine(hex22) + hexLine(hex11)},
		{"twice", []wire.RosterLine{line(id11), line(id11)}, "82" + hexLine(hex11) + hexLine(hex11)},
	}
	for _, c := range cases {
		if _, err := wire.EncodeRoster(c.lines); !errors.Is(err, wire.ErrMalformed) {
			t.Errorf("%s: EncodeRoster: %v", c.name, err)
		}
		if _, err := wire.ParseRoster(unhex(t, c.hex)); !errors.Is(err, wire.ErrMalformed) {
			t.Errorf("%s: ParseRoster: %v", c.name, err)
		}
	}
	if _, err := wire.ParseRoster(unhex(t, "82"+hexLine(hex11)+hexLine(hex22))); err != nil {
		t.Errorf("rising: %v", err)
	}
}
