//go:build linux

package lab

import (
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"os"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

const captureBuffer = 16 << 20 // bytes in the kernel

// Capture collects what passes a card.
type Capture struct {
	lab  *Lab
	own  net.HardwareAddr
	file *os.File
	wait sync.WaitGroup

	packets []Packet // the goroutine's until it ended
}

// Capture collects all packets that a computer sends and receives from now on,
// or a router at its card to the Internet.
func (l *Lab) Capture(computer string) *Capture {
	l.t.Helper()
	card := "wan0"
	if c, found := l.computers[computer]; found {
		card = c.card
	}
	c := &Capture{lab: l}
	l.check(enter(l.Name(computer), func() error { return c.open(card) }))
	l.t.Cleanup(func() { _ = c.end() })
	c.wait.Go(c.read)
	return c
}

// open is called in the computer's network.
func (c *Capture) open(card string) error {
	found, err := net.InterfaceByName(card)
	if err != nil {
		return err
	}
	c.own = found.HardwareAddr
	// Without a protocol nothing comes before it is bound to the card.
	fd, err := unix.Socket(unix.AF_PACKET, unix.SOCK_RAW|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, 0)
	if err != nil {
		return err
	}
	err = errors.Join(
		unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUFFORCE, captureBuffer),
		unix.Bind(fd, &unix.SockaddrLinklayer{Protocol: everyProtocol(), Ifindex: found.Index}),
	)
	if err != nil {
		return errors.Join(fmt.Errorf("capture %s: %w", card, err), unix.Close(fd))
	}
	c.file = os.NewFile(uintptr(fd), card)
	return nil
}

// everyProtocol is ETH_P_ALL in the network's order of bytes.
func everyProtocol() uint16 {
	return binary.NativeEndian.Uint16(binary.BigEndian.AppendUint16(nil, unix.ETH_P_ALL))
}

func (c *Capture) read() {
	buffer := make([]byte, maxFrame)
	for {
		n, err := c.file.Read(buffer)
		if err != nil {
			return
		}
		c.packets = append(c.packets, readFrame(buffer[:n], c.own))
	}
}

// Stop gives what was captured up to now, in order. It fails the test if the
// kernel had to drop packets.
func (c *Capture) Stop() []Packet {
	c.lab.t.Helper()
	c.lab.check(c.end())
	return c.packets
}

// end takes what is still waiting, too. It can be called again.
func (c *Capture) end() error {
	if c.file == nil {
		return nil
	}
	defer func() {
		_ = c.file.Close()
		c.file = nil
	}()
	if err := c.file.SetReadDeadline(time.Now()); err != nil {
		return err
	}
	c.wait.Wait()
	raw, err := c.file.SyscallConn()
	if err != nil {
		return err
	}
	var lost error
	err = raw.Control(func(fd uintptr) {
		buffer := make([]byte, maxFrame)
		for {
			n, err := unix.Read(int(fd), buffer)
			if err != nil {
				break
			}
			c.packets = append(c.packets, readFrame(buffer[:n], c.own))
		}
		lost = dropped(int(fd))
	})
	return errors.Join(err, lost)
}

func dropped(fd int) error {
	is, err := unix.GetsockoptTpacketStats(fd, unix.SOL_PACKET, unix.PACKET_STATISTICS)
	if err == nil && is.Drops > 0 {
		err = fmt.Errorf("%d packets were not captured", is.Drops)
	}
	return err
}
