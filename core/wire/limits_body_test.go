package wire_test

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"realtalk/core/wire"
)

func TestBodyLimits(t *testing.T) {
	text := func(n int) *wire.Body { return &wire.Body{Text: strings.Repeat("t", n)} }
	seen := func(n int) *wire.Body { return &wire.Body{Seen: make([]uint64, n)} }
	long := &wire.Body{Text: strings.Repeat("t", wire.MaxText), Seen: slices.Repeat([]uint64{math.MaxUint64}, 2000)}
	for name, b := range map[string]*wire.Body{"text": text(65536), "seen": seen(4096)} {
		data, err := wire.EncodeBody(b)
		if err != nil {
			t.Fatalf("%s: EncodeBody at the limit: %v", name, err)
		}
		if _, err := wire.ParseBody(data); err != nil {
			t.Errorf("%s: ParseBody at the limit: %v", name, err)
		}
	}
	for name, b := range map[string]*wire.Body{"text": text(65537), "seen": seen(4097), "all": long} {
		if _, err := wire.EncodeBody(b); !errors.Is(err, wire.ErrTooLong) {
			t.Errorf("%s: EncodeBody over the limit: %v", name, err)
		}
		if _, err := wire.ParseBody(lawless(t, b)); !errors.Is(err, wire.ErrTooLong) {
			t.Errorf("%s: ParseBody over the limit: %v", name, err)
		}
	}
}

func TestHeadBodyLimits(t *testing.T) {
	full := &wire.HeadBody{Seq: math.MaxUint64, Seen: slices.Repeat([]uint64{math.MaxUint64}, 4096), Heads: slices.Repeat([]uint32{math.MaxUint32}, 4096)}
	data, err := wire.EncodeHeadBody(full)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := wire.ParseHeadBody(data); err != nil {
		t.Error(err)
	}
	if _, err := wire.Append(nil, &wire.HeadFrom{Body: data, Signature: make([]byte, wire.MaxSignature)}); err != nil {
		t.Errorf("the longest head does not travel: %v", err)
	}
	full.Seen = append(full.Seen, 1)
	if _, err := wire.EncodeHeadBody(full); !errors.Is(err, wire.ErrTooLong) {
		t.Errorf("EncodeHeadBody over the limit: %v", err)
	}
	if _, err := wire.ParseHeadBody(lawless(t, full)); !errors.Is(err, wire.ErrTooLong) {
		t.Errorf("ParseHeadBody over the limit: %v", err)
	}
}

// lines is a roster of n members with names of size bytes.
func lines(n, size int) []wire.RosterLine {
	roster := make([]wire.RosterLine, n)
	for i := range roster {
		binary.BigEndian.PutUint32(roster[i].Identity[:], uint32(i))
		roster[i].Name = strings.Repeat("n", size)
		roster[i].Since = math.MinInt64
	}
	return roster
}

func TestRosterLimits(t *testing.T) {
	data, err := wire.EncodeRoster(lines(4096, 256))
	if err != nil {
		t.Fatal(err)
	}
	if back, err := wire.ParseRoster(data); err != nil || len(back) != 4096 {
		t.Errorf("%d lines, %v", len(back), err)
	}
	for name, over := range map[string][]wire.RosterLine{"members": lines(4097, 0), "name": lines(1, 257)} {
		if _, err := wire.EncodeRoster(over); !errors.Is(err, wire.ErrTooLong) {
			t.Errorf("%s: EncodeRoster: %v", name, err)
		}
		if _, err := wire.ParseRoster(lawless(t, over)); !errors.Is(err, wire.ErrTooLong) {
			t.Errorf("%s: ParseRoster: %v", name, err)
		}
	}
}
