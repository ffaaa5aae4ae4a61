package pgp_test

import (
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"runtime"
	"testing"

	"realtalk/core/pgp"
)

// allocated gives the bytes that f allocated in all, freed ones included.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// refusedCheaply opens hostile data of a fellow member, who has the key.
func refusedCheaply(t *testing.T, key pgp.SessionKey, sealed []byte) {
	t.Helper()
	_, _, cert := newPerson(t, "Anna")
	if len(sealed) < 100 {
		t.Fatal("no bomb")
	}
	var body []byte
	var err error
	spent := allocated(func() { body, err = cert.Open(key, testContext, sealed, maxBody) })
	if body != nil || err == nil {
		t.Errorf("opens: %v", err)
	}
	if spent > 4*maxBody+64<<10 {
		t.Errorf("%d bytes of data made us allocate %d", len(sealed), spent)
	}
}

// 64 MiB of zeros in a few hundred bytes; the library inflates without a bound.
func TestCompressedBomb(t *testing.T) {
	key := newKey(t)
	once := compressedZeros(t, []byte{0xc0 | 11, 255, 4, 0, 0, 6, 'b', 0, 0, 0, 0, 0}, 64)
	twice := compressed(t, once)
	if len(twice) > maxBody {
		t.Fatalf("the bomb has %d bytes and would be refused for its size", len(twice))
	}
	refusedCheaply(t, key, sealPackets(t, key, twice))
	refusedCheaply(t, key, sealPackets(t, key, once))
}

// compressedZeros makes a compressed packet of a beginning and that many MiB of
// zeros.
func compressedZeros(t *testing.T, beginning []byte, mib int) []byte {
	t.Helper()
	b := bytes.NewBuffer([]byte{1})
	w, err := flate.NewWriter(b, flate.BestSpeed)
	must(t, err)
	_, err = w.Write(beginning)
	must(t, err)
	zeros := make([]byte, 1<<20)
	for range mib {
		_, err = w.Write(zeros)
		must(t, err)
	}
	must(t, w.Close())
	return newPacket(8, b.Bytes())
}

// A user ID inside compressed data is read whole before anybody can look at a
// limit on the body.
func TestHugeUserIDBomb(t *testing.T) {
	key := newKey(t)
	once := compressedZeros(t, []byte{0xc0 | 13, 255, 4, 0, 0, 0}, 64)
	refusedCheaply(t, key, sealPackets(t, key, once))
	refusedCheaply(t, key, sealPackets(t, key, compressed(t, once)))
	// And the same without the compression, as large as data may be.
	refusedCheaply(t, key, sealPackets(t, key, newPacket(13, make([]byte, maxBody))))
}

// A short packet that announces much must not make us make room for it.
func TestAnnouncedLengthIsNotBelieved(t *testing.T) {
	key := newKey(t)
	for _, tag := range []byte{1, 2, 4, 6, 11, 13, 14, 18} {
		header := []byte{0xc0 | tag, 255, 0x7f, 0xff, 0xff, 0xff}
		announced := append(header, make([]byte, 100)...)
		refusedCheaply(t, key, announced)
		refusedCheaply(t, key, sealPackets(t, key, announced))
		_, p, cert := newPerson(t, "Anna")
		spent := allocated(func() {
			_, err := p.OpenKey(announced)
			mustFail(t, err)
			mustFail(t, cert.Verify(testContext, nil, announced))
			_, err = pgp.ParseCertificate(announced)
			mustFail(t, err)
		})
		if spent > 64<<10 {
			t.Errorf("tag %d: allocated %d", tag, spent)
		}
	}
}

func TestHugeSignatureBomb(t *testing.T) {
	key := newKey(t)
	_, p, _ := newPerson(t, "Mallory")
	signed := decryptWith(t, key, seal(t, p, key, testContext, []byte("x")))
	subpackets := bytes.Repeat([]byte{2, 100, 0}, 20000) // unknown, not critical
	body := append([]byte{4, 0, 22, 8, byte(len(subpackets) >> 8), byte(len(subpackets))}, subpackets...)
	huge := newPacket(2, append(body, make([]byte, 100)...))
	refusedCheaply(t, key, sealPackets(t, key, concat(signed[:15], literalPacket([]byte("x")), huge)))
}

func TestThousandUserIDs(t *testing.T) {
	e := makeEntity(t, nil)
	for n := range 1000 {
		must(t, e.AddUserId(fmt.Sprint(n), "", "", nil))
	}
	refusedAtTheDoor(t, publicOf(t, e), pgp.TooLong)
	_, p, _ := newPerson(t, "Anna")
	primary, uid, rest := parts(t, p.Certificate())
	many := concat(primary, uid, bytes.Repeat([]byte{0xcd, 0}, 3000), rest)
	refusedAtTheDoor(t, many, pgp.Layout)
	refusedAtTheDoor(t, concat(primary, bytes.Repeat(uid, 20), rest), pgp.Layout)
}

func TestThousandSubkeys(t *testing.T) {
	_, p, _ := newPerson(t, "Anna")
	primary, uid, rest := parts(t, p.Certificate())
	refusedAtTheDoor(t, concat(primary, uid, bytes.Repeat(rest, 1000)), pgp.TooLong)
	refusedAtTheDoor(t, concat(primary, uid, bytes.Repeat(rest, (pgp.MaxCertificate-len(primary)-len(uid))/len(rest))), pgp.Layout)
}

func TestHugeRSA(t *testing.T) {
	refusedAtTheDoor(t, rsaPacket(65535), pgp.TooLong)
	refusedAtTheDoor(t, rsaPacket(60000), pgp.Algorithm)
	_, p, _ := newPerson(t, "Anna")
	primary, uid, _ := parts(t, p.Certificate())
	sub := rsaPacket(50000)
	sub[0] = 0xc0 | 14
	refusedAtTheDoor(t, concat(primary, uid, sub), pgp.Algorithm)
}

func refusedAtTheDoor(t *testing.T, b []byte, want pgp.Reason) {
	t.Helper()
	var c *pgp.Certificate
	var err error
	spent := allocated(func() { c, err = pgp.ParseCertificate(b) })
	if c != nil || reasonOf(err) != want {
		t.Errorf("%d bytes: %v, want %v", len(b), err, want)
	}
	if spent > 128<<10 {
		t.Errorf("%d bytes made us allocate %d", len(b), spent)
	}
}

func TestLargestBodyCostsASmallMultiple(t *testing.T) {
	_, p, cert := newPerson(t, "Anna")
	key := newKey(t)
	sealed := seal(t, p, key, testContext, make([]byte, maxBody))
	spent := allocated(func() {
		_, err := cert.Open(key, testContext, sealed, maxBody)
		must(t, err)
	})
	if spent > 4*maxBody+64<<10 {
		t.Errorf("a body of %d bytes made us allocate %d", maxBody, spent)
	}
}

// The whole price of a certificate that is in order, for comparison.
func TestCertificateCostsLittle(t *testing.T) {
	in := publicOf(t, rsa4096())
	if spent := allocated(func() { parse(t, in) }); spent > 256<<10 {
		t.Errorf("RSA-4096 certificate: allocated %d", spent)
	}
}

func mustFail(t *testing.T, err error) {
	t.Helper()
	if err == nil || errors.Is(err, pgp.ErrDestroyed) {
		t.Errorf("taken for good, or not looked at: %v", err)
	}
}
