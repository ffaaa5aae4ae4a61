package core

import (
	"net/netip"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"realtalk/core/wire"
)

// moving is a computer whose addresses change while a chat is hosted, with no
// router asked.
type moving struct {
	*doors
	mu   sync.Mutex // guards what follows
	now  whereabouts
	told []Doors
}

func hostedAt(local ...string) *moving {
	m := &moving{now: whereabouts{local: addrs(local...)}}
	m.doors = newDoors(wire.ID{1}, 40213, HostConfig{}, &surroundings{}, func(e Event) {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.told = append(m.told, e.(Doors))
	})
	m.local = m.now.local
	m.doors.whereabouts = func() whereabouts {
		m.mu.Lock()
		defer m.mu.Unlock()
		return m.now
	}
	m.open(nil)
	return m
}

func (m *moving) move(now whereabouts) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = now
}

// news gives what was told since it was asked last.
func (m *moving) news() []Doors {
	synctest.Wait()
	m.mu.Lock()
	defer m.mu.Unlock()
	told := m.told
	m.told = nil
	return told
}

// A provider gives the home another IPv6 network, and no router says a word: the
// host has the new way five seconds later, once, and what a guest had proved of
// the old one is forgotten. After the end nothing is told.
func TestOwnAddressIsNoticedWithoutARouter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := hostedAt("192.168.1.10", "2001:db8:1::10")
		m.dialled(netip.MustParseAddr("2001:db8:9::1"), netip.MustParseAddrPort("[2001:db8:1::10]:40213"))
		if told := m.news(); len(told) != 2 || !told[1].Tested {
			t.Fatalf("told %+v", told)
		}
		time.Sleep(time.Minute)
		if told := m.news(); len(told) > 0 {
			t.Errorf("nothing changed, told %+v", told)
		}
		m.move(whereabouts{local: addrs("192.168.1.10", "2001:db8:2::10")})
		time.Sleep(glance)
		told := m.news()
		if len(told) != 1 || told[0].Tested || !slices.Equal(wayTexts(told[0].Internet), []string{"[2001:db8:2::10]:40213"}) {
			t.Errorf("after the change: %+v", told)
		}
		m.close()
		m.move(whereabouts{local: addrs("192.168.1.11")})
		time.Sleep(time.Minute)
		if told := m.news(); len(told) > 0 {
			t.Errorf("after the end: %+v", told)
		}
	})
}

// A tunnel that comes up is told too, and does not undo what a guest has proved.
func TestVPNIsNoticedWithoutARouter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := hostedAt("2001:db8:1::10")
		defer m.close()
		m.dialled(netip.MustParseAddr("2001:db8:9::1"), netip.MustParseAddrPort("[2001:db8:1::10]:40213"))
		m.news()
		m.move(whereabouts{local: addrs("2001:db8:1::10"), vpn: true})
		time.Sleep(glance)
		if told := m.news(); len(told) != 1 || !told[0].VPN || !told[0].Tested {
			t.Errorf("told %+v", told)
		}
	})
}
