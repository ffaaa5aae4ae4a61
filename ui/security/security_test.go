package security

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"realtalk/ui/kit"
)

// buttons gives the buttons of all rows.
func buttons(o fyne.CanvasObject) []*kit.Button {
	switch o := o.(type) {
	case *kit.Button:
		return []*kit.Button{o}
	case *fyne.Container:
		var all []*kit.Button
		for _, child := range o.Objects {
			all = append(all, buttons(child)...)
		}
		return all
	}
	return nil
}

func TestBlockAndUnblock(t *testing.T) {
	test.NewTempApp(t)
	v := NewView(true)
	test.NewTempWindow(t, v.Object)
	var got []string
	v.OnBlock = func(a string) { got = append(got, "block "+a) }
	v.OnUnblock = func(a string) { got = append(got, "unblock "+a) }
	v.SetBlocked([]Blocked{{Address: "a", Why: "tries"}})
	v.Add(Notice{When: time.Now(), Text: "of a", Address: "a"})
	v.Add(Notice{When: time.Now(), Text: "of b", Address: "b"})
	v.Add(Notice{When: time.Now(), Text: "of nobody"})
	for _, b := range buttons(v.Object) {
		test.Tap(b)
	}
	if s := strings.Join(got, ", "); s != "unblock a, block b" {
		t.Fatalf("got %s", s)
	}
	if v.Notices()[0].Text != "of nobody" {
		t.Error("the newest notice is not on top")
	}
}

func TestListsAreBounded(t *testing.T) {
	test.NewTempApp(t)
	v := NewView(true)
	for i := range MaxNotices + 50 {
		v.Add(Notice{Text: fmt.Sprint(i)})
	}
	v.SetBlocked(make([]Blocked, MaxBlocked+50))
	if len(v.Notices()) != MaxNotices || len(v.list.Objects) != MaxBlocked || len(v.doors.Objects) != MaxNotices {
		t.Fatalf("%d notices, %d blocked", len(v.Notices()), len(v.list.Objects))
	}
}

func TestBlocklistAlone(t *testing.T) {
	test.NewTempApp(t)
	if n := len(NewView(false).Object.(*fyne.Container).Objects); n != 3 {
		t.Fatalf("%d parts", n)
	}
}
