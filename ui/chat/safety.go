package chat

import (
	"strings"

	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Safety shows the words that are the same for all who are shown the same
// people, and how to compare them.
type Safety struct {
	Object *fyne.Container

	how    *kit.Prose
	moved  *kit.Prose
	phrase *kit.Phrase
	others *kit.Prose
	moves  *kit.Prose
}

// NewSafety makes the view with the words and the names of the others.
func NewSafety(phrase string, others []string) *Safety {
	s := &Safety{
		how: kit.NewBody(""), moved: kit.NewWarning(), phrase: kit.NewPhrase(),
		others: kit.NewCaption(""), moves: kit.NewCaption(kit.SafetyMoves()),
	}
	s.Object = kit.NewColumn(6, kit.NewBody(kit.SafetyWhy()), s.moved, s.phrase.Object, s.others, s.how, s.moves)
	s.set(phrase, others)
	return s
}

// Phrase gives the words that are shown.
func (s *Safety) Phrase() string { return s.phrase.Text() }

// Set shows the words as they are now. It says so, and tells it, where they are
// others than those that the user may be reading.
func (s *Safety) Set(phrase string, others []string) (moved bool) {
	if moved = phrase != s.Phrase(); moved {
		s.moved.SetText(kit.SafetyMoved())
	}
	s.set(phrase, others)
	return moved
}

func (s *Safety) set(phrase string, others []string) {
	s.phrase.Set(phrase)
	alone := len(others) == 0
	s.phrase.Object.Hidden = phrase == ""
	s.moves.Hidden = phrase == "" || alone
	s.others.SetText("")
	switch {
	case phrase == "":
		s.how.SetText(kit.SafetyNone())
	case alone:
		s.how.SetText(kit.SafetyNobody())
	default:
		s.how.SetText(kit.SafetyHow())
		s.others.SetText(kit.SafetyFor(strings.Join(others, ", ")))
	}
	s.Object.Refresh()
}
