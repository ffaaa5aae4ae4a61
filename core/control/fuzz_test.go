package control_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"testing"

	"realtalk/core/control"
)

// message reads a frame by the words of doc.go: the message, and whether the
// bytes begin with a whole one.
func message(b []byte) ([]byte, bool) {
	if len(b) < 4 {
		return nil, false
	}
	length := int(binary.BigEndian.Uint32(b))
	if length > control.MaxMessage || length > len(b)-4 {
		return nil, false
	}
	return b[4 : 4+length], true
}

// Whatever a client sends, the server answers a whole request and nothing else.
func FuzzServer(f *testing.F) {
	seed(f)
	dir := f.TempDir()
	s, err := control.Serve(dir, echo)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = s.Close() })
	f.Fuzz(func(t *testing.T, sent []byte) {
		want := []byte(taken)
		if request, whole := message(sent); whole {
			want = append(want, frame(string(request))...)
		}
		if got := exchange(t, dir, sent); !bytes.Equal(got, want) {
			t.Errorf("%x, not %x", got, want)
		}
	})
}

// Whatever a server sends, Call gives a whole answer or an error.
func FuzzCall(f *testing.F) {
	seed(f)
	dir := f.TempDir()
	says := make(chan []byte, 1)
	fake(f, dir, func() []byte { return <-says })
	f.Fuzz(func(t *testing.T, said []byte) {
		says <- append([]byte(taken), said...)
		got, err := control.Call(context.Background(), dir, []byte("ask"))
		want, whole := message(said)
		if whole != (err == nil) || !bytes.Equal(got, want) {
			t.Errorf("%x, %v, not %x, %t", got, err, want, whole)
		}
	})
}

func seed(f *testing.F) {
	f.Helper()
	for _, b := range [][]byte{
		nil, frame(""), frame("remove 203.0.113.7"), append(frame("one"), frame("two")...),
		{0, 0, 0},
		{0, 0, 0, 2, 'x'},
		{0xff, 0xff, 0xff, 0xff},
		{0, 0x40, 0, 0},
		{0, 0x40, 0, 1, 'x'},
	} {
		f.Add(b)
	}
}
