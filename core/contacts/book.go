package contacts

import (
	"bytes"
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
	raw    []byte // the file that people were read from; nil: none
	people *people
	claims map[id]string // names that were not given to who came under them
}

// Open reads the book of a profile. It never gives nil: if the error wraps
// ErrTampered the file was set aside, and the book is empty and works; with
// another error, that of the operating system, the book is empty too and reads
// the file again at each call.
func Open(p *profile.Profile, s Signer) (*Book, error) {
	b := &Book{profile: p, signer: s, people: newPeople(), claims: map[id]string{}}
	return b, b.edit(func(*people) error { return nil })
}

// edit changes the book under the lock that all processes share. What is not on
// disk afterwards is not in memory either.
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
	if err := b.store(b.signer); err != nil {
		return errors.Join(err, tampered)
	}
	return errors.Join(failed, tampered)
}

// store writes the book, unless it is on disk as it is.
func (b *Book) store(signers ...Signer) error {
	book, err := b.people.format()
	if err != nil {
		return err
	}
	if b.holds(book) && len(signers) == 1 {
		return nil
	}
	data, err := seal(book, signers...)
	if err == nil {
		err = b.profile.Write(fileName, data)
	}
	if err != nil {
		return errors.Join(err, b.undo())
	}
	b.raw = data
	return nil
}

// holds tells whether the file has that book.
func (b *Book) holds(book []byte) bool {
	if b.raw == nil {
		return len(b.people.byID) == 0
	}
	kept, err := open(b.raw, b.signer)
	return err == nil && bytes.Equal(kept, book)
}
