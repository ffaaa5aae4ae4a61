package geoip

import (
	"errors"
	"strconv"
	"strings"
	"unicode"

	"github.com/oschwald/maxminddb-golang/v2/mmdbdata"
)

// MaxText is the most bytes of a city's or an owner's name that are kept.
const MaxText = 120

// maxString is the most bytes of a string that is read at all.
const maxString = 4096

// maxFields bounds the fields that are looked at in one record, nested ones and
// those reached again through pointers included.
const maxFields = 4096

var errFields = errors.New("more than 4096 fields in a record")

// record is what a record of any known schema says. A field of another kind than
// expected is passed over.
type record struct {
	country string
	city    string
	asn     uint32
	owner   string

	fields int
}

func (r *record) hasPlace() bool { return r.country != "" || r.city != "" }
func (r *record) hasOwner() bool { return r.asn != 0 || r.owner != "" }

// UnmarshalMaxMindDBCursor implements mmdbdata.CursorUnmarshaler.
func (r *record) UnmarshalMaxMindDBCursor(c mmdbdata.Cursor) (mmdbdata.Cursor, error) {
	return r.each(c, (*record).top)
}

// top reads a field of the record itself.
func (r *record) top(key []byte, value mmdbdata.Cursor) (mmdbdata.Cursor, error) {
	switch string(key) {
	case "country":
		return r.textOr(value, (*record).setCountry, (*record).inCountry)
	case "country_code":
		return r.text(value, (*record).setCountry)
	case "city":
		return r.textOr(value, (*record).setCity, (*record).inCity)
	case "autonomous_system_number", "asn":
		return r.number(value)
	case "autonomous_system_organization", "as_name":
		return r.text(value, (*record).setOwner)
	}
	return value.Skip()
}

func (r *record) inCountry(key []byte, value mmdbdata.Cursor) (mmdbdata.Cursor, error) {
	if string(key) == "iso_code" {
		return r.text(value, (*record).setCountry)
	}
	return value.Skip()
}

func (r *record) inCity(key []byte, value mmdbdata.Cursor) (mmdbdata.Cursor, error) {
	if string(key) == "names" {
		return r.nested(value, (*record).inCityNames)
	}
	return value.Skip()
}

func (r *record) inCityNames(key []byte, value mmdbdata.Cursor) (mmdbdata.Cursor, error) {
	if string(key) == "en" {
		return r.text(value, (*record).setCity)
	}
	return value.Skip()
}

// A reader takes one field of a map, whose key it must not keep, and gives the
// cursor behind its value.
type reader func(r *record, key []byte, value mmdbdata.Cursor) (mmdbdata.Cursor, error)

// A setter takes the value of a field.
type setter func(r *record, text string)

func (r *record) each(c mmdbdata.Cursor, read reader) (mmdbdata.Cursor, error) {
	m, err := c.Map()
	if err != nil {
		return mmdbdata.Cursor{}, mmdbdata.NormalizeUnmarshalError[record](err)
	}
	var next mmdbdata.Cursor
	for {
		key, value, ok := m.Next(next)
		if !ok {
			return m.End()
		}
		if r.fields++; r.fields > maxFields {
			return mmdbdata.Cursor{}, errFields
		}
		if next, err = read(r, key, value); err != nil {
			return mmdbdata.Cursor{}, err
		}
	}
}

func (r *record) nested(value mmdbdata.Cursor, read reader) (mmdbdata.Cursor, error) {
	if kind, err := value.Kind(); err != nil || kind != mmdbdata.KindMap {
		return value.Skip()
	}
	return r.each(value, read)
}

func (r *record) textOr(value mmdbdata.Cursor, set setter, read reader) (mmdbdata.Cursor, error) {
	if kind, err := value.Kind(); err == nil && kind == mmdbdata.KindString {
		return r.text(value, set)
	}
	return r.nested(value, read)
}

func (r *record) text(value mmdbdata.Cursor, set setter) (mmdbdata.Cursor, error) {
	if kind, err := value.Kind(); err != nil || kind != mmdbdata.KindString {
		return value.Skip()
	}
	text, next, err := value.ReadStringMaxSize(maxString)
	if err == nil {
		set(r, text)
	}
	return next, err
}

// number reads 64500 and "AS64500".
func (r *record) number(value mmdbdata.Cursor) (mmdbdata.Cursor, error) {
	if kind, err := value.Kind(); err != nil || kind != mmdbdata.KindUint32 {
		return r.text(value, (*record).setNumber)
	}
	n, next, err := value.ReadUint()
	r.asn = uint32(n)
	return next, err
}

func (r *record) setNumber(text string) {
	if n, err := strconv.ParseUint(strings.TrimPrefix(text, "AS"), 10, 32); err == nil {
		r.asn = uint32(n)
	}
}

// setCountry takes a code only: some lists have a name under the same key.
func (r *record) setCountry(text string) {
	if len(text) == 2 && capital(text[0]) && capital(text[1]) && text != "ZZ" {
		r.country = text
	}
}

func (r *record) setCity(text string)  { r.city = printable(text) }
func (r *record) setOwner(text string) { r.owner = printable(text) }

func capital(b byte) bool { return 'A' <= b && b <= 'Z' }

// printable keeps what is safe on a terminal and in one line: no controls, no
// marks of writing direction, nothing that is not UTF-8.
func printable(text string) string {
	if len(text) > MaxText {
		text = text[:MaxText]
	}
	return strings.TrimSpace(strings.Map(printing, strings.ToValidUTF8(text, "")))
}

func printing(r rune) rune {
	if unicode.IsGraphic(r) {
		return r
	}
	return -1
}
