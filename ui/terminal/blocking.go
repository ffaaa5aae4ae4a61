package terminal

import (
	"cmp"
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"realtalk/app"
)

// block takes a name, or an address or a network and for how long. A name that
// ends like a length stays a name: nobody escapes by what they are called.
func (c *conversation) block(arg string) error {
	address, length, _ := strings.Cut(arg, " ")
	if !isAddress(address) {
		return c.chat.Block(arg)
	}
	d, err := ParseLength(cmp.Or(strings.TrimSpace(length), "good"))
	if err != nil {
		return err
	}
	if err := c.door.Block(app.BlockRequest{Address: address, For: d}); err != nil {
		return err
	}
	return c.face.answer("block", NowBlocked(address, d))
}

// NowBlocked is the answer to a block of that length, 0 for good. The event of
// a block does not come for an address that was blocked already.
func NowBlocked(address string, length time.Duration) string {
	if length == 0 {
		return visibleName(address) + " is blocked until you unblock it."
	}
	return fmt.Sprintf("%s is blocked until %s.", visibleName(address), clock(time.Now().Add(length)))
}

// isAddress tells an address or a network from a name.
func isAddress(text string) bool {
	_, err := netip.ParseAddr(strings.Trim(text, "[]"))
	if err != nil {
		_, err = netip.ParsePrefix(text)
	}
	return err == nil
}

// maxDays bounds what a number may say; longer is for good.
const maxDays = 3650

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
	text = strings.TrimSpace(text)
	if err := c.door.Annotate(address, text); err != nil {
		return err
	}
	return c.face.answer("note", Noted(text))
}

// Noted is the answer to a note; an empty one takes a note away.
func Noted(text string) string {
	if text == "" {
		return "The note is taken away."
	}
	return "The note is kept."
}
