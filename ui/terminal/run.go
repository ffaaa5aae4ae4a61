package terminal

import (
	"io"
	"os"
	"os/signal"
	"time"

	"golang.org/x/term"

	"realtalk/app"
)

// Options says how a conversation is held.
type Options struct {
	JSON       bool
	Password   *string // answers the first prompt; nil if none was given
	Passphrase *string // of the user's key, if it has one; nil: asked for
	Nearby     bool    // hosting: people on this network see the chat in their list
	Reply      bool    // joining: make a reply line for the host
	In         *os.File
	Out        *os.File
}

// run holds a conversation at o's terminal. Door is nil when joining.
func run(o Options, lock Lock, start func(string) Chat, door Door) int {
	leave := newLeaving()
	defer leave.stop()
	ignoreBrokenPipes()
	defer watchSignals(leave)()

	c := &conversation{leave: leave, key: lock, start: start, door: door, given: o.Password, passphrase: o.Passphrase}
	restore, err := c.attach(o)
	if err != nil {
		_, _ = io.WriteString(os.Stderr, err.Error()+"\n")
		return app.ExitError
	}
	defer restore()

	done := make(chan int, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				restore()
				panic(r)
			}
		}()
		done <- c.run()
	}()
	select {
	case status := <-done:
		return status
	case <-leave.now:
		return app.ExitError
	}
}

// attach gives c its input and its face. Restore puts the terminal back; it may
// be called from any goroutine, and again.
func (c *conversation) attach(o Options) (restore func(), err error) {
	if !o.JSON && interactive(o.In, o.Out) {
		return c.attachConsole(o)
	}
	lines := newLineInput(o.In)
	c.input, c.endQuits = lines, lines.terminal != nil && !o.JSON
	if o.JSON {
		c.face = NewLines(o.Out)
		return lines.restore, nil
	}
	c.face = &screen{
		write:   func(text string) error { _, err := io.WriteString(o.Out, text); return err },
		prompts: true,
		now:     time.Now,
	}
	return lines.restore, nil
}

func (c *conversation) attachConsole(o Options) (restore func(), err error) {
	console, err := openConsole(o.In, o.Out)
	if err != nil {
		return nil, err
	}
	c.input, c.endQuits = console, true
	c.face = &screen{
		write:   console.Print,
		columns: console.columns,
		colour:  os.Getenv("NO_COLOR") == "",
		now:     time.Now,
	}
	go console.read(c.leave.interrupt)
	return console.restore, nil
}

// interactive tells whether a line editor can work.
func interactive(in, out *os.File) bool {
	return term.IsTerminal(int(in.Fd())) && term.IsTerminal(int(out.Fd())) && os.Getenv("TERM") != "dumb"
}

// watchSignals turns signals into the wish to leave, until stop is called.
func watchSignals(leave *leaving) (stop func()) {
	came := make(chan os.Signal, 4)
	done := make(chan struct{})
	signal.Notify(came, leaveSignals...)
	go func() {
		for {
			select {
			case <-came:
				leave.interrupt()
			case <-done:
				return
			}
		}
	}()
	return func() {
		signal.Stop(came)
		close(done)
	}
}
