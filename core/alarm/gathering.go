package alarm

import (
	"container/list"
	"net/netip"
	"time"
)

// gathering tells the first event of a household, or of what a block keeps out,
// at once and holds what follows
// until a pause is over. As the pause is the same for all, the order in which
// households were told of is the order in which their pauses end.
type gathering struct {
	pause  time.Duration
	houses map[netip.Prefix]*list.Element
	told   *list.List // of *gathered; who was told of last stands last
}

// gathered is a household in its pause.
type gathered struct {
	house netip.Prefix
	until time.Time
	held  Notice // Times is zero if nothing is held
}

func newGathering(pause time.Duration) *gathering {
	return &gathering{pause: pause, houses: make(map[netip.Prefix]*list.Element), told: list.New()}
}

// add takes an event that may wait and gives what is to be told.
func (g *gathering) add(now time.Time, n Notice) []Notice {
	e, pausing := g.houses[n.pauses()]
	if !pausing {
		return g.tell(now, n)
	}
	h := e.Value.(*gathered)
	n.Times += h.held.Times
	h.held = n
	return nil
}

// tell gives an event that cannot wait, with what was held of its household,
// after what was held of the one that must be forgotten for it.
func (g *gathering) tell(now time.Time, n Notice) []Notice {
	house := n.pauses()
	n.Times += g.forget(house).Times
	var told []Notice
	if len(g.houses) == MaxHouses {
		oldest := g.told.Front().Value.(*gathered)
		told = ifAny(g.forget(oldest.house))
	}
	g.houses[house] = g.told.PushBack(&gathered{house: house, until: now.Add(g.pause)})
	return append(told, n)
}

// forget ends the pause of a household and gives what was held.
func (g *gathering) forget(house netip.Prefix) (held Notice) {
	if e, ok := g.houses[house]; ok {
		delete(g.houses, house)
		held = g.told.Remove(e).(*gathered).held
	}
	return held
}

// ifAny gives a held notice if there is one.
func ifAny(held Notice) []Notice {
	if held.Times == 0 {
		return nil
	}
	return []Notice{held}
}

// due gives what was held for those whose pause is over. For them the next one
// begins; the others are forgotten.
func (g *gathering) due(now time.Time) []Notice {
	var told []Notice
	for e := g.told.Front(); e != nil && !now.Before(e.Value.(*gathered).until); e = g.told.Front() {
		for _, n := range ifAny(g.forget(e.Value.(*gathered).house)) {
			told = append(told, g.tell(now, n)...)
		}
	}
	return told
}

// drop lets go of all that is held, for it is counted instead, and tells how
// many events that is. The pauses go on.
func (g *gathering) drop() (times int) {
	for e := g.told.Front(); e != nil; e = e.Next() {
		h := e.Value.(*gathered)
		times += h.held.Times
		h.held = Notice{}
	}
	return times
}

// next is when the first pause ends; zero if there is none.
func (g *gathering) next() time.Time {
	if e := g.told.Front(); e != nil {
		return e.Value.(*gathered).until
	}
	return time.Time{}
}
