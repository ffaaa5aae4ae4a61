package wire_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/fxamacker/cbor/v2"

	"realtalk/core/wire"
)

// lawless encodes anything deterministically, without any limit.
func lawless(t testing.TB, v any) []byte {
	t.Helper()
	o := cbor.CoreDetEncOptions()
	o.NilContainers = cbor.NilContainerAsEmpty
	mode, err := o.EncMode()
	if err != nil {
		t.Fatal(err)
	}
	b, err := mode.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Every field with a limit is taken at its limit, and refused one above it by
// Append and by Parse.
func TestFieldLimits(t *testing.T) {
	name := func(n int) string { return strings.Repeat("n", n) }
	blob := func(n int) []byte { return make([]byte, n) }
	entries := func(n int) []wire.Entry { return make([]wire.Entry, n) }
	cases := []struct {
		name  string
		limit int
		with  func(n int) wire.Frame
	}{
		{"join certificate", 8192, func(n int) wire.Frame { return &wire.Join{Certificate: blob(n)} }},
		{"join name", 256, func(n int) wire.Frame { return &wire.Join{Name: name(n)} }},
		{"join statement", 1024, func(n int) wire.Frame { return &wire.Join{Statement: blob(n)} }},
		{"join dialled", 18, func(n int) wire.Frame { return &wire.Join{Dialled: blob(n)} }},
		{"entry certificate", 8192, func(n int) wire.Frame {
			return &wire.Members{Entries: []wire.Entry{{}, {Certificate: blob(n)}}}
		}},
		{"entry name", 256, func(n int) wire.Frame { return &wire.Members{Entries: []wire.Entry{{Name: name(n)}}} }},
		{"entry statement", 1024, func(n int) wire.Frame {
			return &wire.Epoch{Joined: []wire.Entry{{Statement: blob(n)}}}
		}},
		{"departure signature", 1024, func(n int) wire.Frame {
			return &wire.Epoch{Left: []wire.Departure{{Reason: 1, Signature: blob(n)}}}
		}},
		{"epoch signature", 1024, func(n int) wire.Frame { return &wire.Epoch{Signature: blob(n)} }},
		{"packet", 1024, func(n int) wire.Frame {
			return &wire.SenderKey{To: []uint32{1}, Packets: [][]byte{blob(n)}}
		}},
		{"recipients", 128, func(n int) wire.Frame {
			return &wire.SenderKey{To: make([]uint32, n), Packets: make([][]byte, n)}
		}},
		{"packet for one", 1024, func(n int) wire.Frame { return &wire.KeyFor{Packet: blob(n)} }},
		{"post data", 81920 - 64, func(n int) wire.Frame { return &wire.Post{Data: blob(n)} }},
		{"delivery data", 81920 - 64, func(n int) wire.Frame { return &wire.Delivery{Data: blob(n)} }},
		{"head body", 61440, func(n int) wire.Frame { return &wire.Head{Body: blob(n)} }},
		{"head signature", 1024, func(n int) wire.Frame { return &wire.Head{Signature: blob(n)} }},
		{"head from body", 61440, func(n int) wire.Frame { return &wire.HeadFrom{Body: blob(n)} }},
		{"head from signature", 1024, func(n int) wire.Frame { return &wire.HeadFrom{Signature: blob(n)} }},
		{"leave signature", 1024, func(n int) wire.Frame { return &wire.Leave{Signature: blob(n)} }},
		{"entries by the frame", (81920 - 5) / 39, func(n int) wire.Frame { return &wire.Members{Entries: entries(n)} }},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			fits := c.with(c.limit)
			frame, err := wire.Append(nil, fits)
			if err != nil {
				t.Fatalf("Append at the limit: %v", err)
			}
			if _, err := wire.Parse(fits.Type(), frame[5:]); err != nil {
				t.Errorf("Parse at the limit: %v", err)
			}
			over := c.with(c.limit + 1)
			if _, err := wire.Append(nil, over); !errors.Is(err, wire.ErrTooLong) {
				t.Errorf("Append over the limit: %v", err)
			}
			if _, err := wire.Parse(over.Type(), lawless(t, over)); !errors.Is(err, wire.ErrTooLong) {
				t.Errorf("Parse over the limit: %v", err)
			}
		})
	}
}

// Whatever numbers the host adds, a Post that was let in can be passed on.
func TestFullPostCanBeDelivered(t *testing.T) {
	_, err := wire.Append(nil, &wire.Delivery{
		Position: math.MaxUint64, From: math.MaxUint32, Epoch: math.MaxUint64, Key: math.MaxUint64,
		Seq: math.MaxUint64, Data: make([]byte, wire.MaxData),
	})
	if err != nil {
		t.Error(err)
	}
}

func TestFrameLimit(t *testing.T) {
	full := &wire.Members{Entries: make([]wire.Entry, 20)}
	for i := range full.Entries {
		full.Entries[i].Certificate = make([]byte, 4096)
	}
	if _, err := wire.Append(nil, full); !errors.Is(err, wire.ErrTooLong) {
		t.Errorf("Append: %v", err)
	}
	if _, err := wire.Parse(full.Type(), lawless(t, full)); !errors.Is(err, wire.ErrTooLong) {
		t.Errorf("Parse: %v", err)
	}
}

// An announced length is refused by itself, without the bytes.
func TestAnnouncedLengths(t *testing.T) {
	for _, announced := range []string{"5a00010000", "5a7fffffff", "5b7fffffffffffffff", "5bffffffffffffffff"} {
		body := unhex(t, "81"+announced)
		if _, err := wire.Parse(wire.TypeLeave, body); !errors.Is(err, wire.ErrTooLong) {
			t.Errorf("bytes %s: %v", announced, err)
		}
	}
	for _, announced := range []string{"991001", "9affffffff", "9bffffffffffffffff"} {
		body := unhex(t, "81"+announced)
		if _, err := wire.Parse(wire.TypeMembers, body); !errors.Is(err, wire.ErrTooLong) {
			t.Errorf("list %s: %v", announced, err)
		}
	}
}
