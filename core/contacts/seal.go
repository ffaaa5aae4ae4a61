package contacts

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// context keeps the signature apart from all others of the key.
const context = "realtalk/1 contacts"

// sealed is the file: signatures over the bytes of the book as they stand. It
// has no list, which could be long before it is known who wrote it.
type sealed struct {
	Signature []byte          `json:"signature"`
	Next      []byte          `json:"next,omitempty"` // of who is about to take over
	Book      json.RawMessage `json:"book"`
}

// unseal gives the book in a file if one of its signatures is that of s. The error
// wraps ErrTampered, but for a signer that cannot be used now.
func unseal(data []byte, s Signer) ([]byte, error) {
	var f sealed
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTampered, err)
	}
	if s.Verify(context, f.Book, f.Signature) == nil || s.Verify(context, f.Book, f.Next) == nil {
		return f.Book, nil
	}
	if err := usable(s); err != nil {
		return nil, fmt.Errorf("check contacts: %w", err)
	}
	return nil, fmt.Errorf("%w: no signature fits", ErrTampered)
}

// usable tells whether a signer finds its own signature good. One that has no key
// at hand says of no signature that it is.
func usable(s Signer) error {
	signature, err := s.Sign(context, nil)
	if err != nil {
		return err
	}
	return s.Verify(context, nil, signature)
}

// seal signs a book; next may be nil.
func seal(book []byte, s, next Signer) ([]byte, error) {
	f := sealed{Book: book}
	var err error
	if f.Signature, err = s.Sign(context, book); err != nil {
		return nil, fmt.Errorf("sign contacts: %w", err)
	}
	if next != nil {
		if f.Next, err = next.Sign(context, book); err != nil {
			return nil, fmt.Errorf("sign contacts: %w", err)
		}
	}
	return marshal(f)
}

// marshal leaves < and & as they are: nobody reads the file as a web page.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("encode contacts: %w", err)
	}
	return bytes.TrimSpace(b.Bytes()), nil
}
