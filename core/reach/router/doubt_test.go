package router

import (
	"context"
	"net/netip"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// slow is a network whose router speaks UPnP alone, tells its address at once, and
// makes a door only so long after it was asked, whether the asker still waits or
// not.
type slow struct {
	*fake
	after time.Duration
	made  []Door
}

func (f *slow) do(ctx context.Context, r request) answer {
	ctx, cancel := context.WithTimeout(ctx, r.limit)
	defer cancel()
	switch {
	case r.door.Method != UPnP:
		<-ctx.Done()
		return answer{id: r.id, outcome: silent}
	case r.verb == ask:
		return answer{id: r.id, external: publicAddr}
	case r.verb == open:
		time.AfterFunc(f.after, func() { f.set(func() { f.made = append(f.made, r.door) }) })
		select {
		case <-time.After(f.after):
			return answer{id: r.id, door: r.door, external: publicAddr, life: lease}
		case <-ctx.Done():
			return answer{id: r.id, outcome: silent}
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	before := len(f.made)
	f.made = slices.DeleteFunc(f.made, r.door.same)
	return answer{id: r.id, there: len(f.made) < before}
}

// keeping opens a keeper in it, and gives what is written down.
func (f *slow) keeping(left ...Door) (k *Keeper, written func() []Door) {
	var kept []Door
	return keep(Options{
			Port: ownPort, Left: left, Tell: func(State) {},
			Keep: func(doors []Door) error {
				f.set(func() { kept = doors })
				return nil
			},
		}, f), func() []Door {
			synctest.Wait()
			f.mu.Lock()
			defer f.mu.Unlock()
			return kept
		}
}

func (f *slow) wantMade(t *testing.T, count int) {
	t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.made) != count {
		t.Errorf("the router has %+v", f.made)
	}
}

func upnpDoors(doors []Door) []Door {
	return slices.DeleteFunc(slices.Clone(doors), func(d Door) bool { return d.Method != UPnP })
}

// Whoever ends while a slow router is at making a door: the door is written down
// before and after, though the router says at the end that it has none, and the
// next run deletes it.
func TestEndWhileASlowRouterOpens(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &slow{fake: newFake(), after: 10 * time.Second}
		k, written := f.keeping()
		time.Sleep(time.Second)
		want := Door{Method: UPnP, Gateway: gatewayAddr, Inside: netip.AddrPortFrom(ownAddr, ownPort), Port: ownPort}
		if got := upnpDoors(written()); !slices.Equal(got, []Door{want}) {
			t.Errorf("while it is being opened, written down are %+v", got)
		}
		k.Close()
		left := written()
		if got := upnpDoors(left); !slices.Equal(got, []Door{want}) {
			t.Errorf("at the end, written down are %+v", got)
		}
		time.Sleep(time.Minute)
		f.wantMade(t, 1)
		f.set(func() { f.network.inside, f.network.own = otherAddr, []netip.Addr{otherAddr} }) // where nothing is taken over
		f.after = time.Millisecond
		k, written = f.keeping(left...)
		time.Sleep(time.Minute)
		k.Close()
		f.wantMade(t, 0)
		if got := upnpDoors(written()); len(got) > 0 {
			t.Errorf("after the next run, written down are %+v", got)
		}
	})
}

// A door that was deleted for certain is not written down, though the router had
// not answered before.
func TestEndWhenASlowRouterHasOpened(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &slow{fake: newFake(), after: 20 * time.Second} // longer than is waited for
		k, written := f.keeping()
		time.Sleep(19 * time.Second)
		if got := upnpDoors(written()); len(got) != 1 {
			t.Errorf("a router that gave no answer: written down are %+v", got)
		}
		time.Sleep(5 * time.Second)
		k.Close()
		f.wantMade(t, 0)
		if got := upnpDoors(written()); len(got) > 0 {
			t.Errorf("written down are %+v", got)
		}
	})
}

// What a run before left stays written down until the router has said that it is
// gone, without asking for it again and again.
func TestLeftAtASilentRouter(t *testing.T) {
	for method, stays := range map[Method]int{UPnP: 1, PCP: 0, NATPMP: 0} {
		d := leftDoor(method, "192.168.1.99:50000", 50000)
		d.Inside = netip.MustParseAddrPort("192.168.1.10:50000")
		s := newSim(t, only(), d).begin().run(time.Minute)
		if len(s.kept) != stays {
			t.Errorf("%s: written down are %+v", method, s.kept)
		}
		if out := s.plan.close(); stays > 0 && !slices.Contains(out.doors, d) {
			t.Errorf("%s: at the end %+v", method, out.doors)
		}
	}
}

// However many doors a router never answers about, few are written down.
func TestStuckIsBounded(t *testing.T) {
	p := newPlan(ownPort, nil, [12]byte{})
	for port := range uint16(100) {
		p.stick(Door{Method: UPnP, Gateway: gatewayAddr, Inside: netip.AddrPortFrom(ownAddr, 1), Port: port})
	}
	if doubtful := p.doubtful(); len(doubtful) != maxStuck || doubtful[maxStuck-1].Port != 99 {
		t.Errorf("%d are written down: %+v", len(doubtful), doubtful)
	}
}
