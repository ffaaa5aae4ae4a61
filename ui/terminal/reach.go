package terminal

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"realtalk/app"
)

const (
	asIsText = `Or send them this, which holds all the lines: they type ./rt and then it, or paste it.
`
	replyText = "Waiting for the host. Ctrl-C gives up.\n"
)

// localText says how people near by can come in, once this computer is in another
// network than before, or in none.
func (s *screen) localText(e app.Router) string {
	if slices.Equal(e.Local, s.local) {
		return ""
	}
	s.local = e.Local
	return nearLines(e.Local)
}

// routerText says how people elsewhere can come in. Lines that the person has
// read already are not said again.
func (s *screen) routerText(e app.Router) string {
	switch {
	case len(e.Internet) > 0 && slices.Equal(e.Internet, s.internet), e.State == app.RouterAsking:
		return sentences(e.Text, e.Hint)
	case len(e.Internet) > 0:
		s.internet = e.Internet
		return farText + joinLines(e.Internet) + inviteText(e.Invite) + sentences(e.Text, e.Hint)
	default:
		return noWayText + sentences(e.Text, e.Hint)
	}
}

// inviteText gives the text that holds all the lines.
func inviteText(invite string) string {
	if invite == "" {
		return ""
	}
	return asIsText + visibleName(invite) + "\n"
}

func replyLineText(e app.Reply) string {
	if e.Line == "" {
		return sentences(e.Text, e.Hint, "Press Ctrl-C, and start again with --address and the address.")
	}
	return sentences(e.Text) + visibleName(e.Line) + "\n" + sentences(e.Hint) + replyText
}

// unreachedText says how to go on where the chat was not reached.
func unreachedText(e app.Ended) string {
	text := sentences(e.Text, e.Hint)
	if e.CanReply {
		text += "To make a reply line for the host, add --reply to what you typed.\n"
	}
	return text
}

// address takes this computer's Internet address from the person, or asks the
// web service that the person names.
func (c *conversation) address(arg string) error {
	service := c.door.AddressService()
	if arg == "" {
		return &app.Trouble{
			Code: "command_incomplete", Text: "/address needs this computer's address on the Internet.",
			Hint: fmt.Sprintf("Type /address 203.0.113.7, or /address %s to ask that web service.", service),
		}
	}
	if arg != service {
		return c.chat.SetAddress(arg)
	}
	answer := make(chan error, 1)
	c.service = answer
	// Beside the conversation: a web service may take its time.
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), serviceTimeout)
		defer cancel()
		found, err := c.door.AskAddress(ctx)
		if err == nil {
			err = c.chat.SetAddress(found)
		}
		answer <- err
	}()
	return nil
}

const serviceTimeout = 15 * time.Second

// invites lists the lines and the text that holds them all.
func (c *conversation) invites() string {
	lines := c.chat.Invite()
	if text := c.chat.InviteText(); !slices.Contains(lines, text) {
		lines = append(lines, text)
	}
	return strings.Join(lines, "\n")
}

// Nearby lists chats of this network, with what to type to join them.
func Nearby(chats []app.Nearby) []string {
	if len(chats) == 0 {
		return []string{"No chat on this network lets itself be seen."}
	}
	var lines []string
	for _, c := range chats {
		whose := "A chat"
		if c.Name != "" {
			whose = "The chat of " + visibleName(c.Name)
		}
		lines = append(lines, whose+": "+typed(c.Invite.String()))
	}
	return lines
}
