package ui

import (
	"fyne.io/fyne/v2"

	"realtalk/app/licences"
	"realtalk/ui/kit"
	"realtalk/ui/settings"
)

// showPromises says what the program promises, and what not.
func (w *window) showPromises() {
	var all []fyne.CanvasObject
	for _, promise := range kit.Promises() {
		all = append(all, kit.NewBody(promise))
	}
	all = append(all, kit.NewCaption(kit.PromisesNot()))
	w.sheet(kit.SheetContent{Title: kit.PromisesTitle(), Body: kit.NewColumn(10, all...)})
}

// showLicences lists whose work is in the program.
func (w *window) showLicences() {
	parts, err := licences.All()
	if err != nil {
		w.tell(err)
		return
	}
	works := make([]settings.Work, len(parts))
	for i, p := range parts {
		works[i] = settings.Work(p)
	}
	view := settings.NewWorks(works)
	view.OnPick = func(k settings.Work) {
		w.sheet(kit.SheetContent{Title: k.Called(), Body: kit.NewCaption(kit.Text(k.Text))})
	}
	w.sheet(kit.SheetContent{Title: kit.LicencesTitle(), Body: view.Object, Fills: true, Focus: view.Focus()})
}
