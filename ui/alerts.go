package ui

import (
	"realtalk/app"
	"realtalk/ui/chat"
	"realtalk/ui/kit"
)

// setFocused is told whether the window has the keyboard. A hidden one may be
// said to have it, and is not told again when it comes back.
func (w *window) setFocused(focused bool) {
	w.focused = focused
	w.setFront()
}

// setFront finds out whether the user looks at the window.
func (w *window) setFront() {
	w.front = w.focused && !w.hidden
	w.toasts.SetAway(!w.front)
	if w.front {
		w.read()
	}
}

// layToasts gives notices their place between the buttons at the head of a chat
// and what the user writes, and a way to where all of them are listed.
func (w *window) layToasts() {
	edge := func(of func(p *chat.Pane) float32) func() float32 {
		return func() float32 {
			if w.chat == nil || w.chat.pane == nil {
				return 0
			}
			return of(w.chat.pane)
		}
	}
	w.toasts.Top, w.toasts.Bottom = edge((*chat.Pane).HeadEnd), edge((*chat.Pane).FootHeight)
	w.toasts.OnMore = w.unlocked(w.alone(w.showSecurity))
	w.toasts.Home = w.focusScreen
}

// goToToasts gives the focus to the newest notice.
func (w *window) goToToasts() { w.toasts.Focus() }

// alert is something to be seen soon, wherever the user looks.
type alert struct {
	toast   *kit.Toast
	title   string // for the desktop
	brief   string // instead of the text, where others may see the screen
	onClick func() // on the notice of the desktop, after the window came to the front
}

// alert shows a notice and, while the window is not in front, lets the desktop
// tell it.
func (w *window) alert(a alert) {
	w.toasts.Show(a.toast)
	w.notify(a)
}

// notify lets the desktop alone tell something, while the window is not in front.
func (w *window) notify(a alert) {
	s := w.backend.Settings()
	if w.front || s.QuietSecurity {
		return
	}
	text := a.toast.Text
	if s.HideDetails {
		text = a.brief
	}
	notice := app.DesktopNotice{About: a.toast.About, Title: a.title, Body: text, Urgent: a.toast.Alert}
	w.desktop(notice, func() {
		w.toFront()
		a.onClick()
	})
}

// setUnseen counts the security notices that came while nobody looked.
func (w *window) setUnseen(n int) {
	w.unseen = n
	if w.bell != nil {
		w.bell.SetCount(n)
	}
	if w.chat != nil && w.chat.pane != nil {
		w.chat.pane.SetUnseen(n)
	}
	w.refreshTray()
}

// onSecurity tells the host what happened at the door. What can be done about
// it stands on the buttons.
func (c *conversation) onSecurity(ev app.Security) {
	toast := &kit.Toast{Text: kit.Text(ev.Text), About: ev.About, Alert: ev.Urgent, Listed: true}
	if ev.CanBlock {
		toast.Close = kit.WordLetThemTry()
		toast.Actions = append(toast.Actions, kit.Action{Word: kit.WordBlockNow(), Do: func() { c.w.block(ev.Address) }})
	}
	if ev.Kind == app.SecurityAttack && !c.with.Door().Locked {
		toast.Actions = append(toast.Actions, kit.Action{Word: kit.DoorLock(), Do: c.lock})
	}
	toast.Actions = append(toast.Actions, kit.Action{Word: kit.WordDetails(), Do: func() { c.showDetails(ev) }, Quiet: true})
	if !c.w.front {
		c.w.setUnseen(c.w.unseen + 1)
	}
	c.w.alert(alert{toast: toast, title: kit.NotifyTitle(), brief: kit.Text(ev.Brief), onClick: c.w.showSecurity})
	c.w.refreshLists()
}

// showDetails shows all that is known of what happened, with the same choice.
func (c *conversation) showDetails(ev app.Security) {
	var sheet *kit.Sheet
	var buttons []*kit.Button
	if ev.CanBlock {
		buttons = append(buttons, kit.NewButton(kit.WordBlockNow(), func() {
			sheet.Close()
			c.w.block(ev.Address)
		}))
	}
	body := kit.NewColumn(8, kit.NewBody(kit.Text(ev.Text)), kit.NewCaption(kit.Text(ev.Details)))
	sheet = c.w.sheet(kit.SheetContent{Title: kit.DetailsTitle(), Body: body, Buttons: buttons})
}

// attackOver is the code of the notice that ends an alarm.
const attackOver = "attack_over"

// aboutAttack is what an alarm is about.
const aboutAttack = "attack"

func (c *conversation) onNotice(ev app.Notice) {
	text := kit.Text(ev.Text)
	switch {
	case c.pane == nil:
		c.w.toasts.Show(&kit.Toast{Text: text})
		return
	case ev.Code == app.NoticeGap:
		c.pane.Unsure()
		c.pane.Mended(text)
		return
	case ev.Code == attackOver: // in the place of the alarm
		c.w.toasts.Show(&kit.Toast{Text: text, About: aboutAttack})
		c.w.refreshLists()
	}
	c.pane.Note(text)
}
