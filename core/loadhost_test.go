package core

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"realtalk/core/pgp"
	"realtalk/core/profile"
)

// hostLoad is the host of TestLoad, in a process of its own: "load". It takes
// newcomers as fast as they come, and gives what it holds for each line that is typed.
func hostLoad() error {
	p, err := profile.Open("profile")
	if err != nil {
		return err
	}
	id, err := pgp.NewIdentity("Host")
	if err != nil {
		return err
	}
	c, err := Host(context.Background(), HostConfig{
		Profile: p, Identity: id, Name: "Host", Password: testPassword, Listen: "127.0.0.1",
		stretch: quick, pace: rate.NewLimiter(rate.Inf, 1),
	})
	if err != nil {
		return err
	}
	go func() {
		for typed := bufio.NewScanner(os.Stdin); typed.Scan(); {
			fmt.Println("holds", memory())
		}
		c.End()
	}()
	for e := range c.Events() {
		if e, ok := e.(Hosting); ok {
			fmt.Printf("hosting 127.0.0.1:%d\n", e.Port)
		}
	}
	return nil
}

// process is a server that is measured.
type process struct{ id int }

// rss is what the process has in memory, in bytes (proc(5), statm).
func (p process) rss(tb testing.TB) int64 {
	tb.Helper()
	return p.field(tb, "statm", 1) * int64(os.Getpagesize())
}

// cpu is what the process has computed, in ticks of 10 ms (proc(5), stat).
func (p process) cpu(tb testing.TB) time.Duration {
	tb.Helper()
	const utime, stime = 13, 14 // no name here has a space in it
	return time.Duration(p.field(tb, "stat", utime)+p.field(tb, "stat", stime)) * 10 * time.Millisecond
}

func (p process) field(tb testing.TB, file string, n int) int64 {
	tb.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", p.id, file))
	if err != nil {
		tb.Fatal(err)
	}
	v, err := strconv.ParseInt(strings.Fields(string(text))[n], 10, 64)
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

// loadHost is that host, seen by its guests.
type loadHost struct {
	*child
	process

	address string
}

func startLoadHost(tb testing.TB) *loadHost {
	tb.Helper()
	c := startChild(tb, "host", "load")
	return &loadHost{child: c, process: process{c.cmd.Process.Pid}, address: c.tells("hosting")}
}

// holds is what it has in heap and stacks after a collection, in bytes.
func (h *loadHost) holds() int64 {
	h.tb.Helper()
	h.types("")
	n, err := strconv.ParseInt(h.tells("holds"), 10, 64)
	if err != nil {
		h.tb.Fatal(err)
	}
	return n
}
