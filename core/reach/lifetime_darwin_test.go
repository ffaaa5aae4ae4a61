package reach

import (
	"testing"
	"unsafe"
)

func TestLifetimeOf(t *testing.T) {
	for flags, want := range map[int32]lifetime{
		0x00: stays, 0x40: stays, 0x440: stays, 0x120: stays, 0xc0: changes, 0xd0: goesSoon, 0x50: goesSoon,
		0x42: unusable, 0x44: unusable, 0xc8: unusable,
	} {
		if got := lifetimeOf(flags); got != want {
			t.Errorf("%#x: %d, not %d", flags, got, want)
		}
	}
}

// The size is part of the number of the call.
func TestFlagsRequest(t *testing.T) {
	if size := unsafe.Sizeof(flagsRequest{}); size != 0x120 {
		t.Errorf("%d bytes", size)
	}
}
