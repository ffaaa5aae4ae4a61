//go:build linux || freebsd || netbsd || openbsd || dragonfly

package platform

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"

	"github.com/godbus/dbus/v5"
)

// Notifier shows notices on this user's desktop. The zero value is ready; it
// finds the desktop with the first notice, and again after the desktop, or its
// notification service, was started anew. All methods may be called from any
// goroutine.
type Notifier struct {
	mu      sync.Mutex // held while the desktop is asked, so that a click waits for the number that it names
	desk    *desk      // nil while there is no connection
	closed  bool
	readers sync.WaitGroup
}

// Notify shows a notice. onClick, unless it is nil, runs on a goroutine of its
// own when the user clicks on the notice, as long as that is the last one about
// its matter. Notify blocks for at most two seconds. An error means that
// nothing was shown, as far as it can be told from here: a service that answers
// too late may show the notice all the same. After Close the error is
// net.ErrClosed, and without a desktop it is errors.ErrUnsupported.
func (n *Notifier) Notify(notice Notice, onClick func()) error {
	ctx, cancel := context.WithTimeout(context.Background(), deskPatience)
	defer cancel()
	n.mu.Lock()
	defer n.mu.Unlock()
	kept := n.desk != nil
	err := n.show(ctx, notice, onClick)
	if kept && n.desk == nil { // it was gone before
		err = n.show(ctx, notice, onClick)
	}
	if err != nil {
		return fmt.Errorf("notify the desktop: %w", err)
	}
	return nil
}

// Withdraw takes the notice about something off the screen, if it is still there
// and the desktop can. It blocks for at most two seconds.
func (n *Notifier) Withdraw(about string) {
	ctx, cancel := context.WithTimeout(context.Background(), deskPatience)
	defer cancel()
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.desk != nil && n.desk.withdraw(ctx, about) != nil {
		n.hangUp()
	}
}

// show asks the desktop. If there is no answer, the connection is no good: what
// else would be sent on it might wait in it.
func (n *Notifier) show(ctx context.Context, notice Notice, onClick func()) error {
	if err := n.connect(ctx); err != nil {
		return err
	}
	err := n.desk.show(ctx, notice, onClick)
	var answer dbus.Error
	if err != nil && !errors.As(err, &answer) {
		n.hangUp()
	}
	return err
}

func (n *Notifier) connect(ctx context.Context) error {
	switch {
	case n.closed:
		return net.ErrClosed
	case n.desk != nil:
		return nil
	}
	d, err := openDesk(ctx)
	if err != nil {
		return err
	}
	n.desk = d
	n.readers.Go(func() { n.hear(d) })
	return nil
}

// hangUp forgets what is shown: the numbers of the notices have no meaning on
// another connection.
func (n *Notifier) hangUp() {
	n.desk.Close()
	n.desk = nil
}

// hear takes what a desktop tells until its connection ends.
func (n *Notifier) hear(d *desk) {
	for signal := range d.signals {
		n.take(d, signal)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.desk == d {
		n.hangUp()
	}
}

func (n *Notifier) take(d *desk, signal *dbus.Signal) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.desk == d && !d.take(signal) {
		n.hangUp()
	}
}

// Close ends the connection and waits for it, at most two seconds. Notices stay
// on the screen, for they are still true; a click on one does nothing then.
func (n *Notifier) Close() {
	n.mu.Lock()
	n.closed = true
	if n.desk != nil {
		n.hangUp()
	}
	n.mu.Unlock()
	n.readers.Wait()
}
