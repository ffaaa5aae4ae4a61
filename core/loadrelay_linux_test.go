package core

import (
	"fmt"
	"sync"
	"testing"
	"time"
)

// relayed is what a host needs for guests that only count frames.
type relayed struct {
	trips
	traffic

	join      time.Duration
	heap, rss int64   // bytes a guest
	rest      float64 // of a core, all guests being idle
}

func (r relayed) String() string {
	return fmt.Sprintf("%v\t%v\t%v\t%.1f KiB\t%.1f KiB\t%.1f %%",
		r.join.Round(100*time.Microsecond), r.trips, r.traffic, float64(r.heap)/1024, float64(r.rss)/1024, 100*r.rest)
}

// traffic is how much goes through a server.
type traffic struct {
	rate float64       // deliveries a second
	each time.Duration // of the server's processor, for one
}

func (r traffic) String() string {
	return fmt.Sprintf("%.0f\t%.2f µs", r.rate, float64(r.each.Nanoseconds())/1000)
}

// pouring measures what a server needs for so many messages to so many receivers.
func pouring(t *testing.T, p process, messages, receivers int, pour func()) traffic {
	t.Helper()
	cpu, start := p.cpu(t), time.Now()
	pour()
	took := time.Since(start)
	n := messages * receivers
	return traffic{rate: float64(n) / took.Seconds(), each: (p.cpu(t) - cpu) / time.Duration(n)}
}

// measureRelay has all guests but two count frames. What a member may say at once
// bounds the messages.
func measureRelay(t *testing.T, n int) (r relayed) {
	t.Helper()
	host := startLoadHost(t)
	defer host.kill()
	heap, rss := host.holds(), host.rss(t)
	crowd := newBareCrowd(t, host.address, n-3)
	defer crowd.close()
	crowd.acknowledge(t)
	time.Sleep(time.Second)
	guests := int64(len(crowd.all))
	r.heap, r.rss = (host.holds()-heap)/guests, (host.rss(t)-rss)/guests
	const idle = 3 * time.Second
	cpu := host.cpu(t)
	time.Sleep(idle)
	r.rest = float64(host.cpu(t)-cpu) / float64(idle)

	var asks, answers *listener
	var joins []time.Duration
	for i := range 5 {
		if asks != nil {
			asks.End()
			asks.Wait()
		}
		var took time.Duration
		asks, took = host.guest(t, fmt.Sprintf("Asker %d", i))
		joins = append(joins, took)
	}
	defer asks.End()
	answers, _ = host.guest(t, "Answerer")
	defer answers.End()
	r.join = part(joins, 50)
	r.trips = travel(t, asks, answers, 200)

	messages := min(4000, 400_000/n)
	before := crowd.heard()
	shown := asks.shown.Load()
	r.traffic = pouring(t, host.process, messages, len(crowd.all), func() {
		asks.pour(t, messages, func() int64 { return asks.shown.Load() - shown })
		pollUntil(func() bool { return crowd.heard()-before >= int64(messages*len(crowd.all)) })
	})
	return r
}

// bareCrowd are guests that only count frames.
type bareCrowd struct {
	all  []*bare
	stop chan struct{}
	done sync.WaitGroup
}

func newBareCrowd(t *testing.T, address string, n int) *bareCrowd {
	t.Helper()
	c := &bareCrowd{all: make([]*bare, n), stop: make(chan struct{})}
	for i := range c.all {
		name := fmt.Sprintf("Bare %d", i+1)
		b, err := newBare(testIdentity(t, name), name, address)
		if err != nil {
			t.Fatal(err)
		}
		c.all[i] = b
		if i%100 == 99 {
			c.acknowledge(t) // the host keeps lists of people until they are
		}
	}
	c.done.Go(c.live)
	return c
}

// live tells the host now and then that the guests do.
func (c *bareCrowd) live() {
	for {
		select {
		case <-c.stop:
			return
		case <-time.After(4 * time.Second):
			for _, b := range c.all {
				_ = b.acknowledge()
			}
		}
	}
}

func (c *bareCrowd) acknowledge(t *testing.T) {
	t.Helper()
	for _, b := range c.all {
		if b == nil {
			return
		}
		if err := b.acknowledge(); err != nil {
			t.Fatal(err)
		}
	}
}

func (c *bareCrowd) heard() (n int64) {
	for _, b := range c.all {
		n += b.heard.Load()
	}
	return n
}

func (c *bareCrowd) close() {
	close(c.stop)
	c.done.Wait()
	for _, b := range c.all {
		b.tls.Close()
	}
}
