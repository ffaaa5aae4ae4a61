package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Fact is something known, by its name.
type Fact struct{ Name, Text string }

// NewFacts lists what is known in two columns; what is not known is left out.
func NewFacts(facts ...Fact) *fyne.Container {
	list := NewColumn(GapBelow)
	for _, f := range facts {
		if f.Text != "" {
			list.Add(container.New(&fact{}, NewCaption(f.Name), NewBody(f.Text)))
		}
	}
	return list
}

// fact gives the name a share of the row and the text the rest.
type fact struct{ width float32 }

const (
	factShare = 0.38
	factDrop  = 2
)

// Layout implements fyne.Layout.
func (f *fact) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	name := size.Width * factShare
	rest := size.Width - name
	objects[0].Resize(fyne.NewSize(name, heightAt(objects[0], name)))
	objects[0].Move(fyne.NewPos(0, Scaled(factDrop))) // smaller letters, on one line with the text
	objects[1].Resize(fyne.NewSize(rest, heightAt(objects[1], rest)))
	objects[1].Move(fyne.NewPos(name, 0))
}

// MinSize implements fyne.Layout.
func (f *fact) MinSize(objects []fyne.CanvasObject) fyne.Size {
	name, text := objects[0].MinSize(), objects[1].MinSize()
	if f.width > 0 {
		share := f.width * factShare
		name.Height, text.Height = heightAt(objects[0], share), heightAt(objects[1], f.width-share)
	}
	return fyne.NewSize(name.Width+text.Width, fyne.Max(name.Height+Scaled(factDrop), text.Height))
}
