package router

import (
	"encoding/binary"
	"testing"

	"golang.org/x/sys/unix"
)

// What the kernel says of a packet that ended on its way, and of others.
func TestOffender(t *testing.T) {
	said := func(origin, kind byte, family uint16) []byte {
		b := make([]byte, 32)
		b[4], b[5] = origin, kind
		binary.NativeEndian.PutUint16(b[16:], family)
		copy(b[20:], []byte{10, 0, 0, 1})
		return b
	}
	good := said(2, 11, unix.AF_INET)
	if a := offender(good); a.String() != "10.0.0.1" {
		t.Error(a)
	}
	for _, bad := range [][]byte{nil, good[:23], said(1, 11, unix.AF_INET), said(2, 3, unix.AF_INET), said(2, 11, unix.AF_INET6)} {
		if a := offender(bad); a.IsValid() {
			t.Errorf("%x: %v", bad, a)
		}
	}
}
