package ui

import (
	"io"

	"realtalk/app"
)

// fakeSelf is the user's key and the people whom the user has met.
type fakeSelf struct {
	passphrase string // the key is kept under it; "": it is not
	open       bool
	inFile     string // the passphrase of the key in a file
	met        []app.Contact
}

func (b *fakeBackend) NeedsPassphrase() (bool, error) { return b.passphrase != "" && !b.open, nil }

func (b *fakeBackend) Unlock(passphrase string) error {
	if passphrase != b.passphrase {
		return &app.Trouble{Code: "wrong_passphrase", Text: "This passphrase is wrong.", Hint: "Type it again."}
	}
	b.open = true
	return nil
}

func (b *fakeBackend) Identity() (app.Identity, error) {
	return app.Identity{Fingerprint: "aa11bb22", OpenPGP: "CC33DD44", Passphrase: b.passphrase != "", ForwardSecret: true}, b.fails
}

func (b *fakeBackend) SetPassphrase(passphrase string) error {
	b.called("passphrase", passphrase)
	b.passphrase, b.open = passphrase, true
	return b.fails
}

func (b *fakeBackend) ImportKey(r io.Reader, passphrase string) error {
	file, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	switch passphrase {
	case b.inFile:
		b.called("import", string(file))
		return b.fails
	case "":
		return &app.Trouble{Code: "key_locked", Text: "This key has a passphrase."}
	default:
		return &app.Trouble{Code: "wrong_passphrase", Text: "This passphrase does not open the key."}
	}
}

func (b *fakeBackend) NewIdentity() error {
	b.called("new identity")
	b.passphrase = ""
	return b.fails
}

func (b *fakeBackend) ArmoredKey() (string, error) { return "the public key", b.fails }

func (b *fakeBackend) Contacts() ([]app.Contact, error) { return b.met, b.fails }

func (b *fakeBackend) RenameContact(fingerprint, alias string) error {
	b.called("rename", fingerprint, alias)
	return b.fails
}

func (b *fakeBackend) NoteContact(fingerprint, note string) error {
	b.called("note on", fingerprint, note)
	return b.fails
}

func (b *fakeBackend) ForgetContact(fingerprint string) error {
	b.called("forget", fingerprint)
	b.met = nil
	return b.fails
}

func (f *fakeTalk) Matches(safety string) error   { return f.do("match", safety) }
func (f *fakeTalk) Confirm(who string) error      { return f.do("same", who) }
func (f *fakeTalk) AcceptChange(who string) error { return f.do("accept", who) }

func (f *fakeTalk) Compare(who string) (app.Comparison, error) {
	return app.Comparison{Name: "Ann", Fingerprint: who, Words: "bold cat deep elm fig gold hat ivy", QR: "words"}, f.do("compare", who)
}

func (f *fakeTalk) Save(w io.Writer, sealed bool) error {
	text := "all that was said"
	if sealed {
		text = "sealed"
	}
	_, err := io.WriteString(w, text)
	return err
}
