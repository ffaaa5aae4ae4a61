package platform

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"sync"
)

// KeepAwake keeps this computer from falling asleep because nobody uses it, until
// release is called or this process ends. It holds back no sleep that the user
// asks for, by the lid or a menu, and lets the screen go dark. The system has no
// room for the reason. release may be called from any goroutine, and again.
func KeepAwake(string) (release func(), err error) {
	cmd := exec.Command("/usr/bin/caffeinate", "-i", "-w", strconv.Itoa(os.Getpid()))
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("keep awake: %w", err)
	}
	return sync.OnceFunc(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}), nil
}
