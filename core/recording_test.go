package core

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha512"
	"encoding/binary"
	"fmt"
	"slices"
	"testing"

	"github.com/gtank/ristretto255"

	"realtalk/core/cpace"
	"realtalk/core/link"
	"realtalk/core/wire"
)

// recording is all that passed between a guest and a host, taken from inside
// TLS, with the exporter: more than anybody on the path can have. The guest is
// the test's own, so that its secret scalar is known beside it.
type recording struct {
	frames     []wire.Frame
	exporter   [32]byte
	chat       wire.ID
	guest      wire.ID
	host       wire.ID
	try, share [32]byte
	tags       [][64]byte // the guest's, and the host's if the password was right

	scalar *ristretto255.Scalar // not recorded: the guest's secret
}

// TestRecordingHoldsNoPasswordTest plays somebody who has a recording and a
// list of passwords.
//
// What can be recorded and depends on the password at all is two shares and one
// or two tags. The shares exclude no password: the group is cyclic of prime
// order, so each share is a multiple of every password's generator, and for
// each candidate there is a pair of scalars that gives the very same recording
// of shares. The tags are a function of the shares, public data, and K. For a
// candidate's generator g, K is what g's Diffie-Hellman function makes of the
// shares; without a scalar that cannot be computed (CDH), and the tag key is a
// hash of it. A test cannot prove CDH. It can show that everything else holds:
// that there is no other frame, that the tags are exactly that function, that
// the shares lie in the group of every candidate, that none of the points an
// attacker can reach gives a tag, and that with a scalar, which is all that is
// missing, the very same attack does find the password.
func TestRecordingHoldsNoPasswordTest(t *testing.T) {
	host := hosting(t, "Hanna")
	passed := []wire.Type{wire.TypeHello, wire.TypeGreeting, wire.TypeTry, wire.TypeShare, wire.TypeConfirm}
	for _, run := range []struct {
		name, typed string
		frames      []wire.Type
	}{
		{"right", testPassword, append(slices.Clone(passed), wire.TypeProof, wire.TypeJoin, wire.TypeMembers, wire.TypeEpoch)},
		{"wrong", "password7", append(slices.Clone(passed), wire.TypeVerdict)},
	} {
		t.Run(run.name, func(t *testing.T) {
			r := record(t, host, run.typed)
			var types []wire.Type
			for _, f := range r.frames {
				types = append(types, f.Type())
			}
			if !slices.Equal(types, run.frames) {
				t.Fatalf("recorded %v, want %v", types, run.frames)
			}
			r.findsPasswordByScalar(t, run.typed)
			r.findsNothingElse(t)
			r.holdsNoSecret(t, run.typed)
		})
	}
}

// candidates are the passwords that the attacker tries; both that were typed
// and the host's are among them.
func candidates() []string {
	list := []string{testPassword, "wrong", testPassword + "s", "correct-horse-battery"}
	for n := range 30 {
		list = append(list, fmt.Sprint("password", n))
	}
	return list
}

// findsPasswordByScalar shows that the attack works where it should: the
// secret scalar singles out the password, and the point that follows gives
// every recorded tag.
func (r *recording) findsPasswordByScalar(t *testing.T, typed string) {
	t.Helper()
	var found []string
	for _, c := range candidates() {
		if r.generator(c).ScalarMult(r.scalar, r.generator(c)).Equal(point(t, r.try)) == 1 {
			found = append(found, c)
		}
	}
	if !slices.Equal(found, []string{typed}) {
		t.Errorf("with the scalar, the passwords are %q, want %q", found, typed)
	}
	k := ristretto255.NewElement().ScalarMult(r.scalar, point(t, r.share))
	if n := r.explained(k); n != len(r.tags) {
		t.Fatalf("the shared point explains %d of %d tags", n, len(r.tags))
	}
}

// findsNothingElse does with each candidate all that can be done without a
// scalar, and expects the same for each.
func (r *recording) findsNothingElse(t *testing.T) {
	t.Helper()
	secret := ristretto255.NewElement().ScalarMult(r.scalar, point(t, r.share))
	for _, c := range candidates() {
		g := r.generator(c)
		for _, y := range [][32]byte{r.try, r.share} {
			if !generates(g, point(t, y)) {
				t.Errorf("%q: a share is no multiple of the generator, which excludes the password", c)
			}
		}
		for _, k := range reachable(t, g, r) {
			if n := r.explained(k); n != 0 {
				t.Errorf("%q: a point that anybody can compute explains %d tags", c, n)
			}
			if k.Equal(secret) == 1 {
				t.Errorf("%q: anybody can compute the shared point", c)
			}
		}
		r.playedAgain(t, c)
	}
}

// playedAgain plays each side anew with the product's own code against the
// recorded other side.
func (r *recording) playedAgain(t *testing.T, candidate string) {
	t.Helper()
	for _, as := range []struct {
		role     cpace.Role
		own      wire.ID
		other    wire.ID
		recorded [32]byte
	}{
		{cpace.Initiator, r.guest, r.host, r.share},
		{cpace.Responder, r.host, r.guest, r.try},
	} {
		x, err := cpace.Start(as.role, quick(candidate, r.chat), channel(r.exporter, 1), r.chat[:], as.own[:])
		if err != nil {
			t.Fatal(err)
		}
		keys, err := x.Finish(as.recorded, as.other[:])
		if err != nil {
			t.Fatal(err)
		}
		for _, tag := range r.tags {
			if keys.Verify(tag) || keys.Tag() == tag {
				t.Errorf("%q: played again, a recorded tag fits", candidate)
			}
		}
	}
}

// holdsNoSecret looks for everything that is made from the password in what
// was sent.
func (r *recording) holdsNoSecret(t *testing.T, typed string) {
	t.Helper()
	var all []byte
	for _, f := range r.frames {
		all = append(all, bytesOf(t, f)...)
	}
	if !bytes.Contains(all, r.try[:]) || !bytes.Contains(all, r.tags[0][:]) {
		t.Fatal("the recording is not what was sent")
	}
	k := ristretto255.NewElement().ScalarMult(r.scalar, point(t, r.share)).Encode(nil)
	isk := r.isk(k)
	mac := r.macKey(isk)
	secrets := [][]byte{k, isk, mac, r.scalar.Encode(nil)}
	for _, p := range []string{typed, testPassword} {
		hashed := sha512.Sum512([]byte(p))
		secrets = append(secrets, []byte(p), quick(p, r.chat), r.generator(p).Encode(nil), hashed[:32])
	}
	for i, s := range secrets {
		if bytes.Contains(all, s) {
			t.Errorf("secret %d was sent", i)
		}
	}
}

// reachable are the points that anybody can compute from a candidate and the
// recording: small combinations of generator and shares, and multiples by
// numbers that hash out of what is known.
func reachable(t *testing.T, g *ristretto255.Element, r *recording) []*ristretto255.Element {
	t.Helper()
	known := []*ristretto255.Element{g, point(t, r.try), point(t, r.share)}
	points := []*ristretto255.Element{ristretto255.NewElement()}
	for _, p := range known {
		var more []*ristretto255.Element
		for _, sum := range points {
			twice := ristretto255.NewElement().Add(p, p)
			more = append(more, sum,
				ristretto255.NewElement().Add(sum, p), ristretto255.NewElement().Subtract(sum, p),
				ristretto255.NewElement().Add(sum, twice), ristretto255.NewElement().Subtract(sum, twice))
		}
		points = more
	}
	for _, seed := range [][]byte{g.Encode(nil), r.try[:], r.share[:], r.exporter[:], r.chat[:], r.tags[0][:]} {
		h := sha512.Sum512(seed)
		scalar := ristretto255.NewScalar().FromUniformBytes(h[:])
		for _, p := range known {
			points = append(points, ristretto255.NewElement().ScalarMult(scalar, p))
		}
	}
	return points
}

// generates tells whether y is a multiple of g: it is unless one is zero or y
// is not in the group of prime order at all.
func generates(g, y *ristretto255.Element) bool {
	zero := ristretto255.NewElement()
	one := ristretto255.NewScalar()
	if one.Decode(append([]byte{1}, make([]byte, 31)...)) != nil {
		return false
	}
	less := ristretto255.NewScalar().Negate(one) // the order of the group, less one
	whole := ristretto255.NewElement().ScalarMult(less, y)
	whole.Add(whole, y)
	return g.Equal(zero) == 0 && y.Equal(zero) == 0 && whole.Equal(zero) == 1
}

// The rest is CPace once more, written down from the draft, to be able to look
// into it.

func (r *recording) generator(password string) *ristretto255.Element {
	s := lv([]byte("CPaceRistretto255"), quick(password, r.chat))
	s = append(s, lv(make([]byte, sha512.BlockSize-1-len(s)), channel(r.exporter, 1), r.chat[:])...)
	h := sha512.Sum512(s)
	return ristretto255.NewElement().FromUniformBytes(h[:])
}

func (r *recording) isk(k []byte) []byte {
	h := sha512.Sum512(slices.Concat(lv([]byte("CPaceRistretto255_ISK"), r.chat[:], k),
		lv(r.try[:], r.guest[:]), lv(r.share[:], r.host[:])))
	return h[:]
}

func (r *recording) macKey(isk []byte) []byte {
	h := sha512.Sum512(slices.Concat([]byte("CPaceMac"), r.chat[:], isk))
	return h[:]
}

// explained counts the recorded tags that a shared point gives.
func (r *recording) explained(k *ristretto255.Element) int {
	key := r.macKey(r.isk(k.Encode(nil)))
	n := 0
	for _, message := range [][]byte{lv(r.try[:], r.guest[:]), lv(r.share[:], r.host[:])} {
		h := hmac.New(sha512.New, key)
		h.Write(message)
		if slices.Contains(r.tags, [64]byte(h.Sum(nil))) {
			n++
		}
	}
	return n
}

func lv(parts ...[]byte) []byte {
	var b []byte
	for _, p := range parts {
		b = append(binary.AppendUvarint(b, uint64(len(p))), p...)
	}
	return b
}

func point(t *testing.T, b [32]byte) *ristretto255.Element {
	t.Helper()
	p := ristretto255.NewElement()
	if err := p.Decode(b[:]); err != nil {
		t.Fatal(err)
	}
	return p
}

// record runs one try, and joins if it was right.
func record(t *testing.T, host *peer, password string) *recording {
	t.Helper()
	me := participant(t, "Anna")
	conn, err := link.Dial(t.Context(), host.address())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	r := &recording{exporter: conn.Exporter(), guest: me.Fingerprint(), scalar: randomScalar(t)}
	r.send(t, conn, &wire.Hello{Identity: r.guest})
	greeting := heard[*wire.Greeting](t, conn, r)
	r.chat, r.host = greeting.Chat, greeting.Identity
	g := r.generator(password)
	copy(r.try[:], ristretto255.NewElement().ScalarMult(r.scalar, g).Encode(nil))
	r.send(t, conn, &wire.Try{Share: r.try})
	r.share = heard[*wire.Share](t, conn, r).Share
	r.send(t, conn, &wire.Confirm{Tag: r.confirmation(t)})
	if password != testPassword {
		heard[*wire.Verdict](t, conn, r)
		return r
	}
	r.tags = append(r.tags, heard[*wire.Proof](t, conn, r).Tag)
	f := &forgery{me: me, chat: r.chat, binding: bindingOf(r.exporter), join: wire.Join{Name: "Anna"}}
	f.sign()
	conn.Admitted()
	r.send(t, conn, &f.join)
	heard[*wire.Members](t, conn, r)
	heard[*wire.Epoch](t, conn, r)
	return r
}

// confirmation is the guest's own tag.
func (r *recording) confirmation(t *testing.T) [64]byte {
	t.Helper()
	k := ristretto255.NewElement().ScalarMult(r.scalar, point(t, r.share))
	h := hmac.New(sha512.New, r.macKey(r.isk(k.Encode(nil))))
	h.Write(lv(r.try[:], r.guest[:]))
	tag := [64]byte(h.Sum(nil))
	r.tags = append(r.tags, tag)
	return tag
}

func randomScalar(t *testing.T) *ristretto255.Scalar {
	t.Helper()
	var b [64]byte
	if _, err := rand.Read(b[:]); err != nil {
		t.Fatal(err)
	}
	return ristretto255.NewScalar().FromUniformBytes(b[:])
}

func (r *recording) send(t *testing.T, conn *link.Conn, f wire.Frame) {
	t.Helper()
	r.frames = append(r.frames, f)
	if err := conn.Write(f); err != nil {
		t.Fatal(err)
	}
}

// heard reads the frame that has to come next.
func heard[F wire.Frame](t *testing.T, conn *link.Conn, r *recording) F {
	t.Helper()
	f, err := expect[F](conn, patience)
	if err != nil {
		t.Fatal(err)
	}
	r.frames = append(r.frames, f)
	return f
}
