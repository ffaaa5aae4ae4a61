package core

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"realtalk/core/admission"
	"realtalk/core/cpace"
	"realtalk/core/link"
	"realtalk/core/pgp"
	"realtalk/core/room"
	"realtalk/core/wire"
)

// attack makes one connection, misbehaves, and gives how the host ended it.
type attack struct {
	name string
	run  func(address string) (string, error)
	want []string
}

var malformed = []string{fmt.Sprint("refused ", wire.RefusedMalformed)}

func attacks() []attack {
	const unexpectedMessage, protocolVersion = 10, 70 // RFC 8446 section 6
	plain := []string{"close", fmt.Sprint("alert ", unexpectedMessage), fmt.Sprint("alert ", protocolVersion)}
	return []attack{
		{"garbage", before(bytes.Repeat([]byte{0x9e, 0x37, 0x79, 0xb9}, 256)), plain},
		{"a web browser", before([]byte("GET / HTTP/1.1\r\nHost: chat\r\n\r\n")), plain},
		{"a record too long", before([]byte{22, 3, 1, 0xff, 0xff, 1}), []string{"close", "alert 22"}},
		{"garbage inside TLS", inside(bytes.Repeat([]byte{0x9e, 0x37, 0x79, 0xb9}, 256)), malformed},
		{"a frame of 4 GiB", inside([]byte{0xff, 0xff, 0xff, 0xff, 1}), malformed},
		{"a frame too long for a stranger", inside([]byte{0, 0, wire.MaxOpening >> 8, 1, 1}), malformed},
		{"a frame without a type", inside([]byte{0, 0, 0, 0}), malformed},
		{"an unknown frame", inside([]byte{0, 0, 0, 2, 99, 0x80}), malformed},
		{"a frame of those who are in", inside([]byte{0, 0, 0, 2, byte(wire.TypePing), 0x80}), malformed},
		{"nothing", inside(nil), malformed},
		{"half a frame", inside([]byte{0, 0, 0, 36, 1, 0x81}), malformed},
		{"two hellos", inside(hello(), hello()), malformed},
	}
}

func hello() []byte {
	b, err := wire.Append(nil, &wire.Hello{})
	if err != nil {
		panic(err) // a constant
	}
	return b
}

// before sends bytes in place of a handshake.
func before(b []byte) func(string) (string, error) {
	return func(address string) (string, error) {
		c, err := stranger(0, address)
		if err != nil {
			return "", err
		}
		defer c.Close()
		if _, err := c.Write(b); err != nil {
			return "", err
		}
		return reason(c), nil
	}
}

// inside sends bytes after a handshake and ends its half of the connection.
func inside(parts ...[]byte) func(string) (string, error) {
	return func(address string) (string, error) {
		c, err := secretStranger(0, address)
		if err != nil {
			return "", err
		}
		defer c.Close()
		if _, err := c.Write(slices.Concat(parts...)); err != nil {
			return "", err
		}
		if err := c.CloseWrite(); err != nil {
			return "", err
		}
		return reason(c), nil
	}
}

// TestChatGoesOnDuringAFlood lets two people chat while everything above is
// done to the host at once, again and again.
func TestChatGoesOnDuringAFlood(t *testing.T) {
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	var over atomic.Bool
	var attackers sync.WaitGroup
	list := append(attacks(), afterPassword(t)...)
	rounds := make([]int, len(list))
	for i, a := range list {
		attackers.Go(func() {
			for !over.Load() || rounds[i] == 0 {
				got, err := a.run(host.address())
				if err != nil || !slices.Contains(a.want, got) {
					t.Errorf("%s: the host ended it with %q, %v, want one of %q", a.name, got, err, a.want)
					return
				}
				rounds[i]++
			}
		})
	}
	const n = 100
	for i := range n {
		anna.say(fmt.Sprint("Anna ", i))
		host.say(fmt.Sprint("Hanna ", i))
		wait[Message](anna, 2*(i+1), nil)
	}
	ben := joining(t, "Ben", host.address())
	over.Store(true)
	attackers.Wait()
	ben.say("what a noise")
	for _, p := range []*peer{host, anna} {
		p.said("what a noise")
		for _, who := range []string{"Anna", "Hanna"} {
			i := 0
			for _, text := range p.texts() {
				if strings.HasPrefix(text, who) {
					if want := fmt.Sprint(who, " ", i); text != want {
						t.Fatalf("%s was shown %q, want %q", p.name, text, want)
					}
					i++
				}
			}
			if i != n {
				t.Errorf("%s was shown %d messages of %s, want %d", p.name, i, who, n)
			}
		}
	}
	// Nobody but those three was ever let in, nor is anybody left at the door.
	for _, e := range anna.all() {
		if m, ok := e.(MemberJoined); ok && m.Name != "Hanna" && m.Name != "Ben" {
			t.Errorf("%s got in", m.Name)
		}
	}
	host.deserted()
}

// deserted waits until nobody is at the door.
func (p *peer) deserted() {
	p.tb.Helper()
	p.callers("nobody", func(now []admission.Conn) bool { return len(now) == 0 })
}

// callers waits until those who are wanted are at the door, and counts them.
func (p *peer) callers(what string, wanted func([]admission.Conn) bool) int {
	p.tb.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(time.Millisecond) {
		now := p.atDoor()
		if wanted(now) {
			return len(now)
		}
		if time.Now().After(deadline) {
			p.tb.Fatalf("%d are at the door, want %s", len(now), what)
		}
	}
}

// atDoor lists the connections that are not in.
func (p *peer) atDoor() []admission.Conn {
	d := p.host.door
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Collect(maps.Keys(d.callers))
}

// afterPassword are the attacks of somebody who knows the password and is not
// what it says it is.
func afterPassword(t *testing.T) []attack {
	t.Helper()
	refused := []string{fmt.Sprint("refused ", wire.RefusedBadCertificate)}
	forge := func(name string, change func(*forgery)) attack {
		return attack{name, func(address string) (string, error) { return runForgery(address, change) }, refused}
	}
	other := participant(t, "Somebody else")
	return []attack{
		forge("no certificate", func(f *forgery) { f.join.Certificate = nil }),
		forge("garbage for a certificate", func(f *forgery) {
			f.join.Certificate = bytes.Repeat([]byte{0x99}, pgp.MaxCertificate)
		}),
		forge("half a certificate", func(f *forgery) {
			f.join.Certificate = f.join.Certificate[:len(f.join.Certificate)/2]
		}),
		forge("a certificate and more", func(f *forgery) {
			f.join.Certificate = append(slices.Clone(f.join.Certificate), 0)
		}),
		forge("another's certificate", func(f *forgery) { f.join.Certificate = other.Certificate() }),
		forge("another identity than in the hello", func(f *forgery) { f.me = other; f.sign() }),
		forge("no statement", func(f *forgery) { f.join.Statement = nil }),
		forge("another's statement", func(f *forgery) {
			me := f.me
			f.me = other
			f.sign()
			f.join.Certificate = me.Certificate()
		}),
		forge("a statement for another chat", func(f *forgery) { f.chat[0] ^= 1; f.sign() }),
		forge("a statement for another connection", func(f *forgery) { f.binding[0] ^= 1; f.sign() }),
		forge("a statement for another name", func(f *forgery) { f.sign(); f.join.Name = "Hanna" }),
		forge("no name", func(f *forgery) { f.join.Name = ""; f.sign() }),
		forge("a name of blanks", func(f *forgery) { f.join.Name = " \t\u00a0"; f.sign() }),
		forge("a name with a line break", func(f *forgery) { f.join.Name = "Eve\nHanna"; f.sign() }),
		forge("a name that turns the line", func(f *forgery) { f.join.Name = "Eve\u202eannaH"; f.sign() }),
		forge("a name with an escape", func(f *forgery) { f.join.Name = "Eve\x1b[2J"; f.sign() }),
		forge("a name too long", func(f *forgery) { f.join.Name = strings.Repeat("e", 256); f.sign() }),
		{"another frame than join", func(address string) (string, error) {
			return runForgery(address, func(f *forgery) { f.send = &wire.Leave{Signature: []byte("bye")} })
		}, malformed},
	}
}

func participant(t testing.TB, name string) *pgp.Participant {
	t.Helper()
	me, err := testIdentity(t, name).Participant()
	if err != nil {
		t.Fatal(err)
	}
	return me
}

// forgery is a Join frame in the making.
type forgery struct {
	me            *pgp.Participant
	chat, binding wire.ID
	join          wire.Join
	send          wire.Frame
}

// sign makes certificate and statement fit what else is there.
func (f *forgery) sign() {
	f.join.Certificate = f.me.Certificate()
	c, err := pgp.ParseCertificate(f.join.Certificate)
	if err == nil {
		statement := room.JoinStatement(f.chat, c.Hash(), f.join.Name, f.binding)
		f.join.Statement, err = f.me.Sign(room.JoinContext(f.chat), statement)
	}
	if err != nil {
		panic(err) // the test's own keys
	}
}

// runForgery enters with the right password and joins with what change leaves
// of a good Join.
func runForgery(address string, change func(*forgery)) (string, error) {
	id, err := pgp.NewIdentity("Eve")
	if err != nil {
		return "", err
	}
	f := &forgery{join: wire.Join{Name: "Eve"}}
	if f.me, err = id.Participant(); err != nil {
		return "", err
	}
	conn, chat, err := knowing(address, f.me.Fingerprint())
	if err != nil {
		return "", err
	}
	defer conn.Close()
	f.chat, f.binding, f.send = chat, bindingOf(conn.Exporter()), &f.join
	f.sign()
	change(f)
	conn.Admitted()
	if err := conn.Write(f.send); err != nil {
		return "", err
	}
	return lastFrame(frames(conn.Read)), nil
}

// frames reads from a connection as from a wire.Reader.
type frames func(time.Duration) (wire.Frame, error)

func (f frames) Next() (wire.Frame, error) { return f(patience) }

// knowing is an attacker's own client that knows the password, up to the point
// where it has to say who it is.
func knowing(address string, me wire.ID) (*link.Conn, wire.ID, error) {
	var chat wire.ID
	conn, err := link.Dial(context.Background(), address)
	if err != nil {
		return nil, chat, err
	}
	_ = conn.Write(&wire.Hello{Identity: me})
	f, err := conn.Read(patience)
	greeting, ok := f.(*wire.Greeting)
	if !ok {
		return nil, chat, fmt.Errorf("no greeting: %T, %w", f, err)
	}
	chat = greeting.Chat
	x, err := cpace.Start(cpace.Initiator, quick(testPassword, chat), channel(conn.Exporter(), 1), chat[:], me[:])
	if err != nil {
		return nil, chat, err
	}
	_ = conn.Write(&wire.Try{Share: x.Share()})
	f, err = conn.Read(patience)
	share, ok := f.(*wire.Share)
	if !ok {
		return nil, chat, fmt.Errorf("no share: %T, %w", f, err)
	}
	keys, err := x.Finish(share.Share, greeting.Identity[:])
	if err != nil {
		return nil, chat, err
	}
	_ = conn.Write(&wire.Confirm{Tag: keys.Tag()})
	f, err = conn.Read(patience)
	if _, ok := f.(*wire.Proof); !ok {
		return nil, chat, fmt.Errorf("no proof: %T, %w", f, err)
	}
	return conn, chat, nil
}

// idleBound is what one connection that says nothing may cost the host at
// most: heap and stacks, with everything of crypto/tls.
const idleBound = 48 << 10

// TestIdleConnectionsAreBounded holds 500 connections open from another
// process. The host keeps 256 at most, tells the others why they have to go,
// and is there for its friends.
func TestIdleConnectionsAreBounded(t *testing.T) {
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	const most = 256 // of core/link, in all
	quiet := int(memory())
	attacker := startChild(t, "Mallory", "idle", host.address())
	attacker.tells("open")
	held := host.callers("256 at most", func(now []admission.Conn) bool { return len(now) <= most })
	grown := int(memory()) - quiet
	t.Logf("%d connections held, %d bytes each", held, grown/held)
	if held < most/4 { // what one address may hold, where there is but one
		t.Errorf("only %d of %d idle connections are held", held, idleConnections)
	}
	if grown > held*idleBound {
		t.Errorf("%d idle connections cost %d bytes, %d each, want %d at most", held, grown, grown/held, idleBound)
	}
	for range idleConnections - most {
		got := attacker.tells("closed")
		if got != "alert 80" && got != fmt.Sprint("refused ", wire.RefusedBusy) {
			t.Errorf("a connection that had to make room ended with %q", got)
		}
	}
	anna.say("is it crowded?")
	host.said("is it crowded?")
	joining(t, "Ben", host.address())
	attacker.kill()
	host.deserted()
}

// TestTypistPushedOutByAFloodComesBack: who waits longest has to make room, and
// that may be a friend who is still typing.
func TestTypistPushedOutByAFloodComesBack(t *testing.T) {
	host := hosting(t, "Hanna")
	g := arriving(t, "Anna", host.address())
	wait[PasswordPrompt](g, 1, nil)
	first := host.atDoor()
	const household = 64 // connections of one address, of core/link
	crowd := make([]*link.Conn, household)
	for i := range crowd {
		c, err := link.Dial(t.Context(), host.address())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		// Who says nothing could not push out somebody who has said hello.
		if err := c.Write(&wire.Hello{}); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Read(patience); err != nil {
			t.Fatal(err)
		}
		crowd[i] = c
	}
	host.callers("none of them Anna", func(now []admission.Conn) bool { return !slices.Contains(now, first[0]) })
	g.Password(testPassword)
	wait[Joined](g, 1, nil)
	if r := host.Records(); len(r) != 0 {
		t.Errorf("it cost a try: %+v", r)
	}
}
