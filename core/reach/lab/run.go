//go:build linux

package lab

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Command prepares a program to run on a computer or router. What still runs
// when the lab is taken down is killed.
func (l *Lab) Command(computer, program string, args ...string) *exec.Cmd {
	return exec.CommandContext(l.ctx, "ip", append([]string{"netns", "exec", l.Name(computer), program}, args...)...)
}

// Enter calls f in the network of a computer or router. Only f's own goroutine
// is there: sockets that it opens itself, to and at addresses rather than names,
// belong to that computer and can be used from anywhere afterwards; goroutines
// that it starts are outside.
func (l *Lab) Enter(computer string, f func() error) error {
	return enter(l.Name(computer), f)
}

const insideVariable = "REALTALK_LAB_COMPUTER"

// Inside gives the computer that this process is on, as started by Test or Run,
// and nothing outside of a lab.
func Inside() string { return os.Getenv(insideVariable) }

// Test prepares a test function of this test binary to run on a computer, as
// the package comment shows. Variables are given as for os/exec. A function that
// does not exist or is skipped ends with status 0: see Run.
func (l *Lab) Test(t testing.TB, computer, name string, env ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal("lab: ", err)
	}
	cmd := l.Command(computer, self, "-test.run=^"+name+"$", "-test.v", "-test.count=1")
	cmd.Env = append(append(os.Environ(), env...), insideVariable+"="+computer)
	return cmd
}

// Run does what Test prepares, and fails the test unless the function passed. It
// gives what was printed.
func (l *Lab) Run(computer, name string, env ...string) string {
	l.t.Helper()
	out, err := l.Test(l.t, computer, name, env...).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: "+name+" ") {
		l.t.Fatalf("lab: %s on %s: %v:\n%s", name, computer, err, out)
	}
	return string(out)
}
