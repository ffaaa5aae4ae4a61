package room

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"realtalk/core/wire"
)

// key signs like a member; publicKey checks. The signature covers the context.
type key struct{ private ed25519.PrivateKey }

type publicKey []byte

func covered(context string, data []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(context)))
	return append(append(b, context...), data...)
}

func (k key) sign(context string, data []byte) []byte {
	return ed25519.Sign(k.private, covered(context, data))
}

var errForged = errors.New("forged")

// checked remembers what ed25519 said: everybody in a test checks the same
// signatures.
var checked sync.Map

func (p publicKey) Verify(context string, data, signature []byte) error {
	b := covered(string(p)+context, covered(string(data), signature))
	question := sha256.Sum256(b)
	genuine, ok := checked.Load(question)
	if !ok {
		genuine = ed25519.Verify(ed25519.PublicKey(p), covered(context, data), signature)
		checked.Store(question, genuine)
	}
	if !genuine.(bool) {
		return errForged
	}
	return nil
}

// user is one member with its room, its line from the host, and its line to it.
type user struct {
	key
	w      *world
	member Member
	entry  wire.Entry
	room   *Room
	stays  int

	line []item // from the host, not read yet
	out  []any  // *wire.Post or *wire.Head to the host, not taken yet

	pending  []said
	heard    []said
	since    int // length of the host's log when this user came
	findings []Finding
	errs     []error
	over     bool // removed, or stopped at a broken epoch
}

// said is one message; the test seals it by a signature.
type said struct {
	from wire.ID
	text string
	seq  uint64
}

// item is what a host sends to a member.
type item struct {
	base  []wire.Entry // with the epoch of a newcomer
	epoch *wire.Epoch
	post  *wire.Delivery // Data is signature || body
	head  *wire.HeadFrom
}

// world is an honest host and its users. tamper, if set, stands between the
// host and a line.
type world struct {
	chat   wire.ID
	host   *user
	users  []*user // who is in, sorted by ID
	made   uint64
	number uint64
	hash   wire.ID
	shown  Transcript
	log    []said
	tamper func(*user, item) []item
}

func newWorld(name string) *world {
	w := &world{chat: sha256.Sum256([]byte(name))}
	w.host = w.newUser("Host")
	w.join(w.host)
	w.host.readAll()
	return w
}

// newUser makes a user with an identity and a certificate of its own, the same
// ones each time a test runs.
func (w *world) newUser(name string) *user {
	w.made++
	seed := sha256.Sum256(fmt.Appendf(nil, "%s/%d", w.chat, w.made))
	u := &user{w: w, key: key{ed25519.NewKeyFromSeed(seed[:])}}
	u.entry = wire.Entry{Name: name, Since: int64(1_700_000_000 + w.made)}
	u.renew()
	return u
}

// renew makes the certificate of another stay.
func (u *user) renew() {
	u.stays++
	u.entry.Certificate = append(slices.Clone(u.private.Public().(ed25519.PublicKey)), byte(u.stays), byte(u.stays>>8))
	u.entry.Statement = u.sign(JoinContext(u.w.chat), JoinStatement(u.w.chat, sha256.Sum256(u.entry.Certificate), u.entry.Name, wire.ID{}))
	u.member = u.parse(u.entry)
}

// parse does what the caller of this package has to: it turns an entry into a
// member if its statement is genuine.
func (u *user) parse(e wire.Entry) Member {
	key := publicKey(e.Certificate[:ed25519.PublicKeySize])
	hash := wire.ID(sha256.Sum256(e.Certificate))
	if err := key.Verify(JoinContext(u.w.chat), JoinStatement(u.w.chat, hash, e.Name, e.Binding), e.Statement); err != nil {
		u.errs = append(u.errs, err)
	}
	id := sha256.Sum256(append([]byte("id"), e.Certificate[:32]...))
	return Member{ID: id, Certificate: hash, Name: e.Name, Since: e.Since, Verifier: key}
}

func (w *world) index(u *user) int { return slices.Index(w.users, u) }

func (w *world) members() []Member {
	list := make([]Member, len(w.users))
	for i, u := range w.users {
		list[i] = u.member
	}
	return list
}

// join lets u in: with a new room, for a stay remembers nothing of the one before.
func (w *world) join(u *user) {
	if u.room != nil {
		u.renew()
	}
	u.room = New(w.chat, u.member.ID, w.host.member.ID)
	u.line, u.out, u.pending, u.heard, u.over = nil, nil, nil, nil, false
	u.since = len(w.log)
	base := make([]wire.Entry, len(w.users))
	for i, other := range w.users {
		base[i] = other.entry
	}
	w.users = append(w.users, u)
	slices.SortFunc(w.users, func(a, b *user) int { return slices.Compare(a.member.ID[:], b.member.ID[:]) })
	e := w.advance([]*user{u}, nil)
	for _, other := range w.users {
		if other == u {
			w.send(other, item{base: base, epoch: e})
		} else {
			w.send(other, item{epoch: e})
		}
	}
}

// remove takes u out. u is shown it as well.
func (w *world) remove(u *user, reason uint8, signature []byte) {
	i := w.index(u)
	w.users = slices.Delete(slices.Clone(w.users), i, i+1)
	e := w.advance(nil, []wire.Departure{{Identity: u.member.ID, Reason: reason, Signature: signature}})
	for _, other := range w.users {
		w.send(other, item{epoch: e})
	}
	u.line = append(u.line, item{epoch: e})
}

func (w *world) leave(u *user) {
	w.remove(u, wire.DepartureLeft, u.sign(LeaveContext(w.chat), u.room.LeaveStatement()))
}

func (w *world) advance(joined []*user, left []wire.Departure) *wire.Epoch {
	e := &wire.Epoch{Number: w.number + 1, Previous: w.hash, Transcript: w.shown.Digest(), Left: left}
	for _, u := range joined {
		e.Joined = append(e.Joined, u.entry)
	}
	w.seal(e)
	w.number, w.hash = e.Number, EpochHash(w.chat, e.Number, e.Previous, e.Roster, e.Transcript)
	w.shown = NewTranscript(w.hash)
	return e
}

// seal states the roster of those who are in, and signs.
func (w *world) seal(e *wire.Epoch) {
	var hash wire.ID
	hash, e.Roster = NextEpoch(w.chat, e.Number, e.Previous, e.Transcript, w.members())
	e.Signature = w.host.sign(EpochContext(w.chat), hash[:])
}

func (w *world) send(u *user, it item) {
	items := []item{it}
	if w.tamper != nil {
		items = w.tamper(u, it)
	}
	u.line = append(u.line, items...)
}

// take lets the host take one frame of u.
func (w *world) take(u *user) {
	frame := u.out[0]
	u.out = u.out[1:]
	from := w.index(u)
	switch f := frame.(type) {
	case *wire.Post:
		if from < 0 || f.Epoch != w.number {
			return
		}
		b, _ := wire.ParseBody(f.Data[ed25519.SignatureSize:])
		w.log = append(w.log, said{u.member.ID, b.Text, f.Seq})
		w.shown.Add(u.member.ID, 0, f.Seq, f.Data)
		for _, other := range w.users {
			w.send(other, item{post: &wire.Delivery{From: uint32(from), Epoch: f.Epoch, Seq: f.Seq, Data: f.Data}})
		}
	case *wire.Head:
		if from < 0 || f.Epoch != w.number {
			return
		}
		for _, other := range w.users {
			if other != u {
				w.send(other, item{head: &wire.HeadFrom{From: uint32(from), Epoch: f.Epoch, Body: f.Body, Signature: f.Signature}})
			}
		}
	}
}

func (u *user) say(text string) {
	u.pending = append(u.pending, said{from: u.member.ID, text: text})
	u.post(&u.pending[len(u.pending)-1])
}

// time is what everybody's clock shows.
func (u *user) time() time.Time { return time.Unix(1_700_000_000, 0) }

func (u *user) post(s *said) {
	body, seq, err := u.room.Compose(s.text, u.time())
	if err != nil {
		u.errs = append(u.errs, err)
		return
	}
	s.seq = seq
	data := append(u.sign(u.room.MessageContext(), body), body...)
	u.out = append(u.out, &wire.Post{Epoch: u.room.Number(), Seq: seq, Data: data})
}

func (u *user) sendHead() {
	body := u.room.Head()
	u.out = append(u.out, &wire.Head{
		Epoch: u.room.Number(), Body: body, Signature: u.sign(HeadContext(u.w.chat), body),
	})
}

func (u *user) readAll() {
	for len(u.line) > 0 {
		u.read()
	}
}

// read takes one item of the host as a careful member does.
func (u *user) read() {
	it := u.line[0]
	u.line = u.line[1:]
	var findings []Finding
	var err error
	switch {
	case u.over:
	case it.epoch != nil:
		findings, err = u.readEpoch(it)
	case it.post != nil:
		findings, err = u.readPost(it.post)
	case it.head != nil:
		findings, err = u.room.AcceptHead(int(it.head.From), it.head.Body, it.head.Signature)
	}
	u.findings = append(u.findings, findings...)
	if errors.Is(err, ErrRemoved) {
		u.over = true
	} else if err != nil {
		u.errs = append(u.errs, err)
	}
}

func (u *user) readEpoch(it item) ([]Finding, error) {
	if it.base != nil {
		u.room.Base(u.parseAll(it.base))
	}
	change, err := u.room.Apply(it.epoch, u.parseAll(it.epoch.Joined))
	if err != nil {
		u.over = true
		return nil, err
	}
	u.room.Reset()
	for i := range u.pending {
		u.post(&u.pending[i])
	}
	return change.Findings, nil
}

func (u *user) parseAll(entries []wire.Entry) []Member {
	list := make([]Member, len(entries))
	for i, e := range entries {
		list[i] = u.parse(e)
	}
	return list
}

// readPost opens a message, here by checking its signature under the room's
// context, and gives it to the room.
func (u *user) readPost(d *wire.Delivery) ([]Finding, error) {
	from, ok := u.room.At(int(d.From))
	if !ok {
		return nil, errors.New("no such sender")
	}
	u.room.Delivered(int(d.From), 0, d.Seq, d.Data)
	signature, body := d.Data[:ed25519.SignatureSize], d.Data[ed25519.SignatureSize:]
	if err := from.Verifier.Verify(u.room.MessageContext(), body, signature); err != nil {
		return nil, err
	}
	m, findings, err := u.room.Accept(int(d.From), d.Seq, body)
	if err != nil {
		return findings, err
	}
	u.heard = append(u.heard, said{m.From.ID, m.Text, m.Seq})
	if m.From.ID == u.member.ID {
		u.pending = slices.DeleteFunc(u.pending, func(s said) bool { return s.seq == m.Seq })
	}
	return findings, nil
}

// drain lets everything arrive everywhere.
func (w *world) drain() {
	for busy := true; busy; {
		busy = false
		for _, u := range slices.Clone(w.users) {
			busy = busy || len(u.line)+len(u.out) > 0
			u.readAll()
			for len(u.out) > 0 {
				w.take(u)
			}
		}
	}
}

// heads lets everybody sign what it has, and everybody hear of it.
func (w *world) heads() {
	w.drain()
	for _, u := range w.users {
		if u.room.Number() > 0 {
			u.sendHead()
		}
	}
	w.drain()
}

// settled makes a world of the host and the named users, all in and quiet.
func settled(tb testing.TB, names ...string) (*world, []*user) {
	tb.Helper()
	w := newWorld(tb.Name())
	users := make([]*user, len(names))
	for i, name := range names {
		users[i] = w.newUser(name)
		w.join(users[i])
	}
	w.heads()
	for _, u := range w.users {
		u.quiet(tb)
	}
	return w, users
}

// quiet fails unless the host was found to be honest so far.
func (u *user) quiet(tb testing.TB) {
	tb.Helper()
	if len(u.findings)+len(u.errs) > 0 {
		tb.Fatalf("%s: findings %v, errors %v", u.member.Name, u.findings, u.errs)
	}
}

// found fails unless exactly these findings were made, and forgets them.
func (u *user) found(tb testing.TB, want ...Finding) {
	tb.Helper()
	if len(u.findings) != len(want) {
		tb.Fatalf("%s: findings %v, want %v", u.member.Name, u.findings, want)
	}
	for i, f := range u.findings {
		if f.Kind != want[i].Kind || f.Who.ID != want[i].Who.ID || f.By.ID != want[i].By.ID || f.N != want[i].N {
			tb.Fatalf("%s: finding %v, want %v", u.member.Name, f, want[i])
		}
	}
	u.findings = nil
}

// otherThan lists who says, at the next heads, to be shown something else than u.
func (w *world) otherThan(u *user) []Finding {
	var findings []Finding
	for _, o := range w.users {
		if o != u {
			findings = append(findings, Finding{Kind: Fork, Who: o.member})
		}
	}
	return findings
}

// refused fails unless exactly these errors were given, and forgets them.
func (u *user) refused(tb testing.TB, want ...error) {
	tb.Helper()
	if len(u.errs) != len(want) {
		tb.Fatalf("%s: errors %v, want %v", u.member.Name, u.errs, want)
	}
	for i, err := range u.errs {
		if !errors.Is(err, want[i]) {
			tb.Fatalf("%s: error %v, want %v", u.member.Name, err, want[i])
		}
	}
	u.errs = nil
}

func (u *user) texts() []string {
	list := make([]string, len(u.heard))
	for i, s := range u.heard {
		list[i] = s.text
	}
	return list
}
