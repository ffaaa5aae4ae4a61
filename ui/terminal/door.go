package terminal

import (
	"strconv"
	"strings"

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
	"reply":     func(c *conversation, arg string) error { return with(arg, "reply", "LINE", c.chat.DialBack) },
	"address":   (*conversation).address,
	"lock":      func(c *conversation, _ string) error { return c.lock(true) },
	"unlock":    func(c *conversation, _ string) error { return c.lock(false) },
	"ask":       (*conversation).askFirst,
	"limit":     (*conversation).limit,
	"waiting":   func(c *conversation, _ string) error { return c.face.answer("waiting", whoAsks(c.chat.Asking())) },
	"blocklist": (*conversation).blocklist,
	"security":  (*conversation).security,
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
	return c.face.answer("blocklist", Blocklist(blocked, search).String())
}

func (c *conversation) security(string) error {
	list, err := c.door.SecurityList()
	if err != nil {
		return err
	}
	return c.face.answer("security", SecurityList(list[:min(len(list), shownEntries)]).String())
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
