package nearby

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

const (
	apart = time.Second // between two announcements on one card, RFC 6762, section 6

	// answersPerSecond to single askers bounds what a neighbour who writes
	// somebody else's address on its questions can make this computer send.
	answersPerSecond = 50
)

// Announcer tells neighbours of one chat until it is closed.
type Announcer struct {
	cancel context.CancelFunc
	done   chan struct{}
}

// Announce tells everybody on this computer's networks of a chat, at once and
// when they ask, also on cards that come later. The error is ErrChat; where
// nothing can be sent, nothing is, without an error. It starts goroutines and
// returns at once.
func Announce(c Chat) (*Announcer, error) {
	if !tagForm.MatchString(c.Tag) {
		return nil, fmt.Errorf("%w: its tag is %q", ErrChat, c.Tag)
	}
	if len(c.Ways) == 0 || c.Ways[0].Port() == 0 {
		return nil, fmt.Errorf("%w: no port", ErrChat)
	}
	ctx, cancel := context.WithCancel(context.Background())
	a := &Announcer{cancel, make(chan struct{})}
	go func() {
		defer close(a.done)
		eachCard(ctx, func(ctx context.Context, card card) { announceOn(ctx, card, c) })
	}()
	return a, nil
}

// Close takes the chat off the neighbours' lists, and waits until that is sent.
func (a *Announcer) Close() {
	a.cancel()
	<-a.done
}

func announceOn(ctx context.Context, card card, c Chat) {
	s := said{tag: c.Tag, name: cleanName(c.Name), port: c.Ways[0].Port(), addrs: c.listening(card.addrs), ttl: life}
	var work sync.WaitGroup
	if len(s.addrs) > 0 {
		for _, socket := range both(listen, card) {
			work.Go(func() { s.announce(ctx, socket) })
		}
	}
	work.Wait()
}

// listening gives those of a card's addresses that the chat can be reached at.
func (c Chat) listening(addrs []netip.Addr) []netip.Addr {
	var all []netip.Addr
	for _, a := range addrs {
		leadsHere := func(w netip.AddrPort) bool {
			to := w.Addr().Unmap().WithZone("")
			return to == a || to == netip.IPv6Unspecified() || to == netip.IPv4Unspecified() && a.Is4()
		}
		if slices.ContainsFunc(c.Ways, leadsHere) && len(all) < MaxWays {
			all = append(all, a)
		}
	}
	return all
}

// announce speaks twice, then whenever somebody asks, and says farewell when ctx
// ends.
func (s said) announce(ctx context.Context, on *socket) {
	ctx, cancel := context.WithCancel(ctx)
	asked := make(chan struct{}, 1)
	var reader sync.WaitGroup
	reader.Go(func() {
		defer cancel()
		s.answer(on, asked)
	})
	defer reader.Wait()
	defer on.Close()
	defer func() { on.tell(s.farewell()) }()

	on.tell(s.announcement())
	for again := true; ; again = false {
		if !pause(ctx, apart) {
			return
		}
		if !again {
			select {
			case <-asked:
			case <-ctx.Done():
				return
			}
			// Many may be about to answer the same question (RFC 6762, section 6).
			if !pause(ctx, 20*time.Millisecond+rand.N(100*time.Millisecond)) {
				return
			}
		}
		on.tell(s.announcement())
	}
}

// answer answers those who ask for themselves, and tells of the other questions.
func (s said) answer(on *socket, everybody chan<- struct{}) {
	limit := rate.NewLimiter(answersPerSecond, answersPerSecond)
	on.hear(func(packet []byte, from netip.AddrPort) {
		a, ok := s.understand(packet)
		switch {
		case !ok:
		case from.Port() != port:
			if limit.Allow() {
				on.WriteToUDPAddrPort(a.legacy(), from)
			}
		case a.alone:
			if limit.Allow() {
				on.WriteToUDPAddrPort(a.own(), from)
			}
		default:
			select {
			case everybody <- struct{}{}:
			default: // it will be answered with the one before
			}
		}
	})
}

// pause waits, and tells whether ctx still holds.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
