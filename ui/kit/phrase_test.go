package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// columnsOf counts the words that stand in the first row.
func columnsOf(p *Phrase) int {
	n := 0
	for _, o := range p.grid.Objects {
		if o.Position().Y == 0 {
			n++
		}
	}
	return n
}

func TestPhraseStandsInRows(t *testing.T) {
	const words = "velvet harbor crayon lemon otter basin tulip"
	p := NewPhrase()
	p.Set(" " + strings.ReplaceAll(words, " ", "\n ") + " ")
	for width, want := range map[float32]int{700: 4, 250: 2} {
		window(t, NewColumn(GapUsual, p.Object), width, 480)
		if got := columnsOf(p); got != want {
			t.Errorf("%v wide: %d words in a row, want %d", width, got, want)
		}
		var before fyne.CanvasObject
		for _, o := range p.grid.Objects {
			if end := o.Position().X + o.Size().Width; end > width || o.MinSize().Width > o.Size().Width {
				t.Errorf("%v wide: a word of %v has %v and ends at %v", width, o.MinSize().Width, o.Size().Width, end)
			}
			if before != nil && before.Position().Y == o.Position().Y && before.Position().X >= o.Position().X ||
				before != nil && before.Position().Y > o.Position().Y {
				t.Errorf("%v wide: a word stands before the one that comes first", width)
			}
			before = o
		}
		if end := before.Position().Y + before.Size().Height; end > p.grid.Size().Height {
			t.Errorf("%v wide: the last row ends at %v of %v", width, end, p.grid.Size().Height)
		}
	}
	if p.Text() != words {
		t.Errorf("reads %q", p.Text())
	}
}

func TestPhraseOfOtherWords(t *testing.T) {
	p := NewPhrase()
	window(t, NewColumn(GapUsual, p.Object), 480, 480)
	if p.Text() != "" || p.grid.MinSize() != (fyne.Size{}) {
		t.Errorf("without words it is %v large", p.grid.MinSize())
	}
	p.Set("one two three four five")
	p.Set("six seven")
	if p.Text() != "six seven" || len(p.grid.Objects) != 2 {
		t.Errorf("reads %q", p.Text())
	}
}

// At the largest text in the smallest window each word can be read.
func TestPhraseInLargeText(t *testing.T) {
	p := NewPhrase()
	win := window(t, NewColumn(GapUsual, p.Object), 480, 480)
	fyne.CurrentApp().Settings().SetTheme(Theme{Percent: 200})
	p.Set("grandmother thunderstorm velvet harbor")
	win.Content().Refresh()
	if got := columnsOf(p); got != 1 {
		t.Errorf("%d words in a row", got)
	}
	for _, o := range p.grid.Objects {
		if o.MinSize().Width > o.Size().Width {
			t.Errorf("a word of %v has %v", o.MinSize().Width, o.Size().Width)
		}
	}
}
