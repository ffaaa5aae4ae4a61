package control_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"

	"realtalk/core/control"
)

// childEnv makes the test binary a child that does what its value says: "serve
// DIR", "call DIR" or "dial SOCKET".
const childEnv = "REALTALK_CONTROL_CHILD"

func TestMain(m *testing.M) {
	if job := os.Getenv(childEnv); job != "" {
		what, where, _ := strings.Cut(job, " ")
		fmt.Println(child(what, where))
		return
	}
	os.Exit(m.Run())
}

// child gives its last line.
func child(what, where string) string {
	switch what {
	case "serve":
		if _, err := control.Serve(where, func([]byte) []byte { return []byte("child") }); err != nil {
			return err.Error()
		}
		fmt.Println("serving")
		_, _ = io.Copy(io.Discard, os.Stdin) // till killed
		return "not killed"
	case "call":
		answer, err := control.Call(context.Background(), where, []byte("ask"))
		return fmt.Sprintf("%s %v", answer, err)
	case "dial":
		return dialRaw(where)
	}
	return "what?"
}

// dialRaw tells what a server says to somebody who does not mind whose it is.
func dialRaw(socket string) string {
	conn, err := net.Dial("unix", socket)
	if err != nil {
		return err.Error()
	}
	said, err := io.ReadAll(conn)
	return fmt.Sprintf("connected, heard %x, %v", said, err)
}

type process struct {
	cmd   *exec.Cmd
	lines *bufio.Scanner
}

// start runs program, a copy of the test binary; as may change how.
func start(t *testing.T, program, job string, as func(*exec.Cmd)) process {
	t.Helper()
	cmd := exec.Command(program)
	cmd.Env = append(os.Environ(), childEnv+"="+job)
	cmd.Stderr = os.Stderr
	as(cmd)
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
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return process{cmd, bufio.NewScanner(out)}
}

// line gives the child's next line, "" after its end.
func (p process) line() string {
	p.lines.Scan()
	return p.lines.Text()
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

func myself(*exec.Cmd) {}

func startServer(t *testing.T, dir string) process {
	t.Helper()
	p := start(t, os.Args[0], "serve "+dir, myself)
	if got := p.line(); got != "serving" {
		t.Fatalf("the child said %q", got)
	}
	return p
}

func TestTwoProcesses(t *testing.T) {
	theirs := t.TempDir()
	startServer(t, theirs)
	wantAnswer(t, theirs, "who?", "child")
	ours := t.TempDir()
	serve(t, ours, func([]byte) []byte { return []byte("parent") })
	if got := start(t, os.Args[0], "call "+ours, myself).line(); got != "parent <nil>" {
		t.Errorf("the child got %q", got)
	}
}
