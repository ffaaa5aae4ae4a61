package geoip

import "io"

// OpenWith opens with another built-in list, which lies packed by gzip.
func OpenWith(o Options, packed []byte, size int64, hash string, about List) *Database {
	return open(o, packedList{packed: packed, size: size, hash: hash, about: about})
}

// CopyAtMost is what every file goes through on its way into a folder.
func CopyAtMost(to io.Writer, from io.Reader, limit int64) error { return copyAtMost(to, from, limit) }
