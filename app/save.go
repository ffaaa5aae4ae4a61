package app

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
	"unicode"

	"realtalk/app/lang"
)

// maxRecord bounds what is kept of a conversation, in bytes; the oldest goes.
const maxRecord = 16 << 20

// record is a conversation as this user saw it. It is in memory as long as the chat
// and goes nowhere else, unless the user saves it.
type record struct {
	mu      sync.Mutex // guards what follows
	lines   []recordLine
	bytes   int
	dropped int
}

type recordLine struct {
	at   time.Time
	text string
}

// add keeps what belongs to a conversation: words, comings and goings, notices, with
// the time at which they came here; what a sender says of it may be anything.
func (r *record) add(e Event) {
	text := ""
	switch e := e.(type) {
	case Joined:
		text = lang.Say("%s (%s) is in the chat.", called(e.Name), group(e.Fingerprint))
	case MemberJoined:
		text = lang.Say("%s (%s): %s", called(e.Name), group(e.Fingerprint), e.Text)
	case MemberLeft:
		text = leftText(e)
	case Message:
		text = lang.Say("%s (%s) says: %s", called(e.From), group(e.Fingerprint), e.Text)
	case Trusted:
		text = e.Text
	case Connection:
		text = e.Text
	case MemberAway:
		text = e.Text
	case Notice:
		text = e.Text
	case Ended:
		text = e.Text
	default:
		return
	}
	r.keep(recordLine{time.Now(), text})
}

func leftText(e MemberLeft) string {
	name, key := called(e.Name), group(e.Fingerprint)
	switch e.Reason {
	case LeftLost:
		return lang.Say("%s (%s) is gone, the connection was lost.", name, key)
	case LeftKicked:
		return lang.Say("%s (%s) was removed by the host.", name, key)
	default:
		return lang.Say("%s (%s) left.", name, key)
	}
}

// group is the beginning of a fingerprint, which tells people of one name apart.
func group(fingerprint string) string {
	return fingerprint[:min(16, len(fingerprint))]
}

func (r *record) keep(l recordLine) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lines = append(r.lines, l)
	for r.bytes += len(l.text); r.bytes > maxRecord; r.dropped++ {
		r.bytes -= len(r.lines[0].text)
		r.lines = r.lines[1:]
	}
}

// text is the conversation, a line each. What has more lines is moved in, so that
// nobody can say what looks like somebody else's line.
func (r *record) text() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var b strings.Builder
	if r.dropped > 0 {
		b.WriteString(lang.Count(r.dropped, "(%d earlier line is not here.)", "(%d earlier lines are not here.)") + "\n")
	}
	for _, l := range r.lines {
		lines := strings.FieldsFunc(l.text, breaks)
		for i := range lines {
			lines[i] = harmless(lines[i])
		}
		fmt.Fprintf(&b, "[%s] %s\n", l.at.Local().Format("2006-01-02 15:04:05 MST"), strings.Join(lines, "\n    "))
	}
	return b.String()
}

// breaks tells what ends a line, in whatever program opens the file.
func breaks(r rune) bool {
	return r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// harmless replaces what a terminal that shows the file would obey, and what would
// turn or hide the words beside it.
func harmless(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cc, r) && r != '\t' || unicode.Is(unicode.Bidi_Control, r) {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

// errNothingSaid: there is no conversation to save.
var errNothingSaid = errors.New("nothing to save")

// Save writes the conversation as this user saw it, as text that anybody can read who
// gets the file, or sealed: signed by this user and encrypted to nobody else, as an
// OpenPGP message that gpg opens with this user's key. It works while the chat is on
// and after it. The error is a *Trouble.
func (c *Chat) Save(w io.Writer, sealed bool) error {
	text := []byte(c.record.text())
	if len(text) == 0 {
		return explain(errNothingSaid)
	}
	if sealed {
		id, release, err := c.app.self.use()
		if err != nil {
			return explain(err)
		}
		defer release()
		if text, err = id.SealForSelf(text, time.Now()); err != nil {
			return explain(err)
		}
	}
	_, err := w.Write(text)
	return explain(err)
}
