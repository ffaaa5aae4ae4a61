package nearby

import (
	"context"
	"net/netip"
	"slices"
	"sync"
	"time"
)

const (
	firstAsk   = time.Second
	longestAsk = 20 * time.Second

	settle   = 50 * time.Millisecond  // until the list is given, for more may come
	calmness = 500 * time.Millisecond // between two lists, whatever the neighbours do
)

// event is a said thing or, if from is the zero Addr, the end of a card.
type event struct {
	card  card
	from  netip.Addr
	said  said
	alone bool
}

// Browse looks for chats on this computer's networks until ctx ends, and gives
// ctx's error then. Each time the list changes, found gets the whole of it,
// sorted by name, on the goroutine that called Browse; it must not block for
// long. One's own chat is in it too.
func Browse(ctx context.Context, found func([]Chat)) error { return browse(ctx, life, found) }

func browse(ctx context.Context, life time.Duration, found func([]Chat)) error {
	ctx, cancel := context.WithCancel(ctx)
	events := make(chan event, 64)
	tell := func(e event) {
		select {
		case events <- e:
		case <-ctx.Done():
		}
	}
	var cards sync.WaitGroup
	cards.Go(func() {
		eachCard(ctx, func(ctx context.Context, c card) {
			browseOn(ctx, c, tell)
			tell(event{card: c})
		})
	})
	defer cards.Wait()
	defer cancel()
	return newList(life).collect(ctx, events, found)
}

// collect keeps the list, and gives it when it has changed.
func (l *list) collect(ctx context.Context, events <-chan event, found func([]Chat)) error {
	var given []Chat
	var last, due time.Time // of the looks at the list; due is zero if there is none
	timer := time.NewTimer(l.life)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case e := <-events:
			now := time.Now()
			l.take(now, e)
			due = earlier(due, later(now.Add(settle), last.Add(calmness)))
		case <-timer.C:
			last = time.Now()
			l.expire(last)
			if chats := l.chats(); !slices.EqualFunc(chats, given, sameChat) {
				given = chats
				found(slices.Clone(chats))
			}
			due = l.next()
		}
		timer.Stop()
		if !due.IsZero() {
			timer.Reset(time.Until(due))
		}
	}
}

func earlier(a, b time.Time) time.Time {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// browseOn asks and listens on one card until ctx ends.
func browseOn(ctx context.Context, c card, tell func(event)) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var work sync.WaitGroup
	defer work.Wait()
	listeners, askers := both(listen, c), both(ask, c)
	for _, s := range slices.Concat(listeners, askers) {
		alone := slices.Contains(askers, s)
		work.Go(func() {
			defer cancel()
			s.hear(func(packet []byte, from netip.AddrPort) {
				for _, said := range read(packet) {
					tell(event{c, from.Addr(), said, alone})
				}
			})
		})
		defer s.Close()
	}
	for _, s := range askers {
		work.Go(func() { s.keepAsking(ctx) })
	}
	if len(listeners)+len(askers) > 0 {
		<-ctx.Done()
	}
}

func (s *socket) keepAsking(ctx context.Context) {
	for wait := firstAsk; ; wait = min(2*wait, longestAsk) {
		s.tell(question())
		if !pause(ctx, wait) {
			return
		}
	}
}
