//go:build linux || freebsd || netbsd || openbsd || dragonfly

package platform

import (
	"context"
	"sync"
	"time"

	"github.com/godbus/dbus/v5"
)

const (
	launcherFace = "com.canonical.Unity.LauncherEntry"
	launcherPath = "/com/canonical/unity/launcherentry/realtalk"
	launcherURI  = "application://" + programEntry + ".desktop"

	maxBadge = 9999 // more fits into no badge
)

// Badge is the number on this program's icon in the launcher. The zero value is
// ready and shows none. All methods may be called from any goroutine.
type Badge struct {
	mu     sync.Mutex // guards what follows
	number int
	news   chan struct{} // holds one: number is another; nil until there was one
	closed bool
	teller sync.WaitGroup
}

// Set shows a number, or none if it is 0. It does not block, and nobody is told
// where no launcher shows it.
func (b *Badge) Set(number int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	number = min(max(number, 0), maxBadge)
	if b.closed || number == b.number {
		return
	}
	b.number = number
	if b.news == nil {
		b.news = make(chan struct{}, 1)
		b.teller.Go(b.tell)
	}
	select {
	case b.news <- struct{}{}:
	default: // the last one is to be told still
	}
}

// Close takes the number off. It waits for the bus, four seconds at most.
func (b *Badge) Close() {
	b.mu.Lock()
	if b.news != nil && !b.closed {
		close(b.news)
	}
	b.closed = true
	b.number = 0
	b.mu.Unlock()
	b.teller.Wait()
}

// tell tells the launchers what is new until Close. They forget the number when
// the connection that it came by ends, so that one is kept.
func (b *Badge) tell() {
	var launchers *bus
	defer func() {
		if launchers != nil {
			launchers.Close()
		}
	}()
	shown := 0
	for open := true; open; {
		_, open = <-b.news
		b.mu.Lock()
		number := b.number
		b.mu.Unlock()
		if number == shown {
			continue
		}
		shown = 0
		if launchers = update(launchers, number); launchers != nil {
			shown = number
		}
	}
}

// update tells a number by the connection that is there, or else by another. It
// gives the one that did it, nil if none could.
func update(kept *bus, number int) *bus {
	ctx, cancel := context.WithTimeout(context.Background(), deskPatience)
	defer cancel()
	if kept != nil {
		if kept.updateLaunchers(number) == nil {
			return kept
		}
		kept.Close()
	}
	b, err := openBus(ctx)
	if err != nil {
		return nil
	}
	if b.updateLaunchers(number) != nil {
		b.Close()
		return nil
	}
	return b
}

func (b *bus) updateLaunchers(number int) error {
	b.socket.SetWriteDeadline(time.Now().Add(deskPatience))
	return b.Emit(launcherPath, launcherFace+".Update", launcherURI, map[string]dbus.Variant{
		"count": dbus.MakeVariant(int64(number)), "count-visible": dbus.MakeVariant(number > 0),
	})
}
