package core

import (
	"net/netip"
	"sync"
	"testing"

	"realtalk/core/cpace"
	"realtalk/core/link"
	"realtalk/core/profile"
	"realtalk/core/wire"
)

// guess answers every prompt of a guest with a wrong password until it ends.
func guess(p *peer) Ended {
	go func() {
		for n := 1; n <= 3; n++ {
			found := false
			for !found {
				p.mu.Lock()
				count, more, over := 0, p.more, p.over
				for _, e := range p.told {
					if _, ok := e.(PasswordPrompt); ok {
						count++
					}
				}
				p.mu.Unlock()
				if over {
					return
				}
				if found = count >= n; !found {
					<-more
				}
			}
			p.Password("wrong")
		}
	}()
	return wait[Ended](p, 1, nil)
}

func TestThreeWrongDisconnectAndSixBlockOverARestart(t *testing.T) {
	kept := testProfile(t)
	host := hostingIn(t, "Hanna", kept)
	g := arriving(t, "Mallory", host.address())
	if e := guess(g); e.Reason != WrongPasswords {
		t.Fatalf("three wrong ended with %+v", e)
	}
	for n, left := range []int{2, 1, 0} {
		if w := wait[PasswordWrong](g, n+1, nil); w.Left != left {
			t.Errorf("wrong password %d: %d left, want %d", n+1, w.Left, left)
		}
	}
	if s := wait(host, 1, func(s Security) bool { return s.Kind == Disconnected }); s.Tries != 3 {
		t.Errorf("the host was told %+v", s)
	}
	host.End()
	host.Wait()

	host = hostingIn(t, "Hanna", kept)
	if e := guess(arriving(t, "Mallory", host.address())); e.Reason != BlockedByHost {
		t.Fatalf("six wrong ended with %+v", e)
	}
	if s := wait(host, 1, func(s Security) bool { return s.Kind == Blocked }); s.Tries != 6 || s.Nearness != ThisComputer {
		t.Errorf("the host was told %+v", s)
	}
	refused := arriving(t, "Mallory", host.address())
	if e := wait[Ended](refused, 1, nil); e.Reason != BlockedByHost {
		t.Errorf("the blocked address ended with %+v", e)
	}
	for _, e := range refused.all() {
		if _, ok := e.(PasswordPrompt); ok {
			t.Error("a blocked address was asked for a password")
		}
	}
	records := host.Records()
	if len(records) != 1 || !records[0].Blocked || records[0].Wrong != 6 {
		t.Fatalf("records %+v", records)
	}
	if err := host.Edit([]Edit{{Do: EditUnblock, Address: records[0].Address}}); err != nil {
		t.Fatal(err)
	}
	wait(host, 1, func(s Security) bool { return s.Kind == Unblocked })
	joining(t, "Friend", host.address())
}

func TestRightPasswordClearsTheCount(t *testing.T) {
	host := hosting(t, "Hanna")
	for range 3 {
		g := arriving(t, "Fumbling", host.address())
		for n := range 2 {
			wait[PasswordPrompt](g, n+1, nil)
			g.Password("wrong")
		}
		if p := wait[PasswordPrompt](g, 3, nil); p.Attempt != 3 || p.Left != 1 {
			t.Errorf("third prompt %+v", p)
		}
		g.Password(testPassword)
		wait[Joined](g, 1, nil)
		if r := host.Records(); len(r) != 0 {
			t.Fatalf("count not cleared: %+v", r)
		}
		g.End()
		g.Wait()
	}
}

// guesser is an attacker's own client: one try on one connection.
func guesser(host *peer, password string) (share bool, last wire.Frame) {
	conn, err := link.Dial(host.tb.Context(), host.address())
	if err != nil {
		return false, nil
	}
	defer conn.Close()
	var me wire.ID
	if conn.Write(&wire.Hello{Identity: me}) != nil {
		return false, nil
	}
	f, err := conn.Read(patience)
	greeting, ok := f.(*wire.Greeting)
	if err != nil || !ok {
		return false, f
	}
	x, err := cpace.Start(cpace.Initiator, quick(password, greeting.Chat), channel(conn.Exporter(), 1), greeting.Chat[:], me[:])
	if err != nil || conn.Write(&wire.Try{Share: x.Share()}) != nil {
		return false, nil
	}
	f, err = conn.Read(patience)
	got, ok := f.(*wire.Share)
	if err != nil || !ok {
		return false, f
	}
	keys, err := x.Finish(got.Share, greeting.Identity[:])
	if err != nil || conn.Write(&wire.Confirm{Tag: keys.Tag()}) != nil {
		return true, nil
	}
	f, _ = conn.Read(patience)
	return true, f
}

func TestTwelveAtOnceGetSixJudged(t *testing.T) {
	host := hosting(t, "Hanna")
	var shares, proofs int
	var mu sync.Mutex
	var all sync.WaitGroup
	for range 12 {
		all.Go(func() {
			share, last := guesser(host, "wrong")
			mu.Lock()
			defer mu.Unlock()
			if share {
				shares++
			}
			if _, ok := last.(*wire.Proof); ok {
				proofs++
			}
		})
	}
	all.Wait()
	if shares != 6 || proofs != 0 {
		t.Errorf("%d tries were answered, want 6; %d were right", shares, proofs)
	}
	if s := wait(host, 1, func(s Security) bool { return s.Kind == Blocked }); s.Tries != 6 {
		t.Errorf("the host was told %+v", s)
	}
}

func TestHangingUpDoesNotDodgeTheCount(t *testing.T) {
	host := hosting(t, "Hanna")
	for n := range 3 {
		conn, err := link.Dial(t.Context(), host.address())
		if err != nil {
			t.Fatal(err)
		}
		_ = conn.Write(&wire.Hello{})
		f, err := conn.Read(patience)
		if err != nil {
			t.Fatal(err)
		}
		chat := f.(*wire.Greeting).Chat
		x, err := cpace.Start(cpace.Initiator, quick("wrong", chat), channel(conn.Exporter(), 1), chat[:], make([]byte, 32))
		if err != nil {
			t.Fatal(err)
		}
		_ = conn.Write(&wire.Try{Share: x.Share()})
		if _, err := conn.Read(patience); err != nil {
			t.Fatal(err)
		}
		// What hung up may not be noticed yet, but counts all the same.
		if r := host.Records(); len(r) != 1 || r[0].Wrong != n+1 {
			t.Fatalf("the share is out and the records are %+v", r)
		}
		conn.Close()
	}
	if s := wait(host, 1, func(s Security) bool { return s.Kind == Disconnected }); s.Tries != 3 {
		t.Errorf("the host was told %+v", s)
	}
}

func TestCountIsOnDiskBeforeTheShareIsOut(t *testing.T) {
	kept := testProfile(t)
	host := hostingIn(t, "Hanna", kept)
	if share, _ := guesser(host, "wrong"); !share {
		t.Fatal("no share")
	}
	again, err := profile.Open(kept.Dir())
	if err != nil {
		t.Fatal(err)
	}
	records, err := ReadRecords(again)
	if err != nil || len(records) != 1 || records[0].Wrong != 1 {
		t.Errorf("on disk: %+v, %v", records, err)
	}
}

func TestSlowTypistIsConnectedAnew(t *testing.T) {
	host := hosting(t, "Hanna")
	g := arriving(t, "Slow", host.address())
	wait[PasswordPrompt](g, 1, nil)
	hangUpOnStrangers(host)
	g.Password(testPassword)
	wait[Joined](g, 1, nil)
	if r := host.Records(); len(r) != 0 {
		t.Errorf("it cost a try: %+v", r)
	}
}

// hangUpOnStrangers does what the typing timeout does.
func hangUpOnStrangers(host *peer) {
	d := host.host.door
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, c := range d.callers {
		c.hangUp()
	}
}

func TestBlockedMemberDoesNotWalkBackIn(t *testing.T) {
	host := hosting(t, "Hanna")
	// The right password on a second connection, and then nothing.
	g := outside(t, "Mallory", host.address())
	c := g.chat
	go func() {
		for e := range c.Events() {
			if _, ok := e.(PasswordPrompt); ok {
				c.Password(testPassword)
			}
		}
	}()
	defer c.abandon()
	if err := g.knock(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer g.conn.Close()
	if err := g.passwords(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := host.Edit([]Edit{{Do: EditBlock, Address: netip.MustParsePrefix("127.0.0.1/32")}}); err != nil {
		t.Fatal(err)
	}
	if err := g.join(); err != nil {
		t.Fatal(err)
	}
	f, err := g.conn.Read(patience)
	if r, ok := f.(*wire.Refused); !ok || r.Code != wire.RefusedBlocked {
		t.Errorf("answered %T %v", f, err)
	}
	if n := len(host.People()); n != 1 {
		t.Errorf("%d people are in", n)
	}
}
