package pgp

import (
	"bytes"
	"fmt"
	"io"

	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// sealOverhead is at least what the packets add to a body, apart from partial
// lengths; it limits nothing. A buffer that grows leaves plaintext behind.
const sealOverhead = 1 << 10

// Seal signs body under context and encrypts both with key:
// one SEIPD packet of version 1, without compression. ErrContext for a context
// of a wrong length, ErrDestroyed after Destroy or with a wiped key. For Ed25519
// it is some 270 bytes and the context longer than body.
func (p *Participant) Seal(key SessionKey, context string, body []byte) ([]byte, error) {
	signed, err := p.signedMessage(context, body)
	if err != nil {
		return nil, err
	}
	sealed := bytes.NewBuffer(make([]byte, 0, len(signed)+sealOverhead))
	err = key.use(func(secret []byte) error { return encrypt(sealed, secret, signed) })
	clear(signed)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return sealed.Bytes(), nil
}

func (p *Participant) signedMessage(context string, body []byte) ([]byte, error) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	if p.chat == nil {
		return nil, ErrDestroyed
	}
	sig, err := p.secret.sign(latest(p.clock.now(), p.created), context, body)
	if err != nil {
		return nil, err
	}
	return signedPackets(sig, 0, body)
}

// signedPackets gives the packets inside: one-pass signature, literal data that
// bears the date (in seconds since 1970; 0: none), signature (RFC 4880 section
// 11.3).
func signedPackets(sig *packet.Signature, date uint32, body []byte) ([]byte, error) {
	b := bytes.NewBuffer(make([]byte, 0, len(body)+len(body)/chunkShare+sealOverhead))
	onePass := &packet.OnePassSignature{
		Version: 3, SigType: sig.SigType, Hash: sig.Hash,
		PubKeyAlgo: sig.PubKeyAlgo, KeyId: *sig.IssuerKeyId, IsLast: true,
	}
	if err := onePass.Serialize(b); err != nil {
		return nil, fmt.Errorf("one-pass signature: %w", err)
	}
	if err := literal(b, date, body); err != nil {
		return nil, fmt.Errorf("literal data: %w", err)
	}
	if err := sig.Serialize(b); err != nil {
		return nil, fmt.Errorf("signature: %w", err)
	}
	return b.Bytes(), nil
}

func literal(b *bytes.Buffer, date uint32, body []byte) error {
	w, err := packet.SerializeLiteral(unclosed{b}, true, "", date)
	if err != nil {
		return err
	}
	if _, err := w.Write(body); err != nil {
		return err
	}
	return w.Close()
}

func encrypt(b *bytes.Buffer, key, plaintext []byte) error {
	w, err := packet.SerializeSymmetricallyEncrypted(b, packet.CipherAES256, false, packet.CipherSuite{}, key, nil)
	if err != nil {
		return err
	}
	if _, err := w.Write(plaintext); err != nil {
		return err
	}
	return w.Close()
}

// unclosed keeps a packet's end from ending what it is written to.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }
