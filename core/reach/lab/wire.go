//go:build linux

package lab

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

const (
	maxFrame = 1 << 16 // bytes, more than any of the cards sends
	maxQueue = 4096    // frames on the way; what comes then is lost, as in a router
)

// wire carries frames between two TAP devices. The kernel finishes checksums and
// segments for such devices, so what is read can be written as it is.
type wire struct {
	ends [2]*os.File
	wait sync.WaitGroup
}

// newWire makes wan0 of a router and the router's socket in the Internet's
// switch, and begins to carry: late by the delay, without some percent.
func newWire(prefix, router string, delay time.Duration, loss float64) (io.Closer, error) {
	outer, err := tap(prefix+router, "wan0")
	if err != nil {
		return nil, err
	}
	inner, err := tap(prefix+"wan", router)
	if err != nil {
		return nil, errors.Join(err, outer.Close())
	}
	w := &wire{ends: [2]*os.File{outer, inner}}
	for i, from := range w.ends {
		frames := make(chan frame, maxQueue)
		w.wait.Go(func() { take(from, frames, delay, loss) })
		w.wait.Go(func() { give(w.ends[1-i], frames) })
	}
	return w, nil
}

type frame struct {
	due   time.Time
	bytes []byte
}

// take reads frames until the device is closed.
func take(from io.Reader, frames chan<- frame, delay time.Duration, loss float64) {
	defer close(frames)
	buffer := make([]byte, maxFrame)
	for {
		n, err := from.Read(buffer)
		if err != nil {
			return
		}
		if rand.Float64()*100 < loss && !asksForCard(buffer[:n]) {
			continue
		}
		select {
		case frames <- frame{time.Now().Add(delay), append([]byte(nil), buffer[:n]...)}:
		default:
		}
	}
}

// asksForCard tells whether a frame is of ARP or neighbour discovery (RFC 4861
// section 4). These are of the cable alone, not of the way that it stands for,
// and are not repeated for a second.
func asksForCard(frame []byte) bool {
	if len(frame) < ethernetHeader {
		return false
	}
	kind, body := binary.BigEndian.Uint16(frame[12:]), frame[ethernetHeader:]
	const icmpv6, solicitation, advertisement = 58, 135, 136
	return kind == typeARP || kind == typeIPv6 && len(body) > 40 && body[6] == icmpv6 &&
		(body[40] == solicitation || body[40] == advertisement)
}

// give writes each frame when it is due. A card that is down takes none.
func give(to io.Writer, frames <-chan frame) {
	for f := range frames {
		time.Sleep(time.Until(f.due))
		_, _ = to.Write(f.bytes)
	}
}

// Close removes the devices and waits for the goroutines.
func (w *wire) Close() error {
	err := errors.Join(w.ends[0].Close(), w.ends[1].Close())
	w.wait.Wait()
	return err
}

// tap makes a card whose frames are read from and written to the file. It is
// gone when the file is closed.
func tap(namespace, name string) (*os.File, error) {
	var made *os.File
	err := enter(namespace, func() error {
		fd, err := unix.Open("/dev/net/tun", unix.O_RDWR|unix.O_CLOEXEC|unix.O_NONBLOCK, 0)
		if err != nil {
			return fmt.Errorf("open /dev/net/tun: %w", err)
		}
		request, err := unix.NewIfreq(name)
		if err == nil {
			request.SetUint16(unix.IFF_TAP | unix.IFF_NO_PI)
			err = unix.IoctlIfreq(fd, unix.TUNSETIFF, request)
		}
		if err != nil {
			return errors.Join(fmt.Errorf("make %s in %s: %w", name, namespace, err), unix.Close(fd))
		}
		made = os.NewFile(uintptr(fd), name)
		return nil
	})
	return made, err
}
