package link

import (
	"math"
	"runtime"
	"sync/atomic"
	"testing"

	"realtalk/core/wire"
)

// members is how many guests a relay has in these benchmarks.
const members = 50

// BenchmarkFanOut has one relay send 100-byte frames to 50 guests on loopback,
// both ends on the same processors. Busy is a relay with a backlog of 500
// rounds, whose frames share records; single is one frame at a time to all,
// each in a record of its own; decoded is busy with guests that parse what they
// read.
func BenchmarkFanOut(b *testing.B) {
	b.Run("busy", func(b *testing.B) { fanOut(b, 500, countFrames) })
	b.Run("single", func(b *testing.B) { fanOut(b, 1, countFrames) })
	b.Run("decoded", func(b *testing.B) { fanOut(b, 500, decodeFrames) })
}

// arrivals counts frames and wakes the relay when enough have come. It blocks:
// a relay that spins would take the time it measures from the network.
type arrivals struct {
	came, wanted atomic.Int64
	enough       chan struct{}
}

func (a *arrivals) add(n int) {
	if a.came.Add(int64(n)) >= a.wanted.Load() {
		select {
		case a.enough <- struct{}{}:
		default:
		}
	}
}

func (a *arrivals) wait(n int64) {
	a.wanted.Store(n)
	for a.came.Load() < n {
		<-a.enough
	}
	a.wanted.Store(math.MaxInt64)
}

func fanOut(b *testing.B, backlog int, read func(testing.TB, *Conn, func(int))) {
	l := serveOn(b, Options{}, standard())
	hosts := make([]*Conn, members)
	all := &arrivals{enough: make(chan struct{}, 1)}
	for i := range hosts {
		h, g := connect(b, l)
		h.Admitted()
		g.Admitted()
		hosts[i] = h
		go read(b, g, all.add)
	}
	frame := delivery(b, 1, 100)
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		for _, h := range hosts {
			if err := h.Send(frame); err != nil {
				b.Fatal(err)
			}
		}
		all.wait(int64(i+1-backlog+1) * members)
	}
	all.wait(int64(b.N) * members)
	b.ReportMetric(float64(all.came.Load())/b.Elapsed().Seconds(), "deliveries/s")
}

// countFrames tells frames by their length, for decoding is not link's work.
func countFrames(b testing.TB, g *Conn, came func(int)) {
	buf := make([]byte, record)
	size, left := len(delivery(b, 1, 100)), 0
	for {
		n, err := g.channel.Read(buf)
		if err != nil {
			return
		}
		left += n
		came(left / size)
		left %= size
	}
}

func decodeFrames(_ testing.TB, g *Conn, came func(int)) {
	for {
		if _, err := g.Read(0); err != nil {
			return
		}
		came(1)
	}
}

// BenchmarkHandshake is one connection, both ends.
func BenchmarkHandshake(b *testing.B) {
	l := serveOn(b, Options{}, standard())
	for b.Loop() {
		host, guest := connect(b, l)
		guest.Close()
		host.Close()
	}
}

// BenchmarkIdleConnection reports what one admitted connection at rest keeps of
// heap and stacks, both ends and one reading goroutine each included.
func BenchmarkIdleConnection(b *testing.B) {
	l := serveOn(b, Options{}, standard())
	const n = 200
	for b.Loop() {
		before := inUse()
		ends := make([]*Conn, 0, 2*n)
		for range n {
			h, g := connect(b, l)
			for _, c := range []*Conn{h, g} {
				c.Admitted()
				ends = append(ends, c)
			}
			if err := h.Send(delivery(b, 1, 100)); err != nil {
				b.Fatal(err)
			}
			mustRead[*wire.Delivery](b, g)
			for _, c := range []*Conn{h, g} {
				go func() { _, _ = c.Read(0) }()
			}
		}
		b.ReportMetric(float64(inUse()-before)/n, "B/conn")
		for _, c := range ends {
			c.Close()
		}
	}
}

func inUse() uint64 {
	runtime.GC()
	runtime.GC() // stacks shrink and pools empty in the second
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse + m.StackInuse
}
