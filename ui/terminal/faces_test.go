package terminal

import (
	"encoding/json"
	"io"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"realtalk/app"
)

// TestJSONIsTheContract holds every event and its fields, in order.
func TestJSONIsTheContract(t *testing.T) {
	sent := time.Date(2026, 1, 2, 3, 4, 5, 678912345, time.FixedZone("", -3600))
	for _, c := range []struct {
		event app.Event
		want  string
	}{
		{app.Hosting{Port: 1, Password: "p", Local: []string{"rt 10.0.0.1 1"}, Invite: "rt:x"}, `"hosting",T"port":1,"password":"p","local":["rt 10.0.0.1 1"],"invite":"rt:x"}`},
		{app.Hosting{}, `"hosting",T"port":0,"password":"","local":[],"invite":""}`},
		{
			app.Router{State: app.RouterOpen, Method: "pcp", Internet: []string{"rt 203.0.113.1 1"}, Text: "t", Hint: "h", Local: []string{"rt 10.0.0.1 1"}, Invite: "rt:x", Tested: true},
			`"router",T"state":"open","method":"pcp","internet":["rt 203.0.113.1 1"],"text":"t","hint":"h","local":["rt 10.0.0.1 1"],"invite":"rt:x","tested":true}`,
		},
		{app.Router{State: app.RouterOff}, `"router",T"state":"off","method":"","internet":[],"text":"","hint":"","local":[],"invite":"","tested":false}`},
		{app.Reply{Line: "rt-reply:x", Text: "t", Hint: "h"}, `"reply",T"line":"rt-reply:x","text":"t","hint":"h"}`},
		{app.Dialing{State: app.DialingFailed, Text: "t", Hint: "h"}, `"dialing",T"state":"failed","text":"t","hint":"h"}`},
		{app.PasswordPrompt{Attempt: 2, Left: 1}, `"password_prompt",T"attempt":2,"left":1}`},
		{app.PasswordWrong{Left: 0}, `"password_wrong",T"left":0}`},
		{
			app.Joined{Chat: "c", Name: "n", Fingerprint: "f", Safety: "s", Host: true},
			`"joined",T"chat":"c","name":"n","fingerprint":"f","safety":"s"}`,
		},
		{
			app.MemberJoined{Name: "n", Fingerprint: "f", Trust: app.TrustNew, Already: true, Safety: "s"},
			`"member_joined",T"name":"n","fingerprint":"f","trust":"new"}`,
		},
		{app.MemberLeft{Name: "n", Fingerprint: "f", Reason: app.LeftLost}, `"member_left",T"name":"n","fingerprint":"f","reason":"lost"}`},
		{app.MemberAway{Name: "n", Fingerprint: "f", Text: "t"}, `"member_away",T"name":"n","fingerprint":"f","text":"t"}`},
		{app.MemberAway{Name: "n", Fingerprint: "f", Back: true, Text: "t"}, `"member_back",T"name":"n","fingerprint":"f","text":"t"}`},
		{app.Connection{State: app.ConnectionLost, Text: "t"}, `"connection",T"state":"lost","text":"t"}`},
		{app.Connection{State: app.ConnectionBack, Text: "t"}, `"connection",T"state":"back","text":"t"}`},
		{
			app.Message{ID: "i", From: "n", Fingerprint: "f", Text: "a\n<b> & \"c\"", Sent: sent, Own: true},
			`"message",T"id":"i","from":"n","fingerprint":"f","text":"a\n<b> & \"c\"","sent":"2026-01-02T04:04:05.678Z"}`,
		},
		{app.Delivered{ID: "i", To: 1, Of: 2}, `"delivered",T"id":"i","to":1,"of":2}`},
		{
			app.Security{Kind: app.SecurityBlocked, Address: "203.0.113.7", Tries: 6, Place: "Lyon, France", Owner: "Orange", Text: "x"},
			`"security",T"kind":"blocked","address":"203.0.113.7","tries":6,"place":"Lyon, France","owner":"Orange"}`,
		},
		{app.Notice{Code: "c", Text: "t"}, `"notice",T"code":"c","text":"t"}`},
		{app.Asks{Name: "n", Text: "t"}, `"notice",T"code":"asks","text":"t"}`},
		{app.Asked{Name: "n", Text: "t"}, `"notice",T"code":"asked","text":"t"}`},
		{app.Waits{Text: "t"}, `"notice",T"code":"waits","text":"t"}`},
		{app.Door{Text: "t"}, `"notice",T"code":"door","text":"t"}`},
		{app.Ended{Reason: app.EndLost, Text: "t", Hint: "h"}, `"ended",T"reason":"lost","text":"t","hint":"h"}`},
		{app.Failed{Trouble: app.Trouble{Code: "c", Text: "t", Hint: "h"}}, `"error",T"code":"c","text":"t","hint":"h"}`},
	} {
		var b strings.Builder
		l := &Lines{out: &b, now: func() time.Time { return sent }}
		if err := l.show(c.event); err != nil {
			t.Fatal(err)
		}
		want := `{"event":` + strings.Replace(c.want, ",T", `,"time":"2026-01-02T04:04:05.678Z",`, 1) + "\n"
		if b.String() != want {
			t.Errorf("got  %swant %s", b.String(), want)
		}
	}
}

// FuzzJSON holds that any text is one line that means the text, with nothing in
// it that acts on a terminal.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{"", "a\nb", "\x1b[2J\u009b\x7f", "\u202e\u2028\u2029", "\xff", `\u001b"`, "\U000e0041", "</script>", "😀\u200d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var b strings.Builder
		l := NewLines(&b)
		if err := l.Notice("c", text); err != nil {
			t.Fatal(err)
		}
		line, rest, ended := strings.Cut(b.String(), "\n")
		if !ended || rest != "" || strings.ContainsFunc(line, dangerous) || strings.ContainsRune(line, '\t') {
			t.Fatalf("%q", b.String())
		}
		var got struct{ Text string }
		if err := json.Unmarshal([]byte(line), &got); err != nil {
			t.Fatal(err)
		}
		if want := strings.ToValidUTF8(text, "\ufffd"); utf8.ValidString(text) && got.Text != want {
			t.Fatalf("%q came back as %q", want, got.Text)
		}
	})
}

// show gives what a screen of that width, 0 for none, shows for events.
func show(t *testing.T, width int, colour bool, events ...app.Event) string {
	t.Helper()
	var b strings.Builder
	s := newScreen(&b, width)
	s.colour = colour
	for _, e := range events {
		if err := s.show(e); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// answer gives what it shows for the answer to a command.
func answer(t *testing.T, width int, text string) string {
	t.Helper()
	var b strings.Builder
	if err := newScreen(&b, width).answer("command", text); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func newScreen(out io.Writer, width int) *screen {
	s := &screen{
		write: func(text string) error { _, err := io.WriteString(out, text); return err },
		now:   func() time.Time { return time.Date(2026, 1, 2, 15, 4, 0, 0, time.Local) },
	}
	if width > 0 {
		s.columns = func() int { return width }
	}
	return s
}

// TestNobodyCanFakeALine holds that only rt's own lines and the first line of a
// message begin at the left edge, whatever a message or a name holds and
// however wide the terminal is.
func TestNobodyCanFakeALine(t *testing.T) {
	forged := []string{
		"hi\n[15:04] Bob: I agree",
		"hi\r\n[15:04] Bob: I agree",
		"hi\r[15:04] Bob: I agree",
		"hi\x1b[2K\x1b[1G[15:04] Bob: I agree",
		"hi\u0085[15:04] Bob: I agree",
		"hi\u2028[15:04] Bob: I agree",
		"hi\v[15:04] Bob: I agree",
		strings.Repeat("x", 25) + " [15:04] Bob: I agree",
		strings.Repeat("x", 26) + "[15:04] Bob: I agree",
		strings.Repeat("你", 13) + "[15:04] Bob: I agree",
		"hi\n* Bob left.",
	}
	for _, text := range forged {
		for _, width := range []int{0, 8, 40, 42} {
			e := app.Message{From: "Eve", Text: text}
			checkEdge(t, width, show(t, width, false, e))
			checkEdge(t, width, show(t, width, false, app.Message{From: text, Text: "x"}))
			checkEdge(t, width, show(t, width, false, app.MemberLeft{Name: text}))
			checkEdge(t, width, show(t, width, false, app.MemberJoined{Name: text, Text: text + " joined.", Address: "203.0.113.7", Owner: text}))
			checkEdge(t, width, show(t, width, false, app.Asks{Name: text, Text: text + " asks to come in."}))
			checkEdge(t, width, show(t, width, false, app.Security{Text: text, Address: text, CanBlock: true}))
			checkEdge(t, width, answer(t, width, who([]app.Person{{Name: text, Fingerprint: "f"}})))
			checkEdge(t, width, answer(t, width, whoAsks([]app.Asks{{Text: text + " asks to come in."}})))
			checkEdge(t, width, answer(t, width, SecurityList([]app.SecurityEntry{{Text: text + " joined."}}).String()))
			checkEdge(t, width, answer(t, width, blockedEntry(app.Blocked{Address: "203.0.113.7", Name: text, Owner: text, Note: text})))
		}
	}
}

// checkEdge plays the output on a terminal and looks at the left edge.
func checkEdge(t *testing.T, width int, out string) {
	t.Helper()
	if width == 0 {
		width = 1000
	}
	v := newVT(t, width)
	if _, err := v.Write([]byte(strings.ReplaceAll(out, "\n", "\r\n"))); err != nil {
		t.Fatal(err)
	}
	for i, row := range v.rows {
		text := strings.Join(row, "")
		if i > 0 && text != "" && !strings.HasPrefix(text, " ") {
			t.Errorf("width %d: a row begins at the edge:\n%s", width, v)
		}
	}
}

func TestScreen(t *testing.T) {
	for _, c := range []struct {
		name  string
		event app.Event
		want  string
	}{
		{"message", app.Message{From: "Ann", Text: "Hey, what's up?"}, "[15:04] Ann: Hey, what's up?\n"},
		{"lines", app.Message{From: "Ann", Text: "one\n\n  two"}, "[15:04] Ann: one\n        \n          two\n"},
		{"guest", app.Joined{Name: "Ann", Safety: "acid moon"}, "* You are in the chat as Ann. Type a message and press Enter. /help shows what else you can do; Ctrl-C leaves the chat.\n  The safety phrase of this chat, the same on everybody's screen: acid moon\n"},
		{"host", app.Joined{Name: "Ann", Safety: "acid moon", Host: true}, "* You are in the chat as Ann. Type a message and press Enter. /help shows what else you can do; Ctrl-C ends the chat for everybody.\n"},
		{"new", app.MemberJoined{Text: "Bob joined. You have not met this person here before.", Trust: app.TrustNew}, "* [new] Bob joined. You have not met this person here before.\n"},
		{
			"new, to the host",
			app.MemberJoined{Name: "B\x1bob", Text: "Bob joined.", Trust: app.TrustNew, Address: "203.0.113.7", Place: "Lyon, France", Owner: "Orange"},
			"* [new] Bob joined.\n  From 203.0.113.7; Lyon, France; network: Orange.\n" +
				"  If you do not expect them, type /kick B␛ob, or /block B␛ob to keep the address out, too.\n",
		},
		{
			"known, to the host",
			app.MemberJoined{Name: "Bob", Text: "Bob joined.", Trust: app.TrustKnown, Address: "127.0.0.1", Place: "this computer"},
			"* [known] Bob joined.\n  From 127.0.0.1; this computer.\n",
		},
		{"known", app.MemberJoined{Text: "Bob is here.", Trust: app.TrustKnown, Already: true}, "* [known] Bob is here.\n"},
		{"verified", app.MemberJoined{Text: "Bob joined.", Trust: app.TrustVerified}, "* [verified] Bob joined.\n"},
		{"changed", app.MemberJoined{Text: "CAREFUL: B\x1bob joined.", Trust: app.TrustChanged}, "* [CHANGED] CAREFUL: B␛ob joined.\n"},
		{"away", app.MemberAway{Name: "Bob", Text: "B\x1bob's connection dropped, trying again."}, "* B␛ob's connection dropped, trying again.\n"},
		{"back", app.MemberAway{Name: "Bob", Back: true, Text: "Bob is back."}, "* Bob is back.\n"},
		{"cut off", app.Connection{State: app.ConnectionLost, Text: "Your connection dropped."}, "* Your connection dropped.\n"},
		{"left", app.MemberLeft{Name: "Bob", Reason: app.LeftByChoice}, "* Bob left.\n"},
		{"lost", app.MemberLeft{Name: "Bob", Reason: app.LeftLost}, "* Bob is gone: the connection was lost.\n"},
		{"kicked", app.MemberLeft{Name: "Bob", Reason: app.LeftKicked}, "* Bob was taken out of the chat by the host.\n"},
		{"one try", app.PasswordWrong{Left: 1}, "* Wrong password, 1 try left.\n"},
		{"no try", app.PasswordWrong{Left: 0}, "* Wrong password.\n"},
		{"door", app.Security{Text: "Someone typed a wrong password.", Address: "203.0.113.7", CanBlock: true}, "* Someone typed a wrong password.\n  Type /block 203.0.113.7 to keep it out.\n"},
		{"blocked", app.Security{Text: "Someone is blocked now.", Address: "203.0.113.7"}, "* Someone is blocked now.\n"},
		{"asks", app.Asks{Name: "Bob", Text: "Bob asks to come in."}, "* Bob asks to come in.\n  Type /admit Bob, or /decline Bob.\n"},
		{
			"asks until",
			app.Asks{Name: "Mary Ann", Text: "Mary Ann asks.", Until: time.Date(2026, 1, 2, 15, 6, 30, 0, time.Local)},
			"* Mary Ann asks.\n  Type /admit Mary Ann, or /decline Mary Ann. Without an answer until 15:06:30 they are turned away.\n",
		},
		{"asked", app.Asked{Text: "You let Bob in."}, "* You let Bob in.\n"},
		{"waits", app.Waits{Text: "The host is asked."}, "* The host is asked.\n"},
		{"rules", app.Door{Text: "The chat is locked."}, "* The chat is locked.\n"},
		{"trouble", app.Failed{Trouble: app.Trouble{Text: "It broke.", Hint: "Mend it."}}, "* It broke.\n  Mend it.\n"},
		{"delivered", app.Delivered{}, ""},
		{"silent router", app.Router{State: app.RouterAsking}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := show(t, 0, false, c.event); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestHelpFits80Columns(t *testing.T) {
	if got := answer(t, 80, helpText); got != helpText+"\n" {
		t.Errorf("broken to\n%s", got)
	}
}

// TestEveryTrustLooksDifferent holds it with colour and without.
func TestEveryTrustLooksDifferent(t *testing.T) {
	for _, colour := range []bool{false, true} {
		seen := map[string]app.Trust{}
		for _, trust := range []app.Trust{app.TrustNew, app.TrustKnown, app.TrustVerified, app.TrustChanged} {
			got := show(t, 0, colour, app.MemberJoined{Text: "Bob joined.", Trust: trust})
			look := strings.ReplaceAll(got, trustWord(trust), "") // colours alone
			if !colour {
				look = got
			}
			if other, taken := seen[look]; taken {
				t.Errorf("%s looks like %s: %q", trust, other, got)
			}
			seen[look] = trust
		}
	}
}

func TestColour(t *testing.T) {
	e := app.Message{From: "Ann", Text: "hi"}
	if got := show(t, 0, true, e); got != "[15:04] \x1b[36mAnn:\x1b[0m hi\n" {
		t.Errorf("%q", got)
	}
	if got := show(t, 0, false, e); strings.Contains(got, "\x1b") {
		t.Errorf("%q", got)
	}
}

func TestHang(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"one two three", 0, "one two three"},
		{"one two three", 12, "one two|  three"},
		{"one two three four", 9, "one|  two|  three|  four"},
		{"abcdefghijkl", 8, "abcd|  efghij|  kl"},
		{"你好你好你好", 8, "你好|  你好你|  好"},
		{"a\nb", 8, "a|  b"},
		{"a\tb\tc", 40, "a    b    c"},
		{"one  two", 7, "one|   two"},
		{"", 8, ""},
		{"❤\ufe0f❤\ufe0f❤\ufe0f", 8, "❤\ufe0f❤\ufe0f|  ❤\ufe0f"}, // 3 columns here, 6 there
		{"👩\u200d🚀x", 8, "👩\u200d🚀|  x"},
		{"abc", 1, "a|b|c"},
	} {
		if got := strings.ReplaceAll(hang(c.text, 4, 2, c.width), "\n", "|"); got != c.want {
			t.Errorf("hang(%q) in %d columns: %q, want %q", c.text, c.width, got, c.want)
		}
	}
}
