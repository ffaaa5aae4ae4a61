package kit

import "fyne.io/fyne/v2"

// Question is asked before something that cannot be undone.
type Question struct {
	Title  string
	Text   string
	Yes    string
	No     string
	Danger bool
	OnYes  func()
	OnDone func() // after the question went away, whatever the answer
}

// Ask shows a question. Return answers what is harmless: No where the question
// is about danger, Yes otherwise. Escape answers No.
func Ask(on fyne.Canvas, q Question) *Sheet {
	var sheet *Sheet
	yes := NewPrimary(q.Yes, nil)
	if q.Danger {
		yes = NewDanger(q.Yes, nil)
	}
	yes.OnTapped = func() {
		sheet.Close()
		q.OnYes()
	}
	no := NewButton(q.No, func() { sheet.Close() })
	focus := yes
	if q.Danger {
		focus = no
	}
	sheet = ShowSheet(on, SheetContent{
		Title: q.Title, Body: NewBody(q.Text), Buttons: []*Button{no, yes}, Focus: focus, OnClose: q.OnDone,
	})
	return sheet
}
