package ui

import (
	"realtalk/ui/hosting"
	"realtalk/ui/joining"
	"realtalk/ui/kit"
)

// showSetup goes to the form that opens a chat.
func (w *window) showSetup() {
	form := hosting.NewSetup(w.backend.Name(), w.backend.SuggestPassword())
	form.OnBack = w.showStart
	form.OnSuggest = w.backend.SuggestPassword
	form.OnStart = func(name, password string) {
		if problem := w.keepName(name); problem != "" {
			form.Problem(problem)
			return
		}
		w.host(password)
	}
	w.show(form.Object, form.Focus(), w.showStart)
}

// host opens a chat.
func (w *window) host(password string) {
	c := w.converse(w.backend.Host(password), true)
	c.retry = w.showSetup
	c.showWait(joining.NewWait(kit.TextStarting, kit.TextConnectingHint))
}
