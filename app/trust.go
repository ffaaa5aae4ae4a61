package app

import (
	"sync"
	"time"

	"realtalk/app/lang"
	"realtalk/core"
	"realtalk/core/contacts"
	"realtalk/core/wire"
)

// people are those of one chat with what was known of them when they came, so that
// somebody new stays new as long as the chat lasts. Who comes by another name is
// looked at anew: it may belong to somebody else.
type people struct {
	mu    sync.Mutex // guards what follows
	known map[appearance]acquaintance
}

// appearance is somebody by a name.
type appearance struct {
	id   wire.ID
	name string
}

func appears(p core.Person) appearance { return appearance{p.ID, p.Name} }

// acquaintance is what is known of somebody.
type acquaintance struct {
	contacts.Contact // as it was when they came; zero: nobody that was met
	trust            Trust
}

// found gives what is known of somebody, for which look is asked the first time.
func (p *people) found(who appearance, look func() acquaintance) acquaintance {
	p.mu.Lock()
	defer p.mu.Unlock()
	a, known := p.known[who]
	if !known {
		a = look()
		if p.known == nil {
			p.known = map[appearance]acquaintance{}
		}
		p.known[who] = a
	}
	return a
}

// set notes that something else is known of somebody now; false: it is the same.
func (p *people) set(who appearance, trust Trust) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	a := p.known[who]
	if a.trust == trust {
		return false
	}
	a.trust = trust
	p.known[who] = a
	return true
}

// person is a member as this user sees it.
func (c *Chat) person(p core.Person) Person {
	person := Person{Name: p.Name, Fingerprint: p.ID.String(), Host: p.Host, You: p.You, Since: p.Since, Trust: TrustSelf}
	if !p.You {
		a := c.acquaintance(p)
		person.Trust, person.Alias = a.trust, a.Alias
	}
	return person
}

// acquaintance looks somebody up. Where the contacts cannot be read everybody is
// new; why was told at the start.
func (c *Chat) acquaintance(p core.Person) acquaintance {
	return c.people.found(appears(p), func() acquaintance {
		book, err := c.app.contacts()
		if err != nil {
			return acquaintance{trust: TrustNew}
		}
		known, _ := book.Get(p.ID)
		return acquaintance{known, trusts[book.Judge(p.ID, p.Name)]}
	})
}

var trusts = map[contacts.Trust]Trust{
	contacts.New:      TrustNew,
	contacts.Known:    TrustKnown,
	contacts.Verified: TrustVerified,
	contacts.Changed:  TrustChanged,
}

// met looks up who comes in, and has it remembered.
func (c *Chat) met(p core.Person) acquaintance {
	a := c.acquaintance(p)
	if book, err := c.app.contacts(); err == nil {
		c.app.meeting.add(book, p, time.Now())
	}
	return a
}

// joinedText is the line that everybody sees when somebody comes in: fact,
// consequence, and choice where there is one.
func joinedText(p Person, met acquaintance, already bool) string {
	switch p.Trust {
	case TrustVerified:
		return lang.Sentences(cameText(p, already), lang.Say("You have verified who this is."), otherName(p, met))
	case TrustKnown:
		return lang.Sentences(cameText(p, already), lastMet(met), otherName(p, met))
	case TrustChanged:
		return lang.Sentences(changedText(p, already), lang.Say("Either %[1]s uses another computer, or somebody wants to be taken for %[1]s. Leave the chat, or ask %[1]s in another way, by phone for instance, before you say anything private.", called(p.Name)))
	default:
		return lang.Sentences(cameText(p, already), lang.Say("You have not met this person here before."))
	}
}

func cameText(p Person, already bool) string {
	name, alias := called(p.Name), called(p.Alias)
	switch {
	case renamed(p) && already:
		return lang.Say("%s, whom you call %s, is here.", name, alias)
	case renamed(p):
		return lang.Say("%s, whom you call %s, joined.", name, alias)
	case already:
		return lang.Say("%s is here.", name)
	default:
		return lang.Say("%s joined.", name)
	}
}

func changedText(p Person, already bool) string {
	name, alias := called(p.Name), called(p.Alias)
	switch {
	case renamed(p) && already:
		return lang.Say("CAREFUL: %[1]s, whom you call %[2]s, is here, but this is not the %[1]s you met before.", name, alias)
	case renamed(p):
		return lang.Say("CAREFUL: %[1]s, whom you call %[2]s, joined, but this is not the %[1]s you met before.", name, alias)
	case already:
		return lang.Say("CAREFUL: %[1]s is here, but this is not the %[1]s you met before.", name)
	default:
		return lang.Say("CAREFUL: %[1]s joined, but this is not the %[1]s you met before.", name)
	}
}

// renamed tells whether this user calls somebody by another name than their own.
func renamed(p Person) bool { return p.Alias != "" && p.Alias != p.Name }

func lastMet(met acquaintance) string {
	if met.Last.IsZero() {
		return lang.Say("You have met before.")
	}
	return lang.Say("You last met on %s.", lang.Date(met.Last.Local()))
}

// otherName tells that somebody who is known goes by another name now.
func otherName(p Person, met acquaintance) string {
	if met.Name == "" || core.SameName(met.Name, p.Name) {
		return ""
	}
	return lang.Say("Then the name was %s.", called(met.Name))
}
