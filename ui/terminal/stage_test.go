package terminal

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"realtalk/app"
)

// fakeChat is a chat that does what a test says and remembers what was asked.
type fakeChat struct {
	events chan app.Event
	hangs  bool // End has no effect
	refuse error
	rules  app.DoorRules

	mu    sync.Mutex
	calls []string
}

func newFakeChat() *fakeChat { return &fakeChat{events: make(chan app.Event, 100)} }

func (c *fakeChat) called(call string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls = append(c.calls, call)
	return c.refuse
}

// said gives what was asked of the chat.
func (c *fakeChat) said() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]string{}, c.calls...)
}

func (c *fakeChat) Events() <-chan app.Event { return c.events }
func (c *fakeChat) Password(password string) { _ = c.called("password " + password) }
func (c *fakeChat) Send(text string) error   { return c.called("send " + text) }
func (c *fakeChat) Kick(who string) error    { return c.called("kick " + who) }
func (c *fakeChat) Block(what string) error  { return c.called("block " + what) }
func (c *fakeChat) LetIn(who string) error   { return c.called("admit " + who) }
func (c *fakeChat) Decline(who string) error { return c.called("decline " + who) }
func (c *fakeChat) Door() app.DoorRules      { return c.rules }
func (c *fakeChat) Safety() string           { return "acid moon" }
func (c *fakeChat) Invite() []string         { return []string{"rt 192.168.1.10 40213", "rt fd00::1 40213"} }

func (c *fakeChat) Matches(safety string) error   { return c.called("match " + safety) }
func (c *fakeChat) Confirm(who string) error      { return c.called("same " + who) }
func (c *fakeChat) AcceptChange(who string) error { return c.called("accept " + who) }

func (c *fakeChat) Compare(who string) (app.Comparison, error) {
	return app.Comparison{Name: who, Words: "bold cat"}, c.called("compare " + who)
}

func (c *fakeChat) Save(w io.Writer, sealed bool) error {
	if err := c.called(fmt.Sprint("save ", sealed)); err != nil {
		return err
	}
	_, err := io.WriteString(w, "all that was said")
	return err
}

func (c *fakeChat) InviteText() string              { return "rt:abc" }
func (c *fakeChat) SetAddress(address string) error { return c.called("address " + address) }
func (c *fakeChat) DialBack(reply string) error     { return c.called("reply " + reply) }

func (c *fakeChat) SetDoor(r app.DoorRules) error {
	c.rules = r
	return c.called(fmt.Sprintf("door %+v", r))
}

func (c *fakeChat) Asking() []app.Asks { return []app.Asks{{Name: "Tom", Text: "Tom asks."}} }

// fakeLock is the user's key, shut by a passphrase unless that is "".
type fakeLock string

func (l fakeLock) NeedsPassphrase() (bool, error) { return l != "", nil }

func (l fakeLock) Unlock(passphrase string) error {
	if passphrase != string(l) {
		return &app.Trouble{Code: "wrong_passphrase", Text: "This passphrase is wrong.", Hint: "Type it again."}
	}
	return nil
}

// fakeDoor is what a host has beside the chat; it tells the chat what was asked.
type fakeDoor struct{ *fakeChat }

func (d fakeDoor) SuggestPassword() string { return "four-made-up-words" }

func (d fakeDoor) Blocklist() ([]app.Blocked, error) {
	since := time.Date(2026, 5, 3, 10, 0, 0, 0, time.Local)
	return []app.Blocked{
		{Address: "203.0.113.7", Why: "tries", WhyText: "6 wrong passwords", Tries: 6, Since: since, Name: "Tom", Place: "Lyon, France", Owner: "Orange"},
		{Address: "2001:db8:1:2::/64", Why: "host", WhyText: "blocked by you", Tries: 2, Until: since.Add(time.Hour), Note: "ru\x1bde"},
	}, d.refuse
}

func (d fakeDoor) Block(r app.BlockRequest) error {
	return d.called(fmt.Sprint("block ", r.Address, " for ", r.For))
}

func (d fakeDoor) Unblock(address string, reset bool) error {
	return d.called(fmt.Sprint("unblock ", address, " ", reset))
}

func (d fakeDoor) Annotate(address, note string) error {
	return d.called("note " + address + ": " + note)
}

func (d fakeDoor) AddressService() string { return "whoami.example" }

func (d fakeDoor) AskAddress(context.Context) (string, error) {
	return "203.0.113.7", d.called("ask whoami.example")
}

func (d fakeDoor) SecurityList() ([]app.SecurityEntry, error) {
	return []app.SecurityEntry{{Time: time.Date(2026, 5, 3, 10, 0, 0, 0, time.Local), Text: "Someone typed a wrong password."}}, d.refuse
}

func (c *fakeChat) People() []app.Person {
	return []app.Person{
		{Name: "Ann", Fingerprint: "aa11", Trust: app.TrustSelf, Host: true, You: true},
		{Name: "B\x1bob", Fingerprint: "bb22", Trust: app.TrustChanged},
	}
}

func (c *fakeChat) End() {
	_ = c.called("end")
	if !c.hangs {
		c.events <- app.Ended{Reason: app.EndYouLeft, Text: "You left the chat."}
		close(c.events)
	}
}

// stage is a conversation without a terminal, inside a synctest bubble.
type stage struct {
	t     *testing.T
	chat  *fakeChat
	conv  *conversation
	keys  *feed
	out   *output
	began []string // passwords with which a chat was started
	done  chan int
}

// guest stages a guest, host a host; opts may change the conversation before it
// begins.
func guest(t *testing.T, json bool, opts ...func(*conversation)) *stage {
	return newStage(t, json, false, opts)
}

func host(t *testing.T, json bool, opts ...func(*conversation)) *stage {
	return newStage(t, json, true, opts)
}

func newStage(t *testing.T, json, hosts bool, opts []func(*conversation)) *stage {
	s := &stage{t: t, chat: newFakeChat(), keys: &feed{b: make(chan string, 100)}, out: &output{}, done: make(chan int, 1)}
	start := func(password string) Chat {
		s.began = append(s.began, password)
		return s.chat
	}
	lines := newLineInput(s.keys)
	s.conv = &conversation{leave: newLeaving(), key: fakeLock(""), start: start, input: lines}
	if hosts {
		s.conv.door = fakeDoor{s.chat}
	}
	now := func() time.Time { return time.Date(2026, 5, 4, 13, 2, 1, 7e6, time.FixedZone("", 7200)) }
	if json {
		s.conv.face = &Lines{out: s.out, now: now}
	} else {
		s.conv.face = &screen{write: func(text string) error { _, err := io.WriteString(s.out, text); return err }, prompts: true, now: now}
	}
	for _, o := range opts {
		o(s.conv)
	}
	t.Cleanup(func() { s.keys.end(); lines.restore(); s.conv.leave.stop() })
	go func() { s.done <- s.conv.run() }()
	synctest.Wait()
	return s
}

// types gives input and waits until it has had its effect.
func (s *stage) types(text string) {
	s.keys.b <- text
	synctest.Wait()
}

// happens gives events of the chat.
func (s *stage) happens(events ...app.Event) {
	for _, e := range events {
		s.chat.events <- e
	}
	synctest.Wait()
}

// over is the end of the chat from outside.
func (s *stage) over(events ...app.Event) {
	s.happens(events...)
	close(s.chat.events)
	synctest.Wait()
}

func (s *stage) calls() string {
	return strings.Join(s.chat.said(), "; ")
}

func (s *stage) wantCalls(want string) {
	s.t.Helper()
	if got := s.calls(); got != want {
		s.t.Errorf("the chat was asked to %q, want %q", got, want)
	}
}

// wantOut checks what was written since the last call.
func (s *stage) wantOut(want string) {
	s.t.Helper()
	if got := s.out.take(); got != want {
		s.t.Errorf("output\n%s\nwant\n%s", got, want)
	}
}

func (s *stage) wantStatus(want int) {
	s.t.Helper()
	synctest.Wait()
	select {
	case got := <-s.done:
		if got != want {
			s.t.Errorf("exit status %d, want %d", got, want)
		}
	default:
		s.t.Error("the conversation goes on")
	}
}

// feed is standard input: reads wait for what the test types.
type feed struct {
	b    chan string
	rest string
	over sync.Once
}

func (f *feed) Read(p []byte) (int, error) {
	if f.rest == "" {
		s, ok := <-f.b
		if !ok {
			return 0, io.EOF
		}
		f.rest = s
	}
	n := copy(p, f.rest)
	f.rest = f.rest[n:]
	return n, nil
}

// end is the end of the input.
func (f *feed) end() { f.over.Do(func() { close(f.b) }) }

// output is standard output.
type output struct {
	mu   sync.Mutex
	b    bytes.Buffer
	gone bool
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.gone {
		return 0, io.ErrClosedPipe
	}
	return o.b.Write(p)
}

func (o *output) take() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	defer o.b.Reset()
	return o.b.String()
}
