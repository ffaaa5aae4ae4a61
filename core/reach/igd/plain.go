package igd

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

const (
	maxElements = 2048
	maxDepth    = 32
)

// plain gives XML of a device in the form that decoders take without trouble,
// and refuses what would make them large: each element becomes a structure of
// many times its length, and nesting becomes recursion. The declaration goes,
// since decoders refuse to read other encodings than UTF-8, and so does what is
// not UTF-8; all that is used is in ASCII.
func plain(body []byte) ([]byte, error) {
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	body = bytes.TrimSpace(body)
	if bytes.HasPrefix(body, []byte("<?xml ")) {
		if _, rest, ok := bytes.Cut(body, []byte("?>")); ok {
			body = rest
		}
	}
	body = bytes.ToValidUTF8(body, []byte("?"))
	return body, measure(body)
}

func measure(body []byte) error {
	d := xml.NewDecoder(bytes.NewReader(body))
	d.Strict = false
	for elements, depth := 0, 0; ; {
		token, err := d.RawToken()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("%w: not XML", ErrAnswer)
		}
		switch token.(type) {
		case xml.StartElement:
			elements++
			depth++
		case xml.EndElement:
			depth = max(depth-1, 0)
		}
		if elements > maxElements || depth > maxDepth {
			return fmt.Errorf("%w: too many elements", ErrAnswer)
		}
	}
}
