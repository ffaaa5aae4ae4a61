package terminal

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// typist is an editor on a terminal in memory.
type typist struct {
	*editor
	screen     *vt
	interrupts int
	t          *testing.T
}

func newTypist(t *testing.T, width int) *typist {
	v := newVT(t, width)
	return &typist{editor: newEditor(v, func() int { return v.width }), screen: v, t: t}
}

func (y *typist) keys(s string) []entry {
	y.t.Helper()
	done, err := y.Feed([]byte(s), func() { y.interrupts++ })
	if err != nil {
		y.t.Fatal(err)
	}
	return done
}

func (y *typist) print(s string) {
	y.t.Helper()
	if err := y.Print(s); err != nil {
		y.t.Fatal(err)
	}
}

func (y *typist) want(screen string) {
	y.t.Helper()
	if got := y.screen.String(); got != screen {
		y.t.Errorf("the screen shows\n%s\n\nwant\n%s", got, screen)
	}
}

func chatting(t *testing.T, width int) *typist {
	y := newTypist(t, width)
	y.ask(askMessage, "> ")
	return y
}

func (y *typist) ask(a asking, prompt string) {
	y.t.Helper()
	if err := y.Ask(a, prompt); err != nil {
		y.t.Fatal(err)
	}
}

const (
	keyCodeUp    = "\x1b[A"
	keyCodeDown  = "\x1b[B"
	keyCodeRight = "\x1b[C"
	keyCodeLeft  = "\x1b[D"
	pasteBegin   = "\x1b[200~"
	pasteStop    = "\x1b[201~"
)

func TestMessagesDoNotTearTheLineApart(t *testing.T) {
	y := chatting(t, 30)
	y.keys("half a sen")
	y.print("[10:00] Ann: hello\n")
	y.want("[10:00] Ann: hello\n> half a sen|")
	y.keys("tence")
	y.print("[10:01] Ann: " + strings.Repeat("long ", 6) + "\n")
	y.want("[10:00] Ann: hello\n[10:01] Ann: long long long lo\nng long long\n> half a sentence|")
	if done := y.keys("\r"); !slices.Equal(done, []entry{{text: "half a sentence"}}) {
		t.Errorf("entries %v", done)
	}
	y.want("[10:00] Ann: hello\n[10:01] Ann: long long long lo\nng long long\n> |")
}

func TestWideLettersKeepTheirPlace(t *testing.T) {
	y := chatting(t, 20)
	y.keys("你好👩🏽‍🚀e\u0301" + keyCodeLeft + keyCodeLeft)
	y.want("> 你好|👩🏽‍🚀e\u0301")
	y.keys("\x7f!")
	y.print("Ann\n")
	y.want("Ann\n> 你!|👩🏽‍🚀e\u0301")
	y.keys("\x1b[3~")
	if done := y.keys("\r"); done[0].text != "你!e\u0301" {
		t.Errorf("line %q", done[0].text)
	}
}

func TestALongLineStaysInOneRow(t *testing.T) {
	y := chatting(t, 20)
	long := strings.Repeat("0123456789", 1000)
	y.keys(long)
	y.print("Ann\n")
	y.want("Ann\n> <90123456789|")
	y.keys("\x01")
	y.want("Ann\n> |0123456789012345>")
	y.keys(strings.Repeat(keyCodeRight, 5000))
	y.print("Bob\n")
	if rows := len(y.screen.rows); rows != 3 {
		t.Errorf("%d rows", rows)
	}
	if done := y.keys("\r"); done[0].text != long {
		t.Error("the line is not what was typed")
	}
}

func TestNarrowerTerminal(t *testing.T) {
	y := chatting(t, 40)
	y.print("Ann\n")
	y.keys("this line is thirty-five letters lo")
	y.screen.narrow(16)
	if err := y.Resized(); err != nil {
		t.Fatal(err)
	}
	y.want("Ann\n> <tters lo|")
}

func TestAPasteOfManyLinesIsOneMessage(t *testing.T) {
	want := "one\ntwo\n\tthree"
	pasted := "a" + pasteBegin + "one\rtwo\r\n\tthree\r" + pasteStop + "z\r"
	for i := range len(pasted) + 1 {
		y := chatting(t, 40)
		done := append(y.keys(pasted[:i]), y.keys(pasted[i:])...)
		if !slices.Equal(done, []entry{{text: "a" + want + "z"}}) {
			t.Fatalf("cut at %d: %q", i, done)
		}
	}
	y := chatting(t, 40)
	y.keys(pasteBegin + "one\rtwo\r\n\tthree\r" + pasteStop)
	y.want("> one⏎two⏎ three|")
}

func TestPasteLimits(t *testing.T) {
	most := strings.Repeat("x", maxText)
	y := chatting(t, 40)
	if done := y.keys(pasteBegin + most + pasteStop + "\r"); len(done) != 1 || done[0].text != most {
		t.Errorf("a paste of 64 KiB gave %d entries", len(done))
	}
	if done := y.keys(pasteBegin + most + "x" + pasteStop); !slices.Equal(done, []entry{{kind: entryTooLong}}) {
		t.Errorf("a longer paste gave %d entries", len(done))
	}
	y.want("> |")
	y.keys("a")
	if done := y.keys(pasteBegin + most + pasteStop); !slices.Equal(done, []entry{{kind: entryTooLong}}) {
		t.Errorf("a paste with no room left gave %d entries", len(done))
	}
	y.want("> a|")
}

func TestPastedEscapesActOnNothing(t *testing.T) {
	y := chatting(t, 40)
	done := y.keys(pasteBegin + "a\x1b[2J\x1b[Ab\x00\u009bc" + pasteStop + "\r")
	if !slices.Equal(done, []entry{{text: "a[2J[Abc"}}) {
		t.Errorf("entries %q", done)
	}
	y.keys(pasteBegin + "x\u202ey" + pasteStop)
	y.want("> x<U+202E>y|")
}

func TestCtrlCEndsAnEndlessPaste(t *testing.T) {
	y := chatting(t, 40)
	y.keys(pasteBegin + "never ends")
	y.keys("\x03")
	if y.interrupts != 1 {
		t.Errorf("%d interrupts", y.interrupts)
	}
	y.keys("typed")
	y.want("> typed|")
}

func TestAPasswordIsNeitherShownNorRemembered(t *testing.T) {
	y := newTypist(t, 40)
	y.ask(askSecret, "Password: ")
	y.keys("hunter2")
	y.print("a notice\n")
	y.want("a notice\nPassword: |")
	y.keys(keyCodeLeft + keyCodeLeft)
	y.want("a notice\nPassword: |")
	if done := y.keys("\r"); !slices.Equal(done, []entry{{text: "hunter2"}}) {
		t.Errorf("entries %q", done)
	}
	y.want("a notice\nPassword:\n|")
	y.keys("typed while nothing is asked\r")
	y.ask(askMessage, "> ")
	y.keys(keyCodeUp + keyCodeUp)
	y.want("a notice\nPassword:\n> |")
}

func TestHistory(t *testing.T) {
	y := chatting(t, 40)
	y.keys("first\rsecond\rsecond\rdra")
	y.keys(keyCodeUp)
	y.want("> second|")
	y.keys(keyCodeUp)
	y.want("> first|")
	y.keys(keyCodeUp)
	y.want("> first|")
	y.keys(keyCodeDown + keyCodeDown)
	y.want("> dra|")
	for range maxHistory + 10 {
		y.keys("x\ry\r")
	}
	if len(y.past) != maxHistory {
		t.Errorf("%d lines are remembered", len(y.past))
	}
}

func TestEditingKeys(t *testing.T) {
	for _, c := range []struct{ name, keys, want string }{
		{"home, end", "b\x01a\x05c", "> abc|"},
		{"delete word", "one two\x17", "> one |"},
		{"delete to start", "one two" + keyCodeLeft + "\x15", "> |o"},
		{"delete to end", "one two\x01" + keyCodeRight + "\x0b", "> o|"},
		{"words", "one two three\x1bb\x1bb_\x1bf!", "> one _two!| three"},
		{"words with Ctrl", "one two\x1b[1;5D_\x1b[1;5C!", "> one _two!|"},
		{"line break", "one\x1b\rtwo", "> one⏎two|"},
		{"arrows of a keypad", "ab\x1bOD_", "> a_|b"},
		{"Ctrl-D deletes", "ab\x01\x04", "> |b"},
		{"unknown sequence", "a\x1b[99;99~\x1b[15~\x1b[1;2Xb", "> ab|"},
		{"broken UTF-8", "a\xff\xc3b", "> ab|"},
		{"nothing to delete", "\x7f\x1b[3~\x17\x15\x0b" + keyCodeLeft + keyCodeRight, "> |"},
		{"redraw", "abc\x0c", "> abc|"},
	} {
		t.Run(c.name, func(t *testing.T) {
			y := chatting(t, 40)
			y.keys(c.keys)
			y.want(c.want)
		})
	}
}

func TestCtrlDOnAnEmptyLineIsTheEnd(t *testing.T) {
	y := chatting(t, 40)
	if done := y.keys("\x04"); !slices.Equal(done, []entry{{kind: entryEnd}}) {
		t.Errorf("entries %v", done)
	}
}

func TestCloseTakesTheRowAway(t *testing.T) {
	y := chatting(t, 40)
	y.print("Ann\n")
	y.keys("half")
	if err := y.Close(); err != nil {
		t.Fatal(err)
	}
	y.want("Ann\n|")
}

// FuzzKeys holds that it makes no difference how the terminal's bytes are cut
// up, and that no key is text that would act on the screen.
func FuzzKeys(f *testing.F) {
	for _, s := range []string{
		"hello\r", "\x1b[A\x1b[1;5C\x1bOD", pasteBegin + "a\rb" + pasteStop, "\x1b\x1b[", "你好\x7f", pasteBegin + "\x03x",
		"\x1b[" + strings.Repeat("1", 40) + "A", "\xe4\xbd", pasteBegin + pasteStop[:4] + pasteStop, "\x1b[\x00A",
	} {
		f.Add([]byte(s), 3)
	}
	f.Fuzz(func(t *testing.T, b []byte, cut int) {
		var whole, parts decoder
		want := whole.feed(b)
		if cut < 0 || cut > len(b) {
			cut = len(b) / 2
		}
		got := parts.feed(b[:cut])
		for _, c := range b[cut:] {
			for _, k := range parts.feed([]byte{c}) {
				got = appendKey(got, k)
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("cut up %q, whole %q", got, want)
		}
		for _, k := range want {
			if bytes.ContainsFunc([]byte(k.text), func(r rune) bool {
				return r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0
			}) {
				t.Fatalf("key %q", k)
			}
		}
		if max := maxText + maxSequence + len(pasteEnd); len(whole.rest)+len(whole.paste) > max {
			t.Fatalf("%d bytes kept", len(whole.rest)+len(whole.paste))
		}
	})
}
