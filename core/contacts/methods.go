package contacts

import (
	"errors"
	"slices"
	"time"

	"realtalk/core/room"
)

// Judge tells what is known of a key under a name.
func (b *Book) Judge(who [32]byte, name string) Trust {
	b.mu.Lock()
	defer b.mu.Unlock()
	_ = b.refresh() // if it fails, what was known holds, and the next change tells
	return b.people.judge(who, name)
}

// Meet remembers that somebody was met. One who is Changed is not remembered,
// and a contact that is keeps the name it had. Errors wrap room.ErrName,
// ErrFull, ErrTampered or that of the operating system.
func (b *Book) Meet(who [32]byte, name string, now time.Time) error {
	return b.named(who, name, now, (*people).meet)
}

// Accept gives a name to a key, whatever other key had it.
func (b *Book) Accept(who [32]byte, name string, now time.Time) error {
	return b.named(who, name, now, (*people).take)
}

func (b *Book) named(who id, name string, now time.Time, do func(*people, id, string, time.Time) error) error {
	clean, err := room.CleanName(name)
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.claim(who, clean)
	return b.edit(func(p *people) error { return do(p, who, clean, moment(now)) })
}

// claim notes under what name a key came, for Verify: a name that is another's
// is not in the book.
func (b *Book) claim(who id, name string) {
	if len(b.claims) >= MaxContacts {
		clear(b.claims)
	}
	b.claims[who] = name
}

// Verify marks people as verified, and gives those who are Changed the name that
// they were met under. The error wraps ErrUnknown if somebody was never met; the
// others are verified.
func (b *Book) Verify(ids [][32]byte, now time.Time) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.edit(func(p *people) error {
		var errs []error
		for _, who := range ids {
			errs = append(errs, b.verify(p, who, moment(now)))
		}
		return errors.Join(errs...)
	})
}

func (b *Book) verify(p *people, who id, now time.Time) error {
	if name, met := b.claims[who]; met {
		if err := p.take(who, name, now); err != nil {
			return err
		}
	}
	e := p.byID[who]
	if e == nil {
		return ErrUnknown
	}
	e.Verified = now
	return nil
}

// Rename gives a contact a name of the user's own; the empty one takes it away.
// Errors wrap ErrUnknown, ErrTaken or room.ErrName.
func (b *Book) Rename(who [32]byte, alias string) error {
	if alias != "" {
		var err error
		if alias, err = room.CleanName(alias); err != nil {
			return err
		}
	}
	return b.one(who, func(p *people, e *entry) error {
		if alias != "" && !e.owns(alias) && len(p.owning(alias, who)) > 0 {
			return ErrTaken
		}
		p.change(e, func(e *entry) { e.Alias = alias })
		return nil
	})
}

// Note keeps a line about a contact; the empty one takes it away. Errors wrap
// ErrUnknown or ErrNote.
func (b *Book) Note(who [32]byte, note string) error {
	note, err := cleanNote(note)
	if err != nil {
		return err
	}
	return b.one(who, func(_ *people, e *entry) error {
		e.Note = note
		return nil
	})
}

// Forget drops a contact: next time it is new. The error wraps ErrUnknown.
func (b *Book) Forget(who [32]byte) error {
	return b.one(who, func(p *people, e *entry) error {
		p.remove(e)
		return nil
	})
}

// one edits one contact.
func (b *Book) one(who id, do func(*people, *entry) error) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.edit(func(p *people) error {
		e := p.byID[who]
		if e == nil {
			return ErrUnknown
		}
		return do(p, e)
	})
}

// List gives all contacts, those met last first.
func (b *Book) List() []Contact {
	b.mu.Lock()
	defer b.mu.Unlock()
	_ = b.refresh()
	all := make([]Contact, 0, len(b.people.byID))
	for _, e := range b.people.sorted() {
		all = append(all, e.Contact)
	}
	slices.SortStableFunc(all, func(x, y Contact) int { return y.Last.Compare(x.Last) })
	return all
}

// Get gives one contact; !ok: there is none.
func (b *Book) Get(who [32]byte) (c Contact, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	_ = b.refresh()
	if e := b.people.byID[who]; e != nil {
		return e.Contact, true
	}
	return Contact{}, false
}
