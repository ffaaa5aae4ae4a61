package app

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"time"

	"realtalk/core"
	"realtalk/core/profile"
)

// TestEveryFaultHasItsSentence words what can go wrong with the disk, the door and
// the program itself.
func TestEveryFaultHasItsSentence(t *testing.T) {
	u := &unkept{dir: "/home/ann/realtalk"}
	at := func(err error) error { return &fs.PathError{Op: "open", Path: u.dir, Err: err} }
	notices := map[string]Notice{
		"full": u.notice(at(diskFull[0])), "gone": u.notice(profile.ErrGone), "not allowed": u.notice(at(fs.ErrPermission)),
		"other": u.notice(at(errors.New("input/output error"))), "again": u.notice(nil),
		"descriptors": u.notice(at(tooManyOpen[0])), "door": doorStuck(core.DoorStuck{Err: tooManyOpen[0]}),
		"door, else": doorStuck(core.DoorStuck{Err: errors.New("no buffers")}), "door works": doorStuck(core.DoorStuck{Over: true}),
		"mistake": mishap(core.Mishap{N: 1, Place: "relay.go:7"}), "mistakes": mishap(core.Mishap{N: 3, Place: "relay.go:7"}),
		"flood": limited(core.Limited{For: 1500 * time.Millisecond}),
	}
	seen := map[string]string{}
	for name, n := range notices {
		checkSentence(t, n.Text)
		if strings.Contains(n.Text, "%!") {
			t.Errorf("%s: %q", name, n.Text)
		}
		if other, ok := seen[n.Text]; ok {
			t.Errorf("%s and %s share %q", name, other, n.Text)
		}
		seen[n.Text] = name
	}
	if !strings.Contains(notices["flood"].Text, "within 2 seconds") || !strings.Contains(notices["mistakes"].Text, "3 mistakes") {
		t.Errorf("%q, %q", notices["flood"].Text, notices["mistakes"].Text)
	}
}

// TestFaultIsToldOnce tells a chat of a disk that fails several times, and of its end.
func TestFaultIsToldOnce(t *testing.T) {
	u := &unkept{dir: "/home/ann/realtalk"}
	c := &Chat{news: make(chan Event), over: make(chan struct{})}
	defer close(c.over)
	u.begin(c)
	full := &fs.PathError{Err: diskFull[0]}
	for range 3 {
		if !u.wrote(full) {
			t.Error("what was not written is given up")
		}
	}
	if n := (<-c.news).(Notice); n.Code != "not_written" {
		t.Errorf("told %+v", n)
	}
	for _, err := range []error{nil, nil, errors.New("no room in the list")} {
		if u.wrote(err) {
			t.Errorf("what was written, or never can be, is written again: %v", err)
		}
	}
	if n := (<-c.news).(Notice); n.Code != "written_again" {
		t.Errorf("told %+v", n)
	}
	u.wrote(full)
	late := &Chat{news: make(chan Event), over: make(chan struct{})}
	defer close(late.over)
	u.begin(late)
	if n := (<-late.news).(Notice); n.Code != "not_written" {
		t.Errorf("who comes later is told %+v", n)
	}
}
