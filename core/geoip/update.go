package geoip

import (
	"context"
	"fmt"
	"os"
	"time"
)

// Update fetches lists and takes them as Import does. Nothing is taken before
// all of them are here, whole and checked, and on an error all stays as it was,
// save those that were taken already when the disk failed, which it gives.
// It asks the hosts of the sources, and those they are allowed to send on to,
// and nobody else, and only when it is called. progress, which may be nil, is
// told on the caller's goroutine how many bytes are here of about how many. It
// blocks until ctx ends, or for 30 seconds without a byte; errors are ErrSource,
// ErrRedirected, ErrStalled, ErrAnswer, those of Import, of the network and of
// ctx.
func (d *Database) Update(ctx context.Context, sources []Source, progress func(done, total int64)) ([]List, error) {
	return d.update(ctx, sources, stallTimeout, progress)
}

func (d *Database) update(ctx context.Context, sources []Source, stall time.Duration, progress func(done, total int64)) ([]List, error) {
	dir, err := os.MkdirTemp("", "realtalk-lists-*")
	if err != nil {
		return nil, fmt.Errorf("update: %w", err)
	}
	defer os.RemoveAll(dir)
	files, err := fetch(ctx, sources, dir, stall, progress)
	if err != nil {
		return nil, err
	}
	var taken []List
	for _, file := range files {
		l, err := d.Import(ctx, file)
		if err != nil {
			return taken, err
		}
		taken = append(taken, l)
	}
	return taken, nil
}

// fetch gives unpacked and checked files.
func fetch(ctx context.Context, sources []Source, dir string, stall time.Duration, progress func(done, total int64)) ([]string, error) {
	var before, expected int64
	for _, s := range sources {
		expected += s.Bytes
	}
	var files []string
	for _, s := range sources {
		if _, err := ParseSource(s.URL); err != nil {
			return nil, err
		}
		var here int64
		file, err := download(ctx, s, dir, stall, func(done, total int64) {
			here = done
			if progress != nil {
				progress(before+done, max(expected-s.Bytes+max(total, s.Bytes), before+done))
			}
		})
		if err == nil {
			file, err = proven(ctx, dir, file)
		}
		if err != nil {
			return nil, fmt.Errorf("fetch %s: %w", s.URL, err)
		}
		before += here
		expected += here - s.Bytes
		files = append(files, file)
	}
	return files, nil
}

// proven unpacks and checks a file, as Import will do again.
func proven(ctx context.Context, dir, file string) (string, error) {
	plain, err := (&folder{dir: dir}).copyIn(ctx, file)
	if err != nil {
		return "", err
	}
	_, err = check(ctx, plain)
	return plain, err
}
