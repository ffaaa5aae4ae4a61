package profile

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/gofrs/flock"
)

const (
	lockSuffix = ".lock"

	// lockPause is the time between two attempts to get a lock.
	lockPause = 5 * time.Millisecond
)

// Lock waits until the caller alone has the lock of that name, among all
// goroutines of all processes; it is no recursive lock. It waits until ctx
// ends, whose error is then wrapped; others are ErrName, ErrGone or that of the
// operating system. release gives the lock back, from any goroutine and the first time it
// is called; the end of the process gives it back too.
func (p *Profile) Lock(ctx context.Context, name string) (release func(), err error) {
	lock, err := p.lockNamed(name)
	if err != nil {
		return nil, err
	}
	if _, err := lock.TryLockContext(ctx, lockPause); err != nil {
		return nil, fmt.Errorf("lock %s: %w", name, err)
	}
	return releasing(lock), nil
}

// TryLock is Lock without waiting: ok is false, and release nil, if somebody
// else has the lock.
func (p *Profile) TryLock(name string) (release func(), ok bool, err error) {
	lock, err := p.lockNamed(name)
	if err != nil {
		return nil, false, err
	}
	if ok, err = lock.TryLock(); err != nil {
		return nil, false, fmt.Errorf("lock %s: %w", name, err)
	}
	if !ok {
		return nil, false, nil
	}
	return releasing(lock), true, nil
}

// lockNamed opens the lock anew each time, so that it excludes the goroutines
// of this process as it does other processes.
func (p *Profile) lockNamed(name string) (*flock.Flock, error) {
	if err := checkLockName(name); err != nil {
		return nil, fmt.Errorf("lock: %w", err)
	}
	if err := p.here(); err != nil {
		return nil, fmt.Errorf("lock %s: %w", name, err)
	}
	return flock.New(p.path(name + lockSuffix)), nil
}

// releasing forgives an error: a lock that is not undone here ends with the
// process.
func releasing(lock *flock.Flock) func() {
	return sync.OnceFunc(func() { _ = lock.Close() })
}
