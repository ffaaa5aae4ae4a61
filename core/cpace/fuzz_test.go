package cpace

import (
	"bytes"
	"errors"
	"testing"

	"github.com/gtank/ristretto255"
)

// FuzzFinish gives both roles what a stranger without the password may send.
func FuzzFinish(f *testing.F) {
	v := vector(f, "ristretto255.json", "G_Coffee25519")
	_, invalid := points(f)
	for _, share := range [][]byte{v["Ya"], v["Yb"], v["g"], invalid[0][:], invalid[1][:]} {
		f.Add(share, v["ADa"])
		f.Add(share, []byte{})
	}
	f.Add(bytes.Repeat([]byte{0xff}, 32), bytes.Repeat([]byte{0x80}, 300))
	f.Fuzz(func(t *testing.T, raw, ad []byte) {
		var share [32]byte
		copy(share[:], raw)
		finish(t, Initiator, [32]byte(v["ya"]), v, share, ad)
		finish(t, Responder, [32]byte(v["yb"]), v, share, ad)
	})
}

func finish(t *testing.T, role Role, scalar [32]byte, v map[string][]byte, share [32]byte, ad []byte) {
	e, err := start(role, scalar, v["PRS"], v["CI"], v["sid"], v["ADa"])
	if err != nil {
		t.Fatal(err)
	}
	own := e.Share()
	keys, err := e.Finish(share, ad)
	if want := acceptable(share) && share != own; want != (err == nil) {
		t.Fatalf("share %x: %v", share, err)
	}
	if _, again := e.Finish(share, ad); !errors.Is(again, ErrFinished) {
		t.Fatalf("second Finish: %v", again)
	}
	if err != nil {
		if keys != nil || !errors.Is(err, ErrInvalidPoint) {
			t.Fatalf("share %x: keys %v, error %v", share, keys != nil, err)
		}
		return
	}
	for name, tag := range map[string][64]byte{"zero": {}, "own": keys.Tag()} {
		if keys.Verify(tag) {
			t.Fatalf("share %x: the %s tag verifies", share, name)
		}
	}
}

// acceptable says in another way what a share must be: the one encoding of an
// element other than the identity.
func acceptable(share [32]byte) bool {
	p := ristretto255.NewElement()
	return p.Decode(share[:]) == nil &&
		bytes.Equal(p.Encode(nil), share[:]) && share != [32]byte{}
}
