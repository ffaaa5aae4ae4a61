package app

import (
	"os"
	"path/filepath"
	"testing"
)

func TestSettingsAreKept(t *testing.T) {
	dir := t.TempDir()
	want := Settings{HideDetails: true, AskFirst: true, Limit: 5}
	if err := openIn(t, dir).SetSettings(want); err != nil {
		t.Fatal(err)
	}
	a := openIn(t, dir)
	if got := a.Settings(); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	for _, limit := range []int{-1, 1, 5000} {
		wantCode(t, a.SetSettings(Settings{Limit: limit}), "limit")
	}
	if got := a.Settings(); got != want {
		t.Errorf("%+v after what was refused, want %+v", got, want)
	}
}

// A file that somebody wrote by hand can shut nobody out: a limit that no chat can
// have is none, and what cannot be read is as if it were not there.
func TestSettingsThatCannotBe(t *testing.T) {
	for text, want := range map[string]Settings{
		`{"limit":-1,"ask_first":true}`: {AskFirst: true},
		`{"limit":1}`:                   {},
		`{"limit":5000}`:                {},
		`{"limit":2}`:                   {Limit: 2},
		`{"limit":"2"}`:                 {},
		`{"ask_first":true`:             {},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, settingsFile), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := openIn(t, dir).Settings(); got != want {
			t.Errorf("%s: %+v, want %+v", text, got, want)
		}
	}
}
