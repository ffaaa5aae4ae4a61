package chat

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"realtalk/ui/kit"
)

// maxItems is how many lines are kept; trimItems go at a time, oldest first.
const (
	maxItems  = 100_000
	trimItems = 1_000
)

// transcript shows what was said, however much it is. The arrow keys go from
// message to message.
type transcript struct {
	widget.BaseWidget

	deeds *deeds

	items   []*item
	dated   bool             // a date stands above the first line
	pending int              // own messages at the end that are on their way to the host
	byID    map[string]*item // own messages, for their status
	heights heights
	measure measure

	width  float32
	atEnd  bool // the user is at the end: keep it in view
	unseen int  // messages that came while the user was elsewhere

	focused bool
	current *item // that the arrow keys led to; nil: none

	scroll *container.Scroll
	rows   *fyne.Container
	shown  map[*item]*row
	free   []*row
	jump   *kit.Button
	busy   bool // layout is under way
	held   bool // layout waits for more lines
}

func newTranscript(d *deeds) *transcript {
	t := &transcript{deeds: d, byID: map[string]*item{}, shown: map[*item]*row{}, atEnd: true}
	t.rows = container.New(rowsLayout{t})
	t.scroll = container.NewVScroll(t.rows)
	t.scroll.OnScrolled = func(fyne.Position) { t.scrolled() }
	t.jump = kit.NewPrimary(kit.NewMessages(1), func() {
		t.toEnd()
		t.deeds.compose()
	})
	t.jump.Hide()
	t.ExtendBaseWidget(t)
	return t
}

// note appends a notice.
func (t *transcript) note(text string, alert bool) { t.add(newNotice(text, alert)) }

// came appends the notice of somebody who came.
func (t *transcript) came(text string, trust kit.Trust) { t.add(newCame(text, trust)) }

// add puts a line at the end, before what is on its way to the host.
func (t *transcript) add(it *item) {
	t.trim()
	t.insert(len(t.items)-t.pending, it)
	if !t.atEnd && it.said != nil && !it.said.Own {
		t.unseen++
	}
	t.layout()
}

// insert puts a line before another one, near the end.
func (t *transcript) insert(i int, it *item) {
	t.items = slices.Insert(t.items, i, it)
	t.reckon(i)
}

// begins puts a line before all others.
func (t *transcript) begins(it *item) {
	t.items = slices.Insert(t.items, 0, it)
	t.scroll.Offset.Y += t.estimate(it)
	t.reckon(0)
	t.layout()
}

// CreateRenderer implements fyne.Widget.
func (t *transcript) CreateRenderer() fyne.WidgetRenderer { return &transcriptRenderer{t} }

type transcriptRenderer struct{ t *transcript }

func (r *transcriptRenderer) Destroy() {}

func (r *transcriptRenderer) Layout(size fyne.Size) {
	t := r.t
	t.busy = true
	t.scroll.Resize(size)
	t.busy = false
	t.layout()
	t.placeJump()
}

func (r *transcriptRenderer) MinSize() fyne.Size { return fyne.NewSize(200, 80) }

func (r *transcriptRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.t.scroll, r.t.jump}
}

func (r *transcriptRenderer) Refresh() {
	t := r.t
	if t.measure.refresh() {
		t.width = 0
	}
	t.layout()
	canvas.Refresh(t)
}
