package ui

import (
	"bytes"
	"io"
)

// quietLog passes on what the toolkit logs but for its own housekeeping, which
// means nothing to somebody who chats and changes nothing for them. What it
// logs of wrong use goes through. It is for package log, which makes one write
// of each line, without a prefix.
type quietLog struct {
	out  io.Writer
	drop bool // the lines that explain the one before
}

// housekeeping is what the toolkit says where a folder for caches or a session
// bus is missing, and where a program reads its empty file of preferences while
// it is written on the way out, by itself or by another window.
var housekeeping = []string{
	"Preferences load error:",
	"Failed to create fyne cache space",
	"Failed to create app cache space",
	"failed to watch theme settings",
}

// Write implements io.Writer.
func (q *quietLog) Write(line []byte) (int, error) {
	if !bytes.HasPrefix(line, []byte("  ")) {
		q.drop = isHousekeeping(line)
	}
	if q.drop {
		return len(line), nil
	}
	return q.out.Write(line)
}

func isHousekeeping(line []byte) bool {
	reason, ok := bytes.CutPrefix(line, []byte("Fyne error:"))
	if !ok {
		return false
	}
	for _, known := range housekeeping {
		if bytes.HasPrefix(bytes.TrimSpace(reason), []byte(known)) {
			return true
		}
	}
	return false
}
