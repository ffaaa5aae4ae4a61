package cpace

import (
	"crypto/rand"
	"crypto/sha512"
	"errors"

	"github.com/gtank/ristretto255"
)

// ErrInvalidPoint says that the other end's share is none: not the encoding of a
// group element, or the identity. The exchange is over and proves nothing.
var ErrInvalidPoint = errors.New("cpace: invalid point")

// generator is the draft's calculate_generator.
func generator(password, channel, sid []byte) *ristretto255.Element {
	s := generatorString(password, channel, sid)
	defer clear(s)
	h := sha512.Sum512(s)
	defer clear(h[:])
	return ristretto255.NewElement().FromUniformBytes(h[:])
}

// sampleScalar is the draft's sample_scalar: 252 random bits, which is below the
// group order (2^252 + 2.8e37) and so always a canonical encoding.
func sampleScalar() [32]byte {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails: it ends the program instead
	b[31] &= 0x0f
	return b
}

// multiply is the draft's scalar_mult_vfy: encode(scalar * decode(share)), or
// ErrInvalidPoint where the draft has the identity.
func multiply(scalar *ristretto255.Scalar, share [32]byte) ([]byte, error) {
	p := ristretto255.NewElement()
	if p.Decode(share[:]) != nil {
		return nil, ErrInvalidPoint
	}
	defer p.Zero()
	p.ScalarMult(scalar, p)
	if p.Equal(ristretto255.NewElement()) == 1 {
		return nil, ErrInvalidPoint
	}
	return p.Encode(nil), nil
}
