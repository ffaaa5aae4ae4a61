package pgp_test

import (
	"bytes"
	"errors"
	"sync"
	"testing"
	"time"

	"realtalk/core/pgp"
)

func TestAfterWipeNothingIsDone(t *testing.T) {
	for name, id := range map[string]*pgp.Identity{
		"own": newIdentity(t, "Anna"), "fallback": fallbackIdentity(t), "RSA": fallbackIdentityOf(t, rsa2048),
	} {
		p := participant(t, id)
		sealed := encryptKey(t, parse(t, p.Certificate()), newKey(t))
		sig, err := id.Sign(testContext, nil)
		must(t, err)
		secrets := id.SecretBytes()
		id.Wipe()
		id.Wipe()
		for n, secret := range secrets {
			if len(secret) == 0 || !bytes.Equal(secret, make([]byte, len(secret))) {
				t.Errorf("%s: secret %d of %d is left in memory", name, n, len(secrets))
			}
		}
		for what, err := range map[string]error{
			"Sign": second(id.Sign(testContext, nil)), "Marshal": second(id.Marshal()),
			"Lock": second(id.Lock([]byte("x"), pgp.Random)), "SealForSelf": second(id.SealForSelf(nil, time.Now())),
			"Participant": second(id.Participant()), "its Sign": second(p.Sign(testContext, nil)),
			"its Seal": second(p.Seal(newKey(t), testContext, nil)), "its OpenKey": second(p.OpenKey(sealed)),
		} {
			if !errors.Is(err, pgp.ErrDestroyed) {
				t.Errorf("%s: %s: %v", name, what, err)
			}
		}
		must(t, id.Verify(testContext, nil, sig))
		must(t, second(id.ArmoredPublicKey()))
		p.Destroy()
	}
}

func second[T any](_ T, err error) error { return err }

func TestWipeWaitsForWhatIsUnderWay(t *testing.T) {
	id := newIdentity(t, "Anna")
	p := participant(t, id)
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			for range 20 {
				if sig, err := p.Sign(testContext, nil); mustBe(t, err, pgp.ErrDestroyed) {
					mustBe(t, id.Verify(testContext, nil, sig), nil)
				}
				_, err := id.SealForSelf(nil, time.Now())
				mustBe(t, err, pgp.ErrDestroyed)
				_, err = id.Lock([]byte("x"), pgp.Random)
				mustBe(t, err, pgp.ErrDestroyed)
			}
			if n == 0 {
				id.Wipe()
			}
		})
	}
	all.Wait()
}
