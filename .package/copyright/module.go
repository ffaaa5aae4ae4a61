package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
)

var (
	// title is how a file of terms is called, perhaps with what they are for.
	title = regexp.MustCompile(`(?i)^(?:licen[cs]e|copying)(?:[-_](.+?))?(?:\.(?:txt|md))?$`)
	// further texts in its folder belong to it.
	further = regexp.MustCompile(`(?i)^(?:patents|notice)(?:\.(?:txt|md))?$`)
)

// parts gives what a module says of its terms, for those of its folders that
// something is linked from.
func (m module) parts(dirs folders) ([]part, error) {
	var parts []part
	err := filepath.WalkDir(m.Dir, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && (!dirs.hold(path) || e.Name() == "testdata"):
			return filepath.SkipDir
		case !e.IsDir() && title.MatchString(e.Name()):
			p, err := m.part(path)
			parts = append(parts, p)
			return err
		}
		return nil
	})
	return parts, err
}

// part reads a file of terms.
func (m module) part(path string) (part, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return part{}, err
	}
	l, err := identify(string(text))
	if err != nil {
		return part{}, fmt.Errorf("%s: %w", path, err)
	}
	p := part{files: m.files(path), copyright: holders(string(text)), licence: l, text: string(text)}
	if len(p.copyright) == 0 {
		p.copyright = []string{"the authors of " + m.Path}
	}
	beside, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return part{}, err
	}
	for _, e := range beside {
		if !further.MatchString(e.Name()) {
			continue
		}
		more, err := os.ReadFile(filepath.Join(filepath.Dir(path), e.Name()))
		if err != nil {
			return part{}, err
		}
		p.text += "\n\n" + string(more)
	}
	return p, nil
}

// files names what terms are for: all in their folder, or what their name tells.
func (m module) files(path string) string {
	dir, _ := filepath.Rel(m.Dir, filepath.Dir(path)) // it is below
	in := m.Path
	if m.Version == "" { // this program
		in = ""
	} else {
		in += "@" + m.Version
	}
	return filepath.ToSlash(filepath.Join(in, dir, title.FindStringSubmatch(filepath.Base(path))[1]+"*"))
}
