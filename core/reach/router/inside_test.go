//go:build linux

package router_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"testing"
	"time"

	"realtalk/core/reach/lab"
	"realtalk/core/reach/router"
)

// report is a line that a keeper's process prints.
type report struct {
	After time.Duration // since Open
	State *router.State
	Doors []router.Door // with Kept
	Kept  bool
	Ended bool
}

// TestKeeperInside keeps doors open on a computer of a lab until it is told to
// end, and greets everybody who comes.
func TestKeeperInside(t *testing.T) {
	if lab.Inside() == "" {
		t.Skip("a part of other tests")
	}
	port, err := strconv.ParseUint(os.Getenv("PORT"), 10, 16)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", fmt.Sprintf(":%d", port))
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go greet(listener)
	var left []router.Door
	if text := os.Getenv("LEFT"); text != "" {
		if err := json.Unmarshal([]byte(text), &left); err != nil {
			t.Fatal(err)
		}
	}
	tell := reporter()
	k := router.Open(router.Options{
		Port: uint16(port), Left: left,
		Keep: func(doors []router.Door) error {
			tell(report{Doors: doors, Kept: true})
			return nil
		},
		Tell: func(s router.State) { tell(report{State: &s}) },
	})
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		k.Wake()
	}
	k.Close()
	tell(report{Ended: true})
}

func reporter() func(report) {
	var mu sync.Mutex
	start := time.Now()
	return func(r report) {
		mu.Lock()
		defer mu.Unlock()
		r.After = time.Since(start)
		text, err := json.Marshal(r)
		if err != nil {
			panic(err)
		}
		fmt.Printf("\n%s\n", text)
	}
}

const greeting = "come in"

func greet(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		_, _ = io.WriteString(conn, greeting)
		_ = conn.Close()
	}
}

// keeper is such a process.
type keeper struct {
	t       *testing.T
	cmd     *exec.Cmd
	stdin   io.WriteCloser
	reports chan report // closed at its end
	doors   []router.Door
	state   router.State // the last one
}

const port = 40213

func start(t *testing.T, l *lab.Lab, left []router.Door) *keeper {
	t.Helper()
	text, err := json.Marshal(left)
	if err != nil {
		t.Fatal(err)
	}
	k := &keeper{t: t, cmd: l.Test(t, "host", "TestKeeperInside", fmt.Sprintf("PORT=%d", port), "LEFT="+string(text)), reports: make(chan report, 1000), doors: left}
	k.cmd.Stderr = os.Stderr
	if k.stdin, err = k.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := k.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := k.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(k.reports)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			var r report
			if json.Unmarshal(lines.Bytes(), &r) == nil {
				k.reports <- r
			}
		}
	}()
	return k
}

// until waits for a state, and gives when it was told.
func (k *keeper) until(what string, is func(router.State) bool) time.Duration {
	k.t.Helper()
	if k.state.Answer != router.Asking && is(k.state) {
		return 0
	}
	return k.hear(what, func(r report) bool { return r.State != nil && is(k.state) })
}

// settle waits until no more is written down than routers have: those that do not
// speak a protocol were asked in vain for long enough.
func (k *keeper) settle(l *lab.Lab, routers ...string) {
	k.t.Helper()
	open := 0
	for _, r := range routers {
		open += len(l.Maps(r))
	}
	if len(k.doors) > open {
		k.hear("settled", func(report) bool { return len(k.doors) == open })
	}
}

// hear takes reports up to the right one, and gives when it was made.
func (k *keeper) hear(what string, is func(report) bool) time.Duration {
	k.t.Helper()
	limit := time.After(25 * time.Second)
	for {
		select {
		case r, ok := <-k.reports:
			if !ok {
				k.t.Fatalf("%s: the keeper ended; last state %+v", what, k.state)
			}
			k.note(r)
			if is(r) {
				return r.After
			}
		case <-limit:
			k.t.Fatalf("%s: last state %+v, written down %+v", what, k.state, k.doors)
		}
	}
}

func (k *keeper) note(r report) {
	if r.State != nil {
		k.t.Logf("%v: %+v", r.After.Round(time.Millisecond), *r.State)
		k.state = *r.State
	}
	if r.Kept {
		k.t.Logf("%v: kept %+v", r.After.Round(time.Millisecond), r.Doors)
		k.doors = r.Doors
	}
}

func (k *keeper) wake() {
	k.t.Helper()
	if _, err := io.WriteString(k.stdin, "\n"); err != nil {
		k.t.Fatal(err)
	}
}

// end closes the keeper and waits for its process.
func (k *keeper) end() {
	k.t.Helper()
	_ = k.stdin.Close()
	ended := false
	for r := range k.reports {
		k.note(r)
		ended = ended || r.Ended
	}
	if err := k.cmd.Wait(); err != nil || !ended {
		k.t.Errorf("the keeper ended by %v", err)
	}
	if len(k.doors) != 0 {
		k.t.Errorf("written down at the end: %+v", k.doors)
	}
}

// kill ends the process as a crash does.
func (k *keeper) kill() []router.Door {
	k.t.Helper()
	if err := k.cmd.Process.Kill(); err != nil {
		k.t.Fatal(err)
	}
	for r := range k.reports {
		k.note(r)
	}
	_ = k.cmd.Wait() // it was killed
	return k.doors
}
