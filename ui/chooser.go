package ui

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"realtalk/ui/kit"
)

// chooser lets the user choose a file, in the look of the window and at every
// size of it, by pointer and by keys alone. Folders are read beside the user
// interface: one may lie on a computer that does not answer.
type chooser struct {
	title  string
	saveAs string   // the name that is proposed; "": to open a file
	kinds  []string // how the names of files to open end
	onFile func(path string)

	w     *window
	dir   string
	rows  []place
	path  *widget.Label
	list  *kit.List
	name  *kit.Entry
	sheet *kit.Sheet
}

// place is a folder or a file.
type place struct {
	name   string
	folder bool
}

// choose shows the chooser at the folder that was used last.
func (w *window) choose(c *chooser) {
	c.w = w
	c.path = widget.NewLabel("")
	c.path.Truncation = fyne.TextTruncateEllipsis
	c.list = kit.NewList(func() int { return len(c.rows) }, newPlaceRow, func(i int, o fyne.CanvasObject) { showPlace(o, c.rows[i]) })
	c.list.OnPick = func(i int) { c.pick(c.rows[i]) }
	c.name = kit.NewEntry(kit.SaveName())
	c.name.SetText(c.saveAs)
	c.name.OnSubmitted = func(string) { c.done() }
	top := kit.NewTrailing(c.path, kit.NewButton(kit.WordUp(), func() { c.read(filepath.Dir(c.dir)) }))
	body := kit.NewFilling(c.list, top, c.list, c.name)
	buttons := []*kit.Button{kit.NewButton(kit.WordCancel(), func() { c.sheet.Close() })}
	focus := fyne.Focusable(c.list)
	if c.saveAs != "" {
		buttons, focus = append(buttons, kit.NewPrimary(kit.WordSave(), c.done)), c.name
	} else {
		c.name.Hide()
	}
	c.sheet = kit.ShowSheet(w.win.Canvas(), kit.SheetContent{
		Title: c.title, Body: body, Fills: true, Buttons: buttons, Focus: focus, OnClose: w.focusScreen,
	})
	c.read(w.folder)
}

// pick goes into a folder or takes a file.
func (c *chooser) pick(p place) {
	switch {
	case p.folder:
		c.read(filepath.Join(c.dir, p.name))
	case c.saveAs != "":
		c.name.SetText(p.name)
	default:
		c.take(filepath.Join(c.dir, p.name))
	}
}

// done saves under the name that was typed, and asks before a file is
// replaced.
func (c *chooser) done() {
	name := strings.TrimSpace(c.name.Text)
	if name == "" {
		return
	}
	path := name
	if !filepath.IsAbs(path) {
		path = filepath.Join(c.dir, name)
	}
	var there error
	c.w.beside(func() { _, there = os.Stat(path) }, func() {
		if there != nil {
			c.take(path)
			return
		}
		kit.Ask(c.w.win.Canvas(), kit.Question{
			Title: kit.ReplaceTitle(kit.Text(filepath.Base(path))), Text: kit.ReplaceText(),
			Yes: kit.WordReplace(), No: kit.WordCancel(), Danger: true, OnYes: func() { c.take(path) },
		})
	})
}

func (c *chooser) take(path string) {
	c.w.folder = c.dir
	c.sheet.Close()
	c.onFile(path)
}

// read shows what is in a folder.
func (c *chooser) read(dir string) {
	var entries []fs.DirEntry
	var err error
	c.w.beside(func() { entries, err = os.ReadDir(dir) }, func() {
		if err != nil {
			c.sheet.Say(kit.NotRead(kit.Text(dir)), true)
			return
		}
		c.dir, c.rows = dir, c.places(entries)
		says := ""
		if len(c.rows) == 0 && c.saveAs == "" {
			says = kit.NothingHere()
		}
		c.sheet.Say(says, false)
		c.path.SetText(kit.Text(dir))
		c.list.ScrollToTop()
		c.list.Refresh()
		if canvas := c.w.win.Canvas(); canvas.Focused() == nil { // after a click
			canvas.Focus(c.list)
		}
	})
}

// places gives what can be chosen, folders first.
func (c *chooser) places(entries []fs.DirEntry) []place {
	var folders, files []place
	for _, e := range entries {
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case e.IsDir():
			folders = append(folders, place{e.Name(), true})
		case c.fits(e.Name()):
			files = append(files, place{e.Name(), false})
		}
	}
	return append(folders, files...)
}

func (c *chooser) fits(name string) bool {
	return c.saveAs != "" || slices.ContainsFunc(c.kinds, func(kind string) bool {
		return strings.HasSuffix(strings.ToLower(name), kind)
	})
}

func newPlaceRow() fyne.CanvasObject {
	name := widget.NewLabel("")
	name.Truncation = fyne.TextTruncateEllipsis
	return container.NewBorder(nil, nil, widget.NewIcon(nil), nil, name)
}

func showPlace(row fyne.CanvasObject, p place) {
	for _, o := range row.(*fyne.Container).Objects {
		switch o := o.(type) {
		case *widget.Label:
			o.SetText(kit.Name(p.name))
		case *widget.Icon:
			o.SetResource(theme.FileIcon())
			if p.folder {
				o.SetResource(theme.FolderIcon())
			}
		}
	}
}

// homeFolder is where a user keeps files; "." where that is not known.
func homeFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	return home
}
