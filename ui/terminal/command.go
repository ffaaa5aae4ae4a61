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
	if do, ok := commands[name]; ok {
		return do(c, arg)
	}
	if do, ok := doorCommands[name]; ok {
		if c.door == nil {
			return app.ErrNotHost
		}
		return do(c, arg)
	}
	return &app.Trouble{
		Code: "unknown_command",
		Text: fmt.Sprintf("There is no command /%s.", visibleName(name)),
		Hint: "/help lists the commands. To send a message that begins with a slash, type two: //",
	}
}

// commands are those of everybody in a chat.
var commands = map[string]func(c *conversation, arg string) error{
	"help": func(c *conversation, _ string) error { return c.face.answer("help", helpText) },
	"?":    func(c *conversation, _ string) error { return c.face.answer("help", helpText) },
	"who":  func(c *conversation, _ string) error { return c.face.answer("who", who(c.chat.People())) },
	"invite": func(c *conversation, _ string) error {
		return c.face.answer("invite", c.invites())
	},
	"safety":      (*conversation).safety,
	"match":       (*conversation).match,
	"compare":     func(c *conversation, arg string) error { return with(arg, "compare", "NAME", c.compare) },
	"same":        func(c *conversation, arg string) error { return with(arg, "same", "NAME", c.chat.Confirm) },
	"accept":      func(c *conversation, arg string) error { return with(arg, "accept", "NAME", c.chat.AcceptChange) },
	"save":        func(c *conversation, arg string) error { return c.save(arg, "save", false) },
	"save-sealed": func(c *conversation, arg string) error { return c.save(arg, "save-sealed", true) },
	"quit": func(c *conversation, _ string) error {
		c.sayGoodbye()
		return nil
	},
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
/safety                    words to compare, the same for everybody in the chat
/match                     the words are the same: everybody here is verified
/compare NAME              words to compare with one person
/same NAME                 those words are the same: NAME is verified
/accept NAME               you know about NAME's new key, without comparing
/save FILE                 save the conversation, for whoever gets the file
/save-sealed FILE          save it so that only your key opens it, also with gpg
/quit                      leave; as the host, end the chat for everybody
//text                     send a message that begins with a slash

For the host:
/reply LINE                let somebody in who sent you a reply line
/address ADDRESS           tell this computer's address on the Internet
/kick NAME                 take somebody out
/ask on, /ask off          be asked before anybody comes in, or not
/waiting                   who waits to be let in
/admit NAME                let somebody in who waits
/decline NAME              send somebody away who waits
/lock, /unlock             let nobody else in, or let people in again
/limit N, /limit off       how many people the chat takes, yourself included
/block NAME                take a person out and keep the address out
/block ADDRESS [TIME]      keep an address or a network (203.0.113.0/24) out,
                           for 1h, 1d or good
/unblock ADDRESS [reset]   let it in again; reset: forget its wrong passwords
/note ADDRESS [TEXT]       put a note beside a blocked address, or take it away
/blocklist [SEARCH]        the addresses that are kept out
/security                  what happened at the door, the newest first`

// who lists people, one a line.
func who(people []app.Person) string {
	lines := make([]string, len(people))
	for i, p := range people {
		marks := []string{trustWord(p.Trust)}
		if p.Alias != "" && p.Alias != p.Name {
			marks = append(marks, "you say "+visibleName(p.Alias))
		}
		if p.Host {
			marks = append(marks, "host")
		}
		if p.Away {
			marks = append(marks, "trying to come back")
		}
		lines[i] = fmt.Sprintf("%s [%s] %s", visibleName(p.Name), strings.Join(marks, ", "), visibleName(p.Fingerprint))
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
