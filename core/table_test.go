package core

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"realtalk/core/admission"
	"realtalk/core/pgp"

	"realtalk/core/wire"
)

// table is a chat without sockets, goroutines or a clock: a relay and seats
// that hand each other frames when the test says so, at the time it says.
type table struct {
	t     testing.TB
	now   time.Time
	relay *relay
	host  *sitter
}

// sitter is one member at the table.
type sitter struct {
	*seat
	place *place
	inbox []wire.Frame // what the relay sent and the seat has not taken
	sent  []wire.Frame // what the seat sent and the relay has not taken
	told  []Event
	last  wire.Frame // what its line was finished with
	over  bool
}

func (s *sitter) Send(b []byte) error {
	f, err := wire.Parse(wire.Type(b[4]), b[5:])
	if err != nil {
		return err
	}
	s.inbox = append(s.inbox, f)
	return nil
}

func (s *sitter) Finish(b []byte) {
	s.over = true
	if b != nil {
		_ = s.Send(b)
		s.last = s.inbox[len(s.inbox)-1]
	}
}

func newTable(t testing.TB, pace *rate.Limiter) *table {
	t.Helper()
	return newTableOf(t, wire.ID{1, 2, 3}, pace)
}

func newTableOf(t testing.TB, chat wire.ID, pace *rate.Limiter) *table {
	t.Helper()
	me := participant(t, "Hanna")
	tb := &table{t: t, now: time.Now(), relay: newRelay(chat, me, pace)}
	tb.relay.clock = func() time.Time { return tb.now }
	tb.host = tb.sitter(me, "Hanna")
	if err := tb.relay.sitDown(tb.host.place); err != nil {
		t.Fatal(err)
	}
	return tb
}

// sitter makes a member who is not in yet.
func (tb *table) sitter(me *pgp.Participant, name string) *sitter {
	tb.t.Helper()
	e, m, err := ownEntry(tb.relay.chat, me, name, wire.ID{}, tb.now)
	if err != nil {
		tb.t.Fatal(err)
	}
	s := &sitter{}
	s.place = &place{member: m, entry: e, line: s}
	emit := func(e Event) { s.told = append(s.told, e) }
	s.seat = newSeat(tb.relay.chat, tb.relay.me.Fingerprint(), me, func(f wire.Frame) { s.sent = append(s.sent, f) }, emit, &view{})
	return s
}

// join lets somebody in.
func (tb *table) join(name string) *sitter {
	tb.t.Helper()
	s := tb.sitter(participant(tb.t, name), name)
	if err := tb.relay.admit(s.place, MaxMembers); err != nil {
		tb.t.Fatal(err)
	}
	return s
}

// pass hands frames to and fro until nobody has any left. keep may hold back
// what the relay sends to a member.
func (tb *table) pass(everybody []*sitter, keep func(to *sitter, f wire.Frame) bool) {
	tb.t.Helper()
	for busy := true; busy; {
		busy = false
		for _, s := range everybody {
			in, out := s.inbox, s.sent
			s.inbox, s.sent = nil, nil
			busy = busy || len(in)+len(out) > 0
			for _, f := range in {
				if keep != nil && keep(s, f) {
					continue
				}
				if err := s.receive(f, tb.now); err != nil {
					tb.t.Fatalf("%T: %v", f, err)
				}
			}
			if err := s.sayAgain(tb.now); err != nil {
				tb.t.Fatal(err)
			}
			for _, f := range out {
				tb.relay.frame(s.place, f)
			}
		}
	}
}

// wait lets time pass in steps of a second.
func (tb *table) wait(d time.Duration, everybody []*sitter, keep func(*sitter, wire.Frame) bool) {
	tb.t.Helper()
	for end := tb.now.Add(d); tb.now.Before(end); {
		tb.now = tb.now.Add(time.Second)
		for _, s := range everybody {
			if err := s.tick(tb.now); err != nil {
				tb.t.Fatal(err)
			}
		}
		tb.pass(everybody, keep)
	}
}

func count[E Event](s *sitter, match func(E) bool) int {
	n := 0
	for _, e := range s.told {
		if e, ok := e.(E); ok && match(e) {
			n++
		}
	}
	return n
}

func received[F wire.Frame](s *sitter) int {
	n := 0
	for _, f := range s.inbox {
		if _, ok := f.(F); ok {
			n++
		}
	}
	return n
}

func endless() *rate.Limiter { return rate.NewLimiter(rate.Inf, 1) }

func silent(who string) func(Alarm) bool {
	return func(a Alarm) bool { return a.Kind == MemberSilent && a.Who.Name == who }
}

func TestHostThatKeepsTwoApartIsFoundByTheSilence(t *testing.T) {
	tb := newTable(t, endless())
	anna, victor := tb.join("Anna"), tb.join("Victor")
	all := []*sitter{tb.host, anna, victor}
	tb.pass(all, nil)
	tb.wait(3*time.Minute, all, nil)
	for _, s := range all {
		if n := count(s, func(Alarm) bool { return true }); n != 0 {
			t.Fatalf("false alarms in a quiet chat: %s", list(s.told))
		}
	}

	from := func(f wire.Frame) (uint32, bool) {
		switch f := f.(type) {
		case *wire.HeadFrom:
			return f.From, true
		case *wire.Delivery:
			return f.From, true
		case *wire.KeyFor:
			return f.From, true
		}
		return 0, false
	}
	apart := func(to *sitter, f wire.Frame) bool {
		i, ok := from(f)
		return ok && (to == anna && i == victor.place.index || to == victor && i == anna.place.index)
	}
	if err := anna.say("are you there?", tb.now); err != nil {
		t.Fatal(err)
	}
	tb.pass(all, apart)
	tb.wait(3*time.Minute, all, apart)
	if count(anna, silent("Victor")) != 1 || count(victor, silent("Anna")) != 1 {
		t.Errorf("Anna was told:%s\nVictor was told:%s", list(anna.told), list(victor.told))
	}
	if count(tb.host, silent("Anna")) != 0 || count(anna, silent("Hanna")) != 0 {
		t.Error("somebody who spoke was called silent")
	}
}

func TestMessageThatDoesNotComeBackIsTold(t *testing.T) {
	tb := newTable(t, endless())
	anna := tb.join("Anna")
	all := []*sitter{tb.host, anna}
	tb.pass(all, nil)
	if err := anna.say("hello?", tb.now); err != nil {
		t.Fatal(err)
	}
	tb.wait(time.Minute, all, func(to *sitter, f wire.Frame) bool {
		_, delivery := f.(*wire.Delivery)
		return delivery && to == anna
	})
	if n := count(anna, func(a Alarm) bool { return a.Kind == NotPassedOn }); n != 1 {
		t.Errorf("told %d times: %s", n, list(anna.told))
	}
}

func TestMemberCannotSendAnotherThousandKeys(t *testing.T) {
	tb := newTable(t, endless())
	mallory, victor := tb.join("Mallory"), tb.join("Victor")
	tb.pass([]*sitter{tb.host, mallory, victor}, nil)
	at := victor.place.index
	send := func(key uint64, to ...uint32) {
		tb.relay.frame(mallory.place, &wire.SenderKey{
			Epoch: tb.relay.number, Key: key, To: to, Packets: make([][]byte, len(to)),
		})
	}
	for name, f := range map[string]func(){
		"the same index over and over": func() { send(1, at, at, at) },
		"an index beyond the list":     func() { send(2, 1<<32-1, 1<<31, 4096) },
		"an own index":                 func() { send(3, mallory.place.index) },
	} {
		if f(); received[*wire.KeyFor](victor)+received[*wire.KeyFor](mallory) != 0 {
			t.Errorf("%s was passed on", name)
			victor.inbox, mallory.inbox = nil, nil
		}
	}
	for range 5 {
		send(7, at)
	}
	send(6, at)
	if n := received[*wire.KeyFor](victor); n != 1 {
		t.Errorf("one key reached Victor %d times", n)
	}
	if mallory.place.gone {
		t.Error("who sends nonsense keys was removed instead of ignored")
	}
}

func TestRepeatedHeadIsNotPassedOn(t *testing.T) {
	tb := newTable(t, endless())
	mallory, victor := tb.join("Mallory"), tb.join("Victor")
	tb.pass([]*sitter{tb.host, mallory, victor}, nil)
	if err := mallory.sendHead(tb.now); err != nil {
		t.Fatal(err)
	}
	head := mallory.sent[len(mallory.sent)-1]
	for range 100 {
		tb.relay.frame(mallory.place, head)
	}
	if n := received[*wire.HeadFrom](victor); n != 1 {
		t.Errorf("one head reached Victor %d times", n)
	}
}

func TestComingsAndGoingsAreGathered(t *testing.T) {
	tb := newTable(t, rate.NewLimiter(rate.Every(time.Hour), 3))
	anna := tb.join("Anna")
	tb.pass([]*sitter{tb.host, anna}, nil)
	flapping := testIdentity(t, "Mallory")
	before := tb.relay.number
	var came *sitter
	for range 50 { // each comes with the same identity, so the one before has to go
		me, err := flapping.Participant()
		if err != nil {
			t.Fatal(err)
		}
		came = tb.sitter(me, "Mallory")
		if err := tb.relay.admit(came.place, MaxMembers); err != nil {
			t.Fatal(err)
		}
	}
	if n := tb.relay.number - before; n > 3 {
		t.Errorf("%d lists of people for 50 comings and goings", n)
	}
	if err := anna.say("can you hear me?", tb.now); err != nil {
		t.Fatal(err)
	}
	tb.pass([]*sitter{tb.host, anna}, nil)
	if count(tb.host, func(m Message) bool { return m.Text == "can you hear me?" }) != 1 {
		t.Error("Anna was silenced")
	}
	tb.relay.pace.SetLimit(rate.Inf)
	tb.relay.waiting = false
	tb.relay.change()
	tb.pass([]*sitter{tb.host, anna, came}, nil)
	if n := len(anna.room.Members()); n != 3 || !came.in {
		t.Errorf("%d members in the end, want 3; the newcomer is in: %v", n, came.in)
	}
}

// A newcomer refused the list that let it in when somebody left with the same list,
// whom it had not been told of.
func TestNewcomerComesInWhileAnotherLeaves(t *testing.T) {
	tb := newTable(t, rate.NewLimiter(rate.Every(time.Hour), 3))
	anna, bob, tom := tb.join("Anna"), tb.join("Bob"), tb.join("Tom")
	tb.pass([]*sitter{tb.host, anna, bob, tom}, nil)
	tb.relay.remove(bob.place, wire.Departure{Reason: wire.DepartureLost}, nil)
	carol := tb.join("Carol")
	tb.relay.pace.SetLimit(rate.Inf)
	tb.relay.waiting = false
	tb.relay.change()
	tb.pass([]*sitter{tb.host, anna, tom, carol}, nil)
	if n := len(carol.room.Members()); !carol.in || n != 4 {
		t.Errorf("the newcomer is in: %v, with %d members, want 4", carol.in, n)
	}
	if slices.ContainsFunc(carol.told, func(e Event) bool { _, left := e.(MemberLeft); return left }) {
		t.Error("the newcomer was told of somebody whom it never met")
	}
}

func TestUnreadIsNotDelivered(t *testing.T) {
	tb := newTable(t, endless())
	anna, victor := tb.join("Anna"), tb.join("Victor")
	all := []*sitter{tb.host, anna, victor}
	tb.pass(all, nil)
	broken := false
	spoil := func(to *sitter, f wire.Frame) bool {
		if d, ok := f.(*wire.Delivery); ok && to == victor && !broken {
			broken = true
			d.Data[len(d.Data)/2] ^= 1
		}
		return false
	}
	for _, text := range []string{"spoilt for Victor", "fine"} {
		if err := anna.say(text, tb.now); err != nil {
			t.Fatal(err)
		}
		tb.pass(all, spoil)
		tb.wait(time.Second, all, spoil)
	}
	tb.relay.sendReceipts()
	tb.pass(all, nil)
	best := map[string]int{}
	ids := map[string]string{}
	for _, e := range anna.told {
		switch e := e.(type) {
		case Message:
			ids[e.Text] = e.ID
		case Delivered:
			best[e.ID] = max(best[e.ID], e.To)
		}
	}
	if best[ids["spoilt for Victor"]] != 1 || best[ids["fine"]] != 2 {
		t.Errorf("delivered %v of %v", best, ids)
	}
}

// The log of receipts kept the line of everybody who had said something and left
// before all had it, and a host on which people come and go grew by them.
func TestReceiptsLetGoOfWhoLeft(t *testing.T) {
	tb := newTable(t, endless())
	anna, victor := tb.join("Anna"), tb.join("Victor")
	tb.pass([]*sitter{tb.host, anna, victor}, nil)
	if err := anna.say("goodbye", tb.now); err != nil {
		t.Fatal(err)
	}
	tb.pass([]*sitter{tb.host, anna, victor}, nil)
	tb.relay.remove(anna.place, wire.Departure{Reason: wire.DepartureLost}, nil)
	for _, e := range tb.relay.receipts.open {
		if e.from == anna.place {
			t.Error("the log holds somebody who is gone")
		}
	}
	tb.relay.sendReceipts()
	if n := len(tb.relay.receipts.open); n != 0 {
		t.Errorf("the log waits for receipts of %d messages that nobody asks for", n)
	}
}

func TestReceiptThatSaysNothingNewIsDropped(t *testing.T) {
	tb := newTable(t, endless())
	anna := tb.join("Anna")
	all := []*sitter{tb.host, anna}
	tb.pass(all, nil)
	if err := anna.say("hello", tb.now); err != nil {
		t.Fatal(err)
	}
	tb.pass(all, nil)
	for range 100 {
		if err := anna.receive(&wire.Receipt{Seq: 1, To: 1, Of: 1}, tb.now); err != nil {
			t.Fatal(err)
		}
	}
	if n := count(anna, func(Delivered) bool { return true }); n != 1 {
		t.Errorf("told %d times", n)
	}
}

func TestNewcomersOfOneMomentFitIntoFrames(t *testing.T) {
	tb := newTable(t, rate.NewLimiter(rate.Every(time.Hour), 0))
	var came []*sitter
	for i := range 200 {
		s := tb.sitter(participant(t, "Guest"), fmt.Sprint("Guest ", i))
		if err := tb.relay.admit(s.place, MaxMembers); err != nil {
			t.Fatal(err)
		}
		came = append(came, s)
	}
	tb.relay.pace.SetLimit(rate.Inf)
	tb.relay.waiting = false
	tb.relay.change()
	tb.pass([]*sitter{tb.host, came[0], came[199]}, nil)
	for _, s := range []*sitter{tb.host, came[0], came[199]} {
		if n := len(s.room.Members()); n != 201 {
			t.Errorf("%d members, want 201", n)
		}
	}
}

func TestEntryIsJudgedByTheTimeInIt(t *testing.T) {
	chat := wire.ID{9}
	me := participant(t, "Future")
	since := time.Now()
	e, _, err := ownEntry(chat, me, "Future", wire.ID{}, since)
	if err != nil {
		t.Fatal(err)
	}
	// The same bytes, taken by a host whose clock is two days behind: everybody
	// comes to that host's conclusion, whatever the own clock says.
	if _, err := checkEntry(chat, e); err != nil {
		t.Errorf("an entry of now: %v", err)
	}
	e.Since = since.Add(-48 * time.Hour).Unix()
	if _, err := checkEntry(chat, e); !errors.Is(err, pgp.ErrClock) {
		t.Errorf("an entry of two days before its key was made: %v", err)
	}
}

func TestEndOfTheChatIsNotABlock(t *testing.T) {
	d := newDoor(nil, func([]admission.Record) error { return nil }, func(Event) {}, func(netip.Addr) Nearness { return Elsewhere })
	ctx, cancel := context.WithCancel(t.Context())
	var tokens []uint64
	for i := range 7 {
		token, ok := d.knock(netip.AddrPortFrom(netip.MustParseAddr("192.0.2.7"), uint16(1000+i)))
		if !ok {
			t.Fatal("refused")
		}
		tokens = append(tokens, token)
	}
	for _, token := range tokens[:6] {
		if _, ok := d.ask(ctx, token).(admission.Grant); !ok {
			t.Fatal("no grant")
		}
	}
	cancel()
	if a := d.ask(ctx, tokens[6]); a != nil { // the seventh waits for the six
		t.Errorf("the end of the chat reads %T", a)
	}
}

func TestGuestOfAStalledHostIsToldAndStays(t *testing.T) {
	tb := newTable(t, endless())
	anna := tb.join("Anna")
	tb.pass([]*sitter{tb.host, anna}, nil)
	text := strings.Repeat("x", 60<<10)
	said, sent := 0, 0
	for ; said < 1000; said++ {
		if err := anna.say(text, tb.now); errors.Is(err, ErrTooFast) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range anna.sent {
		if p, ok := f.(*wire.Post); ok {
			sent += len(p.Data)
		}
	}
	if said == 0 || said == 1000 || sent > 4<<20 {
		t.Errorf("%d messages, %d bytes were sent before anybody was told", said, sent)
	}
	if err := anna.say(text, tb.now.Add(answerTime)); !errors.Is(err, ErrHostSilent) {
		t.Errorf("after a while without an answer: %v", err)
	}
}

func TestWhoWaitsForItsTurnSpeaksForNobody(t *testing.T) {
	tb := newTable(t, endless())
	anna, victor := tb.join("Anna"), tb.join("Victor")
	all := []*sitter{tb.host, anna, victor}
	tb.pass(all, nil)
	tb.relay.pace = rate.NewLimiter(rate.Every(time.Hour), 0)
	mallory := tb.join("Mallory") // and waits, at no place of the list
	key, err := pgp.NewSessionKey()
	if err != nil {
		t.Fatal(err)
	}
	for to, s := range []*sitter{tb.host, anna, victor} {
		packet, err := tb.host.certs[s.place.member.ID].EncryptKey(key)
		if err != nil {
			t.Fatal(err)
		}
		tb.relay.frame(mallory.place, &wire.SenderKey{
			Epoch: tb.relay.number, Key: uint64(to + 1), To: []uint32{s.place.index}, Packets: [][]byte{packet},
		})
	}
	tb.relay.frame(mallory.place, &wire.Post{Epoch: tb.relay.number, Key: 1, Seq: 1, Data: []byte("x")})
	tb.relay.frame(mallory.place, &wire.Head{Epoch: tb.relay.number, Body: []byte("x"), Signature: []byte("x")})
	for _, s := range all {
		if n := received[*wire.KeyFor](s) + received[*wire.Delivery](s) + received[*wire.HeadFrom](s); n != 0 {
			t.Errorf("%d frames of somebody who is not in were passed on", n)
		}
	}
	tb.relay.frame(mallory.place, &wire.Leave{})
	if !mallory.over || len(tb.relay.arriving) != 0 {
		t.Error("who waits cannot leave")
	}
}
