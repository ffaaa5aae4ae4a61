package nearby

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"testing"
	"testing/synctest"
	"time"
)

// collected runs the list with a virtual clock, and gives what it handed out and
// when.
func collected(t *testing.T, feed func(chan<- event)) (lists [][]Chat, at []time.Duration) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		events, ended, start := make(chan event), make(chan error), time.Now()
		go func() {
			ended <- newList(life).collect(ctx, events, func(chats []Chat) {
				lists, at = append(lists, chats), append(at, time.Since(start))
			})
		}()
		feed(events)
		synctest.Wait()
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
	return lists, at
}

func tells(tag, name string, ttl time.Duration) event {
	a := netip.MustParseAddr("192.168.1.10")
	return event{card: home, from: a, said: said{tag: tag, name: name, port: 4000, ttl: ttl, addrs: []netip.Addr{a}}}
}

func TestListIsGivenOnChange(t *testing.T) {
	lists, at := collected(t, func(events chan<- event) {
		events <- tells("a", "Anna", life)
		events <- tells("b", "Ben", life) // together with the first
		time.Sleep(10 * time.Second)
		events <- tells("a", "Anna", life) // nothing new
		time.Sleep(10 * time.Second)
		events <- tells("b", "", 0)
		time.Sleep(life)
	})
	want := []struct {
		chats int
		at    time.Duration
	}{{2, settle}, {1, 20*time.Second + settle}, {0, 10*time.Second + life}}
	if len(lists) != len(want) {
		t.Fatalf("%v at %v", lists, at)
	}
	for i, w := range want {
		if len(lists[i]) != w.chats || at[i] != w.at {
			t.Errorf("list %d at %v: %v", i, at[i], lists[i])
		}
	}
}

// A neighbour who changes its mind all the time does not keep the window busy.
func TestFloodIsCalm(t *testing.T) {
	const seconds = 10
	lists, _ := collected(t, func(events chan<- event) {
		for i := range seconds * 1000 {
			events <- tells("a", fmt.Sprint(i), life)
			time.Sleep(time.Millisecond)
		}
	})
	if most := int(seconds*time.Second/calmness) + 1; len(lists) > most || len(lists) < most/2 {
		t.Errorf("%d lists in %d s", len(lists), seconds)
	}
}

func TestAnnounceRefuses(t *testing.T) {
	way := netip.MustParseAddrPort("[::]:4000")
	for name, c := range map[string]Chat{
		"no tag":   {Ways: []netip.AddrPort{way}},
		"long tag": {Tag: "0123456789abcdef0123456789abcdef0", Ways: []netip.AddrPort{way}},
		"odd tag":  {Tag: "a.b", Ways: []netip.AddrPort{way}},
		"no way":   {Tag: "a"},
		"no port":  {Tag: "a", Ways: []netip.AddrPort{netip.MustParseAddrPort("[::]:0")}},
	} {
		if a, err := Announce(c); !errors.Is(err, ErrChat) || a != nil {
			t.Errorf("%s: %v, %v", name, a, err)
		}
	}
}
