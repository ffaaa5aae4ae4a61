package core

import (
	"net/netip"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"realtalk/core/link"
)

// A computer that gets another address, or wakes up, is noticed within a second, once;
// connections of an address that is gone are dead, and all of them after sleep.
func TestMovesAreNoticed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex // guards what follows
		here, wall := addrs("127.0.0.1", "192.168.1.10"), time.Duration(0)
		var told []bool
		change := func(f func()) { mu.Lock(); defer mu.Unlock(); f() }
		m := moves{
			addresses: func() []netip.Addr { mu.Lock(); defer mu.Unlock(); return here },
			clock:     func() time.Time { mu.Lock(); defer mu.Unlock(); return time.Now().Add(wall) },
		}
		go m.watch(t.Context(), func(func(*link.Conn) bool) { change(func() { told = append(told, true) }) })
		for _, step := range []struct {
			what string
			do   func()
			want int
		}{
			{"nothing", func() {}, 0},
			{"another address", func() { here = addrs("127.0.0.1", "192.168.1.11") }, 1},
			{"sleep", func() { wall += time.Hour }, 1},
			{"a clock that is set a little", func() { wall += slept / 2 }, 0},
			{"no network", func() { here = addrs("127.0.0.1") }, 1},
		} {
			change(func() { told = nil; step.do() })
			time.Sleep(moveGlance)
			synctest.Wait()
			time.Sleep(time.Minute)
			change(func() {
				if len(told) != step.want {
					t.Errorf("%s: noticed %d times, want %d", step.what, len(told), step.want)
				}
			})
		}
	})
}

func TestGoneAddress(t *testing.T) {
	inUse := addrs("127.0.0.1", "192.168.1.10", "fe80::1")
	for a, want := range map[string]bool{
		"192.168.1.10": false, "::ffff:192.168.1.10": false, "fe80::1%eth0": false, "127.0.0.1": false,
		"192.168.1.11": true, "::": false, // a socket of UDP that is bound to none
	} {
		if got := gone(inUse, netip.MustParseAddr(a)); got != want {
			t.Errorf("%s: %v", a, got)
		}
	}
	if here := addressesInUse(); !slices.Contains(here, netip.MustParseAddr("127.0.0.1")) {
		t.Errorf("this computer has %v", here)
	}
}
