package ui

import (
	"realtalk/app"
	"realtalk/ui/hosting"
	"realtalk/ui/joining"
	"realtalk/ui/kit"
)

// showSetup goes to the form that opens a chat.
func (w *window) showSetup() {
	suggested := w.backend.SuggestPassword()
	form := hosting.NewSetup(w.backend.Name(), !w.hasName(), suggested)
	form.OnBack = w.showStart
	form.OnSuggest = func() string {
		suggested = w.backend.SuggestPassword()
		return suggested
	}
	form.OnJudge = func(password, name string) hosting.Verdict {
		strength := app.PasswordStrength(password, name)
		if strength != app.StrengthNone && password == suggested {
			strength = app.StrengthBest // no word of it is somebody's choice
		}
		return hosting.Verdict{Text: strength.Text(), Weak: strength == app.StrengthWeak}
	}
	form.OnStart = func(o hosting.Opening) {
		if problem := w.keepOpening(o); problem != "" {
			form.Problem(problem)
			return
		}
		w.host(app.HostOptions{Password: o.Password, Nearby: o.Nearby, ShowName: o.ShowName})
	}
	form.SetAskFirst(w.backend.Settings().AskFirst)
	form.Judge()
	w.show(form.Object, form.Focus(), w.showStart)
	var nearby, firewall bool
	w.beside(func() { nearby, firewall = w.backend.NearbyDefault(), w.backend.FirewallAsks() }, func() {
		form.SetNearby(nearby)
		form.SetFirewall(firewall)
		kit.KeepInView(w.win.Canvas())
	})
}

// keepOpening keeps what the next chat begins with, too. It gives what to tell
// the user, "" if all is well.
func (w *window) keepOpening(o hosting.Opening) (problem string) {
	if problem := w.keepName(o.Name); problem != "" {
		return problem
	}
	s := w.backend.Settings()
	if s.AskFirst == o.AskFirst {
		return ""
	}
	s.AskFirst = o.AskFirst
	if err := w.backend.SetSettings(s); err != nil {
		return join(trouble(err))
	}
	return ""
}

// host opens a chat.
func (w *window) host(o app.HostOptions) {
	c := w.converse(w.backend.Host(o), true)
	c.retry = w.showSetup
	c.showWait(joining.NewWait(kit.TextStarting(), kit.TextConnectingHint()))
}
