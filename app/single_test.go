package app

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"realtalk/core/control"
)

// childEnv makes the test binary a program that claims the window of the profile
// that it names, with its second word for a message. A third word, "leaving", has
// it give the window back at once.
const childEnv = "REALTALK_APP_CHILD"

func TestMain(m *testing.M) {
	if job := os.Getenv(childEnv); job != "" {
		words := strings.Fields(job)
		if err := claimant(words[0], words[1], len(words) > 2); err != nil {
			fmt.Println("error", err)
		}
		return
	}
	os.Exit(m.Run())
}

// claimant begins with the first byte that it reads, and holds the window until
// there are no more. It prints what becomes of it, and what it takes.
func claimant(dir, message string, leaving bool) error {
	a, err := Open(Options{Profile: dir, NoRouter: true})
	if err != nil {
		return err
	}
	defer a.Close()
	if _, err := os.Stdin.Read(make([]byte, 1)); err != nil {
		return err
	}
	instance, err := a.Claim([]byte(message), func(_ context.Context, b []byte) bool {
		fmt.Println("took", string(b)) // one write
		return true
	})
	switch {
	case errors.Is(err, ErrHandedOver):
		fmt.Println("over", message)
		return nil
	case err != nil:
		return err
	}
	defer instance.Close()
	fmt.Println("won", message)
	if !leaving {
		_, _ = io.Copy(io.Discard, os.Stdin)
	}
	return nil
}

// starter is a process of TestMain.
type starter struct {
	*exec.Cmd
	stdin io.WriteCloser
	out   io.Reader
}

func newStarter(t *testing.T, job string) starter {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+job)
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s := starter{cmd, stdin, out}
	t.Cleanup(s.kill)
	return s
}

func (s starter) kill() {
	_ = s.Process.Kill()
	_ = s.Wait()
}

// said is a line of a starter.
type said struct {
	by   int
	line string
}

// storm starts n programs in a profile at the same moment, and gives what they
// say. The channel is closed when all of them have ended.
func storm(t *testing.T, dir string, n int, how string) ([]starter, <-chan said) {
	t.Helper()
	all := make([]starter, n)
	for i := range all {
		all[i] = newStarter(t, fmt.Sprintf("%s m%d %s", dir, i, how))
	}
	lines := make(chan said, 3*n)
	var readers sync.WaitGroup
	for i, s := range all {
		readers.Go(func() {
			for in := bufio.NewScanner(s.out); in.Scan(); {
				lines <- said{i, in.Text()}
			}
		})
	}
	go func() {
		readers.Wait()
		close(lines)
	}()
	for _, s := range all {
		if _, err := s.stdin.Write([]byte("!")); err != nil {
			t.Fatal(err)
		}
	}
	return all, lines
}

// tally sorts lines by their first word.
type tally map[string][]string

func (c tally) add(s said) {
	what, which, _ := strings.Cut(s.line, " ")
	c[what] = append(c[what], which)
	slices.Sort(c[what])
}

// Of twenty starts one has the window, and hears of all others. When it was
// killed the same is true for the next twenty.
func TestOneWindow(t *testing.T) {
	const starts = 20
	dir := filepath.Join(t.TempDir(), strings.Repeat("long", 30)) // no socket has such a path
	for range 2 {
		all, lines := storm(t, dir, starts, "")
		count := tally{}
		winner := -1
		for heard := 0; heard < 2*starts-1; heard++ {
			s, open := <-lines
			if !open {
				break
			}
			if strings.HasPrefix(s.line, "won") {
				winner = s.by
			}
			count.add(s)
		}
		if len(count["won"]) != 1 || len(count["over"]) != starts-1 || !slices.Equal(count["took"], count["over"]) {
			t.Fatalf("of %d starts: %v", starts, count)
		}
		all[winner].kill()
		for s := range lines {
			t.Errorf("nobody expected %q", s.line)
		}
	}
}

// Windows that close at the moment at which others start lose no message: it is
// taken, or who brought it has the window.
func TestNothingIsLostBetweenWindows(t *testing.T) {
	const starts = 12
	_, lines := storm(t, t.TempDir(), starts, "leaving")
	count := tally{}
	for s := range lines {
		count.add(s)
	}
	if len(count["won"]) < 1 || len(count["won"])+len(count["over"]) != starts || !slices.Equal(count["took"], count["over"]) {
		t.Errorf("of %d starts: %v", starts, count)
	}
}

func nothingComes(t *testing.T) func(context.Context, []byte) bool {
	return func(_ context.Context, b []byte) bool { t.Errorf("%d bytes came", len(b)); return false }
}

func TestWindowIsGivenBack(t *testing.T) {
	dir := t.TempDir()
	for range 3 {
		instance, err := openIn(t, dir).Claim(nil, nothingComes(t))
		if err != nil {
			t.Fatal(err)
		}
		instance.Close()
		instance.Close()
	}
	left, err := os.ReadDir(filepath.Join(dir, windowName))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// A message has its limit, exactly, and any bytes in it.
func TestWindowTakesAWholeMessage(t *testing.T) {
	dir := t.TempDir()
	came := make(chan []byte, 1)
	instance, err := openIn(t, dir).Claim(nil, func(_ context.Context, b []byte) bool { came <- b; return true })
	if err != nil {
		t.Fatal(err)
	}
	defer instance.Close()
	whole := []byte(strings.Repeat("\x00\xff", MaxCall/2))
	if _, err := openIn(t, dir).Claim(whole, nothingComes(t)); !errors.Is(err, ErrHandedOver) {
		t.Fatal(err)
	}
	if b := <-came; string(b) != string(whole) {
		t.Errorf("%d bytes came", len(b))
	}
	if _, err := openIn(t, dir).Claim(append(whole, 0), nothingComes(t)); !errors.Is(err, errCallSize) {
		t.Error(err)
	}
	// Whoever leaves the limit aside is refused there.
	answer, err := control.Call(t.Context(), filepath.Join(dir, windowName), append(whole, 0))
	if err != nil || string(answer) != callRefused || len(came) > 0 {
		t.Errorf("answer %q, %v", answer, err)
	}
}

// A view that is about to end takes nothing: the message stays with who brought
// it.
func TestWindowThatDoesNotTake(t *testing.T) {
	dir := t.TempDir()
	second := openIn(t, dir)
	instance, err := openIn(t, dir).Claim(nil, func(context.Context, []byte) bool {
		second.cancel() // it need not try for five seconds
		return false
	})
	if err != nil {
		t.Fatal(err)
	}
	defer instance.Close()
	if got, err := second.Claim([]byte("hello"), nothingComes(t)); err == nil || errors.Is(err, ErrHandedOver) {
		t.Errorf("%v, %v", got, err)
	}
}

// Close does not wait for a view that takes its time.
func TestCloseEndsTaking(t *testing.T) {
	dir := t.TempDir()
	taking := make(chan struct{})
	instance, err := openIn(t, dir).Claim(nil, func(ctx context.Context, _ []byte) bool {
		close(taking)
		<-ctx.Done()
		return false
	})
	if err != nil {
		t.Fatal(err)
	}
	second := openIn(t, dir)
	won := make(chan error)
	go func() {
		next, err := second.Claim(nil, nothingComes(t))
		if err == nil {
			next.Close()
		}
		won <- err
	}()
	<-taking
	instance.Close()
	if err := <-won; err != nil {
		t.Errorf("the next window: %v", err)
	}
}

func TestWindowFolderIsShut(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes mean nothing there")
	}
	dir := t.TempDir()
	instance, err := openIn(t, dir).Claim(nil, nothingComes(t))
	if err != nil {
		t.Fatal(err)
	}
	defer instance.Close()
	modes := map[string]os.FileMode{}
	for _, name := range []string{"", "control.sock"} {
		info, err := os.Stat(filepath.Join(dir, windowName, name))
		if err != nil {
			t.Fatal(err)
		}
		modes[name] = info.Mode().Perm()
	}
	if want := map[string]os.FileMode{"": 0o700, "control.sock": 0o600}; !maps.Equal(modes, want) {
		t.Errorf("modes %v, want %v", modes, want)
	}
}
