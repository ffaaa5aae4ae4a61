package platform

import "golang.org/x/sys/windows"

var allowSetForegroundWindow = windows.NewLazySystemDLL("user32.dll").NewProc("AllowSetForegroundWindow")

// anyProcess is ASFW_ANY.
const anyProcess = 0xffffffff

// YieldFront lets another program bring its window to the front, where the
// system allows that only to the one which the user has just started. It makes
// no difference if that is refused.
func YieldFront() {
	if allowSetForegroundWindow.Find() == nil {
		_, _, _ = allowSetForegroundWindow.Call(anyProcess)
	}
}
