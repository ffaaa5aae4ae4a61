package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"realtalk/core/control"
	"realtalk/platform"
)

// MaxCall bounds what one start of the program hands to another, in bytes.
const MaxCall = 64 << 10

const (
	windowName = "window" // of the lock, and of the folder with the socket

	claimWait  = 5 * time.Second // for the window that is there already
	claimPause = 5 * time.Millisecond
	takeWait   = 3 * time.Second // for the view to take a call; less than claimWait
)

// What Claim may answer.
var (
	ErrHandedOver = errors.New("handed over to the window that is there")
	errCallSize   = fmt.Errorf("more than %d bytes to hand over", MaxCall)
	errNotTaken   = errors.New("the window that is there did not take it")
)

// The answers of a window to a call.
const (
	callTaken   = "taken"
	callRefused = "refused"
)

// Instance is the right to be the one window of this profile, among all
// programs of this user. It ends with Close or with the process, however that
// dies.
type Instance struct {
	server  *control.Server
	stop    context.CancelFunc
	release func()
}

// Claim asks for that right. Where a window has it already, the message, at most
// MaxCall bytes, is handed to that one, and the error is ErrHandedOver: then
// this program has nothing left to do. Any other error means neither, and comes
// after five seconds at most; what the user wanted should be done without the
// right then.
//
// While this program has the right, take gets the messages of others, on up to
// eight goroutines at a time and also before Claim returns. It tells whether it
// has taken the message for good, and must return once its context ends, which
// is when the right does, or after three seconds. A message that is not taken
// goes to the window that comes next. core/control says who may send one.
func (a *App) Claim(message []byte, take func(ctx context.Context, message []byte) bool) (*Instance, error) {
	if len(message) > MaxCall {
		return nil, fmt.Errorf("claim the window: %w", errCallSize)
	}
	dir, err := a.profile.Folder(windowName)
	if err != nil {
		return nil, fmt.Errorf("claim the window: %w", err)
	}
	ctx, cancel := context.WithTimeout(a.ctx, claimWait)
	defer cancel()
	for {
		release, alone, err := a.profile.TryLock(windowName)
		if err != nil {
			return nil, fmt.Errorf("claim the window: %w", err)
		}
		if alone {
			return a.receive(dir, release, take)
		}
		err = handOver(ctx, dir, message)
		if errors.Is(err, ErrHandedOver) || errors.Is(err, control.ErrForeign) {
			return nil, err
		}
		// Who has the lock has just begun to serve, or is about to end.
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("claim the window: %w", err)
		case <-time.After(claimPause):
		}
	}
}

// handOver never gives nil.
func handOver(ctx context.Context, dir string, message []byte) error {
	platform.YieldFront()
	answer, err := control.Call(ctx, dir, message)
	switch {
	case err != nil:
		return err
	case string(answer) != callTaken:
		return errNotTaken
	default:
		return ErrHandedOver
	}
}

// receive serves with the lock held.
func (a *App) receive(dir string, release func(), take func(context.Context, []byte) bool) (*Instance, error) {
	ctx, stop := context.WithCancel(a.ctx)
	server, err := control.Serve(dir, func(message []byte) []byte {
		ctx, cancel := context.WithTimeout(ctx, takeWait)
		defer cancel()
		if len(message) > MaxCall || ctx.Err() != nil || !take(ctx, message) {
			return []byte(callRefused)
		}
		return []byte(callTaken)
	})
	if err != nil {
		stop()
		release()
		return nil, fmt.Errorf("claim the window: %w", err)
	}
	return &Instance{server, stop, release}, nil
}

// Close gives the right back. It waits for what is being taken, for a second at
// most if take obeys its context, and may be called again.
func (i *Instance) Close() {
	i.stop()
	_ = i.server.Close() // what is left is the next window's to sweep away
	i.release()
}
