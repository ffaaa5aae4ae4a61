package core

import (
	"bytes"
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"realtalk/core/wire"
)

// TestWhoFloodsIsToldOnce measures eight MiB at once, which the host takes two seconds
// longer for than for what one may say.
func TestWhoFloodsIsToldOnce(t *testing.T) {
	own := ownSpeech{meter: newSpeech()}
	frame := &wire.Post{Data: make([]byte, 64<<10)}
	flood := func(now time.Time) (told []time.Duration) {
		for range 8 << 20 / len(frame.Data) {
			if wait := own.says(frame, now); wait > 0 {
				told = append(told, wait)
			}
		}
		return told
	}
	now := time.Now()
	if told := flood(now); len(told) != 1 || told[0] < limitedTold || told[0] > 2*limitedTold {
		t.Errorf("told %v", told)
	}
	if told := flood(now.Add(time.Second)); len(told) != 0 {
		t.Errorf("told again while it lasts: %v", told)
	}
	if own.says(frame, now.Add(time.Minute)) != 0 || len(flood(now.Add(time.Minute))) != 1 {
		t.Error("the next flood is not told")
	}
}

// TestPeopleAreNotLimited lets somebody write as fast as nobody types, in the largest
// chat for which a key is handed out.
func TestPeopleAreNotLimited(t *testing.T) {
	own := ownSpeech{meter: newSpeech()}
	now := time.Now()
	for range 100 {
		now = now.Add(100 * time.Millisecond)
		for _, f := range []wire.Frame{&wire.Post{Data: make([]byte, 4<<10)}, &wire.Received{}, &wire.Head{Body: make([]byte, 512)}} {
			if own.says(f, now) != 0 {
				t.Fatal("limited")
			}
		}
	}
}

// TestFloodsDelayOthersLittle lets 198 of 200 members say all they can, without the
// limit of what one may say, while one says something now and then: before its words
// come others that were there already, at most one of each member and what the relay
// has room for.
func TestFloodsDelayOthersLittle(t *testing.T) {
	const members, words = 200, 50
	r := newRelay(wire.ID{1}, nil, nil)
	r.number = 1
	quiet := &ordered{came: make(chan uint64, 1)}
	for i := range members {
		p := &place{index: uint32(i), listed: true, line: discarded{}}
		p.member.ID[0], p.member.ID[1] = byte(i>>8), byte(i)
		r.places = append(r.places, p)
	}
	r.hostSeat = r.places[0]
	me := r.places[members-1]
	quiet.index, me.line = me.index, quiet
	ctx, end := context.WithCancel(t.Context())
	var all sync.WaitGroup
	all.Go(func() { r.run(ctx) })
	for _, p := range r.places[1 : members-1] {
		all.Go(func() {
			for ctx.Err() == nil {
				select {
				case r.in <- input{from: p, frame: &wire.Post{Epoch: 1}}:
				case <-ctx.Done():
				}
			}
		})
	}
	var waited []uint64
	for range words {
		var before uint64
		r.do(func() { before = r.position })
		r.in <- input{from: me, frame: &wire.Post{Epoch: 1}}
		waited = append(waited, <-quiet.came-before)
	}
	end()
	all.Wait()
	// Between the look at the position and the hand-over others go on as they like,
	// so the middle of all is held, and not each.
	slices.Sort(waited)
	if most := uint64(cap(r.in) + members); waited[words/2] > 2*most {
		t.Errorf("others came before by %d, want at most %d", waited[words/2], most)
	}
}

// discarded is the line to somebody who takes everything.
type discarded struct{}

func (discarded) Send([]byte) error { return nil }
func (discarded) Finish([]byte)     {}

// ordered is a line that tells the place of its own member's words.
type ordered struct {
	discarded
	index uint32
	came  chan uint64
}

func (o *ordered) Send(frame []byte) error {
	f, err := wire.NewReader(bytes.NewReader(frame), wire.MaxFrame).Next()
	if d, ok := f.(*wire.Delivery); err == nil && ok && d.From == o.index {
		o.came <- d.Position
	}
	return nil
}
