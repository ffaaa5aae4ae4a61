package contacts

import "realtalk/core/profile"

// WriteRaw signs a book as it stands.
func WriteRaw(p *profile.Profile, s Signer, book []byte) error {
	data, err := seal(book, s, nil)
	if err != nil {
		return err
	}
	return p.Write(fileName, data)
}

// WriteBook writes many people at once.
func WriteBook(p *profile.Profile, s Signer, all []Contact) error {
	people := newPeople()
	for _, c := range all {
		people.change(&entry{Contact: c}, func(*entry) {})
	}
	book, err := people.format()
	if err != nil {
		return err
	}
	return WriteRaw(p, s, book)
}

// Unseal tells whether a file is one of s.
func Unseal(data []byte, s Signer) error {
	_, err := unseal(data, s)
	return err
}

// ReadFile gives the contacts of a file, sorted by key, and the file that is made
// of them.
func ReadFile(data []byte, s Signer) (all []Contact, again []byte, err error) {
	book, err := unseal(data, s)
	if err != nil {
		return nil, nil, err
	}
	p, err := parse(book)
	if err != nil {
		return nil, nil, err
	}
	for _, e := range p.sorted() {
		all = append(all, e.Contact)
	}
	if book, err = p.format(); err != nil {
		return nil, nil, err
	}
	again, err = seal(book, s, nil)
	return all, again, err
}
