//go:build !(linux || freebsd || netbsd || openbsd || dragonfly || windows || darwin)

package platform

import (
	"errors"
	"fmt"
)

// KeepAwake fails with an error that is errors.ErrUnsupported.
func KeepAwake(string) (release func(), err error) {
	return nil, fmt.Errorf("keep awake: %w", errors.ErrUnsupported)
}
