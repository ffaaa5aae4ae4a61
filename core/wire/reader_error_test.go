package wire_test

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/iotest"

	"realtalk/core/wire"
)

func TestReaderErrorsStick(t *testing.T) {
	good := "00000002 16 80"
	broken := errors.New("line broken")
	cases := []struct {
		name string
		src  io.Reader
		want error
	}{
		{"malformed", bytes.NewReader(unhex(t, "00000002 16 81"+good)), wire.ErrMalformed},
		{"no body", bytes.NewReader(unhex(t, "00000001 16"+good)), wire.ErrMalformed},
		{"unknown", bytes.NewReader(unhex(t, "00000002 1e"+good)), wire.ErrUnknownType},
		{"too long", bytes.NewReader(unhex(t, "7fffffff 16"+good)), wire.ErrTooLong},
		{"stream", io.MultiReader(iotest.ErrReader(broken), bytes.NewReader(unhex(t, good))), broken},
		{"stream in header", io.MultiReader(
			bytes.NewReader(unhex(t, "0000")), iotest.ErrReader(broken), bytes.NewReader(unhex(t, good)),
		), broken},
		{"stream in body", io.MultiReader(
			bytes.NewReader(unhex(t, "00000005 12 81")), iotest.ErrReader(broken), bytes.NewReader(unhex(t, good)),
		), broken},
	}
	for _, c := range cases {
		r := wire.NewReader(c.src, wire.MaxFrame)
		_, first := r.Next()
		if !errors.Is(first, c.want) {
			t.Errorf("%s: %v", c.name, first)
		}
		if f, err := r.Next(); f != nil || err != first {
			t.Errorf("%s, again: %v, %v", c.name, f, err)
		}
	}
}
