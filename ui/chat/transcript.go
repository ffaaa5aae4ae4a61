package chat

import (
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

// transcript shows what was said, however much it is.
type transcript struct {
	widget.BaseWidget

	onCopy func(text string)

	items   []*item
	byID    map[string]*item // own messages, for their status
	heights heights
	measure measure

	width  float32
	atEnd  bool // the user is at the end: keep it in view
	unseen int  // messages that came while the user was elsewhere

	scroll *container.Scroll
	rows   *fyne.Container
	shown  map[*item]*row
	free   []*row
	jump   *kit.Button
	busy   bool // layout is under way
	held   bool // layout waits for more lines
}

func newTranscript() *transcript {
	t := &transcript{byID: map[string]*item{}, shown: map[*item]*row{}, atEnd: true}
	t.rows = container.New(rowsLayout{t})
	t.scroll = container.NewVScroll(t.rows)
	t.scroll.OnScrolled = func(fyne.Position) { t.scrolled() }
	t.jump = kit.NewPrimary(kit.NewMessages(1), t.toEnd)
	t.jump.Hide()
	t.ExtendBaseWidget(t)
	return t
}

// say appends a message.
func (t *transcript) say(m Message) {
	it := newSaid(m)
	if n := len(t.items); n > 0 {
		it.first = !it.follows(t.items[n-1])
	} else {
		it.first = true
	}
	if m.Own {
		it.status = kit.TextSent()
		t.byID[m.ID] = it
	}
	t.add(it)
}

// note appends a notice.
func (t *transcript) note(text string, alert bool) { t.add(newNotice(text, alert)) }

// came appends the notice of somebody who came.
func (t *transcript) came(text string, trust kit.Trust) { t.add(newCame(text, trust)) }

// setStatus shows how far an own message got.
func (t *transcript) setStatus(id, status string) {
	if it := t.byID[id]; it != nil {
		it.setStatus(status)
		if r := t.shown[it]; r != nil {
			r.bind(it, t.width)
		}
	}
}

func (t *transcript) add(it *item) {
	t.trim()
	t.items = append(t.items, it)
	t.heights.append(t.estimate(it))
	if !t.atEnd && it.said != nil {
		t.unseen++
	}
	t.layout()
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
		t.release(it)
	}
	t.items = append([]*item(nil), t.items[trimItems:]...)
	kept := append([]float32(nil), t.heights.row[trimItems:]...)
	t.heights.reset()
	for _, h := range kept {
		t.heights.append(h)
	}
	t.scroll.Offset.Y = max(0, t.scroll.Offset.Y-gone)
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
	if t.width <= 0 {
		return t.measure.line + 2*labelInset
	}
	if it.said == nil {
		n := t.measure.lines(it.text, t.width-2*rowSide-2*labelInset)
		return float32(n)*t.measure.line + 2*labelInset
	}
	h := float32(t.measure.lines(it.text, bubbleWidth(t.width)-2*labelInset))*t.measure.line + 2*labelInset + rowGap
	if it.first {
		h += groupGap + headHeight - rowGap
	}
	if it.cut {
		h += asideHeight
	}
	return h
}

// rescale estimates everything anew for another width and keeps the line at
// the upper edge where it is.
func (t *transcript) rescale(width float32) {
	top, into := 0, float32(0)
	if t.heights.len() > 0 {
		top = t.heights.find(t.scroll.Offset.Y)
		into = t.scroll.Offset.Y - t.heights.before(top)
	}
	t.width = width
	t.heights.reset()
	for _, it := range t.items {
		t.heights.append(t.estimate(it))
	}
	t.scroll.Offset.Y = t.heights.before(top) + into
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
