package core

import (
	"errors"
	"math"
	"testing"
	"time"

	"realtalk/core/link"
	"realtalk/core/resume"
	"realtalk/core/wire"
)

// until waits for what nobody is told of.
func until(t *testing.T, what string, so func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !so(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("not yet: ", what)
		}
	}
}

// arrived reads up to the list of people that lets this member in, and counts the frames.
func (g *guest) arrived(t *testing.T) (frames uint64) {
	t.Helper()
	for {
		f, err := g.conn.Read(patience)
		if err != nil {
			t.Fatal(err)
		}
		frames++
		if _, in := f.(*wire.Epoch); in {
			return frames
		}
	}
}

func sends(t *testing.T, conn *link.Conn, f wire.Frame) {
	t.Helper()
	if err := conn.Write(f); err != nil {
		t.Fatal(err)
	}
}

func (l *lasting) acknowledged() uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.log.Gone()
}

// TestFalseCountEndsTheStay: a member says that it has frames that were never sent, or
// that it has fewer than before. It is out at once, and nobody else notices more.
func TestFalseCountEndsTheStay(t *testing.T) {
	again := func(frames func(got uint64) uint64) func(*testing.T, *peer, *guest) {
		return func(t *testing.T, host *peer, g *guest) {
			got := g.arrived(t)
			sends(t, g.conn, &wire.Got{Frames: got})
			l := host.lastingOf(g.identity)
			until(t, "acknowledged", func() bool { return l.acknowledged() == got })
			conn := greeted(t, host, g.identity)
			n := frames(got)
			sends(t, conn, &wire.Resume{Frames: n, Proof: g.key.Guest(conn.Exporter(), n)})
			if f, err := conn.Read(patience); err == nil && f.Type() != wire.TypeRefused {
				t.Errorf("answered by %T", f)
			}
		}
	}
	says := func(counts func(got uint64) []uint64) func(*testing.T, *peer, *guest) {
		return func(t *testing.T, _ *peer, g *guest) {
			for _, n := range counts(g.arrived(t)) {
				sends(t, g.conn, &wire.Got{Frames: n})
			}
		}
	}
	for name, lie := range map[string]func(*testing.T, *peer, *guest){
		"more than was sent":           says(func(got uint64) []uint64 { return []uint64{got + 1000} }),
		"all there can be":             says(func(uint64) []uint64 { return []uint64{math.MaxUint64} }),
		"fewer than before":            says(func(got uint64) []uint64 { return []uint64{got, got - 1} }),
		"the same again":               says(func(got uint64) []uint64 { return []uint64{got, got} }),
		"nothing at all":               says(func(uint64) []uint64 { return []uint64{0} }),
		"back with more than was sent": again(func(got uint64) uint64 { return got + 1000 }),
		"back with fewer than before":  again(func(got uint64) uint64 { return got - 1 }),
		"back with all there can be":   again(func(uint64) uint64 { return wire.Anew }),
	} {
		t.Run(name, func(t *testing.T) {
			host := patientHost(t, "Hanna")
			anna := patientGuest(t, "Anna", host.address())
			mallory := arrivingDeaf(t, "Mallory", host.address())
			lie(t, host, mallory)
			if m := wait[MemberLeft](anna, 1, nil); m.Name != "Mallory" || m.Reason != LeftLost {
				t.Errorf("Anna saw %+v", m)
			}
			anna.say("and now to something else")
			host.said("and now to something else")
			for _, p := range []*peer{host, anna} {
				for _, e := range p.all() {
					switch e.(type) {
					case MemberAway, Alarm, Security, ConnectionLost:
						t.Errorf("%s was told %T%+v", p.name, e, e)
					}
				}
			}
		})
	}
}

// TestFalseCountOfTheHostEndsTheStay: a host says that it has what the guest never sent,
// or lacks what it had. The guest goes, and does not come back to be told the same.
func TestFalseCountOfTheHostEndsTheStay(t *testing.T) {
	says := func(frames uint64) func(*testing.T, *lasting, *cutter) {
		return func(t *testing.T, l *lasting, _ *cutter) {
			l.mu.Lock()
			defer l.mu.Unlock()
			sends(t, l.conn, &wire.Got{Frames: frames})
		}
	}
	answers := func(frames func(told uint64) uint64) func(*testing.T, *lasting, *cutter) {
		return func(_ *testing.T, l *lasting, c *cutter) {
			l.mu.Lock()
			l.got = frames(l.told)
			l.mu.Unlock()
			c.cut()
		}
	}
	for name, lie := range map[string]func(*testing.T, *lasting, *cutter){
		"more than was sent":           says(1000),
		"fewer than before":            says(1),
		"back with more than was sent": answers(func(told uint64) uint64 { return told + 1000 }),
		"back with fewer than before":  answers(func(told uint64) uint64 { return told - 1 }),
	} {
		t.Run(name, func(t *testing.T) {
			host := patientHost(t, "Hanna")
			host.found(nil)
			proxy := newCutter(t, host.address())
			anna := patientGuest(t, "Anna", proxy.address())
			for range gotEvery + 1 { // so that the host tells what it got
				anna.say("yes")
			}
			wait[Message](anna, gotEvery+1, nil)
			lie(t, host.lastingOf(anna.identity.Fingerprint()), proxy)
			if e := wait[Ended](anna, 1, nil); e.Reason != Failed || !errors.Is(e.Err, resume.ErrCount) {
				t.Errorf("Anna ended with %+v", e)
			}
		})
	}
}

// An acknowledgement that comes over a connection which is ending already, for more was
// said than is kept, is nobody's fault.
func TestCountOfWhatIsNotKeptIsNoLie(t *testing.T) {
	conn := new(link.Conn)
	l := newLasting(conn, resume.Key{})
	l.full, l.log = true, resume.NewLog(0) // as overflow leaves it
	if err := l.note(conn, &wire.Got{Frames: 5000}); err != nil {
		t.Error(err)
	}
}
