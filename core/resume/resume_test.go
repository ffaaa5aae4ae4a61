package resume

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// Whatever is cut when, the other end gets every frame once and in order.
func TestLogLosesAndDoublesNothing(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 0))
		log := NewLog(1 << 20)
		var sent, got []string
		for range 200 {
			switch r.IntN(4) {
			case 0: // acknowledged, perhaps not all of it
				if err := log.Got(uint64(len(got) - r.IntN(min(len(got), int(uint64(len(got))-log.gone))+1))); err != nil {
					t.Fatal(err)
				}
			case 1: // another connection: what the other end does not have is sent again
				if err := log.Got(uint64(len(got))); err != nil {
					t.Fatal(err)
				}
				for _, f := range log.Waiting()[:r.IntN(len(log.Waiting())+1)] {
					got = append(got, string(f))
				}
				if len(got) != len(sent) { // cut again: what was on its way comes with the next
					continue
				}
			default:
				f := fmt.Sprint(len(sent))
				if err := log.Add([]byte(f)); err != nil {
					t.Fatal(err)
				}
				if sent = append(sent, f); len(got) == len(sent)-1 && r.IntN(2) == 0 {
					got = append(got, f)
				}
			}
		}
		if !slices.Equal(got, sent[:len(got)]) {
			t.Fatalf("seed %d: %v of %v", seed, got, sent)
		}
	}
}

func TestLogIsBounded(t *testing.T) {
	log := NewLog(1000)
	var err error
	n := 0
	for ; err == nil; n++ {
		err = log.Add(make([]byte, 100))
	}
	if !errors.Is(err, ErrFull) || n != 8 {
		t.Errorf("frame %d: %v", n, err)
	}
	if err := log.Got(7); err != nil || len(log.Waiting()) != 0 || log.bytes != 0 {
		t.Errorf("%v, %d wait, %d bytes", err, len(log.Waiting()), log.bytes)
	}
	for _, n := range []uint64{6, 8, 1<<64 - 1} {
		if err := log.Got(n); !errors.Is(err, ErrCount) {
			t.Errorf("%d: %v", n, err)
		}
	}
}

// No proof is good for anything else: another secret, end, connection or count.
func TestProofsAreForOneThing(t *testing.T) {
	key, other := Key{1}, [32]byte{2}
	exporter, elsewhere := [32]byte{3}, [32]byte{4}
	proofs := map[string][32]byte{
		"guest":      key.Guest(exporter, 5),
		"count":      key.Guest(exporter, 6),
		"connection": key.Guest(elsewhere, 5),
		"secret":     Key(other).Guest(exporter, 5),
		"host":       key.Host(exporter, 5),
		"next":       key.Next(exporter),
		"later":      key.Next(exporter).Guest(exporter, 5),
	}
	for a, x := range proofs {
		for b, y := range proofs {
			if Same(x, y) != (a == b) {
				t.Errorf("%s and %s", a, b)
			}
		}
	}
}

// A count that cannot be frees nothing: what waits is sent again all the same.
func TestImpossibleCountFreesNothing(t *testing.T) {
	log := NewLog(1000)
	for i := range byte(4) {
		if err := log.Add([]byte{i}); err != nil {
			t.Fatal(err)
		}
	}
	if err := log.Got(2); err != nil {
		t.Fatal(err)
	}
	before := log.Bytes()
	for _, n := range []uint64{0, 1, 5, 1<<64 - 1} {
		if err := log.Got(n); !errors.Is(err, ErrCount) {
			t.Errorf("%d: %v", n, err)
		}
	}
	if w := log.Waiting(); log.Gone() != 2 || log.Bytes() != before || len(w) != 2 || w[0][0] != 2 || w[1][0] != 3 {
		t.Errorf("%d are gone, %d bytes, %v wait", log.Gone(), log.Bytes(), w)
	}
}
