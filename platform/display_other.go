//go:build windows || darwin

package platform

// HasDisplay tells whether a window can be shown.
func HasDisplay() bool { return true }
