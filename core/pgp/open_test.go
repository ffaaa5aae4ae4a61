package pgp_test

import (
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
	"realtalk/core/pgp"
)

func TestOpenWhatWasSealed(t *testing.T) {
	_, p, cert := newPerson(t, "Anna")
	key := newKey(t)
	for _, size := range []int{0, 1, 120, 191, 192, 511, 512, 513, 4096, 8383, 8384, maxBody} {
		body := bytes.Repeat([]byte{'x'}, size)
		sealed := seal(t, p, key, testContext, body)
		got, err := cert.Open(key, testContext, sealed, size)
		if err != nil || !bytes.Equal(got, body) {
			t.Errorf("%d bytes: %v", size, err)
		}
		if size == 0 {
			continue
		}
		if got, err := cert.Open(key, testContext, sealed, size-1); got != nil || !errors.Is(err, pgp.ErrTooLong) {
			t.Errorf("%d bytes where %d may be: %v", size, size-1, err)
		}
	}
}

func TestSealAddsFewBytes(t *testing.T) {
	_, p, _ := newPerson(t, "Anna")
	body := make([]byte, 120)
	if n := len(seal(t, p, newKey(t), testContext, body)); n > 120+420 {
		t.Errorf("120 bytes became %d", n)
	}
}

// The library's Decrypt gives the plaintext together with the error when the
// signature is bad, missing or another's. Nothing may be given with an error.
func TestNothingIsReturnedWithAnError(t *testing.T) {
	_, p, cert := newPerson(t, "Anna")
	_, mallory, _ := newPerson(t, "Mallory")
	key := newKey(t)
	e := entity(t, p)
	body := []byte("hello")
	good := seal(t, p, key, testContext, body)
	inner := decryptWith(t, key, good)
	literal := literalPacket(body)
	signed := signedPackets(t, e, body, notations(context()))
	if got, err := cert.Open(key, testContext, sealPackets(t, key, signed), maxBody); err != nil || !bytes.Equal(got, body) {
		t.Fatalf("the test's own sealing is at fault: %v", err)
	}
	onePass, sig := signed[:15], signed[15+len(literal):]
	if !bytes.Equal(signed[15:15+len(literal)], literal) {
		t.Fatal("the packets inside lie elsewhere")
	}
	named := newPacket(11, []byte("b\x01x\x00\x00\x00\x00hello"))
	dated := newPacket(11, []byte("b\x00\x00\x00\x00\x01hello"))
	textual := newPacket(11, []byte("u\x00\x00\x00\x00\x00hello"))
	otherIssuer := bytes.Clone(onePass)
	otherIssuer[6] ^= 1
	notLast := bytes.Clone(onePass)
	notLast[14] = 0
	for name, tt := range map[string]struct {
		data []byte
		want error
	}{
		"nothing":               {nil, pgp.ErrMalformed},
		"another signer":        {seal(t, mallory, key, testContext, body), pgp.ErrSignature},
		"another key":           {seal(t, p, newKey(t), testContext, body), pgp.ErrDecrypt},
		"another context":       {seal(t, p, key, testContext+"x", body), pgp.ErrContext},
		"no context":            {sealPackets(t, key, signedPackets(t, e, body, &packet.Config{})), pgp.ErrContext},
		"made in 26 hours":      {sealPackets(t, key, signedPackets(t, e, body, with(func(c *packet.Config) { c.Time = hoursFromNow(26) }))), pgp.ErrClock},
		"not signed":            {sealPackets(t, key, literal), pgp.ErrMalformed},
		"signature missing":     {sealPackets(t, key, concat(onePass, literal)), pgp.ErrMalformed},
		"signature of another":  {sealPackets(t, key, concat(onePass, literal, signedPackets(t, e, []byte("hellO"), notations(context()))[15+len(literal):])), pgp.ErrSignature},
		"changed body":          {sealPackets(t, key, concat(onePass, literalPacket([]byte("hellO")), sig)), pgp.ErrSignature},
		"signed twice":          {sealPackets(t, key, concat(signed, sig)), pgp.ErrMalformed},
		"padding after":         {sealPackets(t, key, concat(signed, newPacket(21, []byte("x")))), pgp.ErrMalformed},
		"marker before":         {sealPackets(t, key, concat(newPacket(10, []byte("PGP")), signed)), pgp.ErrMalformed},
		"file name":             {sealPackets(t, key, concat(onePass, named, sig)), pgp.ErrMalformed},
		"date":                  {sealPackets(t, key, concat(onePass, dated, sig)), pgp.ErrMalformed},
		"text format":           {sealPackets(t, key, concat(onePass, textual, sig)), pgp.ErrMalformed},
		"announced other":       {sealPackets(t, key, concat(otherIssuer, literal, sig)), pgp.ErrMalformed},
		"nested":                {sealPackets(t, key, concat(notLast, literal, sig)), pgp.ErrMalformed},
		"one-pass of version 9": {sealPackets(t, key, concat([]byte{0xc4, 13, 9}, onePass[3:], literal, sig)), pgp.ErrMalformed},
		"huge signature":        {sealPackets(t, key, concat(onePass, literal, newPacket(2, make([]byte, pgp.MaxSignature)))), pgp.ErrTooLong},
		"garbage signature":     {sealPackets(t, key, concat(onePass, literal, newPacket(2, make([]byte, 100)))), pgp.ErrMalformed},
		"empty inside":          {sealPackets(t, key, nil), pgp.ErrMalformed},
		"compressed":            {sealPackets(t, key, compressed(t, signed)), pgp.ErrMalformed},
		"sealed twice":          {sealPackets(t, key, good), pgp.ErrMalformed},
		"not sealed":            {inner, pgp.ErrMalformed},
		"byte after":            {concat(good, []byte{0}), pgp.ErrDecrypt},
		"SEIPD version 2":       {sealAEAD(t, key, signed), pgp.ErrMalformed},
		"not protected":         {newPacket(9, good[3:]), pgp.ErrMalformed},
		"version 3":             {newPacket(18, []byte{3, 1, 2}), pgp.ErrMalformed},
		"too short":             {newPacket(18, []byte{1, 1, 2}), pgp.ErrMalformed},
		"no MDC":                {newPacket(18, concat([]byte{1}, make([]byte, 20))), pgp.ErrDecrypt},
		"too long":              {make([]byte, 2*maxBody), pgp.ErrTooLong},
	} {
		got, err := cert.Open(key, testContext, tt.data, maxBody)
		if got != nil {
			t.Errorf("%s: gave %d bytes with %v", name, len(got), err)
		}
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
	if got, err := cert.Open(key, testContext, good, -1); got != nil || !errors.Is(err, pgp.ErrTooLong) {
		t.Errorf("negative limit: %v", err)
	}
}

func TestEveryChangeOfASealedPacketFails(t *testing.T) {
	_, p, cert := newPerson(t, "Anna")
	key := newKey(t)
	sealed := seal(t, p, key, testContext, []byte("hello"))
	for n := range sealed {
		if got, err := cert.Open(key, testContext, sealed[:n], maxBody); err == nil || got != nil {
			t.Errorf("%d of %d bytes open", n, len(sealed))
		}
		for bit := range 8 {
			changed := bytes.Clone(sealed)
			changed[n] ^= 1 << bit
			if got, err := cert.Open(key, testContext, changed, maxBody); err == nil || got != nil {
				t.Errorf("opens with bit %d of byte %d changed", bit, n)
			}
		}
	}
}

func TestOpenKeyGivesTheSameKey(t *testing.T) {
	_, p, cert := newPerson(t, "Anna")
	key := newKey(t)
	packet := encryptKey(t, cert, key)
	if len(packet) != 96 {
		t.Errorf("session-key packet of %d bytes", len(packet))
	}
	got, err := p.OpenKey(packet)
	if err != nil || !bytes.Equal(got.Bytes(), key.Bytes()) {
		t.Fatalf("another key: %v", err)
	}
	got.Wipe()
	if _, err := p.OpenKey(packet); err != nil {
		t.Errorf("the second time: %v", err)
	}
	for n := range packet {
		if _, err := p.OpenKey(packet[:n]); err == nil {
			t.Errorf("%d of %d bytes open", n, len(packet))
		}
	}
}

func TestOpenKeyRefuses(t *testing.T) {
	_, p, cert := newPerson(t, "Anna")
	_, mallory, mallorys := newPerson(t, "Mallory")
	good := encryptKey(t, cert, newKey(t))
	wildcard := bytes.Clone(good)
	clear(wildcard[3:11])
	changed := bytes.Clone(good)
	changed[len(changed)-1] ^= 1
	sub := entity(t, p).Subkeys[0].PublicKey
	keyOf := func(cipher packet.CipherFunction, aead bool, n int) []byte {
		return packets(t, func(w io.Writer) error {
			return packet.SerializeEncryptedKeyAEAD(w, sub, cipher, aead, make([]byte, n), nil)
		})
	}
	for name, tt := range map[string]struct {
		in   []byte
		want error
	}{
		"nothing":          {nil, pgp.ErrMalformed},
		"another's":        {encryptKey(t, mallorys, newKey(t)), pgp.ErrDecrypt},
		"to nobody":        {wildcard, pgp.ErrDecrypt},
		"changed":          {changed, pgp.ErrDecrypt},
		"two":              {concat(good, good), pgp.ErrMalformed},
		"sealed data":      {seal(t, mallory, newKey(t), testContext, nil), pgp.ErrMalformed},
		"AES-128":          {keyOf(packet.CipherAES128, false, 16), pgp.ErrMalformed},
		"AES-256 of 16":    {keyOf(packet.CipherAES256, false, 16), pgp.ErrMalformed},
		"of version 6":     {keyOf(packet.CipherAES256, true, 32), pgp.ErrMalformed},
		"of version 9":     {newPacket(1, []byte{9}), pgp.ErrMalformed},
		"too long":         {newPacket(1, make([]byte, pgp.MaxKeyPacket)), pgp.ErrTooLong},
		"RSA for the same": {newPacket(1, concat(good[2:11], []byte{1, 0, 8, 255})), pgp.ErrDecrypt},
	} {
		if _, err := p.OpenKey(tt.in); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}

// literalPacket frames a short body the way Seal does.
func literalPacket(body []byte) []byte {
	return concat([]byte{0xc0 | 11, byte(6 + len(body)), 'b', 0, 0, 0, 0, 0}, body)
}

func concat(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

// signedPackets gives what goes inside a sealed packet, made by the library.
func signedPackets(t testing.TB, e *openpgp.Entity, body []byte, config *packet.Config) []byte {
	t.Helper()
	return packets(t, func(w io.Writer) error {
		inside, err := openpgp.Sign(w, e, &openpgp.FileHints{IsBinary: true}, config)
		if err != nil {
			return err
		}
		if _, err := inside.Write(body); err != nil {
			return err
		}
		return inside.Close()
	})
}

// sealPackets encrypts any packets the way Seal encrypts its own.
func sealPackets(t testing.TB, key pgp.SessionKey, inside []byte) []byte {
	t.Helper()
	return sealWith(t, key, inside, nil)
}

func sealAEAD(t testing.TB, key pgp.SessionKey, inside []byte) []byte {
	t.Helper()
	return sealWith(t, key, inside, &packet.Config{AEADConfig: &packet.AEADConfig{}})
}

func sealWith(t testing.TB, key pgp.SessionKey, inside []byte, config *packet.Config) []byte {
	t.Helper()
	return packets(t, func(w io.Writer) error {
		suite := packet.CipherSuite{Cipher: packet.CipherAES256, Mode: config.AEAD().Mode()}
		content, err := packet.SerializeSymmetricallyEncrypted(w, packet.CipherAES256, config.AEAD() != nil, suite, key.Bytes(), config)
		if err != nil {
			return err
		}
		if _, err := content.Write(inside); err != nil {
			return err
		}
		return content.Close()
	})
}

func decryptWith(t testing.TB, key pgp.SessionKey, sealed []byte) []byte {
	t.Helper()
	p, err := packet.Read(bytes.NewReader(sealed))
	if err != nil {
		t.Fatal(err)
	}
	content, err := p.(*packet.SymmetricallyEncrypted).Decrypt(packet.CipherAES256, key.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	inside, err := io.ReadAll(content)
	if err != nil {
		t.Fatal(err)
	}
	return inside
}

func compressed(t testing.TB, inside []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	b.WriteByte(1) // ZIP, RFC 4880 section 9.3
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(inside); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return newPacket(8, b.Bytes())
}

func ExampleCertificate_Open() {
	anna, _ := pgp.NewIdentity("Anna")
	annaHere, _ := anna.Participant()
	defer annaHere.Destroy()
	annaForOthers, _ := pgp.ParseCertificate(annaHere.Certificate())

	key, _ := pgp.NewSessionKey()
	sealed, _ := annaHere.Seal(key, "one chat", []byte("Hey, what's up?"))

	body, err := annaForOthers.Open(key, "one chat", sealed, 64<<10)
	fmt.Println(string(body), err)
	body, err = annaForOthers.Open(key, "another chat", sealed, 64<<10)
	fmt.Println(len(body), err)
	// Output:
	// Hey, what's up? <nil>
	// 0 pgp: wrong context
}
