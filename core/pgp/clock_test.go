package pgp_test

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp/packet"
	"github.com/ProtonMail/gopenpgp/v2/crypto"
	"realtalk/core/pgp"
)

// at runs f where the clock shows d after one fixed moment. Two calls are two
// computers, whose clocks may differ.
func at(t *testing.T, d time.Duration, f func(t *testing.T)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(d)
		f(t)
	})
}

const day = 24 * time.Hour

// things is all that one computer sends another.
type things struct {
	id          *pgp.Identity
	p           *pgp.Participant
	certificate []byte
	signature   []byte
	sealed      []byte
}

func makeThings(t *testing.T, key pgp.SessionKey) (made things) {
	made.id, made.p, _ = newPerson(t, "Anna")
	made.certificate = made.p.Certificate()
	made.signature = sign(t, made.p, testContext, []byte("hello"))
	made.sealed = seal(t, made.p, key, testContext, []byte("hello"))
	return made
}

func TestFriendsClockADayOff(t *testing.T) {
	for name, tt := range map[string]struct{ theirs, ours time.Duration }{
		"a day ahead":  {day, 0},
		"a day behind": {0, day},
		"the same":     {day, day},
	} {
		t.Run(name, func(t *testing.T) {
			key := newKey(t)
			var anna things
			at(t, tt.theirs, func(t *testing.T) { anna = makeThings(t, key) })
			var sealedKey []byte
			at(t, tt.ours, func(t *testing.T) {
				cert := parse(t, anna.certificate)
				if err := cert.Verify(testContext, []byte("hello"), anna.signature); err != nil {
					t.Errorf("Verify: %v", err)
				}
				if b, err := cert.Open(key, testContext, anna.sealed, maxBody); err != nil || string(b) != "hello" {
					t.Errorf("Open: %v", err)
				}
				sealedKey = encryptKey(t, cert, key)
			})
			at(t, tt.theirs, func(t *testing.T) {
				if _, err := anna.p.OpenKey(sealedKey); err != nil {
					t.Errorf("OpenKey: %v", err)
				}
			})
		})
	}
}

// The library's time check lets 48 hours of future pass.
func TestFriendsClockTooFarAhead(t *testing.T) {
	key := newKey(t)
	var early, late things
	at(t, 0, func(t *testing.T) { early = makeThings(t, key) })
	at(t, 26*time.Hour, func(t *testing.T) {
		late = makeThings(t, key)
		early.signature = sign(t, early.p, testContext, []byte("hello"))
		early.sealed = seal(t, early.p, key, testContext, []byte("hello"))
	})
	at(t, 0, func(t *testing.T) {
		if c, err := pgp.ParseCertificate(late.certificate); c != nil || reasonOf(err) != pgp.Clock || !errors.Is(err, pgp.ErrClock) {
			t.Errorf("ParseCertificate: %v", err)
		}
		cert := parse(t, early.certificate)
		if err := cert.Verify(testContext, []byte("hello"), early.signature); !errors.Is(err, pgp.ErrClock) {
			t.Errorf("Verify: %v", err)
		}
		if b, err := cert.Open(key, testContext, early.sealed, maxBody); b != nil || !errors.Is(err, pgp.ErrClock) {
			t.Errorf("Open: %v", err)
		}
	})
}

func TestToleranceIsExact(t *testing.T) {
	key := newKey(t)
	var edge, over things
	at(t, pgp.Tolerance, func(t *testing.T) { edge = makeThings(t, key) })
	at(t, pgp.Tolerance+time.Second, func(t *testing.T) { over = makeThings(t, key) })
	at(t, 0, func(t *testing.T) {
		if _, err := pgp.ParseCertificate(edge.certificate); err != nil {
			t.Errorf("at the tolerance: %v", err)
		}
		if _, err := pgp.ParseCertificate(over.certificate); !errors.Is(err, pgp.ErrClock) {
			t.Errorf("a second over it: %v", err)
		}
	})
}

// One's own clock, set back while the chat goes on: what is signed then must
// not look older than the key that signs it.
func TestOwnClockSetBack(t *testing.T) {
	key := newKey(t)
	var anna things
	at(t, day, func(t *testing.T) { anna = makeThings(t, key) })
	at(t, 0, func(t *testing.T) {
		cert := parse(t, anna.certificate)
		sig := sign(t, anna.p, testContext, []byte("later"))
		if err := cert.Verify(testContext, []byte("later"), sig); err != nil {
			t.Errorf("Verify: %v", err)
		}
		read, err := packet.Read(strings.NewReader(string(sig)))
		if err != nil {
			t.Fatal(err)
		}
		if ahead := time.Until(read.(*packet.Signature).CreationTime); ahead != day {
			t.Errorf("signature dated %v ahead, the key %v", ahead, day)
		}
		p := participant(t, anna.id)
		parse(t, p.Certificate())
	})
}

// With its monotonic part a time compares as if the clock had never been set.
func TestSubkeysTimeIsByTheWall(t *testing.T) {
	_, p, _ := newPerson(t, "Anna")
	if created := p.Created(); created != created.Round(0) {
		t.Errorf("%v has a monotonic part", created)
	}
}

func TestOwnClockFarBehindIsSaid(t *testing.T) {
	var id *pgp.Identity
	at(t, 30*day, func(t *testing.T) { id = newIdentity(t, "Anna") })
	at(t, 0, func(t *testing.T) {
		if p, err := id.Participant(); p != nil || !errors.Is(err, pgp.ErrClock) {
			t.Errorf("participant of a key from next month: %v", err)
		}
	})
}

// The library refuses a whole ring for one expired key. Here a key that was
// valid at the door works until the chat ends.
func TestExpiryInTheChatSilencesNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := makeEntity(t, &packet.Config{KeyLifetimeSecs: 3600})
		id, err := pgp.ParseIdentity(secretOf(t, e))
		if err != nil {
			t.Fatal(err)
		}
		p := participant(t, id)
		cert := parse(t, p.Certificate())
		time.Sleep(day)
		key := newKey(t)
		got, err := p.OpenKey(encryptKey(t, cert, key))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := cert.Open(got, testContext, seal(t, p, key, testContext, []byte("hello")), maxBody); err != nil {
			t.Errorf("Open: %v", err)
		}
		if _, err := pgp.ParseCertificate(p.Certificate()); reasonOf(err) != pgp.Expired {
			t.Errorf("at the door the day after: %v", err)
		}
	})
}

// crypto.UpdateTime sets the library's clock for the whole process, and never
// back: so it is tried in a process of its own.
func TestLibraryClockIsNotUsed(t *testing.T) {
	const inChild = "PGP_TEST_LIBRARY_CLOCK"
	if os.Getenv(inChild) == "" {
		child := exec.Command(os.Args[0], "-test.run=^TestLibraryClockIsNotUsed$")
		child.Env = append(os.Environ(), inChild+"=1")
		if out, err := child.CombinedOutput(); err != nil || !strings.Contains(string(out), "PASS") {
			t.Errorf("with the library's clock put forward: %v\n%s", err, out)
		}
		return
	}
	id, before, _ := newPerson(t, "Anna")
	crypto.UpdateTime(time.Now().Add(10 * 365 * day).Unix())
	if time.Until(crypto.GetTime()) < day {
		t.Fatal("the library's clock was not put forward")
	}
	key := newKey(t)
	for _, p := range []*pgp.Participant{before, participant(t, id)} {
		cert := parse(t, p.Certificate())
		if err := cert.Verify(testContext, nil, sign(t, p, testContext, nil)); err != nil {
			t.Errorf("Verify: %v", err)
		}
		if _, err := cert.Open(key, testContext, seal(t, p, key, testContext, nil), maxBody); err != nil {
			t.Errorf("Open: %v", err)
		}
	}
	early := makeEntity(t, &packet.Config{Time: hoursFromNow(26)})
	if _, err := pgp.ParseCertificate(publicOf(t, early)); !errors.Is(err, pgp.ErrClock) {
		t.Errorf("26 hours from now: %v", err)
	}
}

// A signing subkey younger than the clock says: nothing is dated before it, or
// GnuPG would call the signatures impossible.
func TestNothingIsSignedBeforeTheSigningSubkey(t *testing.T) {
	e := makeEntity(t, nil)
	must(t, e.AddSigningSubkey(&packet.Config{Algorithm: packet.PubKeyAlgoEdDSA, Time: hoursFromNow(5)}))
	id, err := pgp.ImportIdentity(offlineOf(t, e), nil)
	must(t, err)
	if made := e.Subkeys[1].PublicKey.CreationTime; participant(t, id).Created().Before(made) {
		t.Errorf("signs before %v", made)
	}
}
