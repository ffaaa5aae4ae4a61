package ui

import (
	"bytes"
	"io"
	"os"
	"path/filepath"

	"realtalk/app"
	"realtalk/ui/kit"
)

// save writes to a file that the user chooses. Only the user can read it, and
// nothing is written unless all of it is there.
func (w *window) save(name string, write func(io.Writer) error) {
	w.choose(&chooser{title: kit.SaveTitle(), saveAs: name, onFile: func(path string) {
		w.work(func() error {
			var all bytes.Buffer
			if err := write(&all); err != nil {
				return err
			}
			return wrote(path, app.WriteWhole(path, all.Bytes()))
		}, func() { w.say(kit.Exported(kit.Text(path))) })
	}})
}

// wrote gives an error of the disk in the words for a person.
func wrote(path string, err error) error {
	if err == nil {
		return nil
	}
	return &app.Trouble{Code: "save", Text: kit.NotSaved(kit.Text(filepath.Base(path))), Hint: kit.NotSavedHint()}
}

// load reads from a file that the user chooses, and goes on with then.
func (w *window) load(kinds []string, read func(io.Reader) error, then func()) {
	w.choose(&chooser{title: kit.OpenTitle(), kinds: kinds, onFile: func(path string) {
		w.work(func() error {
			f, err := os.Open(path)
			if err != nil {
				return &app.Trouble{Code: "open", Text: kit.NotOpened(kit.Text(filepath.Base(path))), Hint: kit.NotOpenedHint()}
			}
			defer f.Close()
			return read(f)
		}, then)
	}})
}
