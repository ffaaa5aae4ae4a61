package contacts

import (
	"bytes"
	"encoding/json"
	"errors"
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

var errForm = errors.New("not a book of contacts of this identity")

// unseal gives the book in a file if one of its signatures is that of s.
func unseal(data []byte, s Signer) ([]byte, error) {
	var f sealed
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, err
	}
	if s.Verify(context, f.Book, f.Signature) != nil && s.Verify(context, f.Book, f.Next) != nil {
		return nil, errForm
	}
	return f.Book, nil
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
