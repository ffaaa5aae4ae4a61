package ui

import (
	"cmp"
	"slices"
	"time"

	"realtalk/ui/chat"
	"realtalk/ui/contacts"
	"realtalk/ui/kit"
)

// showNames lets the user change what they call somebody, and what they noted.
func (c *conversation) showNames(p chat.Person) {
	c.w.loadContacts(func(all []contacts.Contact) {
		i := slices.IndexFunc(all, func(met contacts.Contact) bool { return met.Fingerprint == p.Fingerprint })
		if i < 0 {
			c.w.say(kit.NotMet(kit.Name(p.Name)))
			return
		}
		c.closeSheets()
		c.showCard(all[i])
	})
}

func (c *conversation) showCard(met contacts.Contact) {
	card := contacts.NewCard(met, time.Now())
	card.OnAlias = func(alias string) {
		c.w.work(func() error { return c.w.backend.RenameContact(met.Fingerprint, alias) }, func() {
			c.alias[met.Fingerprint] = alias
			c.refreshPeople()
			c.w.say(kit.ContactKept())
		})
	}
	card.OnNote = func(note string) {
		c.w.work(func() error { return c.w.backend.NoteContact(met.Fingerprint, note) }, func() { c.w.say(kit.ContactKept()) })
	}
	c.w.sheet(kit.SheetContent{Title: met.Called(), Body: card.Object})
}

// called gives what the user calls somebody, if that is not their name. What they
// were called when the chat began is all that the chat knows.
func (c *conversation) called(fingerprint, name, alias string) string {
	if now, ok := c.alias[fingerprint]; ok {
		alias = now
	}
	if cmp.Or(alias, name) == name {
		return ""
	}
	return alias
}
