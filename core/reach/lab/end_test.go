//go:build linux

package lab_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"realtalk/core/reach/lab"
)

// networks gives the namespaces whose names begin with a prefix, by what the
// kernel calls them.
func networks(t *testing.T, prefix string) map[string]string {
	t.Helper()
	files, err := filepath.Glob("/run/netns/" + prefix + "*")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil {
			continue // just deleted
		}
		found[fmt.Sprintf("net:[%d]", info.Sys().(*syscall.Stat_t).Ino)] = filepath.Base(file)
	}
	return found
}

// processes gives the programs that run in networks.
func processes(t *testing.T, networks map[string]string) []string {
	t.Helper()
	links, err := filepath.Glob("/proc/[0-9]*/ns/net")
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, link := range links {
		network, err := os.Readlink(link)
		if err != nil || networks[network] == "" {
			continue
		}
		if name, err := os.ReadFile(filepath.Join(filepath.Dir(link), "..", "comm")); err == nil {
			found = append(found, strings.TrimSpace(string(name))+" on "+networks[network])
		}
	}
	return found
}

func prefixOf(l *lab.Lab) string { return strings.TrimSuffix(l.Name("wan"), "wan") }

// wantNothingLeft is for after the end of a lab that was in these networks.
func wantNothingLeft(t *testing.T, prefix string, before map[string]string) {
	t.Helper()
	for network, name := range networks(t, prefix) {
		if before[network] != "" {
			t.Errorf("%s is left", name)
		}
	}
	if running := processes(t, before); len(running) > 0 {
		t.Errorf("still running: %q", running)
	}
}

// No namespace, no daemon and no program that a test started is left of a lab.
func TestEnd(t *testing.T) {
	var prefix string
	var before map[string]string
	var forgotten *exec.Cmd
	t.Run("lab", func(t *testing.T) {
		l := lab.Up(t, lab.Options{Home1: lab.Router{Profile: "all", Double: true}, Loss: 1})
		prefix = prefixOf(l)
		forgotten = l.Command("host", "sleep", "1000")
		if err := forgotten.Start(); err != nil {
			t.Fatal(err)
		}
		before = networks(t, prefix)
		if running := processes(t, before); len(before) != 8 || len(running) != 3 {
			t.Fatalf("up are %v with %q", before, running)
		}
	})
	if err := forgotten.Wait(); err == nil {
		t.Error("sleep ended by itself")
	}
	wantNothingLeft(t, prefix, before)
}

// A lab that cannot be built is taken down as far as it was built, and the test
// is told why.
func TestFailedUp(t *testing.T) {
	l := lab.Up(t, lab.Options{})
	cmd := process(t, "TestFailedUpPart")
	out, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "File exists") {
		t.Errorf("%v: %s", err, out)
	}
	prefix := announced(t, string(out))
	if prefix == prefixOf(l) {
		t.Fatal("two processes share a prefix")
	}
	if left := networks(t, prefix); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}

// TestFailedUpPart takes a name that the second lab needs late.
func TestFailedUpPart(t *testing.T) {
	isPart(t)
	prefix := prefixOf(lab.Up(t, lab.Options{}))
	second := strings.TrimSuffix(prefix, "1-") + "2-"
	announce(second)
	if out, err := exec.Command("ip", "netns", "add", second+"guest").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	lab.Up(t, lab.Options{Home1: lab.Router{Profile: "all"}})
}

// The daemons of a process that is killed end with it, and its namespaces are
// deleted by the next process that has a lab.
func TestKilled(t *testing.T) {
	cmd := process(t, "TestKilledPart")
	cmd.Stdout = nil
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	for lines := bufio.NewScanner(out); lines.Scan(); {
		fmt.Fprintln(&said, lines.Text())
		if strings.HasPrefix(lines.Text(), announcement) {
			break
		}
	}
	prefix := announced(t, said.String())
	before := networks(t, prefix)
	if running := processes(t, before); len(before) != 7 || len(running) != 1 {
		t.Fatalf("up are %v with %q", before, running)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	if out, err := process(t, "TestNextPart").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for end := time.Now().Add(patience); len(processes(t, before)) > 0 && time.Now().Before(end); {
		time.Sleep(time.Millisecond) // the kernel is about to end the daemon
	}
	wantNothingLeft(t, prefix, before)
}

func TestKilledPart(t *testing.T) {
	isPart(t)
	announce(prefixOf(lab.Up(t, lab.Options{Home1: lab.Router{Profile: "all"}})))
	select {}
}

func TestNextPart(t *testing.T) {
	isPart(t)
	lab.Up(t, lab.Options{})
}

const (
	partVariable = "LAB_TEST_PART"
	announcement = "the lab is "
)

// process prepares a function of this binary as a process outside of any lab.
func process(t *testing.T, name string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, "-test.run=^"+name+"$", "-test.v")
	cmd.Env = append(os.Environ(), partVariable+"=yes")
	return cmd
}

func isPart(t *testing.T) {
	t.Helper()
	if os.Getenv(partVariable) == "" {
		t.Skip("a part of another test")
	}
}

func announce(prefix string) { fmt.Println(announcement + prefix) }

func announced(t *testing.T, out string) string {
	t.Helper()
	_, rest, found := strings.Cut(out, announcement)
	if !found {
		t.Fatalf("no lab was announced: %s", out)
	}
	prefix, _, _ := strings.Cut(rest, "\n")
	return prefix
}
