package room

import (
	"crypto/ed25519"
	"crypto/sha256"
	"errors"
	"slices"
	"testing"
	"time"

	"realtalk/core/wire"
)

// dropPosts keeps messages of one sender from one member, n of them.
func (w *world) dropPosts(victim, sender *user, n int) {
	w.tamper = func(u *user, it item) []item {
		if u == victim && it.post != nil && int(it.post.From) == w.index(sender) && n > 0 {
			n--
			return nil
		}
		return []item{it}
	}
}

// last gives the index and the frame of the newest message that waits for u.
func (u *user) last(tb testing.TB) (int, *wire.Delivery) {
	tb.Helper()
	for i := len(u.line) - 1; i >= 0; i-- {
		if u.line[i].post != nil {
			return i, u.line[i].post
		}
	}
	tb.Fatalf("no message waits for %s", u.member.Name)
	return 0, nil
}

// relayed lets one text of a user reach the lines, unread.
func (w *world) relayed(u *user, text string) {
	u.say(text)
	for len(u.out) > 0 {
		w.take(u)
	}
}

func TestHostRewrites(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	alice, bob := users[0], users[1]
	w.relayed(alice, "yes")
	_, d := bob.last(t)
	body, err := wire.ParseBody(d.Data[ed25519.SignatureSize:])
	if err != nil {
		t.Fatal(err)
	}
	body.Text = "no"
	changed, err := wire.EncodeBody(body)
	if err != nil {
		t.Fatal(err)
	}
	d = &wire.Delivery{From: d.From, Epoch: d.Epoch, Seq: d.Seq, Data: slices.Concat(d.Data[:ed25519.SignatureSize], changed)}
	bob.line[len(bob.line)-1].post = d
	bob.readAll()
	bob.refused(t, errForged)
	if len(bob.heard) > 0 {
		t.Fatalf("Bob heard %v", bob.heard)
	}
}

// Even whoever could sign for Alice cannot show her something else as hers.
func TestHostRewritesOwnMessage(t *testing.T) {
	w, users := settled(t, "Alice")
	alice := users[0]
	body, seq, err := alice.room.Compose("yes", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	b, err := wire.ParseBody(body)
	if err != nil {
		t.Fatal(err)
	}
	b.Text = "no"
	changed, err := wire.EncodeBody(b)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := alice.room.Accept(w.index(alice), seq, changed); !errors.Is(err, ErrRewritten) {
		t.Fatalf("changed: %v", err)
	}
	if m, _, err := alice.room.Accept(w.index(alice), seq, body); err != nil || m.Text != "yes" {
		t.Fatalf("as composed: %v, %v", m, err)
	}
	// Nothing is pending any more, so nothing that is new can be Alice's.
	b.Seq, b.Previous = 2, sha256.Sum256(body)
	invented, err := wire.EncodeBody(b)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := alice.room.Accept(w.index(alice), 2, invented); !errors.Is(err, ErrRewritten) {
		t.Fatalf("invented: %v", err)
	}
}

func TestHostRepeats(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	alice, bob := users[0], users[1]
	w.relayed(alice, "one")
	bob.line = append(bob.line, bob.line[len(bob.line)-1])
	w.relayed(alice, "two")
	bob.line = append(bob.line, bob.line[0])
	bob.readAll()
	bob.refused(t, ErrRepeat, ErrRepeat)
	bob.found(t)
	if !slices.Equal(bob.texts(), []string{"one", "two"}) {
		t.Fatalf("Bob heard %q", bob.texts())
	}
}

func TestHostRepeatsOwnMessage(t *testing.T) {
	w, users := settled(t, "Alice")
	alice := users[0]
	w.relayed(alice, "one")
	alice.line = append(alice.line, alice.line...)
	alice.readAll()
	alice.refused(t, ErrRepeat)
}

func TestHostReorders(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	alice, bob := users[0], users[1]
	w.relayed(alice, "one")
	w.relayed(alice, "two")
	bob.line[0], bob.line[1] = bob.line[1], bob.line[0]
	bob.readAll()
	bob.found(t, Finding{Kind: Gap, Who: alice.member, N: 1})
	bob.refused(t, ErrRepeat)
	if !slices.Equal(bob.texts(), []string{"two"}) {
		t.Fatalf("Bob heard %q", bob.texts())
	}
}

// An answer cannot be shown before what it answers without being noticed.
func TestHostShowsAnswerBeforeQuestion(t *testing.T) {
	w, users := settled(t, "Alice", "Bob", "Carol")
	alice, bob, carol := users[0], users[1], users[2]
	w.relayed(alice, "are you coming?")
	bob.readAll()
	w.relayed(bob, "no")
	carol.line[0], carol.line[1] = carol.line[1], carol.line[0]
	carol.readAll()
	carol.found(t, Finding{Kind: Omitted, Who: alice.member, By: bob.member, N: 1})
	if !slices.Equal(carol.texts(), []string{"no", "are you coming?"}) {
		t.Fatalf("Carol heard %q", carol.texts())
	}
}

func TestHostDrops(t *testing.T) {
	w, users := settled(t, "Alice", "Bob", "Carol")
	alice, bob := users[0], users[1]
	w.dropPosts(bob, alice, 3)
	for _, text := range []string{"one", "two", "three", "four"} {
		w.relayed(alice, text)
	}
	bob.readAll()
	bob.found(t, Finding{Kind: Gap, Who: alice.member, N: 3})
	w.heads()
	bob.found(t, w.otherThan(bob)...)
	w.relayed(alice, "five")
	w.heads()
	for _, u := range w.users {
		u.refused(t)
		if u != bob {
			u.found(t, Finding{Kind: Fork, Who: bob.member})
			continue
		}
		u.found(t) // once is enough
	}
}

func TestHostDropsTheLastMessage(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	alice, bob := users[0], users[1]
	w.dropPosts(bob, alice, 2)
	w.relayed(alice, "one")
	w.relayed(alice, "two")
	w.drain()
	bob.found(t)
	alice.sendHead()
	w.drain()
	bob.found(t, Finding{Kind: Gap, Who: alice.member, N: 2})
	w.heads() // others have seen them; nothing new
	bob.found(t, Finding{Kind: Fork, Who: w.host.member})
	w.relayed(alice, "three")
	w.drain()
	bob.found(t) // three follows what was reported already
	if !slices.Equal(bob.texts(), []string{"three"}) {
		t.Fatalf("Bob heard %q", bob.texts())
	}
}

// What others have seen shows what is kept back, without a word of its sender.
func TestHostWithholds(t *testing.T) {
	w, users := settled(t, "Alice", "Bob", "Carol")
	alice, bob, carol := users[0], users[1], users[2]
	w.dropPosts(bob, alice, 2)
	w.relayed(alice, "one")
	w.relayed(alice, "two")
	w.drain()
	bob.found(t)
	w.relayed(carol, "what do you think?")
	bob.readAll()
	bob.found(t, Finding{Kind: Omitted, Who: alice.member, By: carol.member, N: 2})
	w.host.readAll()
	w.host.sendHead()
	w.drain()
	bob.found(t, Finding{Kind: Fork, Who: w.host.member}) // the same stretch, by the word of another
	w.relayed(alice, "three")
	w.drain()
	bob.found(t, Finding{Kind: Gap, Who: alice.member, N: 2}) // and by the sender's own
}

// A message that the host shows to all but its sender.
func TestHostWithholdsFromSender(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	alice, bob := users[0], users[1]
	w.dropPosts(alice, alice, 1)
	w.relayed(alice, "one")
	w.drain()
	bob.sendHead()
	w.drain()
	alice.found(t, Finding{Kind: Omitted, Who: alice.member, By: bob.member, N: 1})
	w.relayed(alice, "two")
	w.drain()
	alice.found(t, Finding{Kind: Gap, Who: alice.member, N: 1})
	alice.refused(t)
	bob.quiet(t) // until Alice signs a head
}

// A host that passes over a post for everybody shows a gap to everybody.
func TestHostPassesOverPost(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	alice, bob := users[0], users[1]
	alice.say("one")
	alice.out = nil
	w.relayed(alice, "two")
	w.drain()
	for _, u := range []*user{alice, bob, w.host} {
		u.found(t, Finding{Kind: Gap, Who: alice.member, N: 1})
		u.refused(t)
	}
	w.relayed(alice, "three")
	w.heads()
	for _, u := range w.users {
		u.quiet(t)
	}
}

// A liar who says that it saw a million messages of Alice is named, and does
// not hide what Alice's own signatures prove.
func TestAccompliceCannotHideGap(t *testing.T) {
	w, users := settled(t, "Alice", "Bob", "Mallory")
	alice, bob, mallory := users[0], users[1], users[2]
	h, err := wire.ParseHeadBody(mallory.room.Head())
	if err != nil {
		t.Fatal(err)
	}
	h.Seen[w.index(alice)] = 1 << 63
	body, err := wire.EncodeHeadBody(h)
	if err != nil {
		t.Fatal(err)
	}
	findings, err := bob.room.AcceptHead(w.index(mallory), body, mallory.sign(HeadContext(w.chat), body))
	if err != nil || len(findings) != 1 || findings[0].Kind != Omitted || findings[0].By.ID != mallory.member.ID || findings[0].N <= 0 {
		t.Fatalf("findings %v, error %v", findings, err)
	}
	w.dropPosts(bob, alice, 1)
	w.relayed(alice, "one")
	w.heads()
	if !slices.ContainsFunc(bob.findings, func(f Finding) bool { return f.Kind == Gap && f.Who.ID == alice.member.ID && f.N == 1 }) {
		t.Fatalf("Bob found %v", bob.findings)
	}
}

func TestHostReplaysAcrossEpochs(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	alice, bob := users[0], users[1]
	w.relayed(alice, "one")
	_, old := bob.last(t)
	alice.sendHead()
	w.take(alice)
	head := bob.line[len(bob.line)-1].head
	w.drain()
	w.join(w.newUser("Carol"))
	w.drain()
	from := w.index(alice)
	_, findings, err := bob.room.Accept(from, old.Seq, old.Data[ed25519.SignatureSize:])
	if !errors.Is(err, ErrWrongEpoch) || len(findings) > 0 {
		t.Fatalf("message: %v, %v", findings, err)
	}
	findings, err = bob.room.AcceptHead(from, head.Body, head.Signature)
	if !errors.Is(err, ErrWrongEpoch) || len(findings) > 0 {
		t.Fatalf("head: %v, %v", findings, err)
	}
	if bob.room.MessageContext() == messageContext(w.chat, EpochHash(w.chat, 0, wire.ID{}, wire.ID{}, wire.ID{})) {
		t.Fatal("contexts of two epochs are the same")
	}
}

func TestHostReplaysAcrossChats(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	alice, bob := users[0], users[1]
	b := &wire.Body{
		Chat: wire.ID{1}, Epoch: bob.room.Hash(), Seq: 1, Seen: make([]uint64, len(w.users)), Text: "elsewhere",
	}
	body, err := wire.EncodeBody(b)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := bob.room.Accept(w.index(alice), 1, body); !errors.Is(err, ErrWrongChat) {
		t.Fatalf("message: %v", err)
	}
	h := &wire.HeadBody{Chat: wire.ID{1}, Epoch: bob.room.Hash(), Seen: make([]uint64, len(w.users))}
	body, err = wire.EncodeHeadBody(h)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bob.room.AcceptHead(w.index(alice), body, alice.sign(HeadContext(wire.ID{1}), body)); !errors.Is(err, ErrBadSignature) {
		t.Fatalf("head under the other chat's context: %v", err)
	}
	if _, err := bob.room.AcceptHead(w.index(alice), body, alice.sign(HeadContext(w.chat), body)); !errors.Is(err, ErrWrongChat) {
		t.Fatalf("head of the other chat: %v", err)
	}
}

// A repeated head is no sign of life, and tells so.
func TestHostRepeatsHead(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	alice, bob := users[0], users[1]
	w.relayed(alice, "one")
	w.drain()
	alice.sendHead()
	w.take(alice)
	head := bob.line[len(bob.line)-1]
	w.relayed(alice, "two")
	bob.line = append(bob.line, head, head)
	w.heads()
	bob.refused(t, ErrRepeat, ErrRepeat)
}

// A head cannot be shown as another's, nor can a message serve as a head.
func TestHostForgesHead(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	alice, bob := users[0], users[1]
	body := alice.room.Head()
	for name, signature := range map[string][]byte{
		"host's":                   w.host.sign(HeadContext(w.chat), body),
		"signed as a message":      alice.sign(bob.room.MessageContext(), body),
		"signed as an epoch":       alice.sign(EpochContext(w.chat), body),
		"signed as joining":        alice.sign(JoinContext(w.chat), body),
		"signed as leaving":        alice.sign(LeaveContext(w.chat), body),
		"signed in no chat":        alice.sign("", body),
		"not signed":               nil,
		"signed in another chat's": alice.sign(HeadContext(wire.ID{7}), body),
	} {
		if _, err := bob.room.AcceptHead(w.index(alice), body, signature); !errors.Is(err, ErrBadSignature) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := bob.room.AcceptHead(w.index(alice), body, alice.sign(HeadContext(w.chat), body)); err != nil {
		t.Errorf("genuine: %v", err)
	}
}

// The host shows Bob one newcomer and Alice another, under the same number.
func TestTwoRosters(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	alice, bob := users[0], users[1]
	spy := w.newUser("Spy")
	shown := *w
	shown.users = slices.Clone(w.users)
	w.tamper = func(u *user, it item) []item {
		if u == bob && it.epoch != nil {
			return nil
		}
		return []item{it}
	}
	w.join(w.newUser("Carol"))
	w.tamper = nil
	shown.tamper = func(u *user, it item) []item {
		if u != bob {
			return nil
		}
		return []item{it}
	}
	shown.join(spy)
	w.drain()
	bob.quiet(t) // each list is in order by itself
	alice.quiet(t)
	if n, _ := bob.room.Acknowledged(); n > 0 {
		t.Fatalf("Bob has %d acknowledgements of a list that nobody else was shown", n)
	}

	body := alice.room.Head()
	at, _ := bob.room.Index(alice.member.ID)
	for range 2 {
		findings, err := bob.room.AcceptHead(at, body, alice.sign(HeadContext(w.chat), body))
		bob.findings = append(bob.findings, findings...)
		if err != nil {
			t.Fatal(err)
		}
	}
	bob.found(t, Finding{Kind: Fork, Who: alice.member})

	body, seq, err := bob.room.Compose("who is Spy?", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	at, _ = alice.room.Index(bob.member.ID)
	_, findings, err := alice.room.Accept(at, seq, body)
	if !errors.Is(err, ErrWrongEpoch) || len(findings) != 1 || findings[0].Kind != Fork || findings[0].Who.ID != bob.member.ID {
		t.Fatalf("Alice: %v, %v", findings, err)
	}
}

// A sender who says two things under one number is found out by whoever meets
// both histories.
func TestSenderForksItself(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	alice, bob := users[0], users[1]
	at := w.index(alice)
	w.relayed(alice, "yes")
	w.drain()
	b := &wire.Body{
		Chat: w.chat, Epoch: w.hash, Seq: 2, Previous: wire.ID{9}, Seen: make([]uint64, len(w.users)), Text: "and so on",
	}
	body, err := wire.EncodeBody(b)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := bob.room.Accept(at, 2, body); !errors.Is(err, ErrBrokenChain) {
		t.Fatalf("message: %v", err)
	}
	for number := range uint32(2) {
		h := &wire.HeadBody{Chat: w.chat, Epoch: w.hash, Seq: 1, Last: wire.ID{9}, Seen: make([]uint64, len(w.users)), Number: 90 + number, Heads: make([]uint32, len(w.users))}
		body, err = wire.EncodeHeadBody(h)
		if err != nil {
			t.Fatal(err)
		}
		findings, err := bob.room.AcceptHead(at, body, alice.sign(HeadContext(w.chat), body))
		if err != nil {
			t.Fatal(err)
		}
		bob.findings = append(bob.findings, findings...)
	}
	bob.found(t, Finding{Kind: Fork, Who: alice.member})
}

func TestForgedLeave(t *testing.T) {
	w, users := settled(t, "Alice", "Bob", "Carol", "Dave")
	alice, bob := users[0], users[1]
	farewell := alice.sign(LeaveContext(w.chat), alice.room.LeaveStatement())
	for _, c := range []struct {
		who       *user
		reason    uint8
		signature []byte
		shown     uint8
	}{
		{users[2], wire.DepartureLeft, nil, wire.DepartureLost},
		{users[3], wire.DepartureLeft, farewell, wire.DepartureLost},
		{alice, wire.DepartureLeft, farewell, wire.DepartureLeft},
	} {
		e := w.next(c.who, c.reason, c.signature)
		change, err := bob.room.Apply(e, nil)
		if err != nil || len(change.Left) != 1 || change.Left[0].Reason != c.shown || change.Left[0].Member.ID != c.who.member.ID {
			t.Errorf("%s: %v, %v", c.who.member.Name, change, err)
		}
	}

	// Alice comes back with the certificate of a new stay: her farewell is void.
	alice.entry.Certificate = append(slices.Clone(alice.entry.Certificate), 2)
	hash := wire.ID(sha256.Sum256(alice.entry.Certificate))
	alice.member.Certificate = hash
	e := w.advanceWith(alice)
	if _, err := bob.room.Apply(e, []Member{alice.member}); err != nil {
		t.Fatal(err)
	}
	e = w.next(alice, wire.DepartureLeft, farewell)
	if change, err := bob.room.Apply(e, nil); err != nil || change.Left[0].Reason != wire.DepartureLost {
		t.Errorf("replayed farewell: %v, %v", change, err)
	}
}

// next is the epoch that leaves u out, and advanceWith the one that lets it
// in, sent to nobody.
func (w *world) next(u *user, reason uint8, signature []byte) *wire.Epoch {
	i := w.index(u)
	w.users = slices.Delete(slices.Clone(w.users), i, i+1)
	return w.advance(nil, []wire.Departure{{Identity: u.member.ID, Reason: reason, Signature: signature}})
}

func (w *world) advanceWith(u *user) *wire.Epoch {
	w.users = append(slices.Clone(w.users), u)
	slices.SortFunc(w.users, func(a, b *user) int { return slices.Compare(a.member.ID[:], b.member.ID[:]) })
	return w.advance([]*user{u}, nil)
}

// A reader is on the list that everybody is shown, or the epoch that lets it
// in is not taken.
func TestSlippedInReader(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	bob := users[1]
	spy := w.newUser("Spy")
	e := w.advanceWith(spy)
	e.Joined = nil
	if _, err := bob.room.Apply(e, nil); !errors.Is(err, ErrBadRoster) {
		t.Fatalf("reader on a hidden list: %v", err)
	}
	if _, ok := bob.room.Index(spy.member.ID); ok {
		t.Fatal("the spy is in")
	}
	e.Joined = []wire.Entry{spy.entry}
	change, err := bob.room.Apply(e, []Member{spy.member})
	if err != nil || len(change.Joined) != 1 || change.Joined[0].ID != spy.member.ID {
		t.Fatalf("reader in the open: %v, %v", change, err)
	}
}

func TestKicked(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	bob := users[1]
	before := bob.room.Hash()
	e := w.next(bob, wire.DepartureKicked, nil)
	if _, err := bob.room.Apply(e, nil); !errors.Is(err, ErrRemoved) {
		t.Fatalf("kicked: %v", err)
	}
	if bob.room.Hash() != before {
		t.Fatal("the room of who was removed has moved")
	}
	if change, err := users[0].room.Apply(e, nil); err != nil || change.Left[0].Reason != wire.DepartureKicked {
		t.Fatalf("Alice: %v, %v", change, err)
	}
}
