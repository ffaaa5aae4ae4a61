package main

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"net/netip"
	"os"
	"reflect"
	"slices"
	"testing"

	"github.com/gtank/ristretto255"

	"realtalk/core"
	"realtalk/core/cpace"
	"realtalk/core/reach"
	"realtalk/core/reach/punch"
	"realtalk/core/room"
	"realtalk/core/wire"
)

func committed(t *testing.T) Examples {
	t.Helper()
	b, err := os.ReadFile(fileName)
	if err != nil {
		t.Fatal(err)
	}
	var e Examples
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&e); err != nil {
		t.Fatal(err)
	}
	return e
}

// TestVectorsAreWhatTheProgramMakes holds the file to its program.
func TestVectorsAreWhatTheProgramMakes(t *testing.T) {
	made, err := json.Marshal(examples())
	if err != nil {
		t.Fatal(err)
	}
	var again Examples
	if err := json.Unmarshal(made, &again); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(again, committed(t)) {
		t.Error("vectors.json is not what this program makes: run go generate ./core/vectors")
	}
}

// TestProductTakesTheExchange plays each end of the file against the product's
// other end.
func TestProductTakesTheExchange(t *testing.T) {
	x := committed(t).Exchange
	stretched := cpace.Stretch(x.Typed, [32]byte(x.Chat))
	if !bytes.Equal(stretched, x.Stretched) {
		t.Fatalf("the product stretches to %x", stretched)
	}
	channel := append(append([]byte("realtalk/1 guest host"), x.Exporter...), byte('0'+x.Attempt))
	if !bytes.Equal(channel, x.Channel) {
		t.Errorf("channel %x", channel)
	}
	host, err := cpace.Start(cpace.Responder, stretched, x.Channel, x.Chat, x.HostID)
	if err != nil {
		t.Fatal(err)
	}
	// The file's guest, with its scalar, against the product's host.
	share := host.Share()
	keys, err := host.Finish([32]byte(x.GuestShare), x.GuestID)
	if err != nil {
		t.Fatal(err)
	}
	with := x
	with.HostShare = share[:]
	theirs := point(t, share[:])
	guestTag, hostTag := tags(with, times(x.GuestScalar, theirs))
	if !keys.Verify([64]byte(guestTag)) {
		t.Error("the product's host refuses the guest")
	}
	if got := keys.Tag(); !bytes.Equal(got[:], hostTag) {
		t.Error("the guest would refuse the product's host")
	}
	// The file's host against the product's guest.
	guest, err := cpace.Start(cpace.Initiator, stretched, x.Channel, x.Chat, x.GuestID)
	if err != nil {
		t.Fatal(err)
	}
	share = guest.Share()
	if keys, err = guest.Finish([32]byte(x.HostShare), x.HostID); err != nil {
		t.Fatal(err)
	}
	with = x
	with.GuestShare = share[:]
	guestTag, hostTag = tags(with, times(x.HostScalar, point(t, share[:])))
	if got := keys.Tag(); !bytes.Equal(got[:], guestTag) || !keys.Verify([64]byte(hostTag)) {
		t.Error("the product's guest and the host do not agree")
	}
	if keys.Verify([64]byte(x.HostTagIfWrong)) || bytes.Equal(x.HostTag, x.HostTagIfWrong) {
		t.Error("a host with another password passes")
	}
}

func TestProductTakesTheHashes(t *testing.T) {
	e := committed(t)
	chat := wire.ID(e.Exchange.Chat)
	var people []room.Member
	var list []wire.RosterLine
	for i, id := range e.Roster.Identities {
		m := room.Member{ID: wire.ID(id), Certificate: wire.ID(e.Roster.Certificates[i]), Name: e.Roster.Names[i], Since: e.Roster.Since[i]}
		people = append(people, m)
		list = append(list, wire.RosterLine{Identity: m.ID, Certificate: m.Certificate, Name: m.Name, Since: m.Since})
	}
	encoded, err := wire.EncodeRoster(list)
	same(t, "roster", encoded, e.Roster.Encoded, err)
	hashed, rosterHash := room.NextEpoch(chat, e.Epoch.Number, wire.ID(e.Epoch.Previous), wire.ID(e.Epoch.Transcript), people)
	same(t, "hash of the roster", rosterHash[:], e.Roster.Hash, nil)
	same(t, "epoch", hashed[:], e.Epoch.Hashed, nil)

	m := e.Message
	body := &wire.Body{Chat: chat, Epoch: hashed, Seq: m.Seq, Previous: wire.ID(m.Previous), Seen: m.Seen, Sent: m.Sent, Text: m.Text}
	encoded, err = wire.EncodeBody(body)
	same(t, "message", encoded, m.Encoded, err)
	if parsed, err := wire.ParseBody(m.Encoded); err != nil || !reflect.DeepEqual(parsed, body) {
		t.Errorf("message: parsed as %+v, %v", parsed, err)
	}
	shown := room.NewTranscript(hashed)
	before := shown.Digest()
	same(t, "transcript before", before[:], m.Before, nil)
	shown.Add(people[1].ID, m.Key, m.Seq, m.Data)
	after := shown.Digest()
	same(t, "transcript", after[:], m.Delivered, nil)

	head := &wire.HeadBody{
		Chat: chat, Epoch: hashed, Seq: m.Seq, Last: wire.ID(hash(m.Encoded)), Seen: []uint64{12, 299}, Count: e.Head.Count, Transcript: after,
	}
	encoded, err = wire.EncodeHeadBody(head)
	same(t, "head", encoded, e.Head.Encoded, err)
	if parsed, err := wire.ParseHeadBody(e.Head.Encoded); err != nil || !reflect.DeepEqual(parsed, head) {
		t.Errorf("head: parsed as %+v, %v", parsed, err)
	}
	if id := hex.EncodeToString(hash(m.Encoded)[:16]); id != m.ID {
		t.Errorf("ID %s", id)
	}
	same(t, "join statement", room.JoinStatement(chat, people[1].Certificate, "Bob", wire.ID(hash(e.Exchange.Exporter))), e.Join, nil)
	for what, context := range map[string]string{
		"head": room.HeadContext(chat), "epoch": room.EpochContext(chat), "join": room.JoinContext(chat), "leave": room.LeaveContext(chat),
	} {
		if e.Contexts[what] != context {
			t.Errorf("context of %s: %s", what, context)
		}
	}
	if got := core.PairPhrase(people[1].ID, people[0].ID); got != e.Words.Pair {
		t.Errorf("words of two: %s", got)
	}
	if got := core.SafetyPhrase(chat, people); got != e.Words.Chat {
		t.Errorf("words of all: %s", got)
	}
}

// TestProductTakesTheFrames reads each frame and writes it again.
func TestProductTakesTheFrames(t *testing.T) {
	frames := committed(t).Frames
	if len(frames) < 10 {
		t.Fatalf("%d frames", len(frames))
	}
	for name, b := range frames {
		f, err := wire.NewReader(bytes.NewReader(b), wire.MaxFrame).Next()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		again, err := wire.Append(nil, f)
		same(t, name, again, b, err)
	}
}

func TestProductTakesTheLines(t *testing.T) {
	e := committed(t)
	made := reach.Invite{Tag: reach.Tag(e.Invite.Tag), Ways: ways(e.Invite.Ways)}
	if made.String() != e.Invite.Line {
		t.Errorf("invite %s, want %s", made, e.Invite.Line)
	}
	if read, err := reach.ParseInvite(e.Invite.Line); err != nil || !reflect.DeepEqual(read, made) {
		t.Errorf("invite read as %+v, %v", read, err)
	}
	back := punch.Reply{Secret: [8]byte(e.Reply.Secret), Addresses: ways(e.Reply.Addresses)}
	if back.String() != e.Reply.Line {
		t.Errorf("reply %s, want %s", back, e.Reply.Line)
	}
	if read, err := punch.ParseReply(e.Reply.Line); err != nil || !slices.Equal(read.Addresses, back.Addresses) || read.Secret != back.Secret {
		t.Errorf("reply read as %+v, %v", read, err)
	}
}

func point(t *testing.T, b []byte) *ristretto255.Element {
	t.Helper()
	p := ristretto255.NewElement()
	if err := p.Decode(b); err != nil {
		t.Fatal(err)
	}
	return p
}

func ways(texts []string) []netip.AddrPort {
	var list []netip.AddrPort
	for _, s := range texts {
		list = append(list, netip.MustParseAddrPort(s))
	}
	return list
}

func same(t *testing.T, what string, got, want []byte, err error) {
	t.Helper()
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s: %x, %v; want %x", what, got, err, want)
	}
}
