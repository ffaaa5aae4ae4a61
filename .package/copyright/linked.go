package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// listed is what "go list" tells of a package.
type listed struct {
	Dir        string
	Module     *module // nil in Go's own library
	EmbedFiles []string
	CgoFiles   []string
}

type module struct{ Path, Version, Dir string }

// folders are those that something is linked from.
type folders struct {
	of    map[string]bool // with a package or with embedded files
	below map[string]bool // everything below is: what is written in C may lie anywhere
}

func (f folders) add(p listed) {
	f.of[p.Dir] = true
	for _, file := range p.EmbedFiles {
		f.of[filepath.Join(p.Dir, filepath.Dir(file))] = true
	}
	if len(p.CgoFiles) > 0 {
		f.below[p.Dir] = true
	}
}

// hold tells whether something in or below dir is linked.
func (f folders) hold(dir string) bool {
	for linked := range f.of {
		if within(linked, dir) {
			return true
		}
	}
	for above := range f.below {
		if within(dir, above) {
			return true
		}
	}
	return false
}

func within(dir, outer string) bool {
	return dir == outer || strings.HasPrefix(dir, outer+string(filepath.Separator))
}

// linked gives the parts that are linked into the program for a system.
func linked(system string) ([]part, error) {
	packages, err := list(system)
	if err != nil {
		return nil, err
	}
	library, err := goLibrary()
	if err != nil {
		return nil, err
	}
	dirs := folders{of: map[string]bool{library.Dir: true}, below: map[string]bool{}}
	modules := map[module]bool{library: true}
	for _, p := range packages {
		if p.Module != nil {
			dirs.add(p)
			modules[*p.Module] = true
		}
	}
	var parts []part
	for m := range modules {
		found, err := m.parts(dirs)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("%s has no licence", m.Path)
		}
		parts = append(parts, found...)
	}
	return parts, nil
}

func list(system string) ([]listed, error) {
	c := exec.Command("go", "list", "-deps", "-json=Dir,Module,EmbedFiles,CgoFiles", "./cmd/rt")
	c.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=1")
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	var packages []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return packages, nil
		} else if err != nil {
			return nil, fmt.Errorf("read what go list tells: %w", err)
		}
		packages = append(packages, p)
	}
}

// goLibrary is Go itself, of which only the licence at its root is read.
func goLibrary() (module, error) {
	out, err := exec.Command("go", "env", "GOROOT", "GOVERSION").Output()
	lines := strings.Split(string(out), "\n")
	if err != nil || len(lines) < 2 {
		return module{}, fmt.Errorf("go env: %w", err)
	}
	return module{Path: "go.dev", Version: lines[1], Dir: lines[0]}, nil
}
