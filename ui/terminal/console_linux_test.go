package terminal

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
	"golang.org/x/term"

	"realtalk/app"
)

// pseudo is a real terminal of the kernel: the program has one end, the test
// the other, with a screen.
type pseudo struct {
	t       *testing.T
	person  *os.File
	program *os.File
	said    *output
}

func openPseudo(t *testing.T, columns int) *pseudo {
	t.Helper()
	person, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	t.Cleanup(func() { person.Close() })
	fd := int(person.Fd())
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	}
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	program, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	t.Cleanup(func() { program.Close() })
	p := &pseudo{t: t, person: person, program: program, said: &output{}}
	p.resize(columns)
	go p.watch()
	return p
}

func (p *pseudo) watch() {
	buf := make([]byte, 4096)
	for {
		n, err := p.person.Read(buf)
		_, _ = p.said.Write(buf[:n])
		if err != nil {
			return
		}
	}
}

func (p *pseudo) resize(columns int) {
	p.t.Helper()
	size := &unix.Winsize{Row: 24, Col: uint16(columns)}
	if err := unix.IoctlSetWinsize(int(p.person.Fd()), unix.TIOCSWINSZ, size); err != nil {
		p.t.Fatal(err)
	}
}

func (p *pseudo) types(s string) {
	p.t.Helper()
	if _, err := p.person.WriteString(s); err != nil {
		p.t.Fatal(err)
	}
}

// waitFor waits until the program has written text and gives all that it wrote
// since the last call.
func (p *pseudo) waitFor(text string) string {
	p.t.Helper()
	all := ""
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		if all += p.said.take(); strings.Contains(all, text) {
			return all
		}
	}
	p.t.Fatalf("%q was not written, but %q", text, all)
	return ""
}

// TestInteractiveChat runs a whole conversation at a real terminal.
func TestInteractiveChat(t *testing.T) {
	t.Setenv("TERM", "xterm")
	t.Setenv("NO_COLOR", "1")
	p := openPseudo(t, 60)
	before, err := term.GetState(int(p.program.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	chat := newFakeChat()
	done := make(chan int, 1)
	go func() {
		done <- run(Options{In: p.program, Out: p.program}, fakeLock(""), func(string) Chat { return chat }, nil)
	}()
	chat.events <- app.PasswordPrompt{Attempt: 1, Left: 3}
	p.waitFor("Password: ")
	p.types("tulip\r")
	for len(chat.said()) == 0 {
		time.Sleep(time.Millisecond)
	}
	chat.events <- app.Joined{Name: "Ann"}
	if said := p.waitFor("> "); strings.Contains(said, "tulip") {
		t.Errorf("the password was shown: %q", said)
	}
	p.types("half a line")
	p.waitFor("half a line")
	chat.events <- app.Message{From: "Bob", Text: "\x1b[2Jhi"}
	said := p.waitFor("half a line")
	if !strings.Contains(said, "\r\x1b[J") || !strings.Contains(said, "Bob: ␛[2Jhi\r\n> half a line") {
		t.Errorf("a message came as %q", said)
	}
	p.resize(12)
	if err := syscall.Kill(os.Getpid(), syscall.SIGWINCH); err != nil {
		t.Fatal(err)
	}
	p.waitFor("> <")
	p.types("\x03")
	if status := <-done; status != app.ExitOK {
		t.Errorf("exit status %d", status)
	}
	p.waitFor(bracketedPasteOff)
	after, err := term.GetState(int(p.program.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(*after) != fmt.Sprint(*before) {
		t.Error("the terminal was not put back")
	}
	if got := strings.Join(chat.said(), "; "); got != "password tulip; end" {
		t.Errorf("the chat was asked to %q", got)
	}
}

// TestAPanicPutsTheTerminalBack holds it for the goroutine of the keyboard.
func TestAPanicPutsTheTerminalBack(t *testing.T) {
	p := openPseudo(t, 60)
	before, err := term.GetState(int(p.program.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	c, err := openConsole(p.program, p.program)
	if err != nil {
		t.Fatal(err)
	}
	if raw, _ := term.GetState(int(p.program.Fd())); fmt.Sprint(*raw) == fmt.Sprint(*before) {
		t.Fatal("the terminal was not made raw")
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		defer c.restoreOnPanic()
		panic("a bug")
	}()
	if after, _ := term.GetState(int(p.program.Fd())); fmt.Sprint(*after) != fmt.Sprint(*before) {
		t.Error("the terminal was not put back")
	}
}
