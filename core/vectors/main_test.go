package main

import (
	"bytes"
	"encoding/json"
	"net/netip"
	"os"
	"reflect"
	"slices"
	"testing"

	"github.com/gtank/ristretto255"

	"realtalk/core/cpace"
	"realtalk/core/reach"
	"realtalk/core/reach/punch"
	"realtalk/core/resume"
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

// TestProductComesBack holds the product's secrets and proofs against the file's.
func TestProductComesBack(t *testing.T) {
	e := committed(t)
	x, r := e.Exchange, e.Resume
	host, err := cpace.Start(cpace.Responder, x.Stretched, x.Channel, x.Chat, x.HostID)
	if err != nil {
		t.Fatal(err)
	}
	share := host.Share()
	keys, err := host.Finish([32]byte(x.GuestShare), x.GuestID)
	if err != nil {
		t.Fatal(err)
	}
	x.HostShare = share[:]
	theirs := resumeSecret(sessionKey(x, times(x.GuestScalar, point(t, share[:]))))
	if ours := keys.Export(resume.Label); !bytes.Equal(ours[:], theirs) {
		t.Error("the product's host has another secret than the guest")
	}
	key, exporter := resume.Key(r.Secret), [32]byte(r.Exporter)
	for what, pair := range map[string][2][]byte{
		"guest's proof": {bytesOf(key.Guest(exporter, r.GuestReceived)), r.GuestProof},
		"host's proof":  {bytesOf(key.Host(exporter, r.HostReceived)), r.HostProof},
		"next secret":   {bytesOf(key.Next(exporter)), r.Next},
	} {
		if !bytes.Equal(pair[0], pair[1]) {
			t.Errorf("%s: %x, want %x", what, pair[0], pair[1])
		}
	}
}

func bytesOf(b [32]byte) []byte { return b[:] }

// TestProductTakesTheFrames reads one frame of each type and writes it again.
func TestProductTakesTheFrames(t *testing.T) {
	frames := committed(t).Frames
	if want := int(wire.TypeWays); len(frames) != want {
		t.Fatalf("%d frames, want one of each of %d types", len(frames), want)
	}
	for name, b := range frames {
		if got := wire.Type(b[4]).String(); got != name {
			t.Errorf("%s is a %s", name, got)
		}
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
