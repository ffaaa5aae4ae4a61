package terminal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"time"
	"unicode/utf8"

	"realtalk/app"
)

// Lines writes events as JSON, one object a line, each in one write.
type Lines struct {
	out io.Writer
	now func() time.Time
}

// NewLines gives a Lines that writes to out.
func NewLines(out io.Writer) *Lines { return &Lines{out: out, now: time.Now} }

// Notice writes a notice event.
func (l *Lines) Notice(code, text string) error {
	return l.put(noticeJSON{head: l.head("notice"), Code: code, Text: text})
}

// Error writes an error event.
func (l *Lines) Error(err error) error { return l.show(app.Failed{Trouble: *trouble(err)}) }

func (l *Lines) answer(code, text string) error { return l.Notice(code, text) }

func (l *Lines) askPassphrase(left int) error {
	return l.put(passwordPromptJSON{l.head("passphrase_prompt"), maxPassphrases - left + 1, left})
}

func (l *Lines) choosePassword() error { return l.show(app.PasswordPrompt{Attempt: 1, Left: 1}) }

// show writes e; the fields are those of the contract.
func (l *Lines) show(e app.Event) error {
	switch e := e.(type) {
	case app.Hosting:
		return l.put(hostingJSON{l.head("hosting"), e.Port, e.Password, list(e.Local), e.Invite})
	case app.Router:
		return l.put(routerJSON{l.head("router"), e.State, e.Method, list(e.Internet), e.Text, e.Hint, list(e.Local), e.Invite, e.Tested})
	case app.Reply:
		return l.put(replyJSON{l.head("reply"), e.Line, e.Text, e.Hint})
	case app.Dialing:
		return l.put(dialingJSON{l.head("dialing"), e.State, e.Text, e.Hint})
	case app.PasswordPrompt:
		return l.put(passwordPromptJSON{l.head("password_prompt"), e.Attempt, e.Left})
	case app.PasswordWrong:
		return l.put(passwordWrongJSON{l.head("password_wrong"), e.Left})
	case app.Joined:
		return l.put(joinedJSON{l.head("joined"), e.Chat, e.Name, e.Fingerprint, e.Safety})
	case app.MemberJoined:
		return l.put(memberJoinedJSON{l.head("member_joined"), e.Name, e.Fingerprint, e.Trust})
	case app.Trusted:
		return l.put(trustedJSON{l.head("trusted"), e.Name, e.Fingerprint, e.Trust, e.Text})
	case app.MemberLeft:
		return l.put(memberLeftJSON{l.head("member_left"), e.Name, e.Fingerprint, e.Reason})
	case app.Connection:
		return l.put(connectionJSON{l.head("connection"), e.State, e.Text})
	case app.MemberAway:
		event := "member_away"
		if e.Back {
			event = "member_back"
		}
		return l.put(memberAwayJSON{l.head(event), e.Name, e.Fingerprint, e.Text})
	case app.Message:
		return l.put(messageJSON{l.head("message"), e.ID, e.From, e.Fingerprint, e.Text, stamp(e.Sent)})
	case app.Delivered:
		return l.put(deliveredJSON{l.head("delivered"), e.ID, e.To, e.Of})
	case app.Security:
		return l.put(securityJSON{l.head("security"), e.Kind, e.Address, e.Tries, e.Place, e.Owner})
	case app.Asks:
		return l.Notice("asks", e.Text)
	case app.Asked:
		return l.Notice("asked", e.Text)
	case app.Waits:
		return l.Notice("waits", e.Text)
	case app.Door:
		return l.Notice("door", e.Text)
	case app.Notice:
		return l.Notice(e.Code, e.Text)
	case app.Ended:
		return l.put(endedJSON{l.head("ended"), e.Reason, e.Text, e.Hint})
	case app.Failed:
		return l.put(errorJSON{l.head("error"), e.Code, e.Text, e.Hint})
	default:
		return fmt.Errorf("show %T: no such event in the contract", e)
	}
}

// head begins every object.
type head struct {
	Event string `json:"event"`
	Time  string `json:"time"`
}

func (l *Lines) head(event string) head { return head{event, stamp(l.now())} }

// stamp gives a time in RFC 3339, UTC, with milliseconds.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

// list gives an empty list for none.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

type (
	trustedJSON struct {
		head
		Name        string    `json:"name"`
		Fingerprint string    `json:"fingerprint"`
		Trust       app.Trust `json:"trust"`
		Text        string    `json:"text"`
	}
	hostingJSON struct {
		head
		Port     uint16   `json:"port"`
		Password string   `json:"password"`
		Local    []string `json:"local"`
		Invite   string   `json:"invite"`
	}
	routerJSON struct {
		head
		State    app.RouterState `json:"state"`
		Method   string          `json:"method"`
		Internet []string        `json:"internet"`
		Text     string          `json:"text"`
		Hint     string          `json:"hint"`
		Local    []string        `json:"local"`
		Invite   string          `json:"invite"`
		Tested   bool            `json:"tested"`
	}
	replyJSON struct {
		head
		Line string `json:"line"`
		Text string `json:"text"`
		Hint string `json:"hint"`
	}
	dialingJSON struct {
		head
		State app.DialingState `json:"state"`
		Text  string           `json:"text"`
		Hint  string           `json:"hint"`
	}
	passwordPromptJSON struct {
		head
		Attempt int `json:"attempt"`
		Left    int `json:"left"`
	}
	passwordWrongJSON struct {
		head
		Left int `json:"left"`
	}
	joinedJSON struct {
		head
		Chat        string `json:"chat"`
		Name        string `json:"name"`
		Fingerprint string `json:"fingerprint"`
		Safety      string `json:"safety"`
	}
	memberJoinedJSON struct {
		head
		Name        string    `json:"name"`
		Fingerprint string    `json:"fingerprint"`
		Trust       app.Trust `json:"trust"`
	}
	memberLeftJSON struct {
		head
		Name        string          `json:"name"`
		Fingerprint string          `json:"fingerprint"`
		Reason      app.LeaveReason `json:"reason"`
	}
	connectionJSON struct {
		head
		State app.ConnectionState `json:"state"`
		Text  string              `json:"text"`
	}
	memberAwayJSON struct {
		head
		Name        string `json:"name"`
		Fingerprint string `json:"fingerprint"`
		Text        string `json:"text"`
	}
	messageJSON struct {
		head
		ID          string `json:"id"`
		From        string `json:"from"`
		Fingerprint string `json:"fingerprint"`
		Text        string `json:"text"`
		Sent        string `json:"sent"`
	}
	deliveredJSON struct {
		head
		ID string `json:"id"`
		To int    `json:"to"`
		Of int    `json:"of"`
	}
	securityJSON struct {
		head
		Kind    app.SecurityKind `json:"kind"`
		Address string           `json:"address"`
		Tries   int              `json:"tries"`
		Place   string           `json:"place"`
		Owner   string           `json:"owner"`
	}
	noticeJSON struct {
		head
		Code string `json:"code"`
		Text string `json:"text"`
	}
	endedJSON struct {
		head
		Reason app.EndReason `json:"reason"`
		Text   string        `json:"text"`
		Hint   string        `json:"hint,omitempty"`
	}
	errorJSON struct {
		head
		Code string `json:"code"`
		Text string `json:"text"`
		Hint string `json:"hint"`
	}
)

// put writes one object.
func (l *Lines) put(object any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(object); err != nil {
		return fmt.Errorf("encode %T: %w", object, err)
	}
	_, err := l.out.Write(escapeHidden(b.Bytes()))
	return err
}

// escapeHidden writes the hidden characters of an encoded object as \u escapes,
// which mean the same, for somebody may look at the output on a terminal.
func escapeHidden(object []byte) []byte {
	line := bytes.TrimSuffix(object, []byte("\n"))
	if !bytes.ContainsFunc(line, hidden) {
		return object
	}
	out := make([]byte, 0, len(object)+64)
	for len(line) > 0 {
		r, size := utf8.DecodeRune(line)
		if hidden(r) {
			out = appendEscaped(out, r)
		} else {
			out = append(out, line[:size]...)
		}
		line = line[size:]
	}
	return append(out, '\n')
}

// appendEscaped writes r as RFC 8259, section 7 has it: UTF-16.
func appendEscaped(out []byte, r rune) []byte {
	if r < 0x10000 {
		return fmt.Appendf(out, `\u%04x`, r)
	}
	r -= 0x10000
	return fmt.Appendf(out, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
}
