//go:build !windows && !darwin

package platform

import (
	"context"
	"net"
	"os"
	"time"
)

// displayPatience is how long one display server may take to accept; an X
// server at the far end of an ssh connection answers through a local port.
const displayPatience = time.Second

// HasDisplay tells whether a window can be shown: whether the Wayland or the X
// server that the environment names takes a connection. It blocks for at most a
// second each.
func HasDisplay() bool {
	for _, e := range append(waylandEndpoints(os.Getenv), xEndpoints(os.Getenv)...) {
		if e.answers() {
			return true
		}
	}
	return false
}

// endpoint is where a display server may listen.
type endpoint struct{ network, address string }

func (e endpoint) answers() bool {
	ctx, cancel := context.WithTimeout(context.Background(), displayPatience)
	defer cancel()
	conn, err := new(net.Dialer).DialContext(ctx, e.network, e.address)
	if err != nil {
		return false
	}
	conn.Close()
	return true
}
