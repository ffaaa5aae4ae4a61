package room

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"testing"

	"realtalk/core/wire"
)

func filled(b byte) wire.ID { return wire.ID(bytes.Repeat([]byte{b}, 32)) }

// The hashes were worked out from the package comment by other means than this
// package and its encoder.
func TestGoldenHashes(t *testing.T) {
	alice := Member{ID: filled(0x0a), Certificate: filled(0xca), Name: "Alice", Since: 1_700_000_000}
	bob := Member{ID: filled(0x0b), Certificate: filled(0xcb), Name: "Bob", Since: 1_700_000_001}
	chat := filled(0xc0)
	hash, roster := NextEpoch(chat, 7, filled(0xee), filled(0xdd), []Member{bob, alice})
	shown := NewTranscript(hash)
	shown.Add(alice.ID, 1, 300, []byte("sealed"))
	r := &Room{chat: chat, me: newPerson(alice, fresh())}
	for _, c := range []struct {
		name string
		got  wire.ID
		want string
	}{
		{"roster", roster, "b37e4df9f67a953090d3131f7ca6434c56d8082e3a5bc4096853922b54b659a8"},
		{"epoch", hash, "6029f8e9c68a73a184e1c0b35a901915a0cb7e7ba66437e2f127bd85d38bc7e9"},
		{"transcript", shown.Digest(), "56bcd93c24730289c71eda2830c65f869bc6fbfedf88fb249a0e73a5e77f447e"},
		{
			"join statement", sha256.Sum256(JoinStatement(chat, alice.Certificate, "Alice", filled(0xbb))),
			"c59eabe70878728d8931b0fa02f779a9aeac311d74ff6717ecdc1eb7102ca232",
		},
		{"leave statement", sha256.Sum256(r.LeaveStatement()), "bdadcda5a2fdcd2163c7d2b043c8ed5abb5c754a05d057c56262c99d53769724"},
	} {
		if c.got.String() != c.want {
			t.Errorf("%s: %s, want %s", c.name, c.got, c.want)
		}
	}
}

func TestGoldenContexts(t *testing.T) {
	id, epoch := filled(0xab), filled(0x01)
	chat, hash := id.String(), epoch.String()
	r := &Room{chat: id}
	r.move(1, epoch, nil)
	for _, c := range []struct{ got, want string }{
		{r.MessageContext(), "realtalk/1:" + chat + ":" + hash},
		{EpochContext(id), "realtalk/1 epoch:" + chat},
		{HeadContext(id), "realtalk/1 head:" + chat},
		{JoinContext(id), "realtalk/1 join:" + chat},
		{LeaveContext(id), "realtalk/1 leave:" + chat},
	} {
		if c.got != c.want {
			t.Errorf("context %q, want %q", c.got, c.want)
		}
	}
}

func TestNamesOfKinds(t *testing.T) {
	for kind, want := range map[FindingKind]string{Gap: "gap", Fork: "fork", Omitted: "omitted", 0: "unknown"} {
		if kind.String() != want {
			t.Errorf("finding %d is %q", kind, kind)
		}
	}
	cause := errors.New("why")
	for kind := Repeat; kind <= Stranger; kind++ {
		v := &Violation{Kind: kind, Who: Member{Name: "Alice"}, cause: cause}
		if !errors.Is(v, violations[kind]) || !errors.Is(v, cause) || !bytes.HasPrefix([]byte(v.Error()), []byte(`from "Alice": `)) {
			t.Errorf("violation %d: %v", kind, v)
		}
	}
}
