package contacts

import "time"

// Trust is what is known of a key that comes under a name.
type Trust uint8

// The kinds of trust.
const (
	New      Trust = iota + 1 // neither the key nor the name is known
	Known                     // the key was met before
	Verified                  // its owner compared the safety phrase
	Changed                   // the name belongs to another key
)

// String gives the word that programs read, such as "known".
func (t Trust) String() string {
	switch t {
	case New:
		return "new"
	case Known:
		return "known"
	case Verified:
		return "verified"
	case Changed:
		return "changed"
	}
	return ""
}

// Contact is somebody who was met. Times are UTC and whole seconds.
type Contact struct {
	ID       [32]byte  // SHA-256 fingerprint of the key
	Name     string    // the last that it used and that was not another's
	Alias    string    // the user's own name for it; empty: none
	Note     string    // the user's own words, one line; empty: none
	First    time.Time // met at first
	Last     time.Time // met at last
	Verified time.Time // zero: not
}

// trust is what is known of the contact under a name that is not another's.
func (c *Contact) trust() Trust {
	if c.Verified.IsZero() {
		return Known
	}
	return Verified
}

// passing tells whether nothing but having met keeps the contact in the book.
func (c *Contact) passing() bool {
	return c.Verified.IsZero() && c.Alias == "" && c.Note == ""
}

// moment is a time as the book keeps it; what JSON has no form for is none.
func moment(t time.Time) time.Time {
	t = t.UTC().Truncate(time.Second)
	if t.Year() < 1 || t.Year() > 9999 {
		return time.Time{}
	}
	return t
}
