package core

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"realtalk/core/profile"
)

// childEnv makes the test binary one user of a chat, in a process of its own:
// "host NAME [LISTEN]" or "guest NAME ADDRESS"; "idle ADDRESS", an attacker that
// holds connections open, or "besiege ADDRESS", one that guesses passwords;
// "begin DIR" or "change DIR", one that keeps an identity; "load ADDRESS", all guests
// of a chat that is measured. A user's profile is the folder "profile" where the
// process runs.
const childEnv = "REALTALK_CORE_CHILD"

func TestMain(m *testing.M) {
	job := strings.Fields(os.Getenv(childEnv))
	switch {
	case len(job) == 0:
		// The parallel tests here wait rather than compute, also on two cores. The
		// command line goes before this.
		if err := flag.Set("test.parallel", "4"); err != nil {
			panic(err)
		}
		os.Exit(m.Run())
	case job[0] == "idle":
		sitIdle(job[1])
	case job[0] == "besiege":
		besiege(job[1])
	case job[0] == "load":
		if err := guestsAsChild(job[1]); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
	case job[0] == "begin" || job[0] == "change":
		if err := keepAsChild(job); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
	default:
		if err := chatAsChild(job); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
	}
}

// chatAsChild tells on standard output what happens and takes from standard
// input what the user would type: the password, then messages or "/measure N"
// or "/block N", then "/end".
func chatAsChild(job []string) error {
	p, err := profile.Open("profile")
	if err != nil {
		return err
	}
	id, err := NewKeeper(p, nil).Load(job[1], nil)
	if err != nil {
		return err
	}
	typed := bufio.NewReader(os.Stdin)
	var c *Chat
	if job[0] == "host" {
		listen := "127.0.0.1"
		if len(job) > 2 {
			listen = job[2]
		}
		c, err = Host(context.Background(), HostConfig{
			comeBack: soonBack,
			Profile:  p, Identity: id, Name: job[1], Password: typedLine(typed), Listen: listen,
		})
	} else {
		c, err = Join(context.Background(), JoinConfig{Identity: id, Name: job[1], Lines: lines(job[2]), comeBack: soonBack})
	}
	if err != nil {
		return err
	}
	prompts, own := make(chan struct{}, 3), make(chan struct{}, 1)
	go typeAsChild(c, typed, prompts, own)
	for e := range c.Events() {
		switch e := e.(type) {
		case PasswordPrompt:
			prompts <- struct{}{}
		case Message:
			if e.From.You && strings.HasPrefix(e.Text, "round ") {
				own <- struct{}{}
				continue
			}
		}
		tellAsChild(e)
	}
	c.Wait()
	return nil
}

func typedLine(r *bufio.Reader) string {
	line, _ := r.ReadString('\n')
	return strings.TrimSuffix(line, "\n")
}

func typeAsChild(c *Chat, typed *bufio.Reader, prompts, own <-chan struct{}) {
	for {
		line, err := typed.ReadString('\n')
		line = strings.TrimSuffix(line, "\n")
		select {
		case <-prompts:
			c.Password(line)
			continue
		default:
		}
		if err != nil || line == "/end" {
			c.End()
			return
		}
		var n int
		if _, err := fmt.Sscanf(line, "/measure %d", &n); err == nil {
			measureAsChild(c, n, own)
			continue
		}
		if _, err := fmt.Sscanf(line, "/block %d", &n); err == nil {
			blockAsChild(c, n)
			continue
		}
		if err := c.Send(line); err != nil {
			fmt.Println("error", err)
		}
	}
}

func tellAsChild(e Event) {
	switch e := e.(type) {
	case Hosting:
		fmt.Printf("hosting %s\n", netip.AddrPortFrom(e.Addresses[0], e.Port))
	case PasswordPrompt:
		fmt.Println("prompt")
	case Joined:
		fmt.Println("joined")
	case MemberLeft:
		fmt.Println("left", e.Name, e.Reason)
	case Message:
		fmt.Println("message", e.Text)
	case Security:
		fmt.Println("security", securityNames[e.Kind], e.Address, e.Tries, e.Addresses)
	case Ended:
		fmt.Println("ended", e.Reason)
	}
}

var securityNames = map[SecurityKind]string{
	WrongPassword: "wrong", Disconnected: "disconnected", Blocked: "blocked", Refused: "refused",
	Unblocked: "unblocked", Attack: "attack", AttackOver: "over",
}

// child is a user in another process.
type child struct {
	tb    testing.TB
	name  string
	dir   string // HOME, TMPDIR and the profile are in it
	cmd   *exec.Cmd
	in    io.Writer
	lines chan string // closed when the process has ended
}

func startChild(tb testing.TB, name string, job ...string) *child {
	tb.Helper()
	program, err := os.Executable()
	if err != nil {
		tb.Fatal(err)
	}
	return runChild(tb, name, exec.Command(program), job...)
}

// runChild starts a command that is this test binary.
func runChild(tb testing.TB, name string, cmd *exec.Cmd, job ...string) *child {
	tb.Helper()
	c := &child{tb: tb, name: name, dir: tb.TempDir(), cmd: cmd, lines: make(chan string, 4096)}
	for _, d := range []string{"home", "tmp"} {
		if err := os.Mkdir(filepath.Join(c.dir, d), 0o700); err != nil {
			tb.Fatal(err)
		}
	}
	home, tmp := filepath.Join(c.dir, "home"), filepath.Join(c.dir, "tmp")
	c.cmd.Dir, c.cmd.Stderr = c.dir, os.Stderr
	c.cmd.Env = append(os.Environ(), childEnv+"="+strings.Join(job, " "),
		"HOME="+home, "USERPROFILE="+home, "XDG_CACHE_HOME=", "XDG_CONFIG_HOME=", "XDG_DATA_HOME=",
		"TMPDIR="+tmp, "TMP="+tmp, "TEMP="+tmp)
	in, err := c.cmd.StdinPipe()
	if err != nil {
		tb.Fatal(err)
	}
	c.in = in
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := c.cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(c.kill)
	go c.read(out)
	return c
}

func (c *child) read(out io.Reader) {
	defer close(c.lines)
	for s := bufio.NewScanner(out); s.Scan(); {
		c.lines <- s.Text()
	}
}

// kill ends the process as a power cut would, and waits for it.
func (c *child) kill() {
	_ = c.cmd.Process.Kill() // it may have ended
	_ = c.cmd.Wait()
}

// types enters one line.
func (c *child) types(line string) {
	c.tb.Helper()
	if _, err := fmt.Fprintln(c.in, line); err != nil {
		c.tb.Fatalf("%s: %v", c.name, err)
	}
}

// tells waits for a line that begins so and gives the rest of it.
func (c *child) tells(want string) string {
	c.tb.Helper()
	deadline := time.After(patience)
	for {
		select {
		case line, open := <-c.lines:
			if !open {
				c.tb.Fatalf("%s ended before it told %q", c.name, want)
			}
			if rest, ok := strings.CutPrefix(line, want); ok {
				return strings.TrimSpace(rest)
			}
			if strings.HasPrefix(line, "error") {
				c.tb.Fatalf("%s: %s", c.name, line)
			}
		case <-deadline:
			c.tb.Fatalf("%s never told %q", c.name, want)
		}
	}
}

// ends waits until the process has ended by itself, in order.
func (c *child) ends() {
	c.tb.Helper()
	for range c.lines {
	}
	if err := c.cmd.Wait(); err != nil {
		c.tb.Errorf("%s: %v", c.name, err)
	}
}

func childHost(tb testing.TB, name, password string) (c *child, address string) {
	tb.Helper()
	c = startChild(tb, name, "host", name)
	c.types(password)
	address = c.tells("hosting")
	c.tells("joined")
	return c, address
}

func childGuest(tb testing.TB, name, address string, passwords ...string) *child {
	tb.Helper()
	c := startChild(tb, name, "guest", name, address)
	for _, p := range passwords {
		c.tells("prompt")
		c.types(p)
	}
	c.tells("joined")
	return c
}

// joiningChild joins a host that is a process of its own.
func joiningChild(tb testing.TB, name, address string) *peer {
	tb.Helper()
	id := testIdentity(tb, name)
	c, err := Join(tb.Context(), JoinConfig{Identity: id, Name: name, Lines: lines(address), comeBack: soonBack})
	if err != nil {
		tb.Fatal(err)
	}
	g := watch(tb, name, id, c)
	wait[PasswordPrompt](g, 1, nil)
	g.Password(testPassword)
	wait[Joined](g, 1, nil)
	return g
}

// hostingReally hosts for guests in processes of their own, who know nothing
// of quick.
func hostingReally(tb testing.TB, name string) *peer {
	tb.Helper()
	id := testIdentity(tb, name)
	c, err := Host(tb.Context(), HostConfig{
		comeBack: soonBack,
		Profile:  testProfile(tb), Identity: id, Name: name, Password: testPassword, Listen: "127.0.0.1",
	})
	if err != nil {
		tb.Fatal(err)
	}
	h := watch(tb, name, id, c)
	wait[Joined](h, 1, nil)
	return h
}
