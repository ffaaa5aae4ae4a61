package core

import (
	"context"
	"fmt"
	"net"
	"os"
	"sync"
	"testing"
	"time"

	"realtalk/core/cpace"
	"realtalk/core/link"
	"realtalk/core/wire"
)

// TestSlowStrangersAreTold stops in the middle of every step that no person is
// part of. The host waits 10 seconds for each and says why it hangs up.
func TestSlowStrangersAreTold(t *testing.T) {
	if testing.Short() && os.Getenv("CI") == "" {
		t.Skip("waits for limits of 10 s")
	}
	t.Parallel()
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	tooSlow := fmt.Sprint("refused ", wire.RefusedTooSlow)
	clientHello := []byte{22, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3} // the beginning of one
	steps := []struct {
		name, want string
		run        func(address string) (string, error)
	}{
		{"half-open", "close", dripping(plain, nil)},
		{"a handshake, one byte a second", "close", dripping(plain, append(clientHello, make([]byte, 60)...))},
		{"no hello", tooSlow, dripping(secret, nil)},
		{"a hello, one byte a second", tooSlow, dripping(secret, hello())},
		{"no confirmation", tooSlow, withoutConfirm},
		{"no join", tooSlow, withoutJoin},
	}
	var all sync.WaitGroup
	for _, s := range steps {
		all.Go(func() {
			if got, err := s.run(host.address()); err != nil || got != s.want {
				t.Errorf("%s: the host ended it with %q, %v, want %q", s.name, got, err, s.want)
			}
		})
	}
	all.Wait()
	anna.say("who was that?")
	host.said("who was that?")
	host.deserted()
}

// dripping connects and sends one byte a second, until the host ends it.
func dripping(dial func(address string) (net.Conn, error), b []byte) func(string) (string, error) {
	return func(address string) (string, error) {
		c, err := dial(address)
		if err != nil {
			return "", err
		}
		defer c.Close()
		ended := make(chan struct{})
		defer close(ended)
		go drip(c, b, ended)
		return reason(c), nil
	}
}

func plain(address string) (net.Conn, error) { return stranger(0, address) }

func secret(address string) (net.Conn, error) { return secretStranger(0, address) }

func drip(c net.Conn, b []byte, ended <-chan struct{}) {
	second := time.NewTicker(time.Second)
	defer second.Stop()
	for i := range b {
		if _, err := c.Write(b[i : i+1]); err != nil {
			return
		}
		select {
		case <-second.C:
		case <-ended:
			return
		}
	}
}

func withoutConfirm(address string) (string, error) {
	conn, err := link.Dial(context.Background(), address)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	x, err := cpace.Start(cpace.Initiator, []byte("any"), nil, nil, nil)
	if err != nil {
		return "", err
	}
	_ = conn.Write(&wire.Hello{})
	_ = conn.Write(&wire.Try{Share: x.Share()})
	return lastFrame(frames(conn.Read)), nil
}

func withoutJoin(address string) (string, error) {
	conn, _, err := knowing(address, wire.ID{})
	if err != nil {
		return "", err
	}
	defer conn.Close()
	conn.Admitted()
	return lastFrame(frames(conn.Read)), nil
}
