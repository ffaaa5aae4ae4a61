package ui

import (
	"realtalk/app"
	"realtalk/ui/hosting"
	"realtalk/ui/joining"
	"realtalk/ui/kit"
)

// showSetup goes to the form that opens a chat.
func (w *window) showSetup() {
	form := hosting.NewSetup(w.backend.Name(), w.backend.SuggestPassword())
	form.OnBack = w.showStart
	form.OnSuggest = w.backend.SuggestPassword
	form.OnStart = func(o hosting.Opening) {
		if problem := w.keepName(o.Name); problem != "" {
			form.Problem(problem)
			return
		}
		w.host(app.HostOptions{Password: o.Password, Nearby: o.Nearby, ShowName: o.ShowName})
	}
	w.show(form.Object, form.Focus(), w.showStart)
	var nearby bool
	w.beside(func() { nearby = w.backend.NearbyDefault() }, func() { form.SetNearby(nearby) })
}

// host opens a chat.
func (w *window) host(o app.HostOptions) {
	c := w.converse(w.backend.Host(o), true)
	c.retry = w.showSetup
	c.showWait(joining.NewWait(kit.TextStarting(), kit.TextConnectingHint()))
}
