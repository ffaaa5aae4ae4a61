package ui

import (
	"net/netip"

	"realtalk/app"
	"realtalk/ui/joining"
	"realtalk/ui/kit"
)

// showPaste goes to the form that takes a join line, with a text in it.
func (w *window) showPaste(text string) {
	form := joining.NewPaste(w.backend.Name(), !w.hasName())
	form.OnBack = w.showStart
	form.OnFind = func(text string) (joining.Found, bool) {
		line, ok := w.find(text)
		if !ok {
			return joining.Found{}, false
		}
		return joining.Found{Line: line.String(), Near: near(line.Address)}, true
	}
	form.OnConnect = func(name, text string) {
		line, ok := w.find(text)
		if !ok {
			return
		}
		if problem := w.keepName(name); problem != "" {
			form.Problem(problem)
			return
		}
		w.join(line)
	}
	form.SetText(text)
	w.show(form.Object, form.Focus(), w.showStart)
}

// join goes into a chat.
func (w *window) join(line app.Line) {
	c := w.converse(w.backend.Join(line), false)
	c.retry = func() { w.join(line) }
	c.showWait(joining.NewWait(kit.Connecting(kit.Text(line.Address)), kit.TextConnectingHint))
}

// near tells whether an address means something only on its own network.
func near(address string) bool {
	a, err := netip.ParseAddr(address)
	return err == nil && (a.IsPrivate() || a.IsLinkLocalUnicast() || a.IsLoopback())
}
