package nearby

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"
	"time"
)

const (
	maxOfOne   = 4 // chats that one address may tell of
	maxTellers = 8 // addresses that may tell of one chat
)

// list is what was heard. Each address speaks for itself alone: it can neither
// take away nor change what another one has said of the same chat.
type list struct {
	life  time.Duration // of what was said, at most
	heard map[teller]word
}

type teller struct {
	card int
	from netip.Addr
	tag  string
}

type word struct {
	said
	ways  []netip.Addr
	since time.Time // the first of it
	until time.Time
}

func newList(life time.Duration) *list { return &list{life, make(map[teller]word)} }

// take hears what an address of a card's networks has said, or that the card is
// gone.
func (l *list) take(now time.Time, e event) {
	t := teller{e.card.iface.Index, e.from, e.said.tag}
	switch {
	case !e.from.IsValid():
		l.remove(func(other teller, _ word) bool { return other.card == t.card })
		return
	case e.said.ttl == 0:
		delete(l.heard, t)
		return
	}
	w := word{said: e.said, since: now, until: now.Add(l.lifetime(e))}
	for _, a := range e.said.addrs {
		if a, ok := e.card.near(a); ok {
			w.ways = append(w.ways, a)
		}
	}
	before, known := l.heard[t]
	if known {
		w.since = before.since
	}
	if len(w.ways) > 0 && (known || l.hasRoom(t)) {
		l.heard[t] = w
	}
}

// lifetime does not take an answer to a single asker at its word, which is for
// askers that do not listen to what comes later (RFC 6762, section 6.7).
func (l *list) lifetime(e event) time.Duration {
	if e.alone {
		return l.life
	}
	return min(e.said.ttl, l.life)
}

func (l *list) hasRoom(t teller) bool {
	ofOne, tellers, tags := 0, 0, map[string]bool{}
	for other := range l.heard {
		if other.from == t.from && other.card == t.card {
			ofOne++
		}
		if other.tag == t.tag {
			tellers++
		}
		tags[other.tag] = true
	}
	return ofOne < maxOfOne && tellers < maxTellers && (tags[t.tag] || len(tags) < MaxChats)
}

// expire forgets what was not said again in time.
func (l *list) expire(now time.Time) {
	l.remove(func(_ teller, w word) bool { return !now.Before(w.until) })
}

func (l *list) remove(gone func(teller, word) bool) {
	for t, w := range l.heard {
		if gone(t, w) {
			delete(l.heard, t)
		}
	}
}

// next is when something expires if nothing comes, and zero if nothing will.
func (l *list) next() time.Time {
	var next time.Time
	for _, w := range l.heard {
		next = earlier(next, w.until)
	}
	return next
}

// chats gives all, sorted by name. Who spoke first of a chat names it, and its
// ways go first.
func (l *list) chats() []Chat {
	ofTag := make(map[string][]word)
	for _, w := range l.heard {
		ofTag[w.tag] = append(ofTag[w.tag], w)
	}
	all := make([]Chat, 0, len(ofTag))
	for tag, words := range ofTag {
		slices.SortFunc(words, byAge)
		all = append(all, Chat{Name: words[0].name, Tag: tag, Ways: waysOf(words)})
	}
	slices.SortFunc(all, func(a, b Chat) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Tag, b.Tag))
	})
	return all
}

// byAge has one order for all that came at the same time.
func byAge(a, b word) int {
	return cmp.Or(a.since.Compare(b.since), slices.CompareFunc(a.ways, b.ways, netip.Addr.Compare), cmp.Compare(a.port, b.port))
}

// waysOf puts those with a zone last.
func waysOf(words []word) []netip.AddrPort {
	var ways, zoned []netip.AddrPort
	for _, w := range words {
		for _, a := range w.ways {
			way := netip.AddrPortFrom(a, w.port)
			switch {
			case slices.Contains(ways, way) || slices.Contains(zoned, way):
			case a.Zone() != "":
				zoned = append(zoned, way)
			default:
				ways = append(ways, way)
			}
		}
	}
	all := append(ways, zoned...)
	return all[:min(len(all), MaxWays)]
}

func sameChat(a, b Chat) bool {
	return a.Name == b.Name && a.Tag == b.Tag && slices.Equal(a.Ways, b.Ways)
}
