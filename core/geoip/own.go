package geoip

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// ownFile is a list in the own folder, as its name tells.
type ownFile struct {
	role   Role
	number uint32 // higher is newer
}

const listSuffix = ".mmdb"

func (f ownFile) name() string { return fmt.Sprintf("%s-%08d%s", f.role, f.number, listSuffix) }

func parseOwnFile(name string) (f ownFile, ok bool) {
	role, number, _ := strings.Cut(strings.TrimSuffix(name, listSuffix), "-")
	n, err := strconv.ParseUint(number, 10, 32)
	f = ownFile{role: Role(role), number: uint32(n)}
	known := f.role == RolePlace || f.role == RoleOwner || f.role == RoleBoth
	return f, err == nil && known && f.name() == name
}

// ownFiles gives what is in the folder, newest first. That there is no folder
// is no error.
func ownFiles(dir string) ([]ownFile, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	var files []ownFile
	for _, entry := range entries {
		if f, ok := parseOwnFile(entry.Name()); ok && entry.Type().IsRegular() {
			files = append(files, f)
		}
	}
	slices.SortFunc(files, func(a, b ownFile) int { return cmp.Compare(b.number, a.number) })
	return files, nil
}

// split tells the files that are asked from those whose roles newer ones have
// taken over. The files are newest first.
func split(files []ownFile) (used, stale []ownFile) {
	var place, owner bool
	for _, f := range files {
		newPlace := f.role.covers(RolePlace) && !place
		newOwner := f.role.covers(RoleOwner) && !owner
		if newPlace || newOwner {
			used = append(used, f)
		} else {
			stale = append(stale, f)
		}
		place, owner = place || newPlace, owner || newOwner
	}
	return used, stale
}

// openOwn opens the lists of the folder and says which ones it cannot.
func openOwn(dir string) (lists []*list, broken []List) {
	if dir == "" {
		return nil, nil
	}
	files, err := ownFiles(dir)
	if err != nil {
		return nil, []List{{File: dir, Own: true, Problem: err.Error()}}
	}
	used, _ := split(files)
	for _, f := range used {
		file := filepath.Join(dir, f.name())
		l, err := openList(file)
		if err != nil {
			broken = append(broken, List{Role: f.role, File: file, Own: true, Problem: err.Error()})
			continue
		}
		l.about.Role, l.about.Own = f.role, true
		lists = append(lists, l)
	}
	return lists, broken
}

// reopen swaps in what is in the own folder now. The caller holds d.changing.
func (d *Database) reopen() error {
	own, broken := openOwn(d.options.Own)
	d.mu.Lock()
	defer d.mu.Unlock()
	old := d.own
	d.own, d.broken = own, broken
	return closeAll(old)
}

func closeAll(lists []*list) error {
	var errs []error
	for _, l := range lists {
		errs = append(errs, l.close())
	}
	return errors.Join(errs...)
}
