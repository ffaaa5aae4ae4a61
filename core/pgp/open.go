package pgp

import (
	"bytes"
	"fmt"

	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

const (
	// openOverhead is how much longer than its body a sealed packet may be, in
	// bytes: the signature, the other packets' headers and the MDC.
	openOverhead = MaxSignature + 512
	// chunkShare allows one octet of partial length for every 128 of the body;
	// the library writes at most one for 512.
	chunkShare = 128
)

// Open decrypts what Seal made with key and gives the body, at most max bytes,
// if this certificate's signer signed it for exactly this context. On any
// error nothing of the plaintext is returned: ErrTooLong, ErrMalformed,
// ErrDecrypt (another key, or changed on the way), ErrSignature, ErrContext,
// ErrClock, or ErrDestroyed for a wiped key. Memory is bounded by max, whatever
// data holds.
func (c *Certificate) Open(key SessionKey, context string, data []byte, max int) ([]byte, error) {
	if max < 0 || len(data) > max+max/chunkShare+openOverhead {
		return nil, fmt.Errorf("sealed packet of %d bytes: %w", len(data), ErrTooLong)
	}
	var plaintext []byte
	err := key.use(func(secret []byte) (err error) {
		plaintext, err = decrypt(data, secret)
		return err
	})
	if err != nil {
		return nil, err
	}
	body, err := c.openSigned(context, plaintext, max)
	if err != nil {
		clear(plaintext)
		return nil, err
	}
	return body, nil
}

// decrypt gives the content of one SEIPD packet after its MDC was found right;
// nothing of it is looked at before.
func decrypt(data, key []byte) ([]byte, error) {
	if len(data) == 0 || data[0] != 0xc0|tagSealed {
		return nil, fmt.Errorf("%w: not a sealed packet", ErrMalformed)
	}
	r := bytes.NewReader(data)
	p, err := packet.Read(r)
	if err != nil {
		return nil, fmt.Errorf("%w: sealed packet", ErrMalformed)
	}
	sealed, ok := p.(*packet.SymmetricallyEncrypted)
	if !ok || !sealed.IntegrityProtected || sealed.Version != 1 {
		return nil, fmt.Errorf("%w: version of a sealed packet", ErrMalformed)
	}
	content, err := sealed.Decrypt(packet.CipherAES256, key)
	if err != nil {
		return nil, fmt.Errorf("%w: sealed packet", ErrMalformed)
	}
	plaintext := bytes.NewBuffer(make([]byte, 0, len(data)+bytes.MinRead))
	_, readErr := plaintext.ReadFrom(content)
	closeErr := content.Close() // the MDC
	if readErr != nil || closeErr != nil || r.Len() != 0 {
		clear(plaintext.Bytes())
		return nil, fmt.Errorf("sealed packet: %w", ErrDecrypt)
	}
	return plaintext.Bytes(), nil
}

// openSigned takes the three packets of a signed message apart and believes the
// body only if the signature is right. The body is a part of plaintext.
func (c *Certificate) openSigned(context string, plaintext []byte, max int) ([]byte, error) {
	frames, err := signedFrames(plaintext)
	if err != nil {
		return nil, err
	}
	if len(frames[2].raw) > MaxSignature {
		return nil, fmt.Errorf("signature of %d bytes: %w", len(frames[2].raw), ErrTooLong)
	}
	sig, err := readSignature(frames[2])
	if err != nil {
		return nil, err
	}
	if err := checkOnePass(frames[0], sig); err != nil {
		return nil, err
	}
	body, err := literalBody(frames[1])
	if err != nil {
		return nil, err
	}
	if len(body) > max {
		return nil, fmt.Errorf("body of %d bytes: %w", len(body), ErrTooLong)
	}
	if err := c.check(c.now(), sig, context, body); err != nil {
		return nil, err
	}
	return body, nil
}

func signedFrames(plaintext []byte) (frames [3]frame, err error) {
	rest := plaintext
	for i, tag := range [...]byte{tagOnePass, tagLiteral, tagSignature} {
		if frames[i], rest, err = nextFrame(rest); err != nil {
			return frames, err
		}
		if frames[i].tag != tag {
			return frames, fmt.Errorf("%w: packet of type %d inside", ErrMalformed, frames[i].tag)
		}
	}
	if len(rest) != 0 {
		return frames, fmt.Errorf("%w: more after the signature", ErrMalformed)
	}
	return frames, nil
}

// checkOnePass holds the announcement against the signature, so that another
// implementation, which trusts it, comes to the same result.
func checkOnePass(f frame, sig *packet.Signature) error {
	p, err := readPacket(f)
	if err != nil {
		return err
	}
	onePass, ok := p.(*packet.OnePassSignature)
	if !ok || onePass.Version != 3 || !onePass.IsLast ||
		onePass.SigType != sig.SigType || onePass.Hash != sig.Hash ||
		onePass.PubKeyAlgo != sig.PubKeyAlgo ||
		sig.IssuerKeyId == nil || onePass.KeyId != *sig.IssuerKeyId {
		return fmt.Errorf("%w: signature is not the one announced", ErrMalformed)
	}
	return nil
}

// literalBody skips the format, the file name and the date of a literal packet
// (RFC 4880 section 5.9), which no signature covers: they must be binary, empty
// and zero.
func literalBody(f frame) ([]byte, error) {
	header := []byte{'b', 0, 0, 0, 0, 0}
	if !bytes.HasPrefix(f.body, header) {
		return nil, fmt.Errorf("%w: literal data with a name, a date or another format", ErrMalformed)
	}
	return f.body[len(header):], nil
}
