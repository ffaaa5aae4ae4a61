package wire_test

import (
	"bytes"
	"strings"
	"testing"

	"realtalk/core/wire"
)

// chatter is what 120 bytes of text become once signed and encrypted.
var chatter = bytes.Repeat([]byte{0xd2}, 300)

func BenchmarkAppend(b *testing.B) {
	frames := map[string]wire.Frame{
		"Post":         &wire.Post{Epoch: 7, Key: 3, Seq: 500, Data: chatter},
		"Delivery":     &wire.Delivery{Position: 9000, From: 4, Epoch: 7, Key: 3, Seq: 500, Data: chatter},
		"DeliveryFull": &wire.Delivery{Position: 9000, From: 4, Epoch: 7, Key: 3, Seq: 500, Data: make([]byte, wire.MaxData)},
	}
	for name, f := range frames {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := wire.Append(nil, f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	frames := map[string]wire.Frame{
		"Post":         &wire.Post{Epoch: 7, Key: 3, Seq: 500, Data: chatter},
		"Delivery":     &wire.Delivery{Position: 9000, From: 4, Epoch: 7, Key: 3, Seq: 500, Data: chatter},
		"DeliveryFull": &wire.Delivery{Position: 9000, From: 4, Epoch: 7, Key: 3, Seq: 500, Data: make([]byte, wire.MaxData)},
	}
	for name, f := range frames {
		frame, err := wire.Append(nil, f)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := wire.Parse(f.Type(), frame[5:]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// spoken is a message to ten people.
var spoken = wire.Body{
	Seq:  500,
	Seen: []uint64{12, 400, 7, 99, 1000, 3, 0, 0, 17, 256},
	Sent: 1_760_000_000_000,
	Text: strings.Repeat("what's up? ", 11),
}

func BenchmarkEncodeBody(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := wire.EncodeBody(&spoken); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseBody(b *testing.B) {
	data, err := wire.EncodeBody(&spoken)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := wire.ParseBody(data); err != nil {
			b.Fatal(err)
		}
	}
}
