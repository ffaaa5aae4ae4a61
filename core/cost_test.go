package core

import (
	"fmt"
	"testing"
	"time"

	"realtalk/core/wire"
)

// BenchmarkCost tells what a message, a new sender key and somebody who comes in
// cost in chats of several sizes, without sockets and waits: the time of the host
// (its relay and its own seat), of who causes it and of one other member, and the
// bytes that go up from who causes it and down to one other member. A join holds
// all that follows from it, so also everybody's heads; the connection and the
// password exchange before it are in BenchmarkJoin.
func BenchmarkCost(b *testing.B) {
	for _, n := range []int{2, 10, 50, 200} {
		if testing.Short() && n > 50 {
			continue // a minute to set up
		}
		b.Run(fmt.Sprintf("Message/Members%d", n), func(b *testing.B) {
			m := newMeter(b, n)
			m.do(m.speaker, func() error { return m.speaker.say("hands out the key", m.now) })
			m.run(func() {
				m.do(m.speaker, func() error { return m.speaker.say(sample, m.now) })
			})
		})
		b.Run(fmt.Sprintf("Rekey/Members%d", n), func(b *testing.B) {
			m := newMeter(b, n)
			m.run(func() {
				m.do(m.speaker, func() error { return m.speaker.renewKey(m.now) })
			})
		})
		b.Run(fmt.Sprintf("Join/Members%d", n), func(b *testing.B) {
			m := newMeter(b, n)
			m.run(func() {
				guest := m.sitter(participant(b, "Newcomer"), "Newcomer")
				m.all, m.speaker = append(m.all, guest), guest
				m.do(m.host, func() error { return m.relay.admit(guest.place, MaxMembers) })
				m.settle()
				before := m.cost
				m.relay.remove(guest.place, wire.Departure{Reason: wire.DepartureLost}, nil)
				m.all = m.all[:n]
				m.settle()
				m.cost = before // that of leaving is not asked for
			})
		})
	}
}

// cost is what something took.
type cost struct {
	host, speaker, reader time.Duration
	up, down              int // bytes
}

// meter is a table at which time and bytes are counted.
type meter struct {
	*table
	b       *testing.B
	all     []*sitter
	speaker *sitter
	reader  *sitter // the host if there is nobody else
	cost    cost
}

func newMeter(b *testing.B, n int) *meter {
	b.Helper()
	m := &meter{table: newTable(b, endless()), b: b}
	m.all = []*sitter{m.host}
	for i := 1; i < n; i++ {
		m.all = append(m.all, m.join(fmt.Sprint("Guest ", i)))
		m.pass(m.all, nil)
	}
	m.speaker, m.reader = m.all[n-1], m.all[min(1, n-2)]
	m.settle()
	return m
}

func (m *meter) run(step func()) {
	m.cost = cost{}
	m.b.ResetTimer()
	for range m.b.N {
		step()
	}
	m.b.StopTimer()
	per := func(total float64, unit string) { m.b.ReportMetric(total/float64(m.b.N), unit) }
	per(float64(m.cost.host.Microseconds()), "host-µs/op")
	per(float64(m.cost.speaker.Microseconds()), "cause-µs/op")
	per(float64(m.cost.reader.Microseconds()), "reader-µs/op")
	per(float64(m.cost.up), "up-B/op")
	per(float64(m.cost.down), "down-B/op")
}

// do lets somebody do something, and all that follows at once.
func (m *meter) do(who *sitter, what func() error) {
	m.time(who, what)
	m.hand()
}

// settle lets everybody acknowledge the list that stands.
func (m *meter) settle() {
	m.hand()
	m.now = m.now.Add(headPause)
	for _, s := range m.all {
		m.time(s, func() error { return s.tick(m.now) })
	}
	m.hand()
}

// hand passes frames to and fro until nobody has any left.
func (m *meter) hand() {
	for busy := true; busy; {
		busy = false
		for _, s := range m.all {
			in, out := s.inbox, s.sent
			s.inbox, s.sent = nil, nil
			busy = busy || len(in)+len(out) > 0
			m.count(s, in, out)
			for _, f := range in {
				m.time(s, func() error { return s.receive(f, m.now) })
			}
			m.time(s, func() error { return s.sayAgain(m.now) })
			for _, f := range out {
				m.time(m.host, func() error { m.relay.frame(s.place, f); return nil })
			}
		}
	}
}

func (m *meter) time(who *sitter, what func() error) {
	start := time.Now()
	if err := what(); err != nil {
		m.b.Fatal(err)
	}
	took := time.Since(start)
	switch who {
	case m.host:
		m.cost.host += took
	case m.speaker:
		m.cost.speaker += took
	case m.reader:
		m.cost.reader += took
	}
	who.told = nil
}

func (m *meter) count(s *sitter, in, out []wire.Frame) {
	if s == m.speaker {
		m.cost.up += m.bytes(out)
	}
	if s == m.reader {
		m.cost.down += m.bytes(in)
	}
}

func (m *meter) bytes(frames []wire.Frame) int {
	n := 0
	for _, f := range frames {
		b, err := wire.Append(nil, f)
		if err != nil {
			m.b.Fatal(err)
		}
		n += len(b)
	}
	return n
}
