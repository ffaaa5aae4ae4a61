//go:build linux

package lab

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"
)

const (
	startTime = 5 * time.Second      // a daemon has to listen
	lookAgain = 2 * time.Millisecond // whether it does
)

// daemon is a program in the background.
type daemon struct {
	cmd  *exec.Cmd
	over chan struct{} // closed when it ended

	mu  sync.Mutex // guards what follows
	log bytes.Buffer
}

func newDaemon(program string, args ...string) *daemon {
	d := &daemon{cmd: exec.Command(program, args...), over: make(chan struct{})}
	d.cmd.Stdout, d.cmd.Stderr = d, d
	// The kernel ends it with the thread that started it.
	d.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	return d
}

// starts gives a thread that lives as long as the process does.
var starts = sync.OnceValue(func() chan<- func() {
	calls := make(chan func())
	go func() {
		runtime.LockOSThread()
		for call := range calls {
			call()
		}
	}()
	return calls
})

func (d *daemon) start() error {
	result := make(chan error)
	starts() <- func() { result <- d.cmd.Start() }
	if err := <-result; err != nil {
		close(d.over)
		return err
	}
	go func() {
		_ = d.cmd.Wait()
		close(d.over)
	}()
	return nil
}

// stop gives it no time for a farewell, so what it did stays.
func (d *daemon) stop() {
	if d == nil {
		return
	}
	if d.cmd.Process != nil {
		_ = d.cmd.Process.Kill()
	}
	<-d.over
}

// Write takes what it says.
func (d *daemon) Write(p []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.log.Write(p)
}

func (d *daemon) said() string {
	if d == nil {
		return ""
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.log.String()
}

// await returns when all sockets are there, or with what the daemon said.
func (d *daemon) await(ctx context.Context, namespace string, sockets []socket) error {
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	for {
		there, err := listening(namespace, sockets)
		if there || err != nil {
			return err
		}
		select {
		case <-time.After(lookAgain):
		case <-d.over:
			return fmt.Errorf("miniupnpd ended: %s", d.said())
		case <-ctx.Done():
			return fmt.Errorf("miniupnpd does not listen: %w: %s", ctx.Err(), d.said())
		}
	}
}

// socket is one that is bound, by its table in /proc/net.
type socket struct {
	table string
	port  int
}

func listening(namespace string, sockets []socket) (all bool, err error) {
	err = enter(namespace, func() error {
		for _, s := range sockets {
			table, err := os.ReadFile("/proc/thread-self/net/" + s.table)
			if err != nil {
				return err
			}
			if !strings.Contains(string(table), fmt.Sprintf(":%04X ", s.port)) {
				return nil
			}
		}
		all = true
		return nil
	})
	return all, err
}
