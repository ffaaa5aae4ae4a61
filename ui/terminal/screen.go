package terminal

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"realtalk/app"
)

// screen shows a conversation to a person.
type screen struct {
	write   func(text string) error // lines, each ending in "\n"
	columns func() int              // nil: lines are not broken
	colour  bool
	prompts bool // prompts have to be written, nobody else shows them
	now     func() time.Time

	local    []string // lines for people near by that were shown last
	internet []string // lines for people elsewhere that were shown last
}

func (s *screen) choosePassword() error { return s.write(choosePasswordText + suggestText) }

func (s *screen) askPassphrase(left int) error {
	text := passphraseText
	if left < maxPassphrases {
		text = fmt.Sprintf(wrongPassphraseText, plural(left, "try", "tries"))
	}
	return s.write(text)
}

func (s *screen) show(e app.Event) error {
	switch e := e.(type) {
	case app.Hosting:
		s.local = e.Local
		return s.write(hostingText(e))
	case app.Router:
		return s.write(s.localText(e) + s.routerText(e))
	case app.PasswordPrompt:
		if s.prompts {
			return s.write(passwordPrompt + "\n")
		}
	case app.PasswordWrong:
		return s.note(yellow, passwordWrongText(e))
	case app.Joined:
		return s.note(green, joinedText(e))
	case app.MemberJoined:
		return s.memberJoined(e)
	case app.Trusted:
		return s.note(green, sentences(e.Text))
	case app.MemberLeft:
		return s.note(dim, memberLeftText(e))
	case app.Connection:
		return s.note(map[app.ConnectionState]colour{app.ConnectionLost: yellow, app.ConnectionBack: green}[e.State], sentences(e.Text))
	case app.MemberAway:
		return s.note(dim, sentences(e.Text))
	case app.Message:
		return s.message(e)
	case app.Security:
		return s.note(yellow, securityText(e))
	case app.Asks:
		return s.note(yellow, asksText(e))
	case app.Asked:
		return s.note(dim, sentences(e.Text))
	case app.Waits:
		return s.note(dim, sentences(e.Text))
	case app.Door:
		return s.note(dim, sentences(e.Text))
	case app.Notice:
		return s.note(dim, sentences(e.Text))
	case app.Failed:
		return s.note(red, sentences(e.Text, e.Hint))
	case app.Reply:
		return s.write(replyLineText(e))
	case app.Dialing:
		return s.note(dim, sentences(e.Text, e.Hint))
	case app.Ended:
		return s.note(dim, unreachedText(e))
	}
	return nil // how far an own message got is for programs
}

func (s *screen) memberJoined(e app.MemberJoined) error {
	colours := map[app.Trust]colour{app.TrustChanged: red, app.TrustVerified: green, app.TrustKnown: dim}
	return s.note(cmp.Or(colours[e.Trust], yellow), memberJoinedText(e))
}

func (s *screen) answer(code, text string) error {
	lines := strings.Split(text, "\n")
	switch code {
	case "invite":
		return s.write(strings.TrimSuffix(joinLines(lines), severalText))
	case "safety":
		lines = append(lines, safetyHint)
	case "compare":
		lines = append(lines, compareHint)
	}
	for i, l := range lines {
		lines[i] = hang(l, 0, len(detail), s.width())
	}
	return s.write(strings.Join(lines, "\n") + "\n")
}

// noteMark begins what rt itself says; messages begin with the time.
const noteMark = "* "

// note writes what rt itself says.
func (s *screen) note(c colour, text string) error {
	text = strings.TrimSuffix(text, "\n")
	if text == "" {
		return nil
	}
	text = hang(text, len(noteMark), len(noteMark), s.width())
	return s.write(s.paint(c, noteMark+text) + "\n")
}

// narrow is the width below which there is no room for the time.
const narrow = 24

// message writes what somebody said, the name first, and every line but the
// first indented, so that none looks like somebody else's.
func (s *screen) message(e app.Message) error {
	stamp, indent := s.now().Format("[15:04] "), len("[15:04] ")
	if w := s.width(); w > 0 && w < narrow {
		stamp, indent = "", 2
	}
	name := visibleName(e.From) + ":"
	text := hang(name+" "+Visible(e.Text), len(stamp), indent, s.width())
	if said, whole := strings.CutPrefix(text, name); whole {
		text = s.paint(nameColour(e.Own), name) + said
	}
	return s.write(stamp + text + "\n")
}

func nameColour(own bool) colour {
	if own {
		return bold
	}
	return cyan
}

func (s *screen) width() int {
	if s.columns == nil {
		return 0
	}
	return s.columns()
}

// colour is a graphic rendition (ECMA-48, 8.3.117).
type colour string

const (
	bold   colour = "1"
	dim    colour = "2"
	red    colour = "31"
	green  colour = "32"
	yellow colour = "33"
	cyan   colour = "36"
)

func (s *screen) paint(c colour, text string) string {
	if !s.colour {
		return text
	}
	return "\x1b[" + string(c) + "m" + text + "\x1b[0m"
}
