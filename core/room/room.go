package room

import (
	"slices"

	"realtalk/core/wire"
)

// maxPast bounds the hashes of former epochs that are remembered.
const maxPast = 1024

// Room is one member's view of a chat. It is not safe for concurrent use.
type Room struct {
	chat, self, host wire.ID

	base    []*person // who was in before this member, sorted, until its first epoch
	people  []*person // the roster, sorted by ID; empty before the first epoch
	me      *person   // this member's place in people
	number  uint64
	hash    wire.ID
	context string    // MessageContext
	past    []wire.ID // hashes of former epochs, oldest first
	mark    uint64    // own number at the last epoch that let somebody in
	pending []wire.ID // hashes of own messages that have not come back, by number
	shown   record    // what was delivered in the current epoch
	differ  int       // so many were named in it as shown something else
	heads   uint32    // so many own heads were made
	ended   stays     // of those who left
}

// New gives the view of the member self before its first epoch. All three are
// known before: the chat's ID and the host's identity from the greeting that the
// password has confirmed.
func New(chat, self, host wire.ID) *Room {
	return &Room{chat: chat, self: self, host: host}
}

// Base tells a newcomer who was in before it. The epoch that lets it in proves
// the list. It does nothing after the first epoch.
func (r *Room) Base(members []Member) {
	if r.me != nil {
		return
	}
	r.base = r.base[:0]
	for _, m := range members {
		r.base = append(r.base, newPerson(m, chain{}))
	}
	slices.SortFunc(r.base, byID)
}

// Number is that of the current epoch, 0 before the first.
func (r *Room) Number() uint64 { return r.number }

// Hash is that of the current epoch, zero before the first.
func (r *Room) Hash() wire.ID { return r.hash }

// Members lists who is in, sorted by ID. The caller may keep the list.
func (r *Room) Members() []Member { return members(r.people) }

// Index is a member's place on the roster of the current epoch.
func (r *Room) Index(id wire.ID) (int, bool) {
	i, ok := find(r.people, id)
	if !ok {
		return 0, false
	}
	return i, true
}

// At is the member at a place on the roster of the current epoch.
func (r *Room) At(i int) (Member, bool) {
	if i < 0 || i >= len(r.people) {
		return Member{}, false
	}
	return r.people[i].Member, true
}

// Acknowledged tells how many of the others have shown, by a head or a message,
// that they hold the same epoch and with it the same list of people.
func (r *Room) Acknowledged() (n, of int) {
	for _, p := range r.people {
		if p == r.me {
			continue
		}
		of++
		if p.acked {
			n++
		}
	}
	return n, of
}
