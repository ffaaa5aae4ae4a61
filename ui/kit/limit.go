package kit

import (
	"slices"

	"fyne.io/fyne/v2"
)

// Limit asks how many people a chat takes.
type Limit struct {
	Object fyne.CanvasObject

	choice *Choice
	limits []int
}

// usualLimits are offered; 0 is none.
var usualLimits = []int{0, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 100}

// NewLimit makes the question. chosen is called when the user answers.
func NewLimit(now int, chosen func(limit int)) *Limit {
	l := &Limit{limits: slices.Clone(usualLimits)}
	if i, found := slices.BinarySearch(l.limits, now); !found {
		l.limits = slices.Insert(l.limits, i, now)
	}
	words := make([]string, len(l.limits))
	for i, n := range l.limits {
		words[i] = DoorLimitOf(n)
	}
	l.choice = NewChoice(words, slices.Index(l.limits, now), func(i int) { chosen(l.limits[i]) })
	l.Object = NewColumn(GapNone, NewBody(DoorLimit()), l.choice, NewCaption(DoorLimitHint()))
	return l
}

// Set shows a limit that is one of those to choose from, without a call of
// chosen.
func (l *Limit) Set(now int) {
	l.choice.Selected = DoorLimitOf(now)
	l.choice.Refresh()
}
