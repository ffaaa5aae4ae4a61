//go:build linux || freebsd || netbsd || openbsd || dragonfly

package platform

import (
	"context"
	"time"
)

// keyStoreReachable looks for a bus before go-keyring does, which would start
// one that has no key store and no end.
func keyStoreReachable() error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	b, err := openBus(ctx)
	if err != nil {
		return err
	}
	return b.Close()
}
