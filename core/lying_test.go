package core

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"realtalk/core/pgp"
	"realtalk/core/room"
	"realtalk/core/wire"
)

// lyingLine stands between an honest relay and one guest: the host lies to
// that guest alone.
type lyingLine struct {
	line
	lie func(wire.Frame) []wire.Frame
}

func (l lyingLine) Send(b []byte) error {
	f, err := wire.Parse(wire.Type(b[4]), b[5:])
	if err != nil {
		return err
	}
	for _, f := range l.lie(f) {
		b, err := wire.Append(nil, f)
		if err != nil {
			return err
		}
		if err := l.line.Send(b); err != nil {
			return err
		}
	}
	return nil
}

// lyingHost is a chat whose host lies to Victor about what Anna says.
func lyingHost(t *testing.T, lie func(wire.Frame) []wire.Frame) (host, anna, victor *peer) {
	t.Helper()
	host = hosting(t, "Hanna")
	anna = joining(t, "Anna", host.address())
	victor = joining(t, "Victor", host.address())
	lieTo(t, host, victor, lie)
	return host, anna, victor
}

func lieTo(t *testing.T, host, victim *peer, lie func(wire.Frame) []wire.Frame) {
	t.Helper()
	id := wait[Joined](victim, 1, nil).Self.ID
	host.host.relay.do(func() {
		p := host.host.relay.find(id)
		p.line = lyingLine{p.line, lie}
	})
}

// onDelivery lies about the nth message, counted from 1, and is honest else.
func onDelivery(n int, lie func(*wire.Delivery) []wire.Frame) func(wire.Frame) []wire.Frame {
	count := 0
	return func(f wire.Frame) []wire.Frame {
		if d, ok := f.(*wire.Delivery); ok {
			if count++; count == n {
				return lie(d)
			}
		}
		return []wire.Frame{f}
	}
}

func (p *peer) alarmed(kind AlarmKind, who string) Alarm {
	p.tb.Helper()
	return wait(p, 1, func(a Alarm) bool { return a.Kind == kind && a.Who.Name == who })
}

func TestLyingHostRewrites(t *testing.T) {
	_, anna, victor := lyingHost(t, onDelivery(1, func(d *wire.Delivery) []wire.Frame {
		d.Data[len(d.Data)/2] ^= 1
		return []wire.Frame{d}
	}))
	anna.say("yes")
	victor.alarmed(MessageRefused, "Anna")
	if got := victor.texts(); len(got) != 0 {
		t.Errorf("Victor was shown %q", got)
	}
}

func TestLyingHostReSigns(t *testing.T) {
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	victor := joining(t, "Victor", host.address())
	r := host.host.relay
	var packet []byte // Anna's sender key for the host, who is a member, too
	forged := 0
	r.do(func() {
		r.hostSeat.line = lyingLine{r.hostSeat.line, func(f wire.Frame) []wire.Frame {
			if k, ok := f.(*wire.KeyFor); ok {
				packet = k.Packet
			}
			return []wire.Frame{f}
		}}
	})
	lieTo(t, host, victor, onDelivery(2, func(d *wire.Delivery) []wire.Frame {
		d.Data = reSign(t, r, anna.id(), packet, d.Data, "no")
		forged++
		return []wire.Frame{d}
	}))
	anna.say("shall we?")
	anna.say("yes")
	victor.alarmed(MessageRefused, "Anna")
	if got := victor.texts(); !slices.Equal(got, []string{"shall we?"}) {
		t.Errorf("Victor was shown %q", got)
	}
	r.do(func() {
		if forged != 1 {
			t.Errorf("%d messages were forged, want 1", forged)
		}
	})
}

// reSign does all that a host can do: it reads, changes the text, and seals
// with the true sender key, but signs with its own.
func reSign(t *testing.T, r *relay, author wire.ID, packet, data []byte, text string) []byte {
	t.Helper() // in the relay's goroutine, which must go on
	key, err := r.me.OpenKey(packet)
	if err != nil {
		t.Errorf("the host cannot open the key: %v", err)
		return data
	}
	context := fmt.Sprintf("realtalk/1:%s:%s", r.chat, r.hash)
	c, err := checkEntry(r.chat, r.find(author).entry)
	if err != nil {
		t.Errorf("the host cannot read an entry: %v", err)
		return data
	}
	plain, err := c.Open(key, context, data, wire.MaxFrame)
	if err != nil {
		t.Errorf("the host cannot read: %v", err)
		return data
	}
	body, err := wire.ParseBody(plain)
	if err != nil {
		t.Errorf("the host cannot read: %v", err)
		return data
	}
	body.Text = text
	plain, err = wire.EncodeBody(body)
	if err != nil {
		t.Error(err)
		return data
	}
	forged, err := r.me.Seal(key, context, plain)
	if err != nil {
		t.Error(err)
		return data
	}
	return forged
}

func TestLyingHostRepeats(t *testing.T) {
	_, anna, victor := lyingHost(t, onDelivery(1, func(d *wire.Delivery) []wire.Frame {
		again := *d
		again.Position++
		return []wire.Frame{d, &again}
	}))
	anna.say("I owe you ten")
	victor.alarmed(MessageRepeated, "Anna")
	if got := victor.texts(); len(got) != 1 {
		t.Errorf("Victor was shown %q", got)
	}
}

func TestLyingHostReorders(t *testing.T) {
	var held wire.Frame
	lie := onDelivery(1, func(d *wire.Delivery) []wire.Frame {
		held = d
		return nil
	})
	_, anna, victor := lyingHost(t, func(f wire.Frame) []wire.Frame {
		out := lie(f)
		if _, ok := f.(*wire.Delivery); ok && held != nil && len(out) == 1 {
			out = append(out, held)
			held = nil
		}
		return out
	})
	anna.say("never")
	anna.say("mind")
	if a := victor.alarmed(MessagesMissing, "Anna"); a.N != 1 {
		t.Errorf("missing %d", a.N)
	}
	victor.alarmed(MessageRepeated, "Anna")
	if got := victor.texts(); !slices.Equal(got, []string{"mind"}) {
		t.Errorf("Victor was shown %q", got)
	}
}

func TestLyingHostDrops(t *testing.T) {
	_, anna, victor := lyingHost(t, onDelivery(2, func(*wire.Delivery) []wire.Frame { return nil }))
	anna.say("one")
	anna.say("two")
	anna.say("three")
	victor.said("three")
	if a := victor.alarmed(MessagesMissing, "Anna"); a.N != 1 {
		t.Errorf("missing %d", a.N)
	}
}

func TestLyingHostOmitsForOneMember(t *testing.T) {
	host, anna, victor := lyingHost(t, onDelivery(2, func(*wire.Delivery) []wire.Frame { return nil }))
	anna.say("one")
	anna.say("two")
	host.said("two")
	host.say("did everybody see that?")
	victor.said("did everybody see that?")
	if a := victor.alarmed(MessagesWithheld, "Anna"); a.By.Name != "Hanna" || a.N != 1 {
		t.Errorf("withheld %+v", a)
	}
}

func TestLyingHostDropsTheTail(t *testing.T) {
	host, anna, victor := lyingHost(t, onDelivery(2, func(*wire.Delivery) []wire.Frame { return nil }))
	anna.say("one")
	anna.say("two")
	anna.said("two")
	joining(t, "Ben", host.address()) // a new list: everybody signs what they have
	victor.alarmed(MessagesMissing, "Anna")
}

func TestLyingHostHandsOutAWrongKey(t *testing.T) {
	var stranger *pgp.Participant
	_, anna, victor := lyingHost(t, func(f wire.Frame) []wire.Frame {
		if k, ok := f.(*wire.KeyFor); ok {
			c, err := pgp.ParseCertificate(stranger.Certificate())
			if err != nil {
				t.Error(err)
			}
			key, err := pgp.NewSessionKey()
			if err != nil {
				t.Error(err)
			}
			if k.Packet, err = c.EncryptKey(key); err != nil {
				t.Error(err)
			}
		}
		return []wire.Frame{f}
	})
	var err error
	if stranger, err = testIdentity(t, "Stranger").Participant(); err != nil {
		t.Fatal(err)
	}
	anna.say("yes")
	victor.alarmed(MessageRefused, "Anna")
	if got := victor.texts(); len(got) != 0 {
		t.Errorf("Victor was shown %q", got)
	}
}

func TestLyingHostHidesANewcomer(t *testing.T) {
	host, _, victor := lyingHost(t, func(f wire.Frame) []wire.Frame {
		if e, ok := f.(*wire.Epoch); ok {
			e.Joined = nil
		}
		return []wire.Frame{f}
	})
	joining(t, "Spy", host.address())
	if e := wait[Ended](victor, 1, nil); e.Reason != Failed {
		t.Errorf("Victor ended with %+v", e)
	}
}

func TestLyingHostTwoRosters(t *testing.T) {
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	victor := joining(t, "Victor", host.address())
	r := host.host.relay
	ned, member, err := ownEntry(r.chat, participant(t, "Ned"), "Ned", wire.ID{}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	shown := []room.Member{member} // to Victor alone: the list with Ned in place of the spy
	r.do(func() {
		for _, p := range r.places {
			shown = append(shown, p.member)
		}
	})
	shown = byIdentity(shown)
	told := false
	lieTo(t, host, victor, func(f wire.Frame) []wire.Frame {
		e, ok := f.(*wire.Epoch)
		if !ok {
			return renumbered(r, shown, f)
		}
		if told {
			return nil
		}
		told = true
		hash, roster := room.NextEpoch(r.chat, e.Number, e.Previous, e.Transcript, shown)
		signature, err := r.me.Sign(room.EpochContext(r.chat), hash[:])
		if err != nil {
			t.Error(err)
		}
		return []wire.Frame{&wire.Epoch{Number: e.Number, Previous: e.Previous, Roster: roster, Transcript: e.Transcript, Signature: signature, Joined: []wire.Entry{ned}}}
	})
	joining(t, "Spy", host.address())
	anna.say("is somebody listening?")
	victor.alarmed(MessageRefused, "Anna")
	victor.alarmed(HistoryDiffers, "Hanna") // by the head of her own seat
	if slices.Contains(victor.texts(), "is somebody listening?") {
		t.Error("a message under another list of people was shown")
	}
}

// renumbered writes a frame for the list that the victim is shown, as a host
// that lies with care would.
func renumbered(r *relay, shown []room.Member, f wire.Frame) []wire.Frame {
	var from *uint32
	switch f := f.(type) {
	case *wire.Delivery:
		from = &f.From
	case *wire.HeadFrom:
		from = &f.From
	case *wire.KeyFor:
		from = &f.From
	default:
		return []wire.Frame{f}
	}
	id := r.places[*from].member.ID
	i := slices.IndexFunc(shown, func(m room.Member) bool { return m.ID == id })
	if i < 0 {
		return nil
	}
	*from = uint32(i)
	return []wire.Frame{f}
}

func TestKeysGoToThoseOnTheListAlone(t *testing.T) {
	// What Anna seals goes to those on her list and to nobody else: one packet
	// each, and none that a stranger's key opens.
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	joining(t, "Ben", host.address())
	spy, err := testIdentity(t, "Spy").Participant()
	if err != nil {
		t.Fatal(err)
	}
	var packets [][]byte
	host.host.relay.do(func() {
		for _, p := range host.host.relay.places {
			p.line = lyingLine{p.line, func(f wire.Frame) []wire.Frame {
				if k, ok := f.(*wire.KeyFor); ok {
					packets = append(packets, k.Packet)
				}
				return []wire.Frame{f}
			}}
		}
	})
	anna.say("only for you")
	anna.said("only for you")
	host.host.relay.do(func() {
		if len(packets) != 2 {
			t.Errorf("%d packets for two readers", len(packets))
		}
		for _, p := range packets {
			if _, err := spy.OpenKey(p); err == nil {
				t.Error("a stranger's key opened a packet")
			}
		}
	})
}

// id is the fingerprint of a peer's identity.
func (p *peer) id() wire.ID { return p.identity.Fingerprint() }
