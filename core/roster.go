package core

import (
	"errors"
	"net/netip"
	"slices"
	"time"

	"realtalk/core/room"
	"realtalk/core/wire"
)

// Epochs come at once as long as few do, and then at most so many a second,
// each with all who came and went meanwhile. A message that is on its way when
// an epoch changes has to be said again; somebody who comes and goes all the
// time could otherwise silence everybody whose way to the host is long.
const (
	epochBurst = 30
	epochPause = 500 * time.Millisecond
)

// Why a newcomer whose password was right is not let in.
var (
	errNameTaken = errors.New("name is taken")
	errFull      = errors.New("chat is full")
	errAlreadyIn = errors.New("this identity hosts the chat")
	errBlocked   = errors.New("address was blocked meanwhile")
)

// admit lets a newcomer in with the next epoch. An identity that is in already
// proved to hold the same key, so its old line is dead or about to be: the new
// one takes over. limit is how many people the chat may have.
func (r *relay) admit(p *place, limit int) error {
	if err := r.refusal(p, limit); err != nil {
		return err
	}
	if old := r.find(p.member.ID); old != nil {
		r.dismiss(old, wire.EndReplaced, LeftLost)
	}
	r.arriving = append(r.arriving, p)
	r.remember(p)
	r.change()
	return nil
}

// trace is what the host can still be told, and block, when somebody is gone.
type trace struct {
	address netip.Addr
	name    string
}

const maxTraces = 2 * MaxMembers

// remember makes room at the cost of those who are gone.
func (r *relay) remember(p *place) {
	if len(r.past) >= maxTraces {
		for id := range r.past {
			if r.find(id) == nil {
				delete(r.past, id)
			}
		}
	}
	r.past[p.member.ID] = trace{p.address, p.member.Name}
}

// refusal tells why a newcomer cannot come in now; nil: it can.
func (r *relay) refusal(p *place, limit int) error {
	old := r.find(p.member.ID)
	if old != nil && old == r.hostSeat {
		return errAlreadyIn
	}
	others := r.present() + len(r.arriving)
	if old != nil {
		others--
	}
	if others >= limit {
		return errFull
	}
	for _, other := range slices.Concat(r.places, r.arriving) {
		if other != old && !other.gone && p.looksLike(other) {
			return errNameTaken
		}
	}
	return nil
}

// looksLike tells whether two could be taken for each other by their names.
func (p *place) looksLike(other *place) bool {
	names := other.skeletons()
	return slices.ContainsFunc(p.skeletons(), func(l string) bool { return slices.Contains(names, l) })
}

func (p *place) skeletons() []string {
	if p.looks == nil {
		p.looks = room.Skeletons(p.member.Name)
	}
	return p.looks
}

// everybody lists who is in or about to be.
func (r *relay) everybody() (all []*place) {
	r.do(func() { all = slices.Concat(r.places, r.arriving) })
	return all
}

// whereIs gives where somebody came from who is in, about to be, or was.
func (r *relay) whereIs(id wire.ID) (t trace) {
	r.do(func() { t = r.past[id] })
	return t
}

// present counts the members whose line has not ended.
func (r *relay) present() int {
	n := 0
	for _, p := range r.places {
		if !p.gone {
			n++
		}
	}
	return n
}

// find gives the place of an identity that is in or about to be.
func (r *relay) find(id wire.ID) *place {
	for _, p := range slices.Concat(r.places, r.arriving) {
		if p.member.ID == id && !p.gone {
			return p
		}
	}
	return nil
}

// remove ends a member's place; the next epoch shows that to the others. last
// is its last frame, nil for none.
func (r *relay) remove(p *place, d wire.Departure, last []byte) {
	if p.gone {
		return
	}
	p.gone = true
	if p.patience != nil {
		p.patience.Stop()
	}
	r.onGone(p.member.ID, LeaveReason(d.Reason))
	r.receipts.forget(p)
	p.line.Finish(last)
	if i := slices.Index(r.arriving, p); i >= 0 {
		r.arriving = slices.Delete(r.arriving, i, i+1)
		return
	}
	d.Identity = p.member.ID
	r.leaving = append(r.leaving, d)
	r.change()
}

// dismiss tells a member why it has to go, and removes it.
func (r *relay) dismiss(p *place, reason uint8, shown LeaveReason) {
	if p.gone || p == r.hostSeat {
		return
	}
	last, err := wire.Append(nil, &wire.End{Reason: reason})
	if err != nil {
		last = nil
	}
	r.remove(p, wire.Departure{Reason: uint8(shown)}, last)
}

// change starts a new epoch if one is due and it may come now, else when it
// may.
func (r *relay) change() {
	for len(r.arriving)+len(r.leaving) > 0 && !r.waiting {
		if !r.pace.Allow() {
			r.waiting = true
			r.turn.Reset(epochPause)
			return
		}
		if r.advance() != nil {
			return // cannot be: this chat's key outlives the relay
		}
	}
}

// epochBytes bounds what one epoch says of those who come, and again of those
// who go; who does not fit comes or goes with the next one.
const epochBytes = wire.MaxFrame / 3

// batch gives how many of n things fit into one epoch, at least one.
func batch(n int, size func(i int) int) int {
	bytes := 0
	for i := range n {
		if bytes += size(i); bytes > epochBytes {
			return max(i, 1)
		}
	}
	return n
}

// advance starts a new epoch and shows it to everybody who is in. Who left and
// came back comes in with a later one.
func (r *relay) advance() error {
	n := batch(len(r.leaving), func(i int) int { return 64 + len(r.leaving[i].Signature) })
	left := r.leaving[:n:n]
	r.leaving = r.leaving[n:]
	joined := r.enter(left)
	r.welcome(joined)
	r.places = slices.DeleteFunc(r.places, func(p *place) bool { return departed(left, p) })
	for _, p := range joined {
		r.insert(p)
	}
	return r.show(joined, left)
}

// enter takes those who come in now off the ones who arrive.
func (r *relay) enter(left []wire.Departure) []*place {
	var joined, later []*place
	bytes := 0
	for _, p := range r.arriving {
		size := entrySize(p.entry)
		if r.listed(p) || departed(left, p) || len(joined) > 0 && bytes+size > epochBytes {
			later = append(later, p)
			continue
		}
		joined, bytes = append(joined, p), bytes+size
	}
	r.arriving = later
	return joined
}

func departed(left []wire.Departure, p *place) bool {
	return slices.ContainsFunc(left, func(d wire.Departure) bool { return d.Identity == p.member.ID })
}

// listed tells whether the identity of a newcomer is on the list still.
func (r *relay) listed(p *place) bool {
	return slices.ContainsFunc(r.places, func(o *place) bool { return o.member.ID == p.member.ID })
}

// show signs the new list and sends it out.
func (r *relay) show(joined []*place, left []wire.Departure) error {
	members := make([]room.Member, len(r.places))
	for i, p := range r.places {
		members[i], p.index = p.member, uint32(i)
	}
	f := &wire.Epoch{Number: r.number + 1, Previous: r.hash, Left: left}
	f.Transcript = r.transcript.Digest()
	hash, roster := room.NextEpoch(r.chat, f.Number, f.Previous, f.Transcript, members)
	signature, err := r.me.Sign(room.EpochContext(r.chat), hash[:])
	if err != nil {
		return err
	}
	for _, p := range joined {
		f.Joined = append(f.Joined, p.entry)
	}
	r.number, r.hash, r.transcript = f.Number, hash, room.NewTranscript(hash)
	f.Roster, f.Signature = roster, signature
	r.toAll(f)
	for _, p := range joined {
		r.brief(p)
	}
	return nil
}

// welcome tells newcomers who was in until now; the epoch that follows lets them in,
// and says who of the others leaves. The frames are made once for all of them: of
// hundreds of people they are long.
func (r *relay) welcome(newcomers []*place) {
	if len(newcomers) == 0 {
		return
	}
	frames := r.introduction()
	for _, p := range newcomers {
		p.received = r.position
		for _, frame := range frames {
			_ = p.line.Send(frame) // a closed line's reader reports it
		}
	}
}

// introduction is the list of people as a newcomer is told it.
func (r *relay) introduction() (frames [][]byte) {
	f, size := &wire.Members{}, 0
	add := func() {
		if frame, err := wire.Append(nil, f); err == nil {
			frames = append(frames, frame)
		}
	}
	for _, other := range r.places {
		if size > wire.MaxText/2 {
			add()
			f, size = &wire.Members{}, 0
		}
		f.Entries = append(f.Entries, other.entry)
		size += entrySize(other.entry)
	}
	add()
	return frames
}

// entrySize is how many bytes an entry takes in a frame, or a few more.
func entrySize(e wire.Entry) int {
	return len(e.Certificate) + len(e.Statement) + len(e.Name) + 64
}

func (r *relay) insert(p *place) {
	at, _ := slices.BinarySearchFunc(r.places, p.member.ID, func(o *place, id wire.ID) int {
		return slices.Compare(o.member.ID[:], id[:])
	})
	r.places = slices.Insert(r.places, at, p)
	p.listed = true
}

// endAll tells everybody that the chat is over. The lines flush side by side,
// and whoever reads them waits for that.
func (r *relay) endAll() {
	frame, err := wire.Append(nil, &wire.End{Reason: wire.EndHostEnded})
	if err != nil {
		return
	}
	for _, p := range slices.Concat(r.places, r.arriving) {
		p.line.Finish(frame)
	}
}

// sitDown gives the host the first place, as number one of the epochs.
func (r *relay) sitDown(p *place) error {
	r.hostSeat, r.arriving = p, []*place{p}
	return r.advance()
}
