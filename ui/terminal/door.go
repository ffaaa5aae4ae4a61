package terminal

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"realtalk/app"
)

// doorCommands are those of the host.
var doorCommands = map[string]func(c *conversation, arg string) error{
	"kick":      func(c *conversation, arg string) error { return with(arg, "kick", "NAME", c.chat.Kick) },
	"admit":     func(c *conversation, arg string) error { return with(arg, "admit", "NAME", c.chat.LetIn) },
	"decline":   func(c *conversation, arg string) error { return with(arg, "decline", "NAME", c.chat.Decline) },
	"block":     func(c *conversation, arg string) error { return with(arg, "block", "ADDRESS or /block NAME", c.block) },
	"unblock":   func(c *conversation, arg string) error { return with(arg, "unblock", "ADDRESS", c.unblock) },
	"note":      func(c *conversation, arg string) error { return with(arg, "note", "ADDRESS TEXT", c.note) },
	"lock":      func(c *conversation, _ string) error { return c.lock(true) },
	"unlock":    func(c *conversation, _ string) error { return c.lock(false) },
	"ask":       (*conversation).askFirst,
	"limit":     (*conversation).limit,
	"waiting":   func(c *conversation, _ string) error { return c.face.answer("waiting", whoAsks(c.chat.Asking())) },
	"blocklist": (*conversation).blocklist,
	"security":  (*conversation).security,
}

// block takes a name, an address or a network, and how long.
func (c *conversation) block(arg string) error {
	if i := strings.LastIndexByte(arg, ' '); i > 0 {
		if length, err := ParseLength(arg[i+1:]); err == nil {
			return c.door.Block(app.BlockRequest{Address: strings.TrimSpace(arg[:i]), For: length})
		}
	}
	return c.chat.Block(arg)
}

// ParseLength reads how long something is blocked: 1h, 30m, 1d, 7d; 0 for
// "good" and "never", which is until it is unblocked. The error is a *Trouble.
func ParseLength(text string) (time.Duration, error) {
	if text == "good" || text == "never" {
		return 0, nil
	}
	if days, ok := strings.CutSuffix(text, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil && n > 0 && n <= maxDays {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	} else if length, err := time.ParseDuration(text); err == nil && length > 0 && length <= maxDays*24*time.Hour {
		return length, nil
	}
	return 0, &app.Trouble{
		Code: "length", Text: fmt.Sprintf("“%s” does not say how long.", visibleName(text)),
		Hint: "Type 1h for an hour, 1d for a day, or good.",
	}
}

const maxDays = 3650

func (c *conversation) unblock(arg string) error {
	address, how, _ := strings.Cut(arg, " ")
	how = strings.TrimSpace(how)
	if how != "" && how != "reset" {
		return &app.Trouble{
			Code: "command", Text: fmt.Sprintf("/unblock does not understand “%s”.", visibleName(how)),
			Hint: "Type /unblock ADDRESS, or /unblock ADDRESS reset",
		}
	}
	return c.door.Unblock(address, how == "reset")
}

func (c *conversation) note(arg string) error {
	address, text, _ := strings.Cut(arg, " ")
	return c.door.Annotate(address, strings.TrimSpace(text))
}

func (c *conversation) lock(locked bool) error {
	rules := c.chat.Door()
	rules.Locked = locked
	return c.chat.SetDoor(rules)
}

func (c *conversation) askFirst(arg string) error {
	rules := c.chat.Door()
	switch arg {
	case "on":
		rules.AskFirst = true
	case "off":
		rules.AskFirst = false
	default:
		return &app.Trouble{Code: "command", Text: "/ask is either on or off.", Hint: "Type /ask on, or /ask off"}
	}
	return c.chat.SetDoor(rules)
}

func (c *conversation) limit(arg string) error {
	rules := c.chat.Door()
	n, err := strconv.Atoi(arg)
	if arg != "off" && (err != nil || n < 1) {
		return &app.Trouble{Code: "command", Text: "/limit needs a number.", Hint: "Type /limit 10, or /limit off"}
	}
	rules.Limit = n
	return c.chat.SetDoor(rules)
}

func (c *conversation) blocklist(search string) error {
	blocked, err := c.door.Blocklist()
	if err != nil {
		return err
	}
	return c.face.answer("blocklist", Blocklist(blocked, search))
}

func (c *conversation) security(string) error {
	list, err := c.door.SecurityList()
	if err != nil {
		return err
	}
	return c.face.answer("security", SecurityList(list[:min(len(list), shownEntries)]))
}

// shownEntries is how many entries fit a screen or two; "rt security" has all.
const shownEntries = 30

func whoAsks(asking []app.Asks) string {
	if len(asking) == 0 {
		return "Nobody waits to be let in."
	}
	lines := make([]string, len(asking))
	for i, a := range asking {
		lines[i] = visibleName(a.Text)
	}
	return strings.Join(lines, "\n")
}
