package core

import (
	"errors"
	"slices"
	"testing"
	"time"

	"realtalk/core/pgp"
	"realtalk/core/room"
	"realtalk/core/wire"
)

// The host of these tests does whatever a host can do, and signs whatever it
// likes. What it does is found by the others' own computers within a minute.
const soon = time.Minute

func alarms(kind AlarmKind, who string) func(Alarm) bool {
	return func(a Alarm) bool { return a.Kind == kind && a.Who.Name == who }
}

// heard lists what a member was shown, in order.
func (s *sitter) heard() []string {
	var texts []string
	for _, e := range s.told {
		if m, ok := e.(Message); ok {
			texts = append(texts, m.Text)
		}
	}
	return texts
}

// say sends something; what becomes of it is up to the host.
func (tb *table) say(s *sitter, text string) {
	tb.t.Helper()
	if err := s.say(text, tb.now); err != nil {
		tb.t.Fatal(err)
	}
}

// instead gives the newest message of a member as it would be with another text,
// sealed and signed by the member itself.
func (s *sitter) instead(t *testing.T, text string) []byte {
	t.Helper()
	b, err := wire.ParseBody(s.pending[len(s.pending)-1].body)
	if err != nil {
		t.Fatal(err)
	}
	b.Text = text
	body, err := wire.EncodeBody(b)
	if err != nil {
		t.Fatal(err)
	}
	data, err := s.me.Seal(s.own.key, s.room.MessageContext(), body)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestLyingHostTellsTwoChats: the host itself says yes to one and no to the
// other, and hands on nothing that it signs for the one to the other.
func TestLyingHostTellsTwoChats(t *testing.T) {
	tb := newTable(t, endless())
	anna, victor := tb.join("Anna"), tb.join("Victor")
	all := []*sitter{tb.host, anna, victor}
	tb.pass(all, nil)
	tb.say(tb.host, "yes")
	no := tb.host.instead(t, "no")
	lie := func(to *sitter, f wire.Frame) bool {
		switch f := f.(type) {
		case *wire.Delivery:
			if to == victor {
				f.Data = no
			}
		case *wire.HeadFrom:
			return to == victor && f.From == tb.host.place.index
		}
		return false
	}
	tb.pass(all, lie)
	if !slices.Equal(anna.heard(), []string{"yes"}) || !slices.Equal(victor.heard(), []string{"no"}) {
		t.Fatalf("Anna heard %q, Victor %q", anna.heard(), victor.heard())
	}
	tb.wait(soon, all, lie)
	if count(anna, alarms(HistoryDiffers, "Victor")) == 0 || count(victor, alarms(HistoryDiffers, "Anna")) == 0 {
		t.Errorf("Anna was told:%s\nVictor was told:%s", list(anna.told), list(victor.told))
	}
}

// TestLyingHostFreezesOne: nothing reaches Victor any more, while his line stays
// open.
func TestLyingHostFreezesOne(t *testing.T) {
	tb := newTable(t, endless())
	anna, victor := tb.join("Anna"), tb.join("Victor")
	all := []*sitter{tb.host, anna, victor}
	tb.pass(all, nil)
	tb.wait(soon, all, nil)
	tb.say(anna, "he should not know this")
	tb.wait(soon, all, func(to *sitter, _ wire.Frame) bool { return to == victor })
	if count(victor, silent("Anna")) != 1 || count(victor, silent("Hanna")) != 1 {
		t.Errorf("Victor was told:%s", list(victor.told))
	}
}

// TestLyingHostMutesOne: what Victor says and signs goes nowhere.
func TestLyingHostMutesOne(t *testing.T) {
	tb := newTable(t, endless())
	anna, victor := tb.join("Anna"), tb.join("Victor")
	all := []*sitter{tb.host, anna, victor}
	tb.pass(all, nil)
	tb.wait(soon, all, nil)
	tb.say(victor, "does anybody hear me?")
	tb.wait(soon, all, func(to *sitter, f wire.Frame) bool {
		switch f := f.(type) {
		case *wire.HeadFrom:
			return f.From == victor.place.index
		case *wire.Delivery:
			return f.From == victor.place.index
		}
		return false
	})
	if count(anna, silent("Victor")) != 1 || count(victor, alarms(NotPassedOn, "Hanna")) != 1 {
		t.Errorf("Anna was told:%s\nVictor was told:%s", list(anna.told), list(victor.told))
	}
}

// TestLyingHostReplaysAcrossEpochs: what was said to one list of people is
// handed out again to another, as it was and dressed up as new.
func TestLyingHostReplaysAcrossEpochs(t *testing.T) {
	tb := newTable(t, endless())
	anna, victor := tb.join("Anna"), tb.join("Victor")
	all := []*sitter{tb.host, anna, victor}
	tb.pass(all, nil)
	var old wire.Delivery
	var key wire.KeyFor
	tb.say(anna, "yes")
	tb.pass(all, func(to *sitter, f wire.Frame) bool {
		switch f := f.(type) {
		case *wire.Delivery:
			old = *f
		case *wire.KeyFor:
			if to == victor {
				key = *f
			}
		}
		return false
	})
	all = append(all, tb.join("Ben"))
	tb.pass(all, nil)
	refused := func(a Alarm) bool { return a.Kind == MessageRefused } // whose it seems to be has changed
	for _, dress := range []func(*wire.Delivery){
		func(*wire.Delivery) {},
		func(d *wire.Delivery) { d.Epoch, d.From = tb.relay.number, anna.place.index },
		func(d *wire.Delivery) { d.Epoch, d.From, d.Seq = tb.relay.number, anna.place.index, d.Seq+1 },
	} {
		again := old
		again.Position = victor.position + 1
		dress(&again)
		handed := key
		handed.Epoch, handed.From = tb.relay.number, anna.place.index
		victor.inbox = append(victor.inbox, &handed, &again)
		tb.now = tb.now.Add(alarmPause)
		before := count(victor, refused)
		tb.pass(all, nil)
		if count(victor, refused) == before {
			t.Errorf("Victor was told:%s", list(victor.told))
		}
	}
	if got := victor.heard(); !slices.Equal(got, []string{"yes"}) {
		t.Errorf("Victor heard %q", got)
	}
}

// TestLyingHostReplaysAcrossChats: the same people meet in two chats, even with
// the same keys, and the host of both carries a message over.
func TestLyingHostReplaysAcrossChats(t *testing.T) {
	anna, victor := participant(t, "Anna"), participant(t, "Victor")
	sit := func(tb *table) (host, a, v *sitter) {
		a, v = tb.sitter(anna, "Anna"), tb.sitter(victor, "Victor")
		for _, s := range []*sitter{a, v} {
			if err := tb.relay.admit(s.place, MaxMembers); err != nil {
				t.Fatal(err)
			}
		}
		tb.pass([]*sitter{tb.host, a, v}, nil)
		return tb.host, a, v
	}
	here, there := newTable(t, endless()), newTableOf(t, wire.ID{4, 5, 6}, endless())
	host, a, v := sit(here)
	here.say(a, "sell it")
	var carried []wire.Frame
	here.pass([]*sitter{host, a, v}, func(to *sitter, f wire.Frame) bool {
		switch f.(type) {
		case *wire.Delivery, *wire.KeyFor:
			if to == v {
				carried = append(carried, f)
			}
		}
		return false
	})
	if len(carried) != 2 || !slices.Equal(v.heard(), []string{"sell it"}) {
		t.Fatalf("%d frames carried over, heard %q", len(carried), v.heard())
	}
	host, a, v = sit(there)
	for _, f := range carried {
		switch f := f.(type) {
		case *wire.Delivery:
			f.Epoch, f.From = there.relay.number, a.place.index
		case *wire.KeyFor:
			f.Epoch, f.From = there.relay.number, a.place.index
		}
		v.inbox = append(v.inbox, f)
	}
	there.pass([]*sitter{host, a, v}, nil)
	if got := v.heard(); len(got) != 0 {
		t.Errorf("Victor heard %q in the other chat", got)
	}
	if count(v, alarms(MessageRefused, "Anna")) != 1 {
		t.Errorf("Victor was told:%s", list(v.told))
	}
}

// TestLyingHostForgesALeave: the host takes Anna out and says that she left. Only
// her own word for this very stay is taken for that.
func TestLyingHostForgesALeave(t *testing.T) {
	farewell := func(s *sitter) []byte {
		signature, err := s.me.Sign(room.LeaveContext(s.chat), s.room.LeaveStatement())
		if err != nil {
			t.Fatal(err)
		}
		return signature
	}
	for _, c := range []struct {
		name   string
		signed func(tb *table, anna, before *sitter) []byte
		want   LeaveReason
	}{
		{"no word of hers", func(*table, *sitter, *sitter) []byte { return nil }, LeftLost},
		{"the host's word", func(tb *table, _, _ *sitter) []byte { return farewell(tb.host) }, LeftLost},
		{"her word for an earlier stay", func(_ *table, _, before *sitter) []byte { return farewell(before) }, LeftLost},
		{"her own word", func(_ *table, anna, _ *sitter) []byte { return farewell(anna) }, LeftByChoice},
	} {
		t.Run(c.name, func(t *testing.T) {
			tb := newTable(t, endless())
			identity := testIdentity(t, "Anna")
			stay := func() *sitter {
				me, err := identity.Participant()
				if err != nil {
					t.Fatal(err)
				}
				s := tb.sitter(me, "Anna")
				if err := tb.relay.admit(s.place, MaxMembers); err != nil {
					t.Fatal(err)
				}
				return s
			}
			victor, before := tb.join("Victor"), stay()
			tb.pass([]*sitter{tb.host, victor, before}, nil)
			tb.relay.remove(before.place, wire.Departure{Reason: uint8(LeftLost)}, nil)
			anna := stay()
			tb.pass([]*sitter{tb.host, victor, anna}, nil)
			d := wire.Departure{Reason: uint8(LeftByChoice), Signature: c.signed(tb, anna, before)}
			tb.relay.remove(anna.place, d, nil)
			tb.pass([]*sitter{tb.host, victor}, nil)
			var last MemberLeft
			for _, e := range victor.told {
				if left, ok := e.(MemberLeft); ok {
					last = left
				}
			}
			if last.Reason != c.want {
				t.Errorf("Victor is told of reason %d, want %d", last.Reason, c.want)
			}
		})
	}
}

// TestLyingHostInventsAMember: the host puts somebody on the list who never said to
// come into this chat under this name.
func TestLyingHostInventsAMember(t *testing.T) {
	there := newTableOf(t, wire.ID{4, 5, 6}, endless())
	for name, invent := range map[string]func(tb *table, ben *sitter){
		"under another name": func(_ *table, ben *sitter) { ben.place.entry.Name = "Carl" },
		"by the host's own word": func(tb *table, ben *sitter) {
			e := &ben.place.entry
			text := room.JoinStatement(tb.relay.chat, ben.place.member.Certificate, e.Name, e.Binding)
			var err error
			if e.Statement, err = tb.relay.me.Sign(room.JoinContext(tb.relay.chat), text); err != nil {
				t.Fatal(err)
			}
		},
		"by what Ben said in another chat": func(_ *table, ben *sitter) {
			ben.place.entry.Statement = there.sitter(ben.me, "Ben").place.entry.Statement
		},
	} {
		t.Run(name, func(t *testing.T) {
			tb := newTable(t, endless())
			victor := tb.join("Victor")
			tb.pass([]*sitter{tb.host, victor}, nil)
			ben := tb.sitter(participant(t, "Ben"), "Ben")
			invent(tb, ben)
			ben.place.member.Name = ben.place.entry.Name
			if err := tb.relay.admit(ben.place, MaxMembers); err != nil {
				t.Fatal(err)
			}
			var err error
			for _, f := range victor.inbox {
				if _, ok := f.(*wire.Epoch); ok {
					err = victor.receive(f, tb.now)
				}
			}
			if !errors.Is(err, pgp.ErrSignature) && !errors.Is(err, pgp.ErrContext) {
				t.Errorf("Victor says %v", err)
			}
			if got := len(victor.room.Members()); got != 2 {
				t.Errorf("%d people are on Victor's list", got)
			}
		})
	}
}

// TestLyingHostAltersMyOwnWords: what comes back to who said it must be the very
// bytes that were sent, for everybody else gets the same.
func TestLyingHostAltersMyOwnWords(t *testing.T) {
	tb := newTable(t, endless())
	anna, victor := tb.join("Anna"), tb.join("Victor")
	all := []*sitter{tb.host, anna, victor}
	tb.pass(all, nil)
	tb.say(anna, "yes")
	tb.pass(all, func(_ *sitter, f wire.Frame) bool {
		if d, ok := f.(*wire.Delivery); ok {
			d.Data[len(d.Data)/2] ^= 1
		}
		return false
	})
	if len(anna.heard())+len(victor.heard()) != 0 {
		t.Errorf("Anna heard %q, Victor %q", anna.heard(), victor.heard())
	}
	if count(anna, alarms(MessageRefused, "Anna")) != 1 {
		t.Errorf("Anna was told:%s", list(anna.told))
	}
}

// TestKickedMemberListensInVain: the host throws Mallory out before the others'
// eyes and goes on handing her everything that Victor gets.
func TestKickedMemberListensInVain(t *testing.T) {
	tb := newTable(t, endless())
	anna, victor, mallory := tb.join("Anna"), tb.join("Victor"), tb.join("Mallory")
	tb.pass([]*sitter{tb.host, anna, victor, mallory}, nil)
	tb.say(anna, "before")
	tb.pass([]*sitter{tb.host, anna, victor, mallory}, nil)
	if !slices.Equal(mallory.heard(), []string{"before"}) {
		t.Fatalf("Mallory heard %q", mallory.heard())
	}
	var keys []pgp.SessionKey
	for _, k := range mallory.seat.heard[anna.self] {
		keys = append(keys, k.key)
	}
	tb.relay.dismiss(mallory.place, wire.EndKicked, LeftKicked)
	tb.say(anna, "after")
	var packets, sealed [][]byte
	tb.pass([]*sitter{tb.host, anna, victor}, func(_ *sitter, f wire.Frame) bool {
		switch f := f.(type) {
		case *wire.KeyFor:
			packets = append(packets, f.Packet)
		case *wire.Delivery:
			sealed = append(sealed, f.Data)
		}
		return false
	})
	if !slices.Equal(victor.heard(), []string{"before", "after"}) || len(packets) == 0 || len(sealed) == 0 {
		t.Fatalf("Victor heard %q, %d keys and %d messages passed", victor.heard(), len(packets), len(sealed))
	}
	for _, p := range packets {
		if key, err := mallory.me.OpenKey(p); err == nil {
			keys = append(keys, key)
		}
	}
	if len(keys) != 1 {
		t.Errorf("Mallory has %d keys, want that of the time before alone", len(keys))
	}
	for _, data := range sealed {
		for _, key := range keys {
			for _, epoch := range []string{mallory.room.MessageContext(), victor.room.MessageContext()} {
				if text, err := victor.certs[anna.self].Open(key, epoch, data, wire.MaxFrame); err == nil {
					t.Errorf("Mallory reads %q", text)
				}
			}
		}
	}
}
