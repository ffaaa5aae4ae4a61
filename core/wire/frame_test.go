package wire_test

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"sync"
	"testing"

	"realtalk/core/wire"
)

func TestEveryTruncationFails(t *testing.T) {
	for _, g := range goldenFrames {
		data := unhex(t, g.hex)
		typ, body := wire.Type(data[4]), data[5:]
		for i := range body {
			if f, err := wire.Parse(typ, body[:i]); !errors.Is(err, wire.ErrMalformed) {
				t.Errorf("%s: %d of %d bytes: %v, %v", g.name, i, len(body), f, err)
			}
		}
		for last := range 256 {
			if f, err := wire.Parse(typ, append(slices.Clone(body), byte(last))); !errors.Is(err, wire.ErrMalformed) {
				t.Errorf("%s: %#x after the end: %v, %v", g.name, last, f, err)
			}
		}
	}
}

func TestUnknownTypes(t *testing.T) {
	for n := range 256 {
		known := n >= 1 && n <= 29
		_, err := wire.Parse(wire.Type(n), []byte{0x80})
		if errors.Is(err, wire.ErrUnknownType) == known {
			t.Errorf("Parse of type %d: %v", n, err)
		}
		_, err = wire.Append(nil, stranger(n))
		if errors.Is(err, wire.ErrUnknownType) == known {
			t.Errorf("Append of type %d: %v", n, err)
		}
	}
}

// stranger claims to be a frame of some type, and is none.
type stranger wire.Type

func (s stranger) Type() wire.Type { return wire.Type(s) }

func TestAppendRefusesWhatIsNoFrame(t *testing.T) {
	for n := wire.TypeHello; n <= wire.TypeWays; n++ {
		if out, err := wire.Append(nil, stranger(n)); err == nil {
			t.Errorf("a number as %v became %x", n, out)
		}
	}
	if out, err := wire.Append(nil, unencodable{}); err == nil {
		t.Errorf("a channel became %x", out)
	}
}

// unencodable is what CBOR has no form for.
type unencodable struct{ C chan int }

func (unencodable) Type() wire.Type { return wire.TypePing }

func TestAppendKeepsWhatIsThere(t *testing.T) {
	frame := &wire.Received{Position: 500}
	want := unhex(t, "abcd 00000005 12 81 1901f4")
	for _, spare := range []int{0, 1, 5, 100} {
		dst := append(make([]byte, 0, 2+spare), 0xab, 0xcd)
		got, err := wire.Append(dst, frame)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("spare %d: %x, %v", spare, got, err)
		}
		got, err = wire.Append(dst, &wire.Post{Data: make([]byte, wire.MaxData+1)})
		if err == nil || !bytes.Equal(got, dst) {
			t.Errorf("spare %d, refused frame: %x, %v", spare, got, err)
		}
	}
}

func TestNilIsEmpty(t *testing.T) {
	pairs := []struct{ without, empty wire.Frame }{
		{&wire.Post{}, &wire.Post{Data: []byte{}}},
		{&wire.Members{}, &wire.Members{Entries: []wire.Entry{}}},
		{&wire.SenderKey{}, &wire.SenderKey{To: []uint32{}, Packets: [][]byte{}}},
		{
			&wire.SenderKey{To: []uint32{1}, Packets: [][]byte{nil}},
			&wire.SenderKey{To: []uint32{1}, Packets: [][]byte{{}}},
		},
	}
	for _, p := range pairs {
		a, errA := wire.Append(nil, p.without)
		b, errB := wire.Append(nil, p.empty)
		if errA != nil || errB != nil || !bytes.Equal(a, b) {
			t.Errorf("%v: %x, %v and %x, %v", p.empty.Type(), a, errA, b, errB)
		}
	}
}

func TestParseSharesNoMemory(t *testing.T) {
	for _, g := range goldenFrames {
		data := unhex(t, g.hex)
		parsed, err := wire.Parse(wire.Type(data[4]), data[5:])
		if err != nil {
			t.Fatal(err)
		}
		for i := range data {
			data[i] = 0xee
		}
		if !reflect.DeepEqual(parsed, g.frame) {
			t.Errorf("%s changed with its bytes", g.name)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, g := range goldenFrames {
				data, err := wire.Append(nil, g.frame)
				if err != nil {
					t.Error(err)
					return
				}
				if _, err := wire.Parse(g.frame.Type(), data[5:]); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}
