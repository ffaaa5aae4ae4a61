package ui

import (
	"context"
	"strings"

	"realtalk/app"
	"realtalk/ui/joining"
	"realtalk/ui/kit"
)

// showPaste goes to the form that takes an invite, with a text in it.
func (w *window) showPaste(text string) {
	form := joining.NewPaste(w.backend.Name(), !w.hasName())
	form.OnBack = w.showStart
	form.OnFind = w.found
	goTo := func(name string, invite app.Invite) {
		if problem := w.keepName(name); problem != "" {
			form.Problem(problem)
			return
		}
		w.join(invite)
	}
	form.OnConnect = func(name, text string) {
		if invite, ok := w.find(text); ok {
			goTo(name, invite)
		}
	}
	form.SetText(text)
	w.show(form.Object, form.Focus(), w.showStart)
	w.paste = form
	form.OnNear = w.browseTo(form.SetNearby, func(invite app.Invite) { goTo(form.Name(), invite) })
}

// browseTo shows the chats of this network for as long as the screen is in view,
// and gives what goes into the one that was picked.
func (w *window) browseTo(show func([]joining.Near), enter func(app.Invite)) (pick func(joining.Near)) {
	near := map[joining.Near]app.Invite{}
	w.left = w.browse(func(chats []app.Nearby) {
		var list []joining.Near
		clear(near)
		for _, c := range chats {
			n := joining.Near{Host: c.Name, ID: c.Invite.String()}
			near[n] = c.Invite
			list = append(list, n)
		}
		show(list)
		kit.KeepInView(w.win.Canvas())
	})
	return func(c joining.Near) {
		if invite, ok := near[c]; ok {
			enter(invite)
		}
	}
}

// found tells what was found in a text. A line is shown as it is; an invite
// means nothing to a reader.
func (w *window) found(text string) (joining.Found, bool) {
	invite, ok := w.find(text)
	if !ok {
		return joining.Found{}, false
	}
	f := joining.Found{Ways: invite.Ways(), Near: invite.Near()}
	if line := invite.String(); f.Ways == 1 && strings.HasPrefix(line, "rt ") {
		f.Line = line
	}
	return f, true
}

// browse looks for chats on this network until stop is called, and gives them
// to found on the user interface's goroutine. A network that cannot be searched
// is one without chats: an invite works all the same.
func (w *window) browse(found func([]app.Nearby)) (stop func()) {
	ctx, cancel := context.WithCancel(w.ctx)
	w.readers.Go(func() {
		_ = w.backend.BrowseNearby(ctx, func(chats []app.Nearby) {
			w.onScreen(func() {
				if ctx.Err() == nil {
					found(chats)
				}
			})
		})
	})
	return cancel
}

// join goes into a chat.
func (w *window) join(invite app.Invite) {
	w.joinBy(invite, app.JoinOptions{}, joining.NewWait(kit.TextConnecting(), kit.TextConnectingHint()))
}

// reply goes into a chat that cannot be reached, by a line that is sent back to
// its host.
func (w *window) reply(invite app.Invite) {
	w.joinBy(invite, app.JoinOptions{Reply: true}, joining.NewWait(kit.ReplyMaking(), kit.TextConnectingHint()))
}

func (w *window) joinBy(invite app.Invite, o app.JoinOptions, wait *joining.Wait) {
	c := w.converse(w.backend.Join(invite, o), false)
	c.retry = func() { w.join(invite) }
	c.byReply = func() { w.reply(invite) }
	c.showWait(wait)
}
