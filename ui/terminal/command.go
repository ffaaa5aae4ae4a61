package terminal

import (
	"fmt"
	"strings"

	"realtalk/app"
)

// say carries out one line of input: a command if it begins with a slash, else
// a message. Two slashes begin a message that begins with one.
func (c *conversation) say(text string) error {
	if rest, ok := strings.CutPrefix(text, "/"); ok && !strings.HasPrefix(rest, "/") {
		name, arg, _ := strings.Cut(rest, " ")
		return c.command(name, strings.TrimSpace(arg))
	} else if ok {
		text = rest
	}
	if strings.TrimSpace(text) == "" {
		return nil
	}
	if err := c.chat.Send(text); err != nil {
		return err
	}
	c.unheard++
	return nil
}

// command carries out a command. What it gives is for the person: a refusal, or
// an output that failed.
func (c *conversation) command(name, arg string) error {
	switch name {
	case "help", "?":
		return c.face.answer("help", helpText)
	case "who":
		return c.face.answer(name, who(c.chat.People()))
	case "invite":
		return c.face.answer(name, strings.Join(c.chat.Invite(), "\n"))
	case "safety":
		return c.face.answer(name, c.chat.Safety())
	case "kick":
		return with(arg, name, "NAME", c.chat.Kick)
	case "block":
		return with(arg, name, "ADDRESS or /block NAME", c.chat.Block)
	case "unblock":
		return with(arg, name, "ADDRESS", c.chat.Unblock)
	case "blocklist":
		blocked, err := c.chat.Blocklist()
		if err != nil {
			return err
		}
		return c.face.answer(name, Blocklist(blocked))
	case "quit":
		c.sayGoodbye()
		return nil
	default:
		return &app.Trouble{
			Code: "unknown_command",
			Text: fmt.Sprintf("There is no command /%s.", visibleName(name)),
			Hint: "/help lists the commands. To send a message that begins with a slash, type two: //",
		}
	}
}

// with calls do with the argument of a command that needs one.
func with(arg, name, what string, do func(string) error) error {
	if arg == "" {
		return &app.Trouble{
			Code: "command_incomplete",
			Text: fmt.Sprintf("/%s needs to know whom.", name),
			Hint: fmt.Sprintf("Type /%s %s", name, what),
		}
	}
	return do(arg)
}

const helpText = `/who                       who is in the chat
/invite                    the lines for others to join
/safety                    the phrase that is the same for everybody in the chat
/kick NAME                 take somebody out (host)
/block ADDRESS or NAME     keep an address out; a person is taken out too (host)
/unblock ADDRESS           let an address in again (host)
/blocklist                 the addresses that are kept out (host)
/quit                      leave; as the host, end the chat for everybody
//text                     send a message that begins with a slash`

// who lists people, one a line.
func who(people []app.Person) string {
	lines := make([]string, len(people))
	for i, p := range people {
		marks := []string{trustWord(p.Trust)}
		if p.You {
			marks[0] = "you"
		}
		if p.Host {
			marks = append(marks, "host")
		}
		lines[i] = fmt.Sprintf("%s [%s] %s", visibleName(p.Name), strings.Join(marks, ", "), visibleName(p.Fingerprint))
	}
	return strings.Join(lines, "\n")
}

// Blocklist lists blocked addresses, one a line, the address first.
func Blocklist(blocked []app.Blocked) string {
	if len(blocked) == 0 {
		return "No address is blocked."
	}
	lines := make([]string, len(blocked))
	for i, b := range blocked {
		why := "blocked by you"
		if b.Why == "tries" {
			why = fmt.Sprintf("%d wrong passwords", b.Tries)
		}
		lines[i] = fmt.Sprintf("%s  %s", visibleName(b.Address), why)
	}
	return strings.Join(lines, "\n")
}

// trustWord gives the badge that stands beside a name.
func trustWord(t app.Trust) string {
	switch t {
	case app.TrustSelf:
		return "you"
	case app.TrustVerified:
		return "verified"
	case app.TrustKnown:
		return "known"
	case app.TrustChanged:
		return "CHANGED"
	default:
		return "new"
	}
}
