package contacts

import (
	"time"

	"realtalk/core/room"
)

// judge is the table of doc.go.
func (p *people) judge(who id, name string) Trust {
	e := p.byID[who]
	switch {
	case e != nil && e.owns(name):
		return e.trust()
	case len(p.owning(name, who)) > 0:
		return Changed
	case e != nil:
		return e.trust()
	}
	return New
}

// meet remembers who was met under a clean name, which stays another's if it is.
func (p *people) meet(who id, name string, now time.Time) error {
	e, changed := p.byID[who], p.judge(who, name) == Changed
	if e == nil {
		if changed {
			return nil
		}
		return p.add(who, name, now)
	}
	p.change(e, func(e *entry) {
		if !changed {
			e.Name, e.unbound = name, false
		}
		if now.After(e.Last) {
			e.Last = now
		}
	})
	return nil
}

// take gives a clean name to a key; all others lose it.
func (p *people) take(who id, name string, now time.Time) error {
	if p.byID[who] == nil {
		if err := p.makeRoom(); err != nil {
			return err
		}
	}
	for _, other := range p.owning(name, who) {
		p.change(other, func(e *entry) { e.lose(name) })
	}
	return p.meet(who, name, now)
}

// lose unbinds a name, and what looks like it, from the entry.
func (e *entry) lose(name string) {
	e.unbound = e.unbound || room.SameName(e.Name, name)
	if e.Alias != "" && room.SameName(e.Alias, name) {
		e.Alias = ""
	}
}

func (p *people) add(who id, name string, now time.Time) error {
	if err := p.makeRoom(); err != nil {
		return err
	}
	p.change(&entry{Contact: Contact{ID: who, Name: name, First: now, Last: now}}, func(*entry) {})
	return nil
}

// makeRoom forgets who was met in passing longest ago, if the book is full.
func (p *people) makeRoom() error {
	if len(p.byID) < MaxContacts {
		return nil
	}
	var oldest *entry
	for _, e := range p.byID {
		if e.passing() && (oldest == nil || e.before(oldest)) {
			oldest = e
		}
	}
	if oldest == nil {
		return ErrFull
	}
	p.remove(oldest)
	return nil
}

// before sorts by when somebody was met at last, and never leaves it open.
func (e *entry) before(o *entry) bool {
	if !e.Last.Equal(o.Last) {
		return e.Last.Before(o.Last)
	}
	return string(e.ID[:]) < string(o.ID[:])
}
