package platform

import (
	"fmt"
	"sync"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	kernel32           = windows.NewLazySystemDLL("kernel32.dll")
	powerCreateRequest = kernel32.NewProc("PowerCreateRequest")
	powerSetRequest    = kernel32.NewProc("PowerSetRequest")
)

const (
	reasonVersion  = 0 // POWER_REQUEST_CONTEXT_VERSION
	reasonSimple   = 1 // POWER_REQUEST_CONTEXT_SIMPLE_STRING
	systemRequired = 1 // PowerRequestSystemRequired
)

// reasonContext is REASON_CONTEXT with a simple string; the other form of its
// union is longer by two pointers.
type reasonContext struct {
	version, flags uint32
	text           *uint16
	_              [2]uintptr
}

// KeepAwake keeps this computer from falling asleep because nobody uses it, until
// release is called or this process ends. It holds back no sleep that the user
// asks for, by the lid or a menu, and lets the screen go dark. "powercfg
// /requests" shows the reason. release may be called from any goroutine, and
// again.
func KeepAwake(reason string) (release func(), err error) {
	text, err := windows.UTF16PtrFromString(reason)
	if err != nil {
		return nil, fmt.Errorf("keep awake: %w", err)
	}
	request, err := newPowerRequest(&reasonContext{version: reasonVersion, flags: reasonSimple, text: text})
	if err != nil {
		return nil, fmt.Errorf("keep awake: %w", err)
	}
	if set, _, err := powerSetRequest.Call(uintptr(request), systemRequired); set == 0 {
		windows.CloseHandle(request)
		return nil, fmt.Errorf("keep awake: %w", err)
	}
	// The request ends with its handle.
	return sync.OnceFunc(func() { windows.CloseHandle(request) }), nil
}

func newPowerRequest(reason *reasonContext) (windows.Handle, error) {
	if err := powerCreateRequest.Find(); err != nil {
		return 0, err
	}
	handle, _, err := powerCreateRequest.Call(uintptr(unsafe.Pointer(reason)))
	if request := windows.Handle(handle); request != windows.InvalidHandle {
		return request, nil
	}
	return 0, err
}
