package app

import (
	"errors"
	"sync"
	"time"

	"realtalk/app/lang"
	"realtalk/core"
	"realtalk/core/contacts"
)

// errPeopleChanged: the words that were compared are not those of now.
var errPeopleChanged = errors.New("people changed while words were compared")

// errNotCompared: no words were shown that could be the same.
var errNotCompared = errors.New("words were not compared")

// compared remembers for whom words were shown, by what the user called them. The
// zero value is ready.
type compared struct {
	mu sync.Mutex // guards what follows
	by map[string]appearance
}

func (c *compared) note(who string, p core.Person) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.by == nil {
		c.by = map[string]appearance{}
	}
	c.by[who] = appears(p)
}

// check tells whether p is the one for whom words were shown.
func (c *compared) check(who string, p core.Person) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch shown, ok := c.by[who]; {
	case !ok:
		return errNotCompared
	case shown != appears(p):
		return errPeopleChanged
	default:
		return nil
	}
}

// Matches says that this user has compared the words of the chat with the others and
// they are the same: all who are in are verified. safety is what was compared; if
// somebody came or went since, the error has the code people_changed. The error is a
// *Trouble.
func (c *Chat) Matches(safety string) error {
	inner := c.begun()
	if inner == nil {
		return explain(core.ErrOver)
	}
	people, now := inner.Present()
	if safety == "" || safety != now {
		return explain(errPeopleChanged)
	}
	return c.verify(people)
}

// Comparison is what two people compare to know that each is who the other thinks.
type Comparison struct {
	Name        string
	Fingerprint string
	Words       string // the same on both screens
	QR          string // the text of a code that a telephone shows
}

// Compare gives the words that this user and one other see. As in Confirm and
// AcceptChange, who is a name or the beginning of a fingerprint, and the error is a
// *Trouble.
func (c *Chat) Compare(who string) (Comparison, error) {
	self, p, err := c.both(who)
	if err != nil {
		return Comparison{}, err
	}
	words := core.PairPhrase(self.ID, p.ID)
	c.compared.note(who, p)
	return Comparison{
		Name: p.Name, Fingerprint: p.ID.String(), Words: words,
		QR: lang.Say("Real Talk: %s and %s are talking to each other if both see: %s", self.Name, p.Name, words),
	}, nil
}

// Confirm says that this user has compared words with one person and they are the
// same. who is what Compare was asked for: if that is somebody else by now, the error
// has the code people_changed.
func (c *Chat) Confirm(who string) error {
	_, p, err := c.both(who)
	if err != nil {
		return err
	}
	if err := c.compared.check(who, p); err != nil {
		return explain(err)
	}
	return c.verify([]core.Person{p})
}

// AcceptChange takes somebody whose key has changed for who the name says, without a
// proof.
func (c *Chat) AcceptChange(who string) error {
	_, p, err := c.both(who)
	if err != nil {
		return err
	}
	book, err := c.app.contacts()
	if err != nil {
		return explain(err)
	}
	if book.Judge(p.ID, p.Name) != contacts.Changed {
		return nil
	}
	if err := book.Accept(p.ID, p.Name, time.Now()); err != nil {
		return explain(err)
	}
	c.trusted(p, TrustKnown, lang.Say("You know about the new key of %s. It was not compared.", called(p.Name)))
	return nil
}

// both gives this user and one other who is in.
func (c *Chat) both(who string) (self, other core.Person, err error) {
	if other, err = c.member(who); err != nil {
		return self, other, err
	}
	for _, p := range c.core.People() {
		if p.You {
			return p, other, nil
		}
	}
	return self, other, explain(core.ErrNotIn)
}

// verify notes that words were compared with these people.
func (c *Chat) verify(people []core.Person) error {
	book, err := c.app.contacts()
	if err != nil {
		return explain(err)
	}
	var ids [][32]byte
	for _, p := range people {
		if p.You {
			continue
		}
		if err := book.Meet(p.ID, p.Name, time.Now()); err != nil {
			return explain(err)
		}
		ids = append(ids, p.ID)
	}
	if err := book.Verify(ids, time.Now()); err != nil {
		return explain(err)
	}
	for _, p := range people {
		if !p.You {
			c.trusted(p, TrustVerified, lang.Say("You have verified %s.", called(p.Name)))
		}
	}
	return nil
}

func (c *Chat) trusted(p core.Person, trust Trust, text string) {
	if c.people.set(appears(p), trust) {
		c.add(Trusted{Name: p.Name, Fingerprint: p.ID.String(), Trust: trust, Text: text})
	}
}
