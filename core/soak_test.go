package core

import (
	"flag"
	"math/rand/v2"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var soakFor = flag.Duration("soak", 2*time.Second, "how long TestSoak has people come and go")

const (
	soakVisitors = 50
	soakRound    = 20 * time.Second // at most, between two looks
	soakRounds   = 2                // at least
	hostName     = "Hanna"
)

// What one look may find beside what the first one found: goroutines and descriptors
// of the runtime, and what a host remembers of the past (maxTraces, maxReceipts and the
// ended stays of package room), which is bounded.
const (
	soakGoroutines  = 4
	soakDescriptors = 4
	soakHeap        = 4 << 20
)

// TestSoak has 50 guests come, talk, lose their connections, come back and go, for as
// long as -soak says. After each round everybody but the host has gone, and the host
// needs no more goroutines, descriptors and memory than after the first.
func TestSoak(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	host := newSoakHost(t)
	rounds := max(soakRounds, int(*soakFor/soakRound))
	visitors := make([]*visitor, soakVisitors)
	for i := range visitors {
		visitors[i] = newVisitor(t, i, host)
	}
	var first look
	for round := range rounds {
		over := time.Now().Add(*soakFor / time.Duration(rounds))
		var all sync.WaitGroup
		for _, v := range visitors {
			all.Go(func() { v.comeAndGo(over) })
		}
		all.Wait()
		now := host.alone(t)
		t.Logf("after round %2d: %v; %v", round+1, now, &host.tally)
		if t.Failed() {
			return
		}
		if round == 0 {
			first = now
		}
		now.judge(t, first)
	}
	if host.tally.said.Load() == 0 || host.tally.breaks.Load() == 0 {
		t.Error("nobody talked, or no connection broke: nothing is proved")
	}
	host.heardAll(t)
}

// look is what the process needs.
type look struct {
	goroutines, descriptors int
	heap                    uint64 // bytes in use after a collection
}

func takeLook(t *testing.T) look {
	t.Helper()
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	l := look{goroutines: runtime.NumGoroutine(), heap: m.HeapAlloc}
	if open, err := os.ReadDir("/proc/self/fd"); err == nil { // Linux
		l.descriptors = len(open)
	}
	return l
}

func (l look) judge(t *testing.T, first look) {
	t.Helper()
	if l.goroutines > first.goroutines+soakGoroutines {
		t.Errorf("%d goroutines, %d after the first round", l.goroutines, first.goroutines)
	}
	if l.descriptors > first.descriptors+soakDescriptors {
		t.Errorf("%d descriptors, %d after the first round", l.descriptors, first.descriptors)
	}
	if l.heap > first.heap+soakHeap {
		t.Errorf("%d KiB of memory, %d after the first round", l.heap>>10, first.heap>>10)
	}
}

// soakHost is the host, who hears everybody.
type soakHost struct {
	*Chat
	hearing *hearing
	tally   tally

	mu   sync.Mutex // guards what follows
	here int        // guests who are in
}

// tally counts what happened.
type tally struct{ stays, said, breaks, gaps, lost, alarms atomic.Int64 }

func newSoakHost(t *testing.T) *soakHost {
	t.Helper()
	c, err := Host(t.Context(), HostConfig{
		Profile: testProfile(t), Identity: testIdentity(t, hostName), Name: hostName,
		Password: testPassword, Listen: "127.0.0.1", stretch: quick,
	})
	if err != nil {
		t.Fatal(err)
	}
	h := &soakHost{Chat: c}
	h.hearing = newHearing(t, hostName)
	t.Cleanup(func() { c.End(); c.Wait() })
	go h.listen()
	c.host.relay.do(func() { c.host.relay.tellWays(nil) }) // nobody goes around the cutters
	return h
}

func (h *soakHost) listen() {
	for e := range h.Events() {
		switch e := e.(type) {
		case Message:
			h.hearing.heard(e)
		case MemberJoined:
			h.count(+1)
		case MemberLeft:
			h.count(-1)
		case Alarm:
			h.tally.alarms.Add(1)
		}
	}
}

func (h *soakHost) count(n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.here += n
}

// alone waits until everybody has gone, and for the last of what they leave behind.
func (h *soakHost) alone(t *testing.T) look {
	t.Helper()
	gone := func() bool {
		h.mu.Lock()
		defer h.mu.Unlock()
		return h.here == 0
	}
	for end := time.Now().Add(3 * patience); !gone(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d guests have not gone", h.here)
		}
	}
	least := takeLook(t)
	for range 40 { // lines that have ended linger for a moment
		time.Sleep(50 * time.Millisecond)
		now := takeLook(t)
		least.goroutines = min(least.goroutines, now.goroutines)
		least.descriptors = min(least.descriptors, now.descriptors)
		least.heap = min(least.heap, now.heap)
	}
	return least
}

// heardAll checks that the host heard every word of every stay.
func (h *soakHost) heardAll(t *testing.T) {
	t.Helper()
	if n := h.hearing.words(); n < h.tally.said.Load() {
		t.Errorf("the host heard %d messages, %d were said", n, h.tally.said.Load())
	}
}

// some gives a random time in between.
func some(least, most time.Duration) time.Duration { return least + rand.N(most-least) }
