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

// reckon finds out anew which lines from one on begin a group, and how high they
// are.
func (t *transcript) reckon(from int) {
	t.heights.truncate(from)
	for i := from; i < len(t.items); i++ {
		it := t.items[i]
		var before *item
		if i > 0 {
			before = t.items[i-1]
		}
		it.setFirst(!it.follows(before))
		t.heights.append(t.estimate(it))
	}
}

// trim forgets the oldest lines when there are too many.
func (t *transcript) trim() {
	if len(t.items) < maxItems {
		return
	}
	gone := t.heights.before(trimItems)
	for _, it := range t.items[:trimItems] {
		if it.said != nil {
			delete(t.byID, it.said.ID)
		}
		if it == t.current {
			t.current = nil
		}
		t.release(it)
	}
	t.items = append([]*item(nil), t.items[trimItems:]...)
	kept := append([]float32(nil), t.heights.row[trimItems:]...)
	t.heights.truncate(0)
	for _, h := range kept {
		t.heights.append(h)
	}
	t.scroll.Offset.Y = max(0, t.scroll.Offset.Y-gone)
}

// begins puts a line before all others.
func (t *transcript) begins(it *item) {
	t.items = slices.Insert(t.items, 0, it)
	t.scroll.Offset.Y += t.estimate(it)
	t.reckon(0)
	t.layout()
}

// toEnd shows the newest line.
func (t *transcript) toEnd() {
	t.atEnd = true
	t.layout()
}

// page moves by pages of what is in view, up if negative.
func (t *transcript) page(pages float32) {
	view := t.scroll.Size().Height
	t.scrollTo(t.scroll.Offset.Y + pages*view*0.9)
}

func (t *transcript) scrollTo(y float32) {
	y = max(0, min(y, t.heights.total()-t.scroll.Size().Height))
	t.scroll.ScrollToOffset(fyne.NewPos(0, y))
	t.scrolled()
}

func (t *transcript) scrolled() {
	if t.busy {
		return
	}
	t.atEnd = t.scroll.Offset.Y+t.scroll.Size().Height >= t.heights.total()-4
	t.layout()
}

// estimate gives the height of a line before it was laid out.
func (t *transcript) estimate(it *item) float32 {
	t.measure.refresh()
	m := &t.measure
	if t.width <= 0 {
		return m.line + 2*m.inset
	}
	if it.said == nil {
		n := m.lines(it.text, t.width-2*rowSide-2*m.inset)
		return float32(n)*m.line + 2*m.inset
	}
	h := float32(m.lines(it.text, m.bubble(t.width)-2*m.inset))*m.line + 2*m.inset + rowGap
	if it.first {
		h += groupGap + m.head - rowGap
	}
	if it.cut {
		h += m.small
	}
	return h
}

// rescale estimates everything anew for another width and keeps the line at
// the upper edge where it is.
func (t *transcript) rescale(width float32) {
	top, into := 0, float32(0) // in parts of its height
	if t.heights.len() > 0 {
		top = t.heights.find(t.scroll.Offset.Y)
		into = (t.scroll.Offset.Y - t.heights.before(top)) / t.heights.at(top)
	}
	t.width = width
	t.heights.truncate(0)
	for _, it := range t.items {
		t.heights.append(t.estimate(it))
	}
	t.scroll.Offset.Y = t.heights.before(top)
	if len(t.items) > 0 {
		t.scroll.Offset.Y += into * t.heights.at(top)
	}
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

// placeJump puts the button over the lower edge.
func (t *transcript) placeJump() {
	size, jump := t.scroll.Size(), t.jump.MinSize()
	t.jump.Resize(jump)
	t.jump.Move(fyne.NewPos((size.Width-jump.Width)/2, size.Height-jump.Height-8))
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
