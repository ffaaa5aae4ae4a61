package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// patience is how long a process may take for anything a test waits for. It is
// no promise about speed: a slow computer must not fail a test.
const patience = 60 * time.Second

// process is a running rt with --json. Its methods may be called from the test's
// goroutine only.
type process struct {
	t      *testing.T
	who    string
	cmd    *exec.Cmd
	stdin  io.WriteCloser
	stderr *syncBuffer
	exited chan struct{} // closed when cmd has been waited for

	mu     sync.Mutex // guards what follows
	events []event
	lines  []string         // what was said, in the order in which it was shown
	forget func(event) bool // what need not be kept in events; nil: all is kept
	over   bool             // no event will come any more
	news   chan struct{}    // closed and replaced when one of them changed
}

// event is one JSON line.
type event struct {
	name   string
	fields map[string]any
	used   bool // an Expect has taken it
}

// text gives a field that is a string, "" if it is none.
func (e event) text(field string) string { s, _ := e.fields[field].(string); return s }

// number gives a field that is a number, -1 if it is none.
func (e event) number(field string) int {
	n, ok := e.fields[field].(float64)
	if !ok {
		return -1
	}
	return int(n)
}

// list gives a field that is a list of strings.
func (e event) list(field string) []string {
	var out []string
	items, _ := e.fields[field].([]any)
	for _, i := range items {
		s, _ := i.(string)
		out = append(out, s)
	}
	return out
}

// where matches an event whose field is a given string.
func where(field, value string) func(event) bool {
	return func(e event) bool { return e.text(field) == value }
}

// startRT starts rt with --json and the name who, in a profile of its own unless
// args name one. It is killed at the end of the test if it still runs then.
func startRT(t *testing.T, who string, args ...string) *process {
	t.Helper()
	args = append([]string{"--json", "--name", who, "--profile", filepath.Join(t.TempDir(), who)}, args...)
	return launch(t, who, exec.Command("rt", args...))
}

// launch starts a command that is rt with --json.
func launch(t *testing.T, who string, cmd *exec.Cmd) *process {
	t.Helper()
	p := &process{
		t: t, who: who, cmd: cmd, stderr: &syncBuffer{},
		exited: make(chan struct{}), news: make(chan struct{}),
	}
	stdin, err := p.cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.stdin, p.cmd.Stderr = stdin, p.stderr
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go p.read(stdout)
	t.Cleanup(p.stop)
	return p
}

// startHost starts a host on this computer's own address and gives its join
// words, ADDRESS and PORT, once it is in.
func startHost(t *testing.T, who, password string, args ...string) (p *process, join []string) {
	t.Helper()
	p = startRT(t, who, append([]string{"host", "--listen", "127.0.0.1", "--no-router"}, args...)...)
	p.Expect("password_prompt", nil)
	p.Send(password)
	hosting := p.Expect("hosting", where("password", password))
	p.Expect("joined", nil)
	want := fmt.Sprintf("rt 127.0.0.1 %d", hosting.number("port"))
	if lines := hosting.list("local"); len(lines) != 1 || lines[0] != want {
		p.fatal("lines %q, want %q", lines, want)
	}
	return p, strings.Fields(want)[1:]
}

// startGuest starts a guest and gives the password once it is asked for.
func startGuest(t *testing.T, who string, join []string, password string, args ...string) *process {
	t.Helper()
	p := startRT(t, who, append(args, join...)...)
	p.Expect("password_prompt", nil)
	p.Send(password)
	return p
}

// read takes the events as they come. What is no event fails the test.
func (p *process) read(stdout io.Reader) {
	lines := bufio.NewScanner(stdout)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var fields map[string]any
		if err := json.Unmarshal(lines.Bytes(), &fields); err != nil {
			p.t.Errorf("%s: %q is no JSON object: %v", p.who, lines.Text(), err)
			continue
		}
		name, _ := fields["event"].(string)
		stamp, _ := fields["time"].(string)
		if _, err := time.Parse("2006-01-02T15:04:05.000Z", stamp); err != nil || name == "" {
			p.t.Errorf("%s: %q has no event or no time", p.who, lines.Text())
		}
		p.take(event{name: name, fields: fields})
	}
	_ = p.cmd.Wait()
	close(p.exited)
	p.change(func() { p.over = true })
}

func (p *process) take(e event) {
	p.change(func() {
		if e.name == "message" {
			p.lines = append(p.lines, e.text("text"))
		}
		if p.forget == nil || !p.forget(e) {
			p.events = append(p.events, e)
		}
	})
}

func (p *process) change(f func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	f()
	close(p.news)
	p.news = make(chan struct{})
}

// Send writes a line to the process.
func (p *process) Send(line string) {
	p.t.Helper()
	if _, err := io.WriteString(p.stdin, line+"\n"); err != nil {
		p.fatal("send %q: %v", line, err)
	}
}

// CloseInput ends the process's input.
func (p *process) CloseInput() { _ = p.stdin.Close() }

// Expect waits for an event of that name that match accepts (nil: any) and that
// no Expect has taken before, and takes it. Other events may come before it.
func (p *process) Expect(name string, match func(event) bool) event {
	p.t.Helper()
	deadline := time.After(patience)
	for {
		e, found, over, news := p.find(name, match)
		switch {
		case found:
			return e
		case over:
			p.fatal("it ended without the event %q", name)
		}
		select {
		case <-news:
		case <-deadline:
			p.fatal("no event %q came", name)
		}
	}
}

// await looks until something is so that no event tells.
func await(t *testing.T, what string, so func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !so(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%s did not come", what)
		}
	}
}

func (p *process) find(name string, match func(event) bool) (e event, found, over bool, news chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, e := range p.events {
		if e.name == name && !e.used && (match == nil || match(e)) {
			p.events[i].used = true
			return e, true, p.over, p.news
		}
	}
	return event{}, false, p.over, p.news
}

// Seen tells whether such an event has come by now, taken or not. To hold that
// something did not happen, first Expect an event that would have come after it.
func (p *process) Seen(name string, match func(event) bool) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, e := range p.events {
		if e.name == name && (match == nil || match(e)) {
			return true
		}
	}
	return false
}

// Interrupt sends what Ctrl-C sends.
func (p *process) Interrupt() {
	p.t.Helper()
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		p.fatal("interrupt: %v", err)
	}
}

// Kill ends the process with no chance to say goodbye.
func (p *process) Kill() { _ = p.cmd.Process.Kill() }

// Exit waits for the end and wants that exit status.
func (p *process) Exit(want int) {
	p.t.Helper()
	select {
	case <-p.exited:
	case <-time.After(patience):
		p.fatal("it does not end")
	}
	if got := p.cmd.ProcessState.ExitCode(); got != want {
		p.fatal("exit status %d, want %d", got, want)
	}
}

// stop ends the process at the end of the test.
func (p *process) stop() {
	p.Kill()
	select {
	case <-p.exited:
	case <-time.After(patience):
		p.t.Errorf("%s: it cannot be killed", p.who)
	}
}

// fatal fails the test with all that the process said.
func (p *process) fatal(format string, args ...any) {
	p.t.Helper()
	p.mu.Lock()
	var said strings.Builder
	for _, e := range p.events {
		b, _ := json.Marshal(e.fields)
		fmt.Fprintf(&said, "\n  %s", b)
	}
	p.mu.Unlock()
	p.t.Fatalf("%s: %s\nevents:%s\nstandard error:\n%s", p.who, fmt.Sprintf(format, args...), said.String(), p.stderr)
}

// syncBuffer is a buffer that a process writes while a test reads it.
type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *syncBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// readFile gives what a file of a profile holds.
func readFile(t *testing.T, dir, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// wantTold waits for a notice with a code whose text says why.
func wantTold(t *testing.T, p *process, code, why string) {
	t.Helper()
	if e := p.Expect("notice", where("code", code)); !strings.Contains(e.text("text"), why) {
		t.Errorf("%s says %q", code, e.text("text"))
	}
}

// wantOnce holds that notices came once each so far.
func wantOnce(t *testing.T, p *process, codes ...string) {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, code := range codes {
		n := 0
		for _, e := range p.events {
			if e.name == "notice" && e.text("code") == code {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s was told %d times", code, n)
		}
	}
}

// goesOn lets everybody say something to everybody.
func goesOn(all ...*process) {
	for _, from := range all {
		from.Send("still here, says " + from.who)
	}
	for _, to := range all {
		for _, from := range all {
			to.Expect("message", where("text", "still here, says "+from.who))
		}
	}
}
