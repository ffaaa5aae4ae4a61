package chat

import (
	"slices"
	"time"

	"realtalk/ui/kit"
)

// say appends a message. An own one that was shown already becomes the one that
// the host put in order: what others said before it came first.
func (t *transcript) say(m Message) {
	it := newSaid(m)
	if !m.Own {
		t.add(it)
		return
	}
	if back := t.cameBack(m.Text); back != nil {
		it = back
		it.say(m)
		t.reckon(len(t.items) - t.pending - 1)
	} else {
		t.add(it)
	}
	t.byID[m.ID] = it
	it.setStatus(kit.TextSent())
	t.layout()
}

// cameBack takes the oldest message with a text out of those that are on their
// way, and puts it before them.
func (t *transcript) cameBack(text string) *item {
	first := len(t.items) - t.pending
	i := slices.IndexFunc(t.items[first:], func(it *item) bool { return it.said.Text == text })
	if i < 0 {
		return nil
	}
	it := t.items[first+i]
	copy(t.items[first+1:], t.items[first:first+i])
	t.items[first] = it
	t.pending--
	return it
}

// sending shows an own message before the host has put it in order.
func (t *transcript) sending(text string, now time.Time) {
	t.trim()
	it := newSaid(Message{Own: true, Text: text, Sent: now})
	it.status = kit.TextSending()
	t.insert(len(t.items), it)
	t.pending++
	t.toEnd()
}

// fail marks what is on its way with what became of it.
func (t *transcript) fail(status string) {
	for _, it := range t.items[len(t.items)-t.pending:] {
		it.failed = true
		it.setStatus(status)
	}
	t.pending = 0
	t.layout()
}

// setStatus shows how far an own message got.
func (t *transcript) setStatus(id, status string) {
	if it := t.byID[id]; it != nil {
		it.setStatus(status)
		t.layout()
	}
}
