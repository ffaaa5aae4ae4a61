package wire_test

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"realtalk/core/wire"
)

// stream is all golden frames one after the other.
func stream(t testing.TB) []byte {
	t.Helper()
	var all []byte
	for _, g := range goldenFrames {
		all = append(all, unhex(t, g.hex)...)
	}
	return all
}

func TestReaderGivesFramesInOrder(t *testing.T) {
	long := &wire.Post{Seq: 9, Data: bytes.Repeat([]byte{7}, wire.MaxData)}
	data, err := wire.Append(stream(t), long)
	if err != nil {
		t.Fatal(err)
	}
	readers := map[string]io.Reader{
		"at once":      bytes.NewReader(data),
		"byte by byte": iotest.OneByteReader(bytes.NewReader(data)),
		"halves":       iotest.HalfReader(bytes.NewReader(data)),
		"data and EOF": iotest.DataErrReader(bytes.NewReader(data)),
	}
	for name, src := range readers {
		r := wire.NewReader(src, wire.MaxFrame)
		var got []wire.Frame
		for range len(goldenFrames) + 1 {
			f, err := r.Next()
			if err != nil {
				t.Fatalf("%s: frame %d: %v", name, len(got), err)
			}
			got = append(got, f)
		}
		if _, err := r.Next(); err != io.EOF {
			t.Errorf("%s: end: %v", name, err)
		}
		// Compared only now: a later frame must not change an earlier one.
		for i, g := range goldenFrames {
			if !reflect.DeepEqual(got[i], g.frame) {
				t.Errorf("%s: frame %d is %+v, want %+v", name, i, got[i], g.frame)
			}
		}
		if !reflect.DeepEqual(got[len(goldenFrames)], wire.Frame(long)) {
			t.Errorf("%s: the long frame differs", name)
		}
	}
}

func TestReaderTruncations(t *testing.T) {
	for _, g := range goldenFrames {
		data := unhex(t, g.hex)
		for i := range data {
			want := io.ErrUnexpectedEOF
			if i == 0 {
				want = io.EOF
			}
			f, err := wire.NewReader(bytes.NewReader(data[:i]), wire.MaxFrame).Next()
			if f != nil || err != want {
				t.Errorf("%s: %d of %d bytes: %v, %v", g.name, i, len(data), f, err)
			}
		}
	}
}

// The header alone is enough to refuse: no byte after it is asked for.
func TestReaderRefusesByHeader(t *testing.T) {
	cases := []struct {
		name, header string
		limit        int
		want         error
	}{
		{"no type", "00000000 16", wire.MaxFrame, wire.ErrMalformed},
		{"type 0", "00000002 00", wire.MaxFrame, wire.ErrUnknownType},
		{"type 30", "00000002 1e", wire.MaxFrame, wire.ErrUnknownType},
		{"type 255", "00000002 ff", wire.MaxFrame, wire.ErrUnknownType},
		{"over 8 KiB", "00002001 08", wire.MaxOpening, wire.ErrTooLong},
		{"over 80 KiB", "00014001 0e", wire.MaxFrame, wire.ErrTooLong},
		{"over 80 KiB, no limit", "00014001 0e", 1 << 30, wire.ErrTooLong},
		{"2 GiB", "80000000 0e", wire.MaxFrame, wire.ErrTooLong},
		{"4 GiB", "ffffffff 0e", wire.MaxFrame, wire.ErrTooLong},
	}
	for _, c := range cases {
		src := bytes.NewReader(append(unhex(t, c.header), 0x80, 0x80))
		f, err := wire.NewReader(src, c.limit).Next()
		if f != nil || !errors.Is(err, c.want) {
			t.Errorf("%s: %v, %v", c.name, f, err)
		}
		if src.Len() != 2 {
			t.Errorf("%s: %d bytes left of 2", c.name, src.Len())
		}
	}
}

func TestReaderLimit(t *testing.T) {
	frame, err := wire.Append(nil, &wire.Post{Data: make([]byte, 1000)})
	if err != nil {
		t.Fatal(err)
	}
	size := len(frame) - 4
	if _, err := wire.NewReader(bytes.NewReader(frame), size).Next(); err != nil {
		t.Errorf("at the limit: %v", err)
	}
	if _, err := wire.NewReader(bytes.NewReader(frame), size-1).Next(); !errors.Is(err, wire.ErrTooLong) {
		t.Errorf("over the limit: %v", err)
	}
	r := wire.NewReader(bytes.NewReader(append(unhex(t, "00000002 16 80"), frame...)), 2)
	if _, err := r.Next(); err != nil {
		t.Fatal(err)
	}
	r.SetLimit(size)
	if _, err := r.Next(); err != nil {
		t.Errorf("after SetLimit: %v", err)
	}
}

// What follows a frame stays in the stream, for whoever reads on.
func TestReaderReadsNoFurther(t *testing.T) {
	src := strings.NewReader(string(unhex(t, "00000002 16 80")) + "next")
	if _, err := wire.NewReader(src, wire.MaxFrame).Next(); err != nil {
		t.Fatal(err)
	}
	if rest, _ := io.ReadAll(src); string(rest) != "next" {
		t.Errorf("left: %q", rest)
	}
}
