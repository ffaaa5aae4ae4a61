package pgp_test

import (
	"fmt"
	"testing"
	"time"

	"realtalk/core/pgp"
)

var benchSizes = []int{120, 4 << 10}

func BenchmarkSeal(b *testing.B) {
	for _, size := range benchSizes {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			_, p, _ := newPerson(b, "Anna")
			key, body := newKey(b), make([]byte, size)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := p.Seal(key, testContext, body); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkOpen(b *testing.B) {
	for _, size := range benchSizes {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			_, p, cert := newPerson(b, "Anna")
			key := newKey(b)
			sealed := seal(b, p, key, testContext, make([]byte, size))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := cert.Open(key, testContext, sealed, size); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkEncryptKey(b *testing.B) {
	_, _, cert := newPerson(b, "Anna")
	key := newKey(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := cert.EncryptKey(key); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpenKey(b *testing.B) {
	_, p, cert := newPerson(b, "Anna")
	packet := encryptKey(b, cert, newKey(b))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.OpenKey(packet); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseCertificate(b *testing.B) {
	_, p, _ := newPerson(b, "Anna")
	bytes := p.Certificate()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := pgp.ParseCertificate(bytes); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSign(b *testing.B) {
	_, p, _ := newPerson(b, "Anna")
	data := make([]byte, 120)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Sign(testContext, data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	_, p, cert := newPerson(b, "Anna")
	data := make([]byte, 120)
	sig, err := p.Sign(testContext, data)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := cert.Verify(testContext, data, sig); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUnlock(b *testing.B) {
	for name, cost := range map[string]pgp.Cost{"typed": pgp.Guessable, "random": pgp.Random} {
		b.Run(name, func(b *testing.B) {
			locked, err := newIdentity(b, "Anna").Lock([]byte("correct horse"), cost)
			must(b, err)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := pgp.UnlockIdentity(locked, []byte("correct horse")); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSealForSelf(b *testing.B) {
	id, text := newIdentity(b, "Anna"), make([]byte, 1<<20)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := id.SealForSelf(text, time.Now()); err != nil {
			b.Fatal(err)
		}
	}
}
