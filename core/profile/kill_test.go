package profile_test

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"realtalk/core/profile"
)

// childEnv makes the test binary a child that does what its value says: "write
// FROM DIR", "host DIR", "hold DIR" or "count TIMES DIR".
const childEnv = "REALTALK_PROFILE_CHILD"

func TestMain(m *testing.M) {
	if job := os.Getenv(childEnv); job != "" {
		fmt.Fprintln(os.Stderr, child(strings.SplitN(job, " ", 3)))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// child returns only when something is wrong.
func child(job []string) error {
	p, err := profile.Open(job[len(job)-1])
	if err != nil {
		return err
	}
	switch job[0] {
	case "host":
		return hostForever(p)
	case "hold":
		return holdForever(p)
	}
	n, err := strconv.ParseUint(job[1], 10, 64)
	if err != nil {
		return err
	}
	if job[0] == "count" {
		return countAll(p, n)
	}
	return writeForever(p, n)
}

func writeForever(p *profile.Profile, from uint64) error {
	for n := from; ; n++ {
		if err := p.Write("record", record(n)); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

func hostForever(p *profile.Profile) error {
	h, err := p.LockHosting()
	if err != nil {
		return err
	}
	if err := h.Announce("the child"); err != nil {
		return err
	}
	return untilKilled("hosting")
}

// untilKilled says what is so as long as the child lives.
func untilKilled(what string) error {
	fmt.Println(what)
	_, err := io.Copy(io.Discard, os.Stdin)
	return err
}

// record is of another length for each n, up to 128 KiB, and proves that it is
// whole.
func record(n uint64) []byte {
	seed := sha256.Sum256(binary.BigEndian.AppendUint64(nil, n))
	body := binary.BigEndian.AppendUint64(nil, n)
	body = append(body, bytes.Repeat(seed[:], 1+int(seed[0])*16)...)
	sum := sha256.Sum256(body)
	return append(body, sum[:]...)
}

func recordNumber(t *testing.T, data []byte) uint64 {
	t.Helper()
	if len(data) < 8 {
		t.Fatalf("a record of %d bytes", len(data))
	}
	n := binary.BigEndian.Uint64(data)
	if !bytes.Equal(data, record(n)) {
		t.Fatalf("record %d is not whole: %d bytes", n, len(data))
	}
	return n
}

type process struct {
	cmd   *exec.Cmd
	lines *bufio.Scanner
}

func start(t *testing.T, job string) process {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+job)
	cmd.Stderr = os.Stderr
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return process{cmd, bufio.NewScanner(out)}
}

// line gives the child's next line, "" after its end.
func (p process) line() string {
	if p.lines.Scan() {
		return p.lines.Text()
	}
	return ""
}

func (p process) kill(t *testing.T) {
	t.Helper()
	if err := p.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Wait(); err == nil {
		t.Fatal("the child was not killed")
	}
}

// killWriter lets a child write from n on, kills it at a random moment and
// gives the number of the last write that it had confirmed.
func killWriter(t *testing.T, dir string, n uint64) uint64 {
	t.Helper()
	p := start(t, fmt.Sprintf("write %d %s", n, dir))
	confirmed := uint64(0)
	note := func(line string) {
		got, err := strconv.ParseUint(line, 10, 64)
		if err != nil {
			t.Fatalf("the child said %q", line)
		}
		confirmed = got
	}
	for range 1 + rand.IntN(5) {
		note(p.line())
	}
	// The one thing here that is up to the clock is where in a write the kill
	// falls; nothing depends on it but how much the test gets to see.
	time.Sleep(time.Duration(rand.IntN(3000)) * time.Microsecond)
	if err := p.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for line := p.line(); line != ""; line = p.line() {
		note(line)
	}
	if err := p.cmd.Wait(); err == nil {
		t.Fatal("the child was not killed")
	}
	return confirmed
}

func TestKilledWhileWriting(t *testing.T) {
	rounds := 100
	if testing.Short() {
		rounds = 20
	}
	dir := t.TempDir()
	open(t, dir)
	cutOff, next := 0, uint64(1)
	for range rounds {
		confirmed := killWriter(t, dir, next)
		if len(temporary(t, dir)) > 0 {
			cutOff++
		}
		p := open(t, dir)
		if left := temporary(t, dir); len(left) > 0 {
			t.Fatalf("not swept away: %v", left)
		}
		data, err := p.Read("record")
		if err != nil {
			t.Fatal(err)
		}
		got := recordNumber(t, data)
		if got != confirmed && got != confirmed+1 {
			t.Fatalf("record %d is there after write %d was confirmed", got, confirmed)
		}
		next = got + 1
	}
	if cutOff == 0 {
		t.Errorf("none of %d kills fell into a write: nothing was proved", rounds)
	}
	t.Logf("%d of %d kills cut a write off, %d writes", cutOff, rounds, next-1)
}

func TestKilledWhileHosting(t *testing.T) {
	dir := t.TempDir()
	p := open(t, dir)
	for range 5 {
		host := start(t, "host "+dir)
		if got := host.line(); got != "hosting" {
			t.Fatalf("the child said %q", got)
		}
		wantHosted(t, p, "the child")
		host.kill(t)
		h, err := p.LockHosting()
		if err != nil {
			t.Fatalf("after the host's death: %v", err)
		}
		wantHosted(t, p, "")
		h.Release()
	}
}
