package wire_test

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/iotest"

	"realtalk/core/wire"
)

// known reports whether err is one that the package promises.
func known(err error) bool {
	return errors.Is(err, wire.ErrMalformed) || errors.Is(err, wire.ErrTooLong) ||
		errors.Is(err, wire.ErrUnknownType)
}

// FuzzFrame holds that a body which Parse takes is the only encoding of what it
// gives: both Append and an encoder that knows none of the rules write the same.
func FuzzFrame(f *testing.F) {
	for _, g := range goldenFrames {
		data := unhex(f, g.hex)
		f.Add(data[4], data[5:])
	}
	f.Add(byte(wire.TypeReceived), []byte{0x81, 0x18, 0x17})
	f.Add(byte(wire.TypeMembers), []byte{0x81, 0x99, 0x10, 0x00, 0x80})
	f.Add(byte(0), []byte{0x80})
	f.Fuzz(func(t *testing.T, typ byte, body []byte) {
		frame, err := wire.Parse(wire.Type(typ), body)
		if err != nil {
			if !known(err) || frame != nil {
				t.Fatalf("Parse = %v, %v", frame, err)
			}
			return
		}
		again, err := wire.Append(nil, frame)
		if err != nil || again[4] != typ || !bytes.Equal(again[5:], body) {
			t.Fatalf("%x parsed to %+v, appended as %x, %v", body, frame, again, err)
		}
		if other := lawless(t, frame); !bytes.Equal(other, body) {
			t.Fatalf("%x is not deterministic, %x is", body, other)
		}
	})
}

// FuzzReader holds that a stream gives the same frames however it is cut, and
// that the frames written again are the stream.
func FuzzReader(f *testing.F) {
	f.Add(stream(f))
	for _, g := range goldenFrames {
		f.Add(unhex(f, g.hex))
	}
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 14})
	f.Fuzz(func(t *testing.T, data []byte) {
		whole := wire.NewReader(bytes.NewReader(data), wire.MaxOpening)
		cut := wire.NewReader(iotest.OneByteReader(bytes.NewReader(data)), wire.MaxOpening)
		var again []byte
		for {
			frame, err := whole.Next()
			_, errCut := cut.Next()
			if (err == nil) != (errCut == nil) || err != nil && err.Error() != errCut.Error() {
				t.Fatalf("whole: %v, byte by byte: %v", err, errCut)
			}
			if err != nil {
				if !known(err) && err != io.EOF && err != io.ErrUnexpectedEOF {
					t.Fatal(err)
				}
				break
			}
			if again, err = wire.Append(again, frame); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.HasPrefix(data, again) {
			t.Fatalf("%x was read as %x", data, again)
		}
	})
}

// FuzzBody does for the bodies and the roster what FuzzFrame does for frames.
func FuzzBody(f *testing.F) {
	kinds := []goldenBody{
		{name: "body", encode: encodeBody, parse: parseBody},
		{name: "head body", encode: encodeHeadBody, parse: parseHeadBody},
		{name: "roster", encode: encodeRoster, parse: parseRoster},
	}
	for i, kind := range kinds {
		for _, g := range goldenBodies {
			f.Add(byte(i), unhex(f, g.hex))
		}
		f.Add(byte(i), []byte(kind.name))
	}
	f.Fuzz(func(t *testing.T, kind byte, data []byte) {
		k := kinds[int(kind)%len(kinds)]
		value, err := k.parse(data)
		if err != nil {
			if !known(err) {
				t.Fatalf("%s: %v", k.name, err)
			}
			return
		}
		again, err := k.encode(value)
		if err != nil || !bytes.Equal(again, data) {
			t.Fatalf("%s: %x parsed to %+v, encoded as %x, %v", k.name, data, value, again, err)
		}
		if other := lawless(t, value); !bytes.Equal(other, data) {
			t.Fatalf("%s: %x is not deterministic, %x is", k.name, data, other)
		}
	})
}
