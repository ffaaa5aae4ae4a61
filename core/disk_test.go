package core

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// talk is a chat of several processes, and everything in it that no disk may
// hold.
type talk struct {
	host, anna, ben *child
	said            []string
}

const (
	typedPassword = "sable-otter-vinyl-quartz"
	typedWrong    = "cobalt-heron-prism-walnut"
)

// talked lets three people chat until everybody has read everything.
func talked(t *testing.T) talk {
	t.Helper()
	host, address := childHost(t, "HannaTheHost", typedPassword)
	anna := childGuest(t, "AnnaTheGuest", address, typedWrong, typedPassword)
	ben := childGuest(t, "BenTheGuest", address, typedPassword)
	c := talk{host: host, anna: anna, ben: ben}
	people := []*child{host, anna, ben}
	for i, from := range people {
		for n := range 5 {
			text := fmt.Sprintf("my secret number %d of %d is %x, grüße", n, i, 0x9e3779b97f4a7c15*uint64(5*i+n+1))
			c.said = append(c.said, text)
			from.types(text)
			for _, p := range people {
				p.tells("message " + text)
			}
		}
	}
	return c
}

func (c talk) people() []*child { return []*child{c.host, c.anna, c.ben} }

func TestNothingSaidIsOnDisk(t *testing.T) {
	t.Parallel()
	t.Run("after an orderly end", func(t *testing.T) {
		c := talked(t)
		c.anna.types("/end")
		c.anna.ends()
		c.host.types("/end")
		c.host.ends()
		c.ben.ends()
		c.search(t)
	})
	t.Run("after kills", func(t *testing.T) {
		c := talked(t)
		c.host.kill()
		c.anna.kill()
		c.ben.tells("ended")
		c.ben.ends()
		c.search(t)
	})
}

// search looks for every piece of what was said and typed, and for the names
// of the others, in everything that each process could write.
func (c talk) search(t *testing.T) {
	t.Helper()
	for _, p := range c.people() {
		secrets := append([]string{typedPassword, typedWrong}, c.said...)
		for _, other := range c.people() {
			if other != p {
				secrets = append(secrets, other.name)
			}
		}
		if found := traces(t, p.dir, secrets); len(found) > 0 {
			t.Errorf("%s left on disk: %q", p.name, found)
		}
		// What must be there shows that the right folder was searched.
		want := []string{identityFile}
		if p == c.host {
			want = append(want, recordsFile, "hosting.lock")
		}
		for _, name := range want {
			if _, err := os.Stat(filepath.Join(p.dir, "profile", name)); err != nil {
				t.Errorf("%s: %v", p.name, err)
			}
		}
	}
}

// pieceLength is the shortest piece of a secret that counts as found.
const pieceLength = 10

// traces lists the files under a folder that hold a piece of a secret in the
// name or in the content, plain or in an encoding that a program might use.
func traces(t *testing.T, dir string, secrets []string) []string {
	t.Helper()
	var needles [][]byte
	for _, s := range secrets {
		for i := 0; i+pieceLength <= len(s); i++ {
			needles = append(needles, encodings(s[i:i+pieceLength])...)
		}
	}
	var found []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		content := []byte(d.Name() + "\n")
		if d.Type().IsRegular() {
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			content = append(content, b...)
		}
		if slices.ContainsFunc(needles, func(n []byte) bool { return bytes.Contains(content, n) }) {
			found = append(found, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func encodings(piece string) [][]byte {
	b := []byte(piece)
	x := hex.EncodeToString(b)
	list := [][]byte{b, []byte(x), []byte(strings.ToUpper(x))}
	var wide []byte
	for _, u := range utf16.Encode([]rune(piece)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	list = append(list, wide)
	// Base64 of a piece depends on where it stands; whole groups of three bytes
	// of it are the same at one of three offsets.
	for skip := range 3 {
		whole := b[skip : skip+(len(b)-skip)/3*3]
		list = append(list,
			[]byte(base64.StdEncoding.EncodeToString(whole)),
			[]byte(base64.URLEncoding.EncodeToString(whole)))
	}
	return list
}

func TestTracesAreFound(t *testing.T) {
	secret := "Anna: secret number 7, grüße"
	var wide []byte
	for _, u := range utf16.Encode([]rune("x" + secret)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	for name, content := range map[string][]byte{
		"plain":  []byte("before " + secret[4:20] + " after"),
		"hex":    []byte(hex.EncodeToString([]byte(" " + secret))),
		"HEX":    []byte(strings.ToUpper(hex.EncodeToString([]byte(secret)))),
		"wide":   wide,
		"base64": []byte(base64.StdEncoding.EncodeToString([]byte("xx" + secret))),
		"url":    []byte(base64.RawURLEncoding.EncodeToString([]byte("x" + secret))),
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, "deep", "er", "file")
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("nothing to see"), 0o600); err != nil {
			t.Fatal(err)
		}
		if found := traces(t, dir, []string{secret}); len(found) != 0 {
			t.Errorf("%s: found in an innocent file", name)
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if found := traces(t, dir, []string{secret}); len(found) != 1 {
			t.Errorf("%s: not found", name)
		}
	}
}
