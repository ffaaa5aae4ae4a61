//go:build !(linux || freebsd || netbsd || openbsd || dragonfly)

package platform

// Badge is the number on this program's icon in the launcher: on this system
// there is none.
type Badge struct{}

// Set does nothing.
func (*Badge) Set(int) {}

// Close has nothing to end.
func (*Badge) Close() {}
