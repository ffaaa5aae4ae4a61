package nearby

import (
	"context"
	"time"
)

// cardsEvery is how often cards are looked for that came, went or have other
// addresses.
const cardsEvery = 5 * time.Second

// worker works on one card until its context ends.
type worker struct {
	card   card
	cancel context.CancelFunc
	done   chan struct{}
}

func (w worker) stop() {
	w.cancel()
	<-w.done
}

func (w worker) ended() bool {
	select {
	case <-w.done:
		return true
	default:
		return false
	}
}

// eachCard runs work for each card as long as that is there and unchanged. Work
// that ends by itself is begun again at the next look. When ctx ends, it waits
// for all.
func eachCard(ctx context.Context, work func(context.Context, card)) {
	ticks := time.NewTicker(cardsEvery)
	defer ticks.Stop()
	workers := make(map[int]worker)
	for {
		follow(ctx, workers, readCards(), work)
		select {
		case <-ticks.C:
		case <-ctx.Done():
			for _, w := range workers {
				w.stop()
			}
			return
		}
	}
}

func follow(ctx context.Context, workers map[int]worker, cards []card, work func(context.Context, card)) {
	now := make(map[int]card)
	for _, c := range cards {
		now[c.iface.Index] = c
	}
	for index, w := range workers {
		if !w.card.equal(now[index]) || w.ended() {
			w.stop()
			delete(workers, index)
		}
	}
	for index, c := range now {
		if _, busy := workers[index]; busy {
			continue
		}
		cardCtx, cancel := context.WithCancel(ctx)
		w := worker{c, cancel, make(chan struct{})}
		workers[index] = w
		go func() {
			defer close(w.done)
			defer cancel()
			work(cardCtx, c)
		}()
	}
}
