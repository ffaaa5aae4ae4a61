package router

import (
	"context"
	"fmt"
	"io"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"realtalk/core/reach/pcp"
)

// fake is a network whose router speaks PCP.
type fake struct {
	mu        sync.Mutex
	network   network
	external  netip.Addr
	silent    bool          // from now on nobody answers
	blink     time.Duration // how long the next look takes, as if the computer slept
	log       []string
	listeners int
	on        func(pcp.Announcement)
}

func newFake() *fake {
	return &fake{network: network{gateway: gatewayAddr, inside: ownAddr, own: []netip.Addr{ownAddr}}, external: publicAddr}
}

func (f *fake) note(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.log = append(f.log, fmt.Sprintf(format, args...))
}

func (f *fake) set(change func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change()
}

func (f *fake) look() network {
	f.mu.Lock()
	blink := f.blink
	f.blink = 0
	f.mu.Unlock()
	time.Sleep(blink)
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.network
}

func (f *fake) do(ctx context.Context, r request) answer {
	ctx, cancel := context.WithTimeout(ctx, r.limit)
	defer cancel()
	f.mu.Lock()
	silence := f.silent || r.door.Method != PCP
	external := f.external
	f.mu.Unlock()
	if silence {
		<-ctx.Done()
		return answer{id: r.id, outcome: silent}
	}
	select {
	case <-time.After(10 * ms):
	case <-ctx.Done():
		return answer{id: r.id, outcome: silent}
	}
	f.note("%v %v", r.verb, r.door.Port)
	return answer{id: r.id, door: r.door, external: external, life: lease}
}

func (f *fake) listen(on func(pcp.Announcement)) (io.Closer, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.listeners++
	f.on = on
	return f, nil
}

func (f *fake) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.listeners--
	return nil
}

func (f *fake) open() *Keeper {
	return keep(Options{
		Port: ownPort,
		Keep: func(doors []Door) error {
			f.note("keep %d", len(doors))
			return io.ErrShortWrite // makes no difference
		},
		Tell: func(s State) { f.note("tell %v", s.Answer) },
	}, f)
}

// want checks what happened since it was called last.
func (f *fake) want(t *testing.T, want ...string) {
	t.Helper()
	synctest.Wait()
	f.mu.Lock()
	defer f.mu.Unlock()
	if !slices.Equal(f.log, want) {
		t.Errorf("%q, want %q", f.log, want)
	}
	f.log = nil
}

// What may be open is written down before it is asked for, and at the end
// everything is deleted, written down as such, and nothing is told.
func TestKeeper(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		k := f.open()
		synctest.Wait()
		time.Sleep(time.Second)
		f.want(t, "tell asking", "keep 1", "tell asking", "open 40213", "tell open")
		k.Close()
		f.want(t, "shut 40213", "keep 0")
		k.Close()
		k.Wake()
		time.Sleep(time.Hour)
		f.want(t)
		if f.listeners != 0 {
			t.Errorf("%d listeners", f.listeners)
		}
	})
}

// A router that is silent holds the end up for two seconds at most, and the door
// is left for the next run.
func TestCloseIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		k := f.open()
		time.Sleep(time.Second)
		f.set(func() { f.silent, f.log = true, nil })
		start := time.Now()
		k.Close()
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("took %v", took)
		}
		f.want(t, "keep 1")
	})
}

func TestCloseWhileAsking(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		f.silent = true
		k := f.open()
		time.Sleep(time.Second)
		start := time.Now()
		k.Close()
		if took := time.Since(start); took > 300*ms {
			t.Errorf("took %v", took)
		}
		f.want(t, "tell asking", "keep 1", "tell asking", "keep 0")
	})
}

// A new own address is noticed within five seconds, or at once if somebody says
// so.
func TestNotices(t *testing.T) {
	for _, wake := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			f := newFake()
			k := f.open()
			defer k.Close()
			time.Sleep(time.Second)
			f.set(func() {
				f.log = nil
				f.network.inside, f.network.own = otherAddr, []netip.Addr{otherAddr}
			})
			if wake {
				k.Wake()
				time.Sleep(20 * ms)
			} else {
				time.Sleep(glance)
			}
			f.want(t, "keep 1", "tell asking", "open 40213", "tell open")
			if f.listeners != 1 {
				t.Errorf("%d listeners", f.listeners)
			}
		})
	}
}

// Sleep, a call to wake up and an announcement each make the door be looked at
// once; a quiet network does not.
func TestLooksAtDoor(t *testing.T) {
	for name, test := range map[string]struct {
		what func(*fake, *Keeper)
		want []string
	}{
		"nothing":   {func(*fake, *Keeper) {}, nil},
		"Wake":      {func(_ *fake, k *Keeper) { k.Wake() }, []string{"open 40213"}},
		"sleep":     {func(f *fake, _ *Keeper) { f.set(func() { f.blink = time.Minute }) }, []string{"open 40213"}},
		"announced": {func(f *fake, _ *Keeper) { f.on(pcp.Announcement{From: gatewayAddr}) }, []string{"open 40213"}},
		"moved":     {func(f *fake, k *Keeper) { f.set(func() { f.external = netip.MustParseAddr("203.0.113.9") }); k.Wake() }, []string{"open 40213", "tell open"}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := newFake()
				k := f.open()
				defer k.Close()
				time.Sleep(time.Second)
				f.set(func() { f.log = nil })
				test.what(f, k)
				time.Sleep(2 * time.Minute)
				f.want(t, test.want...)
			})
		})
	}
}
