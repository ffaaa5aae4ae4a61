package ui

import (
	"strings"

	"realtalk/app"
	"realtalk/ui/chat"
	"realtalk/ui/kit"
)

// onMemberJoined shows the line that everybody sees.
func (c *conversation) onMemberJoined(ev app.MemberJoined) {
	if c.pane == nil {
		return
	}
	c.where[ev.Fingerprint] = kit.Joined(ev.Place, ev.Owner, ev.Address)
	if ev.Already && ev.Trust != app.TrustChanged {
		c.already = append(c.already, ev)
		return // told, and the list refreshed, once for all of them
	}
	c.cameLine(ev)
	c.refreshPeople()
	if c.hosting && !ev.Already {
		c.tellHost(ev)
	}
	if ev.Trust == app.TrustChanged {
		c.changed = append(c.changed, ev)
		c.askChanged()
	}
}

func (c *conversation) cameLine(ev app.MemberJoined) {
	c.pane.Came(ev.Text, kit.Trust(ev.Trust))
}

// tellAlready says who was in before the user, in one line.
func (c *conversation) tellAlready() {
	before := c.already
	c.already = nil
	switch len(before) {
	case 0:
		return
	case 1:
		c.cameLine(before[0])
	default:
		c.pane.Note(kit.WereHere(len(before)))
	}
	c.refreshPeople()
}

// aboutCame is what notices of new people are about, so that several become
// one.
const aboutCame = "came"

// tellHost tells the host of somebody new and where from, unless the host let
// that one in by hand just now. People who come while the notice of others is
// still there are told with them.
func (c *conversation) tellHost(ev app.MemberJoined) {
	if c.letIn[ev.Fingerprint] {
		delete(c.letIn, ev.Fingerprint)
		return
	}
	if ev.Trust != app.TrustNew && ev.Trust != app.TrustChanged {
		return
	}
	if !c.w.toasts.Has(aboutCame) {
		c.came = nil
	}
	c.came = append(c.came, ev)
	c.w.alert(alert{
		toast: c.cameToast(), title: kit.NotifyCameTitle(), brief: kit.NotifyCameBrief(), onClick: func() {},
	})
}

func (c *conversation) cameToast() *kit.Toast {
	if len(c.came) > 1 {
		return &kit.Toast{
			Text: kit.CameMany(len(c.came), c.cameNames()), About: aboutCame,
			Actions: []kit.Action{{Word: kit.WordDetails(), Do: c.goToPeople, Quiet: true}},
		}
	}
	ev := c.came[0]
	return &kit.Toast{
		Text: kit.Text(ev.Text), Hint: kit.Text(c.where[ev.Fingerprint]), About: aboutCame,
		Alert: ev.Trust == app.TrustChanged,
		Actions: []kit.Action{
			{Word: kit.WordRemoveShort(), Do: func() { c.withPerson(ev.Fingerprint, c.askRemove) }},
			{Word: kit.WordDetails(), Do: func() { c.withPerson(ev.Fingerprint, c.showPerson) }, Quiet: true},
		},
	}
}

// namedMost is how many names a notice of several people says.
const namedMost = 5

func (c *conversation) cameNames() string {
	var names []string
	for i, ev := range c.came {
		if i == namedMost {
			return kit.AndMore(strings.Join(names, ", "))
		}
		names = append(names, kit.Name(ev.Name))
	}
	return strings.Join(names, ", ")
}

// withPerson does something about somebody who is still in.
func (c *conversation) withPerson(fingerprint string, do func(chat.Person)) {
	for _, p := range c.with.People() {
		if p.Fingerprint == fingerprint {
			do(c.shownPerson(p))
			return
		}
	}
}

func (c *conversation) onMemberLeft(ev app.MemberLeft) {
	if c.pane == nil {
		return
	}
	delete(c.where, ev.Fingerprint)
	c.nobodyAsked(ev.Fingerprint)
	name := kit.Name(ev.Name)
	switch ev.Reason {
	case app.LeftKicked:
		c.pane.Note(kit.LeftKicked(name))
	case app.LeftLost:
		c.pane.Note(kit.LeftLost(name))
	default:
		c.pane.Note(kit.Left(name))
	}
	c.refreshPeople()
}
