package pgp_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"realtalk/core/pgp"
)

// gnupg is the real GnuPG with a home of its own.
type gnupg struct {
	t    *testing.T
	home string
}

// newGPG skips where there is no gpg, but not in CI: there it must not be
// forgotten.
func newGPG(t *testing.T) gnupg {
	t.Helper()
	if _, err := exec.LookPath("gpg"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("no gpg in CI")
		}
		t.Skip("no gpg here")
	}
	g := gnupg{t: t, home: t.TempDir()}
	must(t, os.Chmod(g.home, 0o700))
	g.file("gpg-agent.conf", []byte("s2k-count 65536\n")) // or each test waits for passphrases
	t.Cleanup(func() {                                    // gpg leaves an agent behind
		stop := exec.Command("gpgconf", "--kill", "all")
		stop.Env = append(os.Environ(), "GNUPGHOME="+g.home)
		_ = stop.Run()
	})
	return g
}

// try runs gpg and gives its output, status lines and complaints apart.
func (g gnupg) try(in []byte, args ...string) (out []byte, said string, err error) {
	g.t.Helper()
	common := []string{"--batch", "--no-tty", "--yes", "--status-fd", "2", "--trust-model", "always", "--pinentry-mode", "loopback", "--passphrase", ""}
	cmd := exec.Command("gpg", append(common, args...)...)
	cmd.Env = append(os.Environ(), "GNUPGHOME="+g.home, "LC_ALL=C")
	cmd.Stdin = bytes.NewReader(in)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err = cmd.Run()
	return stdout.Bytes(), stderr.String(), err
}

func (g gnupg) run(in []byte, args ...string) (out []byte, said string) {
	g.t.Helper()
	out, said, err := g.try(in, args...)
	if err != nil {
		g.t.Fatalf("gpg %v: %v\n%s", args, err, said)
	}
	return out, said
}

func (g gnupg) file(name string, b []byte) string {
	g.t.Helper()
	path := filepath.Join(g.home, name)
	must(g.t, os.WriteFile(path, b, 0o600))
	return path
}

func mustSay(t *testing.T, said string, all ...string) {
	t.Helper()
	for _, want := range all {
		if !strings.Contains(said, want) {
			t.Errorf("gpg does not say %q but\n%s", want, said)
		}
	}
}

func TestGPGImports(t *testing.T) {
	g := newGPG(t)
	id, p, _ := newPerson(t, "Anna")
	armored, err := id.ArmoredPublicKey()
	must(t, err)
	_, said := g.run([]byte(armored), "--import")
	mustSay(t, said, "IMPORT_OK 1 "+id.OpenPGPFingerprint())
	_, said = g.run(p.Certificate(), "--import")
	mustSay(t, said, "new subkeys: 1", id.OpenPGPFingerprint())
	list, _ := g.run(nil, "--with-colons", "--list-keys")
	mustSay(t, string(list), "fpr:::::::::"+id.OpenPGPFingerprint()+":", ":Anna:", "ed25519", "cv25519")
	if n := strings.Count(string(list), "\nsub:"); n != 2 {
		t.Errorf("%d subkeys, not the long-term one and the chat's", n)
	}
}

func TestGPGReads(t *testing.T) {
	g := newGPG(t)
	id, p, cert := newPerson(t, "Anna")
	g.run(secretOf(t, entity(t, p)), "--import")
	key := newKey(t)
	keyPacket := encryptKey(t, cert, key)
	for _, size := range []int{0, 120, 700, 4096, maxBody} {
		body := bytes.Repeat([]byte("hello"), size/5)
		message := concat(keyPacket, seal(t, p, key, testContext, body))
		out, said := g.run(message, "--decrypt")
		if !bytes.Equal(out, body) {
			t.Errorf("%d bytes: another body", size)
		}
		mustSay(t, said, "DECRYPTION_OKAY", "GOODMDC", "GOODSIG", "VALIDSIG "+id.OpenPGPFingerprint())
	}
}

// Plain gpg does not know the context; it must still call the signature good.
func TestGPGVerifies(t *testing.T) {
	g := newGPG(t)
	id, p, _ := newPerson(t, "Anna")
	g.run(p.Certificate(), "--import")
	data := []byte("I join")
	sig := g.file("sig", sign(t, p, testContext, data))
	_, said := g.run(data, "--verify", sig, "-")
	mustSay(t, said, "GOODSIG", "VALIDSIG "+id.OpenPGPFingerprint(), "NOTATION_NAME context@proton.ch")
	if _, said, err := g.try([]byte("I leave"), "--verify", sig, "-"); err == nil {
		t.Errorf("gpg is content with anything:\n%s", said)
	}
}

const (
	ed25519Params = "Key-Type: EDDSA\nKey-Curve: Ed25519\nKey-Usage: sign cert\nSubkey-Type: ECDH\nSubkey-Curve: Curve25519\n"
	rsaParams     = "Key-Type: RSA\nKey-Length: 3072\nKey-Usage: sign cert\nSubkey-Type: RSA\nSubkey-Length: 3072\nSubkey-Usage: encrypt\n"
	p256Params    = "Key-Type: ECDSA\nKey-Curve: nistp256\nKey-Usage: sign cert\nSubkey-Type: ECDH\nSubkey-Curve: nistp256\n"
)

func (g gnupg) generate(params string) {
	g.t.Helper()
	g.run([]byte(params+"Name-Real: Bob\nExpire-Date: 0\n%no-protection\n%commit\n"), "--gen-key")
}

func TestGPGKeysTakePart(t *testing.T) {
	for name, params := range map[string]string{"ed": ed25519Params, "rsa": rsaParams} {
		t.Run(name, func(t *testing.T) {
			g := newGPG(t)
			g.generate(params)
			minimal, _ := g.run(nil, "--export-options", "export-minimal", "--export")
			theirs := parse(t, minimal)
			secret, _ := g.run(nil, "--export-secret-keys")
			id, err := pgp.ParseIdentity(secret)
			must(t, err)
			if theirs.Fingerprint() != id.Fingerprint() {
				t.Error("certificate and secret key differ")
			}
			gpgOpensAndSigns(t, g, theirs)
			takesPart(t, g, id)
		})
	}
}

// gpgOpensAndSigns has gpg read what we encrypt to its key, and us check what it
// signs.
func gpgOpensAndSigns(t *testing.T, g gnupg, theirs *pgp.Certificate) {
	t.Helper()
	_, p, ours := newPerson(t, "Anna")
	g.run(p.Certificate(), "--import")
	key := newKey(t)
	out, said := g.run(concat(encryptKey(t, theirs, key), seal(t, p, key, testContext, []byte("hello"))), "--decrypt")
	if string(out) != "hello" {
		t.Errorf("gpg reads %q", out)
	}
	mustSay(t, said, "DECRYPTION_OKAY", "GOODSIG")
	sig, _ := g.run([]byte("hello"), "--local-user", "Bob", "--digest-algo", "SHA512",
		"--sig-notation", "context@proton.ch="+testContext, "--detach-sign")
	if err := theirs.Verify(testContext, []byte("hello"), sig); err != nil {
		t.Errorf("signed by gpg: %v", err)
	}
	if err := ours.Verify(testContext, []byte("hello"), sig); !errors.Is(err, pgp.ErrSignature) {
		t.Errorf("signed by gpg, checked with another key: %v", err)
	}
}

// takesPart lets a key of gpg's chat through this package, and gpg check it.
func takesPart(t *testing.T, g gnupg, id *pgp.Identity) {
	t.Helper()
	p := participant(t, id)
	cert := parse(t, p.Certificate())
	key := newKey(t)
	got, err := p.OpenKey(encryptKey(t, cert, key))
	must(t, err)
	body, err := cert.Open(got, testContext, seal(t, p, key, testContext, []byte("hello")), maxBody)
	if err != nil || string(body) != "hello" {
		t.Errorf("Open: %q, %v", body, err)
	}
	raw := sign(t, p, strings.Repeat("x", pgp.MaxContext), nil)
	if len(raw) > pgp.MaxSignature {
		t.Errorf("signature of %d bytes", len(raw))
	}
	_, said := g.run(nil, "--verify", g.file("sig", raw), "-")
	mustSay(t, said, "GOODSIG", "VALIDSIG ", " "+id.OpenPGPFingerprint()+"\n") // by it or by a subkey of it
}

func TestGPGKeysThatAreRefused(t *testing.T) {
	g := newGPG(t)
	g.generate(p256Params)
	minimal, _ := g.run(nil, "--export-options", "export-minimal", "--export")
	if c, err := pgp.ParseCertificate(minimal); c != nil || reasonOf(err) != pgp.Algorithm {
		t.Errorf("P-256: %v", err)
	}
	secret, _ := g.run(nil, "--export-secret-keys")
	if _, err := pgp.ParseIdentity(secret); !errors.Is(err, pgp.ErrIdentity) {
		t.Errorf("P-256 as an identity: %v", err)
	}
	if c, err := pgp.ParseCertificate(secret); c != nil || reasonOf(err) != pgp.Private {
		t.Errorf("secret key: %v", err)
	}
}
