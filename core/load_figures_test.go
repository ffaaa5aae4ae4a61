package core

import (
	"bufio"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"realtalk/core/pgp"
)

// newcomer makes somebody who was never in a chat.
func (g *guests) newcomer() (name string, id *pgp.Identity, err error) {
	name = fmt.Sprintf("Guest %d", g.number.Add(1))
	id, err = pgp.NewIdentity(name)
	return name, id, err
}

// join times n guests, one after another, from the dial to the list of people with
// every line of it verified. The last two stay.
func (g *guests) join(n int) error {
	var times []time.Duration
	for i := range n {
		name, id, err := g.newcomer()
		if err != nil {
			return err
		}
		start := time.Now()
		c, err := Join(g.ctx, JoinConfig{Identity: id, Name: name, Lines: lines(g.address), stretch: quick})
		if err != nil {
			return err
		}
		l := listen(c, testPassword)
		<-l.in
		times = append(times, time.Since(start))
		if g.full = append(g.full, l); i < n-2 {
			g.leave()
		}
	}
	fmt.Println("joined", at(times, 50).Microseconds())
	return nil
}

// at gives a percentile.
func at(times []time.Duration, percent int) time.Duration {
	slices.Sort(times)
	return times[min(len(times)*percent/100, len(times)-1)]
}

// Round trips are as many as fit in, within these bounds.
const (
	mostTrips = 1000
	tripsTime = 4 * time.Second
	fewTrips  = 20
)

// trips times messages from one guest to another, and there and back: the second one
// answers when it has read and verified what the first one said.
func (g *guests) trips() error {
	if len(g.full) < 2 {
		return errors.New("nobody to talk to")
	}
	asks, answers := g.full[len(g.full)-1], g.full[len(g.full)-2]
	var asked atomic.Int64 // when, by the clock of this process
	base := time.Now()
	ways := make(chan time.Duration, mostTrips+1)
	over := make(chan struct{})
	defer close(over)
	go func() {
		for {
			select {
			case text := <-answers.last:
				if strings.HasPrefix(text, "ask") {
					ways <- time.Since(base) - time.Duration(asked.Load())
					_ = answers.Send("answer" + sample[6:])
				}
			case <-over:
				return
			}
		}
	}()
	trip := func() (time.Duration, error) {
		start := time.Now()
		asked.Store(int64(start.Sub(base)))
		if err := asks.Send("ask" + sample[3:]); err != nil {
			return 0, err
		}
		for !strings.HasPrefix(<-asks.last, "answer") {
		}
		return time.Since(start), nil
	}
	if _, err := trip(); err != nil { // hands out the keys
		return err
	}
	<-ways
	var times, oneWay []time.Duration
	for start := time.Now(); len(times) < mostTrips && (len(times) < fewTrips || time.Since(start) < tripsTime); {
		took, err := trip()
		if err != nil {
			return err
		}
		times, oneWay = append(times, took), append(oneWay, <-ways)
	}
	fmt.Println("trips", at(oneWay, 50).Microseconds(), at(times, 50).Microseconds(), at(times, 99).Microseconds())
	return nil
}

// say lets one guest say n messages, which all of them read and verify.
func (g *guests) say(n int) error {
	speaker := g.full[0]
	var before []int64
	for _, l := range g.full {
		before = append(before, l.shown.Load())
	}
	start := time.Now()
	for i := range n {
		for i-int(speaker.shown.Load()-before[0]) > 200 {
			runtime.Gosched()
		}
		if err := speaker.Send(sample); err != nil {
			return err
		}
	}
	for i, l := range g.full {
		for l.shown.Load()-before[i] < int64(n) {
			time.Sleep(100 * time.Microsecond)
		}
	}
	fmt.Println("said", n*(len(g.full)-1), time.Since(start).Microseconds())
	return nil
}

// relay lets the posters say n messages, which everybody counts.
func (g *guests) relay(n int, orders *bufio.Scanner) error {
	for _, p := range g.posters {
		if err := p.prepare(n/len(g.posters), sample); err != nil {
			return err
		}
	}
	var counts []*atomic.Int64
	for _, b := range g.bares {
		counts = append(counts, &b.seen)
	}
	var says []func() error
	for _, p := range g.posters {
		says = append(says, p.say)
	}
	return timed(n, counts, says, orders)
}

// timed tells that all is ready, waits for the word, and tells how long it took until
// n messages of all who speak had come to everybody.
func timed(n int, counts []*atomic.Int64, says []func() error, orders *bufio.Scanner) error {
	fmt.Println("ready")
	if !orders.Scan() {
		return errors.New("no word")
	}
	start := time.Now()
	failed := make(chan error, len(says))
	for _, say := range says {
		go func() { failed <- say() }()
	}
	for range says {
		if err := <-failed; err != nil {
			return err
		}
	}
	for _, c := range counts {
		for c.Load() < int64(n) {
			if time.Since(start) > patience/2 {
				return fmt.Errorf("%d of %d messages came", c.Load(), n)
			}
			time.Sleep(100 * time.Microsecond)
		}
	}
	fmt.Println("relayed", n*len(counts), time.Since(start).Microseconds())
	return nil
}
