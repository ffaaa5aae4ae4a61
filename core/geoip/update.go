package geoip

import (
	"context"
	"fmt"
	"path/filepath"
	"time"
)

// newFolder, in the own folder, is where lists are until they have been checked.
// It is no folder of the system: who keeps everything in one place means that
// place, and there is room for a list where it is to stay.
const newFolder = "new"

// Update fetches lists and takes them as Import does. Nothing is taken before
// all of them are here, whole and checked, and on an error all stays as it was,
// save those that were taken already when the disk failed, which it gives.
// It asks the hosts of the sources, and those they are allowed to send on to,
// and nobody else, and only when it is called. progress, which may be nil, is
// told on the caller's goroutine how many bytes are here of about how many. It
// blocks until ctx ends, or for 30 seconds without a byte, and waits for another
// Update; errors are ErrSource, ErrNetwork, ErrRedirected, ErrStalled, ErrAnswer,
// those of Import, of the operating system and of ctx. They name the host alone,
// since an address may hold a key.
func (d *Database) Update(ctx context.Context, sources []Source, progress func(done, total int64)) ([]List, error) {
	return d.update(ctx, sources, stallTimeout, progress)
}

func (d *Database) update(ctx context.Context, sources []Source, stall time.Duration, progress func(done, total int64)) ([]List, error) {
	if progress == nil {
		progress = func(int64, int64) {}
	}
	f, err := d.lockNew(ctx)
	if err != nil {
		return nil, fmt.Errorf("update: %w", err)
	}
	defer f.close()
	defer f.sweep()
	files, err := f.fetch(ctx, sources, stall, progress)
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

// lockNew asks first whether lists could be kept, lest they be fetched in vain.
func (d *Database) lockNew(ctx context.Context) (*folder, error) {
	d.mu.RLock()
	closed := d.closed
	d.mu.RUnlock()
	switch {
	case closed:
		return nil, ErrClosed
	case d.options.Own == "":
		return nil, errNoOwn
	}
	return lockFolder(ctx, filepath.Join(d.options.Own, newFolder))
}

// fetch gives unpacked and checked files.
func (f *folder) fetch(ctx context.Context, sources []Source, stall time.Duration, progress func(done, total int64)) ([]string, error) {
	var before, coming int64
	for _, s := range sources {
		coming += s.Bytes
	}
	var files []string
	for _, s := range sources {
		coming -= s.Bytes
		var here int64
		file, err := f.fetchOne(ctx, s, stall, func(done, total int64) {
			here = done
			progress(before+done, before+max(done, total)+coming)
		})
		if err != nil {
			return nil, fmt.Errorf("fetch from %q: %w", s.Host(), err)
		}
		before += here
		files = append(files, file)
	}
	return files, nil
}

// fetchOne unpacks and checks as Import will do again.
func (f *folder) fetchOne(ctx context.Context, s Source, stall time.Duration, progress func(done, total int64)) (string, error) {
	if _, err := ParseSource(s.URL); err != nil {
		return "", err
	}
	packed, err := f.download(ctx, s, stall, progress)
	if err != nil {
		return "", err
	}
	plain, err := f.copyIn(ctx, packed)
	if err != nil {
		return "", err
	}
	_, err = check(ctx, plain)
	return plain, err
}
