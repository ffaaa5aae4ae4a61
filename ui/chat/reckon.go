package chat

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

// estimate gives the height of a line before it was laid out.
func (t *transcript) estimate(it *item) float32 {
	t.measure.refresh()
	m := &t.measure
	if t.width <= 0 {
		return m.line + 2*m.inset
	}
	if it.said == nil {
		n := m.linesOf(it, t.width-2*rowSide-2*m.inset)
		return float32(n)*m.line + 2*m.inset
	}
	h := float32(m.linesOf(it, m.bubble(t.width)-2*m.inset))*m.line + 2*m.inset + rowGap
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
