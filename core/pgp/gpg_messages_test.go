package pgp_test

import (
	"bytes"
	"errors"
	"testing"

	"realtalk/core/pgp"
)

// gpgFriend is Bob in GnuPG, who knows Anna's certificate.
type gpgFriend struct {
	gpgKey
	cert *pgp.Certificate
	anna *pgp.Participant
}

func newGPGFriend(t *testing.T) gpgFriend {
	t.Helper()
	k := newGPGKey(t, "", "ed25519", "sign,cert").withSubkey("cv25519", "encr", "0")
	minimal, _ := k.run(nil, "--export-options", "export-minimal", "--export", k.fingerprint)
	_, anna, _ := newPerson(t, "Anna")
	k.run(anna.Certificate(), "--import")
	return gpgFriend{k, parse(t, minimal), anna}
}

// to encrypts to Anna by the subkey that she has in this chat.
func (f gpgFriend) to(body []byte, args ...string) []byte {
	f.t.Helper()
	message, _ := f.run(body, append([]string{"--local-user", "Bob", "--recipient", "Anna"}, args...)...)
	return message
}

// What GnuPG sends is no message of a chat, however it is made: a literal packet
// has a date at least. None of it may cost more than one of ours.
func TestGPGMessagesAreRefused(t *testing.T) {
	f := newGPGFriend(t)
	notation := "--sig-notation=context@proton.ch=" + testContext
	zeros := make([]byte, maxBody/2)
	for name, message := range map[string][]byte{
		"signed":                f.to([]byte("hello"), "-z0", notation, "--sign", "--encrypt"),
		"not signed":            f.to([]byte("hello"), "-z0", "--encrypt"),
		"as text":               f.to([]byte("hello\n"), "-z0", notation, "--textmode", "--sign", "--encrypt"),
		"with a name":           f.to([]byte("hello"), "-z0", notation, "--set-filename", "x.exe", "--sign", "--encrypt"),
		"for eyes only":         f.to([]byte("hello"), "-z0", notation, "--for-your-eyes-only", "--sign", "--encrypt"),
		"ZIP":                   f.to(zeros, "--compress-algo", "zip", notation, "--sign", "--encrypt"),
		"ZLIB":                  f.to(zeros, "--compress-algo", "zlib", notation, "--sign", "--encrypt"),
		"BZIP2":                 f.to(zeros, "--compress-algo", "bzip2", notation, "--sign", "--encrypt"),
		"partial lengths":       f.to(zeros, "-z0", notation, "--sign", "--encrypt"),
		"MDC off, if it can be": f.to([]byte("hello"), "-z0", "--disable-mdc", notation, "--sign", "--encrypt"),
	} {
		t.Run(name, func(t *testing.T) {
			first, rest := gpgPacket(t, message)
			key, err := f.anna.OpenKey(first)
			must(t, err)
			var body []byte
			spent := allocated(func() { body, err = f.cert.Open(key, testContext, rest, maxBody) })
			if body != nil || !errors.Is(err, pgp.ErrMalformed) {
				t.Errorf("%q, %v", body, err)
			}
			if spent > 4*maxBody+64<<10 {
				t.Errorf("allocated %d", spent)
			}
		})
	}
}

// Session keys as GnuPG makes them for other ciphers and in other ways.
func TestGPGSessionKeys(t *testing.T) {
	f := newGPGFriend(t)
	for cipher, want := range map[string]error{
		"AES256": nil, "AES192": pgp.ErrMalformed, "AES": pgp.ErrMalformed, "3DES": pgp.ErrMalformed, "CAST5": pgp.ErrMalformed,
		"BLOWFISH": pgp.ErrDecrypt, "TWOFISH": pgp.ErrDecrypt, "CAMELLIA256": pgp.ErrDecrypt, "IDEA": pgp.ErrDecrypt,
	} {
		first, _ := gpgPacket(t, f.to(nil, "--cipher-algo", cipher, "--encrypt"))
		if _, err := f.anna.OpenKey(first); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", cipher, err, want)
		}
	}
	for name, tt := range map[string]struct {
		message []byte
		want    error
	}{
		"to nobody named": {f.to(nil, "--throw-keyids", "--encrypt"), pgp.ErrDecrypt},
		"to somebody":     {f.to(nil, "--recipient", "Bob", "--encrypt", "--no-encrypt-to"), nil},
		"by a passphrase": {f.to(nil, "--passphrase", "x", "--symmetric"), pgp.ErrMalformed},
	} {
		first, _ := gpgPacket(t, tt.message)
		if _, err := f.anna.OpenKey(first); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}

func TestGPGSignatures(t *testing.T) {
	f := newGPGFriend(t)
	context := "--sig-notation=context@proton.ch=" + testContext
	data := []byte("hello\n")
	for name, tt := range map[string]struct {
		args []string
		want error
	}{
		"plain":                 {[]string{context}, nil},
		"SHA-384":               {[]string{context, "--digest-algo", "SHA384"}, nil},
		"another notation":      {[]string{context, "--sig-notation=x@example.org=y"}, nil},
		"a policy":              {[]string{context, "--sig-policy-url", "https://example.org"}, nil},
		"for a day":             {[]string{context, "--default-sig-expire", "1d"}, nil},
		"no context":            {nil, pgp.ErrContext},
		"another context":       {[]string{context + "x"}, pgp.ErrContext},
		"two contexts":          {[]string{context, context + "x"}, pgp.ErrContext},
		"critical notation":     {[]string{context, "--sig-notation=!x@example.org=y"}, pgp.ErrContext},
		"text":                  {[]string{context, "--textmode"}, pgp.ErrSignature},
		"SHA-224":               {[]string{context, "--digest-algo", "SHA224"}, pgp.ErrMalformed},
		"over, and of long ago": {[]string{context, "--default-sig-expire", "1d", "--faked-system-time", longAgo, "--ignore-time-conflict", "--ignore-valid-from"}, pgp.ErrSignature},
		"in armor":              {[]string{context, "--armor"}, pgp.ErrMalformed},
	} {
		sig, _ := f.run(data, append(tt.args, "--local-user", "Bob", "--detach-sign")...)
		if err := f.cert.Verify(testContext, data, sig); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}

// A version 3 signature (RFC 4880 section 5.2.2), which GnuPG 2.2 reads but no
// longer makes.
func TestVersion3SignatureIsRefused(t *testing.T) {
	_, p, cert := newPerson(t, "Anna")
	keyID := entity(t, p).PrimaryKey.KeyId
	old := []byte{3, 5, 0, 0x5e, 0, 0, 0}
	for n := range 8 {
		old = append(old, byte(keyID>>(56-8*n)))
	}
	old = append(old, 22, 8, 0, 0, 0, 1, 1, 0, 1, 1)
	if err := cert.Verify(testContext, nil, newPacket(2, old)); !errors.Is(err, pgp.ErrMalformed) {
		t.Errorf("version 3: %v", err)
	}
}

// A packet without integrity protection (tag 9) is not even decrypted.
func TestNoIntegrityProtectionIsRefused(t *testing.T) {
	_, p, cert := newPerson(t, "Anna")
	key := newKey(t)
	sealed := seal(t, p, key, testContext, []byte("hello"))
	_, body := headerOf(t, sealed)
	if b, err := cert.Open(key, testContext, newPacket(9, bytes.Clone(body[1:])), maxBody); b != nil || !errors.Is(err, pgp.ErrMalformed) {
		t.Errorf("tag 9: %q, %v", b, err)
	}
}

// gpgPacket splits off the first packet, which GnuPG writes in the old format.
func gpgPacket(t *testing.T, b []byte) (first, rest []byte) {
	t.Helper()
	switch b[0] & 0xc3 {
	case 0x80:
		return b[:2+int(b[1])], b[2+int(b[1]):]
	case 0x81:
		n := 3 + int(b[1])<<8 + int(b[2])
		return b[:n], b[n:]
	}
	t.Fatalf("packet begins with %x", b[0])
	return nil, nil
}
