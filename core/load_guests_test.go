package core

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"sync/atomic"
)

// guests are all guests of a measured chat, in a process of their own. They take
// orders on standard input and tell figures on standard output.
type guests struct {
	ctx     context.Context
	address string
	number  atomic.Int64 // of the newest
	full    []*listener  // who decrypt and verify

	mu      sync.Mutex // guards what follows
	bares   []*bare    // who only count, the posters among them
	posters []*poster
}

// guestsAsChild obeys until standard input ends.
func guestsAsChild(address string) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	g := &guests{ctx: ctx, address: address}
	orders := bufio.NewScanner(os.Stdin)
	for orders.Scan() {
		if err := g.obey(orders); err != nil {
			return fmt.Errorf("%s: %w", orders.Text(), err)
		}
	}
	return nil
}

func (g *guests) obey(orders *bufio.Scanner) (err error) {
	word, numbers, _ := strings.Cut(orders.Text(), " ")
	var n, messages int
	_, _ = fmt.Sscan(numbers, &n, &messages) // an order has as many as it needs
	switch word {
	case "bare":
		err = g.enterBare(n, false)
	case "posters":
		err = g.enterBare(n, true)
	case "full":
		err = g.enterFull(n)
	case "join":
		err = g.join(n)
	case "leave":
		g.leave()
	case "trips":
		err = g.trips()
	case "say":
		err = g.say(n)
	case "relay":
		err = g.relay(n, orders)
	case "irc":
		err = ircAsChild(g.address, n, messages, orders)
	default:
		err = fmt.Errorf("no such order")
	}
	if err == nil {
		fmt.Println("done", word)
	}
	return err
}

// atOnce is how many come in at once; core/link takes little more from one household.
const atOnce = 16

// enterBare lets n bare guests in and returns when all are on the list.
func (g *guests) enterBare(n int, posters bool) error {
	var left atomic.Int64
	left.Store(int64(n))
	failed := make(chan error, atOnce)
	for range atOnce {
		go func() {
			var err error
			for err == nil && left.Add(-1) >= 0 {
				err = g.enterOne(posters)
			}
			failed <- err
		}()
	}
	for range atOnce {
		if err := <-failed; err != nil {
			return err
		}
	}
	for _, b := range g.bares {
		<-b.in
	}
	return nil
}

func (g *guests) enterOne(posts bool) error {
	name, me, err := g.newcomer()
	if err != nil {
		return err
	}
	p, err := me.Participant()
	if err != nil {
		return err
	}
	b, greeting, err := knockBare(g.ctx, g.address, name, p)
	if err != nil {
		return err
	}
	go b.stayAlive()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.bares = append(g.bares, b)
	if !posts {
		go func() { _ = b.count() }() // what it misses never adds up
		return nil
	}
	poster := newPoster(b, greeting, p)
	g.posters = append(g.posters, poster)
	go func() { _ = poster.read() }()
	return nil
}

// enterFull lets n guests in who decrypt and verify.
func (g *guests) enterFull(n int) error {
	for n > 0 {
		var wave []*listener
		for range min(n, atOnce) {
			l, err := g.arrive()
			if err != nil {
				return err
			}
			wave = append(wave, l)
		}
		for _, l := range wave {
			<-l.in
		}
		g.full, n = append(g.full, wave...), n-len(wave)
	}
	return nil
}

// arrive begins to join as any user does.
func (g *guests) arrive() (*listener, error) {
	name, id, err := g.newcomer()
	if err != nil {
		return nil, err
	}
	c, err := Join(g.ctx, JoinConfig{Identity: id, Name: name, Lines: lines(g.address), stretch: quick})
	if err != nil {
		return nil, err
	}
	return listen(c, testPassword), nil
}

// leave lets those go who verify, so that nothing but counting is done here.
func (g *guests) leave() {
	for _, l := range g.full {
		l.End()
		l.Wait()
	}
	g.full = nil
}
