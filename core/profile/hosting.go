package profile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"

	"github.com/gofrs/flock"
)

// maxWhere bounds an announcement, in bytes.
const maxWhere = 1 << 10

// ErrHosted tells that a chat is being hosted already; every *HostedError is it.
var ErrHosted = errors.New("a chat is being hosted already")

// HostedError says where the chat that stands in the way is. Where is what its
// process announced, or empty when it has not yet.
type HostedError struct{ Where string }

// Error names the place, if it is known.
func (e *HostedError) Error() string {
	if e.Where == "" {
		return ErrHosted.Error()
	}
	return fmt.Sprintf("%v at %s", ErrHosted, e.Where)
}

// Is makes errors.Is(err, ErrHosted) true.
func (e *HostedError) Is(target error) bool { return target == ErrHosted }

// Hosting is the right to host, of one process at a time. It ends with Release
// or with the process, however that dies.
type Hosting struct {
	profile *Profile

	mu   sync.Mutex // guards what follows
	lock *flock.Flock
}

// LockHosting takes the right to host without waiting. The error is a
// *HostedError if somebody has it, in this process or in another.
func (p *Profile) LockHosting() (*Hosting, error) {
	if err := p.here(); err != nil {
		return nil, fmt.Errorf("lock hosting: %w", err)
	}
	lock := flock.New(p.path(hostingLock))
	got, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock hosting: %w", err)
	}
	if !got {
		return nil, &HostedError{Where: p.announced()}
	}
	// What a host that died had announced is true no more.
	if err := os.Remove(p.path(hostingFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(fmt.Errorf("lock hosting: %w", err), lock.Close())
	}
	return &Hosting{profile: p, lock: lock}, nil
}

// announced stands in a file beside the lock, since Windows lets nobody read
// what is locked.
func (p *Profile) announced() string {
	where, err := readBounded(p.path(hostingFile), maxWhere)
	if err != nil {
		return ""
	}
	return string(where)
}

// Announce records where the chat is, for who finds the right taken: at most
// 1 KiB, in a form that is the caller's own. After Release the error is
// fs.ErrClosed.
func (h *Hosting) Announce(where string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.lock == nil {
		return fmt.Errorf("announce: %w", fs.ErrClosed)
	}
	if len(where) > maxWhere {
		return fmt.Errorf("announce: %d bytes are over the limit of %d", len(where), maxWhere)
	}
	if err := h.profile.replace(hostingFile, []byte(where)); err != nil {
		return fmt.Errorf("announce: %w", err)
	}
	return nil
}

// Release gives the right back; a second call does nothing.
func (h *Hosting) Release() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.lock == nil {
		return
	}
	// Neither can hurt: the next to lock removes the announcement too, and a
	// lock that is not undone here ends with the process.
	_ = os.Remove(h.profile.path(hostingFile))
	_ = h.lock.Close()
	h.lock = nil
}
