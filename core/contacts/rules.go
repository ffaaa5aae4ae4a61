package contacts

import (
	"bytes"
	"cmp"
	"time"

	"realtalk/core/room"
)

// rest is how long Last may lag behind, so that who comes and goes all the time
// costs no write each time.
const rest = time.Minute

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
		if now.Sub(e.Last) >= rest {
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

// makeRoom forgets one who was met in passing, if the book is full.
func (p *people) makeRoom() error {
	if len(p.byID) < MaxContacts {
		return nil
	}
	var first *entry
	for _, e := range p.byID {
		if e.passing() && (first == nil || e.before(first)) {
			first = e
		}
	}
	if first == nil {
		return ErrFull
	}
	p.remove(first)
	return nil
}

// before tells whom to forget first: strangers who came once, so that a crowd of
// them drives out nobody who comes again, and then who was met longest ago.
func (e *entry) before(o *entry) bool {
	if once := e.once(); once != o.once() {
		return once
	}
	return cmp.Or(e.Last.Compare(o.Last), bytes.Compare(e.ID[:], o.ID[:])) < 0
}

// once tells whether somebody was met on one occasion only.
func (e *entry) once() bool { return e.Last.Sub(e.First) < occasion }

// occasion is how long one may last.
const occasion = 24 * time.Hour
