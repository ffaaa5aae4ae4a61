package contacts

import (
	"errors"
	"sync"

	"realtalk/core/profile"
)

// MaxContacts is the most people that a book holds.
const MaxContacts = 10000

var (
	// ErrTampered: the file is damaged, or was not written with this identity. It
	// was set aside, and the book goes on with what it knew without it.
	ErrTampered = errors.New("contacts were tampered with")
	// ErrUnknown: nobody with that key was met.
	ErrUnknown = errors.New("not a contact")
	// ErrFull: there are MaxContacts, and each is verified, or has an alias or a
	// note.
	ErrFull = errors.New("contacts are full")
	// ErrTaken: an alias is the name of another contact.
	ErrTaken = errors.New("name of another contact")
)

// Signer holds the identity that a book is signed with.
type Signer interface {
	Sign(context string, data []byte) ([]byte, error)
	Verify(context string, data, signature []byte) error
}

// Book is what is kept of the people that were met. All methods may be called
// from any goroutine, and several processes may have one file open: each call
// sees what the others did. They wait for the disk.
type Book struct {
	profile *profile.Profile

	mu     sync.Mutex // guards what follows
	signer Signer
	raw    []byte  // the file that was read or written last; nil: there is none
	book   []byte  // people as they were there
	people *people // nothing else, but during a change
	claims map[id]string
}

// Open reads the book of a profile. It never gives nil: if the error wraps
// ErrTampered the file was set aside, and the book is empty and works; with
// another error, that of the operating system, the book is empty too and reads
// the file again at each call.
func Open(p *profile.Profile, s Signer) (*Book, error) {
	b := &Book{profile: p, signer: s, book: []byte("[]"), people: newPeople(), claims: map[id]string{}}
	return b, b.edit(func(*people) error { return nil })
}

// Resign hands the book to the next identity. Call it before the old one is
// replaced: until the next change both can open the file, so that a crash between
// the two loses nothing. Errors are those of Meet.
func (b *Book) Resign(s Signer) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	release, err := b.lock()
	if err != nil {
		return err
	}
	defer release()
	tampered := b.load()
	if tampered != nil && !errors.Is(tampered, ErrTampered) {
		return tampered
	}
	if err := b.write(b.book, s); err != nil {
		return errors.Join(err, tampered)
	}
	b.signer = s
	return tampered
}

// edit changes the book under the lock that all processes share. What cannot be
// written is not kept in memory either.
func (b *Book) edit(do func(*people) error) error {
	release, err := b.lock()
	if err != nil {
		return err
	}
	defer release()
	tampered := b.load()
	if tampered != nil && !errors.Is(tampered, ErrTampered) {
		return tampered
	}
	failed := do(b.people)
	return errors.Join(b.store(), failed, tampered)
}
