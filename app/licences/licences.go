package licences

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"strings"
)

//go:embed document.gz
var document []byte

// Part is what one licence is for.
type Part struct {
	Name    string // the module with its version, or the file; "" is Real Talk itself
	Holders []string
	Licence string // by Debian's name for it
	Text    string
}

// All gives every part, Real Talk first. It takes some milliseconds, and may be
// called from any goroutine. The error would be one of the build.
func All() ([]Part, error) {
	z, err := gzip.NewReader(bytes.NewReader(document))
	if err != nil {
		return nil, fmt.Errorf("open licences: %w", err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("read licences: %w", err)
	}
	var parts []Part
	for i, stanza := range strings.Split(strings.TrimSpace(string(text)), "\n\n") {
		if i > 0 { // the first is of the document
			parts = append(parts, parse(stanza))
		}
	}
	return parts, nil
}

// parse reads one stanza: fields, each with the lines that follow it and begin with a
// space.
func parse(stanza string) Part {
	var p Part
	field := ""
	for line := range strings.Lines(stanza) {
		line = strings.TrimRight(line, "\n")
		name, value, begins := strings.Cut(line, ": ")
		switch {
		case strings.HasPrefix(line, " ") && field == "Copyright":
			p.Holders = append(p.Holders, strings.TrimSpace(line))
		case strings.HasPrefix(line, " ."):
			p.Text += "\n"
		case strings.HasPrefix(line, " "):
			p.Text += line[1:] + "\n"
		case begins:
			field = name
			p.set(name, value)
		}
	}
	p.Text = strings.TrimSpace(p.Text)
	return p
}

func (p *Part) set(field, value string) {
	switch field {
	case "Files":
		p.Name = strings.TrimSuffix(strings.TrimSuffix(value, "*"), "/")
	case "Copyright":
		p.Holders = []string{value}
	case "License":
		p.Licence = value
	}
}
