package app

import (
	"cmp"
	"encoding/hex"
	"strings"

	"realtalk/app/lang"
	"realtalk/core"
	"realtalk/core/wire"
)

// rules are those that a hosted chat begins with.
func (a *App) rules() core.Rules {
	s := a.Settings()
	return core.Rules{AskFirst: s.AskFirst || a.options.AskFirst, Limit: cmp.Or(a.options.Limit, s.Limit)}
}

// Door gives the rules of the door; zero for a guest.
func (c *Chat) Door() DoorRules {
	inner := c.begun()
	if inner == nil {
		return DoorRules{}
	}
	return doorRules(inner.Rules())
}

func doorRules(r core.Rules) DoorRules {
	return DoorRules{AskFirst: r.AskFirst, Locked: r.Locked, Limit: r.Limit}
}

// SetDoor changes the rules of this chat's door; a Door event tells the new
// ones. Only the host can. The error is a *Trouble.
func (c *Chat) SetDoor(r DoorRules) error {
	inner := c.begun()
	if inner == nil {
		return explain(core.ErrOver)
	}
	if r.Limit != 0 {
		if err := checkLimit(r.Limit); err != nil {
			return err
		}
	}
	return explain(inner.SetRules(core.Rules{AskFirst: r.AskFirst, Locked: r.Locked, Limit: r.Limit}))
}

// checkLimit wants room for the host and somebody else.
func checkLimit(limit int) error {
	if limit >= 2 && limit <= core.MaxMembers {
		return nil
	}
	return &Trouble{
		Code: "limit", Text: lang.Say("A chat can be limited to 2 to %d people, yourself included.", core.MaxMembers),
		Hint: lang.Say("Choose a number between these, or no limit."),
	}
}

// doorText says how the door stands now.
func doorText(r core.Rules) string {
	limit := ""
	if r.Limit > 0 {
		limit = lang.Count(r.Limit, "At most %d person can be in the chat, yourself included.", "At most %d people can be in the chat, yourself included.")
	}
	return lang.Sentences(entryText(r), limit)
}

func entryText(r core.Rules) string {
	switch {
	case r.Locked:
		return lang.Say("The chat is locked: nobody else comes in. Somebody whose connection breaks can come back for ten minutes.")
	case r.AskFirst:
		return lang.Say("You are asked before anybody comes in.")
	default:
		return lang.Say("Everybody who knows the password comes in.")
	}
}

// Asking lists who waits to be let in, the longest first; nil for a guest.
func (c *Chat) Asking() []Asks {
	inner := c.begun()
	if inner == nil {
		return nil
	}
	var list []Asks
	for _, a := range inner.Asking() {
		list = append(list, c.asks(a))
	}
	return list
}

// LetIn lets somebody in who Asks, by name or by at least 8 characters of the
// fingerprint; Decline sends them away. Only the host can. The error is a
// *Trouble.
func (c *Chat) LetIn(who string) error { return c.decide(who, (*core.Chat).LetIn) }

// Decline is the other answer, see LetIn.
func (c *Chat) Decline(who string) error { return c.decide(who, (*core.Chat).Decline) }

func (c *Chat) decide(who string, do func(*core.Chat, wire.ID) error) error {
	inner := c.begun()
	switch {
	case inner == nil:
		return explain(core.ErrOver)
	case !c.hosted():
		return explain(core.ErrNotHost)
	}
	for _, a := range inner.Asking() {
		if core.SameName(a.Name, who) || namesKey(who, a.Person) {
			return explain(do(inner, a.ID))
		}
	}
	return &Trouble{
		Code: "nobody_asks", Text: lang.Say("Nobody of that name waits to be let in."),
		Hint: lang.Say("They may have gone, or be in already."),
	}
}

// namesKey tells whether a text is the beginning of somebody's fingerprint.
func namesKey(who string, p core.Person) bool {
	return len(who) >= 8 && strings.HasPrefix(hex.EncodeToString(p.ID[:]), strings.ToLower(who))
}
