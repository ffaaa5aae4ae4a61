package chat

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"realtalk/ui/kit"
)

// Asker is somebody who knows the password and waits to be let in.
type Asker struct {
	Name        string
	Fingerprint string
	Trust       kit.Trust
	Where       string // address, place and network owner, as they are shown
	Until       time.Time
}

// lobby lists who waits, above the transcript. Who came first stands first, so
// that somebody new moves nobody else. When a row goes, those below it move up
// under a pointer that may be about to press: they answer nothing for a moment.
type lobby struct {
	object *kit.Panel

	onLetIn   func(Asker) (taken bool)
	onDecline func(Asker) (taken bool)
	after     func(d time.Duration, f func())

	rows    []*askerRow
	moves   int     // of rows, as they went up
	counts  bool    // the time that is left is being counted down
	most    float32 // that the list may take of the height
	title   *kit.Prose
	list    *fyne.Container
	scroll  *container.Scroll
	content *fyne.Container
}

// settleTime is how long rows that moved answer nothing.
const settleTime = 700 * time.Millisecond

func newLobby() *lobby {
	l := &lobby{most: lobbyMost, title: kit.NewStrong(""), list: kit.NewColumn(6)}
	l.scroll = kit.NewScrolled(l.list)
	l.content = container.New(&lobbyLayout{l}, l.title, l.scroll)
	l.object = kit.NewBar(l.content)
	l.object.Fill = kit.ColorAlert
	l.object.Hide()
	return l
}

// add puts somebody at the end of the list.
func (l *lobby) add(a Asker, now time.Time) {
	l.drop(a.Fingerprint)
	a.Name = kit.Name(a.Name)
	row := newAskerRow(a, l)
	row.tick(now)
	l.rows = append(l.rows, row)
	l.fill()
}

// drop takes somebody off the list and tells whether that one had the focus.
func (l *lobby) drop(fingerprint string) (hadFocus bool) {
	i := slices.IndexFunc(l.rows, func(r *askerRow) bool { return r.Fingerprint == fingerprint })
	if i < 0 {
		return false
	}
	hadFocus = l.rows[i].hasFocus()
	l.rows = slices.Delete(l.rows, i, i+1)
	l.settle(l.rows[i:])
	l.fill()
	return hadFocus
}

// settle lets rows that moved answer nothing for a moment.
func (l *lobby) settle(rows []*askerRow) {
	if len(rows) == 0 {
		return
	}
	for _, r := range rows {
		r.setEnabled(false)
	}
	l.moves++
	move := l.moves
	l.after(settleTime, func() {
		if l.moves != move {
			return // they moved again
		}
		for _, r := range l.rows {
			r.setEnabled(true)
		}
	})
}

func (l *lobby) fill() {
	l.title.SetText(kit.LobbyTitle(len(l.rows)))
	l.list.RemoveAll()
	for _, r := range l.rows {
		l.list.Add(r.object)
	}
	l.object.Hidden = len(l.rows) == 0
	l.object.Refresh()
}

// countDown shows every second how much time is left, while somebody waits.
func (l *lobby) countDown(now func() time.Time) {
	if l.counts {
		return
	}
	l.counts = true
	l.after(time.Second, func() {
		l.counts = false
		for _, r := range l.rows {
			r.tick(now())
		}
		if len(l.rows) > 0 {
			l.countDown(now)
		}
	})
}

// clear takes everybody off the list.
func (l *lobby) clear() {
	l.rows = nil
	l.fill()
}

// lobbyLayout gives the list the height it needs, as far as the transcript
// keeps room.
type lobbyLayout struct{ l *lobby }

const lobbyGap = 2

// Layout implements fyne.Layout.
func (b *lobbyLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	title := b.l.title.MinSize().Height
	b.l.title.Resize(fyne.NewSize(size.Width, title))
	b.l.scroll.Move(fyne.NewPos(0, title+lobbyGap))
	b.l.scroll.Resize(fyne.NewSize(size.Width, size.Height-title-lobbyGap))
}

// MinSize implements fyne.Layout.
func (b *lobbyLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	list := min(b.l.scroll.Content.MinSize().Height, b.l.most)
	return fyne.NewSize(200, b.l.title.MinSize().Height+lobbyGap+list)
}
