package contacts

import (
	"slices"

	"realtalk/core/room"
)

// id is the SHA-256 fingerprint of a key.
type id = [32]byte

// entry is a contact as the book holds it.
type entry struct {
	Contact
	unbound bool // another key was accepted under Name
	looks   []string
}

// bound gives the names that belong to the entry.
func (e *entry) bound() []string {
	var names []string
	if !e.unbound {
		names = append(names, e.Name)
	}
	if e.Alias != "" {
		names = append(names, e.Alias)
	}
	return names
}

// people are the entries, and whose each look of a name is.
type people struct {
	byID   map[id]*entry
	owners map[string][]id // by skeleton
}

func newPeople() *people {
	return &people{byID: map[id]*entry{}, owners: map[string][]id{}}
}

// change lets do edit the entry and keeps owners true.
func (p *people) change(e *entry, do func(*entry)) {
	p.unbind(e)
	do(e)
	p.byID[e.ID] = e
	for _, name := range e.bound() {
		e.looks = append(e.looks, room.Skeletons(name)...)
	}
	slices.Sort(e.looks)
	e.looks = slices.Compact(e.looks)
	for _, look := range e.looks {
		p.owners[look] = append(p.owners[look], e.ID)
	}
}

func (p *people) unbind(e *entry) {
	for _, look := range e.looks {
		left := slices.DeleteFunc(p.owners[look], func(owner id) bool { return owner == e.ID })
		if len(left) == 0 {
			delete(p.owners, look)
		} else {
			p.owners[look] = left
		}
	}
	e.looks = nil
}

func (p *people) remove(e *entry) {
	p.unbind(e)
	delete(p.byID, e.ID)
}

// owning gives those whom a name belongs to, other than who.
func (p *people) owning(name string, who id) []*entry {
	var others []*entry
	for _, look := range room.Skeletons(name) {
		for _, owner := range p.owners[look] {
			if e := p.byID[owner]; owner != who && !slices.Contains(others, e) {
				others = append(others, e)
			}
		}
	}
	return others
}

// owns tells whether a name is one of the entry's own.
func (e *entry) owns(name string) bool {
	return slices.ContainsFunc(room.Skeletons(name), func(look string) bool { return slices.Contains(e.looks, look) })
}
