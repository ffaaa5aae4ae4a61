package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"unicode/utf16"
)

// TestNothingSaidStaysBehind lets four people say a hundred things, ends the chat in
// order and by kill -9, and looks for all of it in everything that the programs could
// write: profiles, home, cache and temporary folders.
func TestNothingSaidStaysBehind(t *testing.T) {
	for name, end := range map[string]func(host *process, all []*process){
		"ended in order": func(host *process, all []*process) {
			host.Send("/quit")
			for _, p := range all {
				p.Exit(0)
			}
		},
		"killed": func(_ *process, all []*process) {
			for _, p := range all {
				_ = p.cmd.Process.Kill()
				<-p.exited
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			all, said := hundred(t, dir)
			end(all[0], all)
			files := 0
			err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
				if err != nil || !d.Type().IsRegular() {
					return err
				}
				files++
				content, err := os.ReadFile(path)
				for _, text := range said {
					if writtenIn(content, text) {
						t.Errorf("%s holds %q", path, text)
					}
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			if files < 2*len(all) { // an identity and contacts each
				t.Errorf("only %d files were looked at", files)
			}
		})
	}
}

// hundred lets four people say a hundred things, until everybody has read them.
func hundred(t *testing.T, dir string) (all []*process, said []string) {
	t.Helper()
	start := func(who string, args ...string) *process {
		home := filepath.Join(dir, who)
		if err := os.MkdirAll(filepath.Join(home, "tmp"), 0o700); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("rt", append([]string{"--json", "--name", who, "--profile", filepath.Join(home, "profile")}, args...)...)
		cmd.Dir = home
		cmd.Env = append(os.Environ(), "HOME="+home, "XDG_CACHE_HOME="+filepath.Join(home, "cache"), "XDG_CONFIG_HOME="+filepath.Join(home, "config"),
			"XDG_DATA_HOME="+filepath.Join(home, "data"), "XDG_STATE_HOME="+filepath.Join(home, "state"), "TMPDIR="+filepath.Join(home, "tmp"))
		p := launch(t, who, cmd)
		p.Expect("password_prompt", nil)
		p.Send("sable otter vinyl quartz")
		return p
	}
	host := start("Ann", "host", "--listen", "127.0.0.1", "--no-router")
	at := fmt.Sprintf("127.0.0.1:%d", host.Expect("hosting", nil).number("port"))
	host.Expect("joined", nil)
	all = []*process{host}
	for _, who := range []string{"Bob", "Cora", "Dan"} {
		p := start(who, at)
		p.Expect("joined", nil)
		all = append(all, p)
	}
	for _, p := range all { // until all are in for all
		for range len(all) - 1 {
			p.Expect("member_joined", nil)
		}
	}
	for i := range 100 {
		text := fmt.Sprintf("secret %d: %x, schöne Grüße", i, uint64(i+1)*0x9e3779b97f4a7c15)
		said = append(said, text)
		all[i%len(all)].Send(text)
	}
	for _, p := range all {
		for _, text := range said {
			p.Expect("message", where("text", text))
		}
	}
	for _, p := range all { // and nothing is under way any more
		for range len(said) / len(all) {
			p.Expect("delivered", func(e event) bool { return e.number("to") == len(all)-1 })
		}
	}
	return all, append(said, "sable otter vinyl quartz")
}

// writtenIn looks for a text as programs write it: plain, UTF-16, hexadecimal and
// base64 at each of its three offsets.
func writtenIn(content []byte, text string) bool {
	b := []byte(text)
	var wide []byte
	for _, u := range utf16.Encode([]rune(text)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	forms := [][]byte{b, wide, []byte(hex.EncodeToString(b)), bytes.ToUpper([]byte(hex.EncodeToString(b)))}
	for skip := range 3 {
		whole := b[skip : skip+(len(b)-skip)/3*3]
		forms = append(forms, []byte(base64.StdEncoding.EncodeToString(whole)), []byte(base64.URLEncoding.EncodeToString(whole)))
	}
	for _, f := range forms {
		if bytes.Contains(content, f) {
			return true
		}
	}
	return false
}

func TestWhatIsWrittenIsFound(t *testing.T) {
	text := "secret 7: grüße"
	var wide []byte
	for _, u := range utf16.Encode([]rune("x" + text)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	for name, content := range map[string][]byte{
		"plain": []byte("<" + text + ">"), "wide": wide, "hex": []byte(hex.EncodeToString([]byte("a" + text))),
		"base64": []byte(base64.StdEncoding.EncodeToString([]byte("a" + text + "b"))),
		"url":    []byte(base64.URLEncoding.EncodeToString([]byte("ab" + text))),
	} {
		if !writtenIn(content, text) {
			t.Errorf("%s is not found", name)
		}
	}
	if writtenIn([]byte("nothing of that"), text) {
		t.Error("found where it is not")
	}
}
