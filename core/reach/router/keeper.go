package router

import (
	"context"
	"crypto/rand"
	"io"
	"slices"
	"sync"
	"time"

	"realtalk/core/reach/pcp"
)

// Options say what to open and whom to tell. The functions are called from one
// goroutine, one after the other, and must not call Close.
type Options struct {
	Port uint16             // listened on; asked for outside too, from 1024 on
	Left []Door             // what Keep was given last by a run that did not end in order
	Keep func([]Door) error // writes down what is or may be open, before a router is asked for it; an error makes no difference
	Tell func(State)        // gets each change in order, the first (Asking) at once
}

// Keeper opens doors and keeps them open. Its methods may be called by any
// goroutine.
type Keeper struct {
	wake chan struct{}
	stop func()
	done chan struct{}
}

// Open begins to ask the router and returns at once.
func Open(o Options) *Keeper { return keep(o, &lan{}) }

// Close deletes every door, for two seconds at most, tells Keep what is left,
// and waits for all goroutines. Nothing is told any more. It can be called again.
func (k *Keeper) Close() {
	k.stop()
	<-k.done
}

// Wake makes the keeper look now whether something changed: own addresses, or
// the doors while the computer slept. It does not block.
func (k *Keeper) Wake() {
	select {
	case k.wake <- struct{}{}:
	default: // it is about to look
	}
}

// world is what the plan's orders go to.
type world interface {
	// look sees the network as it is now; it sends nothing.
	look() network
	// do takes as long as the request's limit and ctx let it.
	do(ctx context.Context, r request) answer
	listen(on func(pcp.Announcement)) (io.Closer, error)
}

const closing = 2 * time.Second

func keep(o Options, w world) *Keeper {
	ctx, stop := context.WithCancel(context.Background())
	k := &Keeper{wake: make(chan struct{}, 1), stop: stop, done: make(chan struct{})}
	l := &loop{Options: o, world: w, plan: newPlan(o.Port, o.Left, nonce()), inputs: make(chan input)}
	go func() {
		defer close(k.done)
		l.run(ctx, k.wake)
	}()
	return k
}

// nonce: crypto/rand never fails.
func nonce() (n [12]byte) {
	_, _ = rand.Read(n[:])
	return n
}

// loop is the goroutine that owns the plan.
type loop struct {
	Options
	world  world
	plan   *plan
	inputs chan input
	errand sync.WaitGroup
}

func (l *loop) run(ctx context.Context, wake <-chan struct{}) {
	l.step(ctx, nil)
	l.errand.Go(func() { l.watch(ctx, wake) })
	timer := time.NewTimer(0)
	defer timer.Stop()
	for ctx.Err() == nil {
		timer.Stop()
		if next := l.plan.next(); !next.IsZero() {
			timer.Reset(time.Until(next))
		}
		select {
		case in := <-l.inputs:
			l.step(ctx, in)
		case <-timer.C:
			l.step(ctx, nil)
		case <-ctx.Done():
		}
	}
	l.errand.Wait()
	l.close()
}

func (l *loop) step(ctx context.Context, in input) {
	out := l.plan.step(time.Now(), in)
	if out.keep {
		_ = l.Keep(out.doors) // the next change is written again, and most routers forget within the hour
	}
	for _, r := range out.requests {
		l.errand.Go(func() { l.give(ctx, l.world.do(ctx, r)) })
	}
	if out.tell != nil && ctx.Err() == nil {
		l.Tell(*out.tell)
	}
}

func (l *loop) give(ctx context.Context, in input) {
	select {
	case l.inputs <- in:
	case <-ctx.Done():
	}
}

// close deletes what is open, and then what may be: some routers delete both
// with one of them. What was not deleted for certain is left for the next run.
func (l *loop) close() {
	ctx, cancel := context.WithTimeout(context.Background(), closing)
	defer cancel()
	out := l.plan.close()
	left := out.doors
	for _, round := range [][]request{out.requests[:out.certain], out.requests[out.certain:]} {
		left = l.delete(ctx, round, left)
	}
	_ = l.Keep(left)
}

// delete gives the doors that are left.
func (l *loop) delete(ctx context.Context, all []request, doors []Door) []Door {
	gone := make([]bool, len(all))
	var deleting sync.WaitGroup
	for i, r := range all {
		deleting.Go(func() { gone[i] = r.deleted(l.world.do(ctx, r)) })
	}
	deleting.Wait()
	for i, r := range all {
		if gone[i] {
			doors = slices.DeleteFunc(doors, func(d Door) bool { return d == r.door })
		}
	}
	return doors
}
