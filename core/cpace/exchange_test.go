package cpace_test

import (
	"bytes"
	"errors"
	"testing"

	"realtalk/core/cpace"
)

// side is what one end puts into a run.
type side struct{ password, channel, sid, ad, otherAD string }

var (
	joiner = side{"right", "channel", "sid", "joiner", "host"}
	host   = side{"right", "channel", "sid", "host", "joiner"}
)

func (s side) start(t testing.TB, role cpace.Role) *cpace.Exchange {
	t.Helper()
	e, err := cpace.Start(role, []byte(s.password), []byte(s.channel), []byte(s.sid), []byte(s.ad))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func exchange(t testing.TB, a, b side) (ka, kb *cpace.Keys) {
	t.Helper()
	ea, eb := a.start(t, cpace.Initiator), b.start(t, cpace.Responder)
	ka, err := ea.Finish(eb.Share(), []byte(a.otherAD))
	if err != nil {
		t.Fatal(err)
	}
	kb, err = eb.Finish(ea.Share(), []byte(b.otherAD))
	if err != nil {
		t.Fatal(err)
	}
	return ka, kb
}

func TestSamePasswordAgrees(t *testing.T) {
	ka, kb := exchange(t, joiner, host)
	if !kb.Verify(ka.Tag()) || !ka.Verify(kb.Tag()) {
		t.Fatal("the tags do not verify")
	}
	if ka.Export("files") != kb.Export("files") {
		t.Error("the ends export different keys")
	}
	if ka.Export("files") == ka.Export("other") {
		t.Error("two labels give one key")
	}
}

// Everything that the package comment calls bound is bound.
func TestAnyDifferenceFails(t *testing.T) {
	for what, change := range map[string]func(*side){
		"password":       func(s *side) { s.password = "wrong" },
		"channel":        func(s *side) { s.channel = "another channel" },
		"sid":            func(s *side) { s.sid = "another sid" },
		"joiner's data":  func(s *side) { s.ad = "another joiner" },
		"host's data":    func(s *side) { s.otherAD = "another host" },
		"shifted inputs": func(s *side) { s.channel, s.sid = "channels", "id" },
	} {
		t.Run(what, func(t *testing.T) {
			changed := joiner
			change(&changed)
			ka, kb := exchange(t, changed, host)
			if kb.Verify(ka.Tag()) || ka.Verify(kb.Tag()) {
				t.Error("a tag verifies")
			}
			if ka.Export("files") == kb.Export("files") {
				t.Error("both export the same key")
			}
		})
	}
}

func TestBothInOneRoleFails(t *testing.T) {
	for _, role := range []cpace.Role{cpace.Initiator, cpace.Responder} {
		a, b := joiner.start(t, role), host.start(t, role)
		ka, err := a.Finish(b.Share(), []byte("host"))
		if err != nil {
			t.Fatal(err)
		}
		kb, err := b.Finish(a.Share(), []byte("joiner"))
		if err != nil {
			t.Fatal(err)
		}
		if ka.Verify(kb.Tag()) || kb.Verify(ka.Tag()) {
			t.Errorf("two of role %d agree", role)
		}
	}
}

func TestEveryBitOfATagCounts(t *testing.T) {
	ka, kb := exchange(t, joiner, host)
	for i := range 64 * 8 {
		bad := ka.Tag()
		bad[i/8] ^= 1 << (i % 8)
		if kb.Verify(bad) {
			t.Fatalf("a tag with bit %d flipped verifies", i)
		}
	}
	if ka.Verify(ka.Tag()) {
		t.Error("the own tag verifies")
	}
}

// A false host without the password takes the joiner's identity for its own and
// sends the joiner's own messages back.
func TestReflectionIsRefused(t *testing.T) {
	e := joiner.start(t, cpace.Initiator)
	_, err := e.Finish(e.Share(), []byte(joiner.ad))
	if !errors.Is(err, cpace.ErrReflected) || !errors.Is(err, cpace.ErrInvalidPoint) {
		t.Errorf("own share back: %v, want ErrReflected", err)
	}
}

func TestInvalidShares(t *testing.T) {
	var one, negative, high [32]byte
	one[0] = 1 // odd, so the encoding of a negative number
	for i := range high {
		high[i] = 0xff // over the field's prime
		negative[i] = 0xff
	}
	negative[0], negative[31] = 0xec, 0x7f // -1
	for name, share := range map[string][32]byte{
		"identity": {}, "one": one, "minus one": negative, "not canonical": high,
	} {
		for _, role := range []cpace.Role{cpace.Initiator, cpace.Responder} {
			e := joiner.start(t, role)
			if k, err := e.Finish(share, nil); k != nil || !errors.Is(err, cpace.ErrInvalidPoint) {
				t.Errorf("%s: %v, want ErrInvalidPoint", name, err)
			}
			// The run is over: an attacker does not get a second share for free.
			if _, err := e.Finish(host.start(t, cpace.Responder).Share(), nil); !errors.Is(err, cpace.ErrFinished) {
				t.Errorf("after %s: %v, want ErrFinished", name, err)
			}
		}
	}
}

func TestFinishOnce(t *testing.T) {
	a, b := joiner.start(t, cpace.Initiator), host.start(t, cpace.Responder)
	if _, err := a.Finish(b.Share(), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Finish(b.Share(), nil); !errors.Is(err, cpace.ErrFinished) {
		t.Errorf("second Finish: %v, want ErrFinished", err)
	}
	b.Destroy()
	b.Destroy()
	if _, err := b.Finish(a.Share(), nil); !errors.Is(err, cpace.ErrFinished) {
		t.Errorf("Finish after Destroy: %v, want ErrFinished", err)
	}
}

func TestStartErrors(t *testing.T) {
	for _, role := range []cpace.Role{0, 3} {
		if _, err := cpace.Start(role, []byte("p"), nil, nil, nil); !errors.Is(err, cpace.ErrRole) {
			t.Errorf("role %d: %v, want ErrRole", role, err)
		}
	}
	if _, err := cpace.Start(cpace.Initiator, nil, nil, nil, nil); !errors.Is(err, cpace.ErrPassword) {
		t.Errorf("no password: %v, want ErrPassword", err)
	}
}

func TestSharesAndKeysAreFresh(t *testing.T) {
	shares, keys := make(map[[32]byte]bool), make(map[[32]byte]bool)
	for range 20 {
		shares[joiner.start(t, cpace.Initiator).Share()] = true
		k, _ := exchange(t, joiner, host)
		keys[k.Export("files")] = true
	}
	if len(shares) != 20 || len(keys) != 20 {
		t.Errorf("%d shares and %d keys out of 20 are different", len(shares), len(keys))
	}
}

// What was passed in belongs to the caller, before and after.
func TestInputsAreNotKept(t *testing.T) {
	password, channel, sid, ad := []byte("right"), []byte("channel"), []byte("sid"), []byte("joiner")
	a, err := cpace.Start(cpace.Initiator, password, channel, sid, ad)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(password, []byte("right")) || !bytes.Equal(ad, []byte("joiner")) {
		t.Error("Start changed its inputs")
	}
	for _, b := range [][]byte{password, channel, sid, ad} {
		clear(b)
	}
	b := host.start(t, cpace.Responder)
	ka, err := a.Finish(b.Share(), []byte("host"))
	if err != nil {
		t.Fatal(err)
	}
	kb, err := b.Finish(a.Share(), []byte("joiner"))
	if err != nil {
		t.Fatal(err)
	}
	if !kb.Verify(ka.Tag()) {
		t.Error("clearing the inputs changed the run")
	}
}

func TestDestroyedKeysAreWorthless(t *testing.T) {
	ka, kb := exchange(t, joiner, host)
	tag, key, own := kb.Tag(), ka.Export("files"), ka.Tag()
	ka.Destroy()
	if ka.Verify(tag) || ka.Verify([64]byte{}) {
		t.Error("destroyed keys verify a tag")
	}
	if ka.Export("files") == key || ka.Tag() == own {
		t.Error("destroyed keys still give what they gave")
	}
	other, _ := exchange(t, joiner, host)
	other.Destroy()
	if other.Export("files") == ka.Export("files") {
		t.Error("destroyed keys are the same for all")
	}
}
