package chat

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"realtalk/ui/kit"
)

// draw makes the objects for the lines.
func (t *text) draw() {
	n, rules := 0, 0
	for _, l := range t.lines {
		for _, r := range l.runs {
			if n == len(t.words) {
				t.words = append(t.words, canvas.NewText("", nil))
			}
			w := t.words[n]
			n++
			w.Text, w.TextSize, w.Color = r.text, t.size, kit.Color(theme.ColorNameForeground)
			if r.link > 0 {
				w.Color = kit.Color(theme.ColorNameHyperlink)
				if rules == len(t.rules) {
					t.rules = append(t.rules, canvas.NewRectangle(nil))
				}
				t.rules[rules].FillColor = w.Color
				rules++
			}
			w.Resize(fyne.NewSize(r.width, t.height))
		}
	}
	t.words, t.rules = t.words[:n], t.rules[:rules]
	t.place()
	t.mark()
}

// place puts the objects where they belong at the width that the text has.
func (t *text) place() {
	n, rules := 0, 0
	for i, l := range t.lines {
		y := t.inset + float32(i)*t.height
		for _, r := range l.runs {
			x := t.start(l) + r.x
			t.words[n].Move(fyne.NewPos(x, y))
			n++
			if r.link > 0 {
				t.rules[rules].Move(fyne.NewPos(x, y+t.height-3))
				t.rules[rules].Resize(fyne.NewSize(r.width, 1))
				rules++
			}
		}
	}
}

// start gives where a line begins, at its left.
func (t *text) start(l line) float32 {
	if l.rtl {
		return t.Size().Width - t.inset - l.width
	}
	return t.inset
}

// mark paints what is selected.
func (t *text) mark() {
	t.marks = t.marks[:0]
	from, to := t.selected()
	if from == to || !t.focused {
		return
	}
	fill := kit.Color(theme.ColorNameSelection)
	for i, l := range t.lines {
		y := t.inset + float32(i)*t.height
		for _, r := range l.runs {
			begin, end := max(from, r.begin), min(to, r.end)
			if begin >= end {
				continue
			}
			a, b := t.offset(r, begin), t.offset(r, end)
			mark := canvas.NewRectangle(fill)
			mark.Move(fyne.NewPos(t.start(l)+r.x+min(a, b), y))
			mark.Resize(fyne.NewSize(max(a, b)-min(a, b), t.height))
			t.marks = append(t.marks, mark)
		}
	}
}

// offset gives how far from the left of a run a character begins.
func (t *text) offset(r run, i int) float32 {
	w := fyne.MeasureText(string(t.runes[r.begin:i]), t.size, fyne.TextStyle{}).Width
	if i == r.end {
		w = r.width
	}
	if r.level%2 == 1 {
		return r.width - w
	}
	return w
}
