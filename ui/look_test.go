package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"realtalk/app"
	"realtalk/app/lang"
	"realtalk/ui/kit"
)

func TestLookFollowsTheSettings(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{})
	var worn []kit.Theme
	d.dress = func(look kit.Theme) { worn = append(worn, look) }
	s := app.Settings{Appearance: "dark", TextSize: 150}
	d.applyLook(s)
	d.applyLook(s)
	if len(worn) != 1 || worn[0] != (kit.Theme{Variant: "dark", Percent: 150}) {
		t.Errorf("worn %+v", worn)
	}
}

func TestLanguageFollowsTheSettings(t *testing.T) {
	t.Cleanup(func() { lang.Use(lang.English) })
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{})
	d.system = "de-AT"
	d.applyLook(app.Settings{})
	if lang.Now() != "de" {
		t.Errorf("the system speaks German, the window %s", lang.Now())
	}
	d.applyLook(app.Settings{Language: "en"})
	if lang.Now() != "en" {
		t.Errorf("English is wished, the window speaks %s", lang.Now())
	}
	d.wantText(kit.WordHostChat())
}

func TestSizeIsKeptOnceItStays(t *testing.T) {
	d := newBench(t, &fakeBackend{name: "Jo", kept: true}, Start{})
	d.b.settings = app.Settings{Width: 700, Height: 500}
	d.restoreSize()
	d.glance()
	if got := d.win.Canvas().Size(); got != fyne.NewSize(700, 500) {
		t.Fatalf("the window is %v", got)
	}
	for width := range 20 {
		d.win.Resize(fyne.NewSize(float32(800+width), 600))
	}
	if d.b.settings.Width != 700 {
		t.Error("kept while it was pulled")
	}
	d.b.settings.Limit = 4 // a wish of meanwhile
	d.glance()
	if s := d.b.settings; s.Width != 819 || s.Height != 600 || s.Limit != 4 {
		t.Errorf("kept %+v", s)
	}
}

func TestKeysAreListed(t *testing.T) {
	d := hosted(t)
	d.key(fyne.KeyF1) // the composer has the focus
	for _, k := range d.keys {
		d.wantText(k.says())
		d.wantText(withCtrl(k.shown))
	}
}
