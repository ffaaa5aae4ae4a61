package geoip

import (
	"context"
	"io"
	"time"

	"github.com/oschwald/maxminddb-golang/v2/mmdbdata"
)

// OpenWith opens with another built-in list, which lies packed by gzip.
func OpenWith(o Options, packed []byte, size int64, hash string, about List) *Database {
	return open(o, packedList{packed: packed, size: size, hash: hash, about: about})
}

// CopyAtMost is what every file goes through on its way into a folder.
func CopyAtMost(to io.Writer, from io.Reader, limit int64) error { return copyAtMost(to, from, limit) }

// ReadRecord gives what could be read of the record that data begin with.
func ReadRecord(data []byte) Answer {
	var r record
	if _, err := r.UnmarshalMaxMindDBCursor(mmdbdata.NewDecoder(data, 0).Cursor()); err != nil {
		return Answer{}
	}
	return Answer{Country: r.country, City: r.city, ASN: r.asn, Owner: r.owner}
}

// UpdateWithin is Update with another patience for a server that sends nothing.
func (d *Database) UpdateWithin(ctx context.Context, stall time.Duration, sources ...Source) ([]List, error) {
	return d.update(ctx, sources, stall, nil)
}
